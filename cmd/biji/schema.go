package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site/load"
)

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print a JSON Schema of biji.toml, for editors",
		Long: `Schema prints a JSON Schema of the settings. Editors that know it complete and
explain the settings and mark what is wrong while biji.toml is written.`,
		Example: `  biji schema > .biji.schema.json    # biji.toml then begins: #:schema ./.biji.schema.json`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return printSchema(cmd.OutOrStdout()) },
	}
}

func printSchema(w io.Writer) error {
	text, err := load.ConfigSchema()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
