package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/serve"
)

func serveCommand() *cobra.Command {
	var addr, prefix string
	var drafts, open, lan bool
	cmd := &cobra.Command{
		Use:   "serve [CONTENT]",
		Short: "Show the site locally and reload the browser when a note changes",
		Long: `Serve builds the site into memory and shows it on this machine only. It watches
the notes, the settings and the templates; after a change it builds again and the
browser reloads. While a build fails, the last good site stays, and the page says
what is wrong.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openNamed(cmd, args) // a first look: a missing folder is not worth serving
			if err != nil {
				return err
			}
			in.Close()
			from := in.source
			if lan {
				if addr, err = serve.Everywhere(addr); err != nil {
					return usageError{fmt.Errorf("--addr %s: %w", addr, err)}
				}
			}
			log := func(line string) { fmt.Fprintln(cmd.ErrOrStderr(), site.Printable(line)) }
			var how reporting // of the build that is being told; its settings may differ from those of the last
			return serve.Run(cmd.Context(), serve.Options{
				Addr:   addr,
				Prefix: prefix,
				Watch:  func() []string { return watched(from) },
				Ignore: ours,
				Log:    log,
				Ready: func(url string) {
					if open {
						if err := serve.OpenBrowser(url); err != nil {
							log(err.Error())
						}
					}
				},
				Reach: func(url string) { tellPhone(cmd.ErrOrStderr(), url) },
				Build: func(ctx context.Context) (fs.FS, []site.Problem, error) {
					return buildMemory(ctx, from, drafts, &how)
				},
				Tell: func(problems []site.Problem) ([]string, string) {
					findings := how.judge(problems)
					return report.Lines(findings), report.Totals(findings, site.SeverityNote)
				},
			})
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on")
	cmd.Flags().StringVar(&prefix, "prefix", "", "serve under this path, as a project page would be: /repo/")
	cmd.Flags().BoolVar(&drafts, "drafts", true, "show drafts too")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	cmd.Flags().BoolVar(&lan, "lan", false, "let a phone and other machines in the same network read, and show the address as a QR code")
	return cmd
}

// tellPhone shows somebody at a terminal the address for another machine.
func tellPhone(w io.Writer, url string) {
	code, err := drawQR(url)
	if err == nil && isTerminal(w) {
		fmt.Fprintf(w, "%s\n%s", say("for a phone in the same network: %s", url), code)
	}
}

// ours says whether a folder is of no interest because it is never content: a
// site that biji made, or what npm installed.
func ours(path string) bool {
	marker, err := os.Stat(filepath.Join(path, output.Marker)) // a folder of that name holds fetched pictures
	return filepath.Base(path) == "node_modules" || err == nil && !marker.IsDir()
}

// watched are the folders and files that the site is made of; none while
// its settings cannot be read.
func watched(from source) []string {
	in, err := openContent(from)
	if err != nil {
		return nil
	}
	defer in.Close()
	return in.watched()
}

// buildMemory opens the content anew each time: its settings may have changed.
func buildMemory(ctx context.Context, from source, drafts bool, how *reporting) (fs.FS, []site.Problem, error) {
	in, err := openContent(from)
	if err != nil {
		return nil, nil, err
	}
	if err := how.resolve(in); err != nil {
		return nil, nil, err
	}
	// The site keeps references to the content's files, so the root stays
	// open for as long as the site is shown; the garbage collector closes it.
	in.Options.Drafts = in.Options.Drafts || drafts
	memory := output.NewMemory()
	result, err := in.buildQuietly(ctx, memory, nil)
	if err != nil {
		return nil, nil, err
	}
	return memory, result.Problems, nil
}
