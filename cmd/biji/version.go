package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/biji-notes/biji/site/licence"
)

func versionCommand() *cobra.Command {
	var licences bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of biji and of the libraries it stands on",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if licences {
				_, err := io.WriteString(cmd.OutOrStdout(), licence.Notices())
				return err
			}
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
	cmd.Flags().BoolVar(&licences, "licences", false, "print the licences of the libraries and data in biji")
	cmd.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "licenses" {
			name = "licences"
		}
		return pflag.NormalizedName(name)
	})
	return cmd
}

// version is that of biji, "(devel)" if it is not known.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
