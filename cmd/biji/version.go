package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of biji and of the libraries it stands on",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return fmt.Errorf("read version: this program was built without module information")
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "biji %s (%s)\n", info.Main.Version, info.GoVersion)
			for _, dep := range info.Deps {
				switch dep.Path {
				case "github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2", "github.com/blevesearch/bleve/v2":
					fmt.Fprintf(out, "  %s %s\n", dep.Path, dep.Version)
				}
			}
			return nil
		},
	}
}
