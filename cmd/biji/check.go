package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/output"
)

func checkCommand() *cobra.Command {
	var how reporting
	var mend fixing
	cmd := &cobra.Command{
		Use:   "check [CONTENT]",
		Short: "Report broken links, anchors and images, orphans, unused files and collisions",
		Long: `Check builds the site in memory, writes nothing, and prints every problem as
file:line:column: what (hint). It reports all that build does, and notes that no
other note links to, files that no note uses, and whatever a crawl of the
finished pages finds.

Exit codes: 0 no problems, 1 problems, 2 not checked, 64 wrong usage.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openContent(contentArg(args))
			if err != nil {
				return err
			}
			defer in.Close()
			if mend.wanted {
				return fixContent(cmd, in, mend)
			}
			return checkContent(cmd, in, how)
		},
	}
	how.flags(cmd)
	mend.flags(cmd)
	cmd.Flag("strict").Usage = "problems give exit code 2"
	return cmd
}

// examine builds the site of in in memory and finds every problem in it.
func examine(cmd *cobra.Command, in *content) ([]site.Problem, error) {
	r, err := examined(cmd, in, time.Now())
	if err != nil {
		return nil, err
	}
	return r.Problems, nil
}

func examined(cmd *cobra.Command, in *content, start time.Time) (*report, error) {
	memory := output.NewMemory()
	result, err := in.build(cmd, memory)
	if err != nil {
		return nil, err
	}
	r := summary(result, memory, start)
	r.Problems = append(r.Problems, links.Unused(result.Files, result.Graph)...)
	r.Problems = append(r.Problems, links.Orphans(result.Pages, result.Notes, result.Graph)...)
	r.Problems = site.SortProblems(append(r.Problems, check.Site(memory)...))
	return r, nil
}

func checkContent(cmd *cobra.Command, in *content, how reporting) error {
	start := time.Now()
	r, err := examined(cmd, in, start)
	if err != nil {
		return err
	}
	r.Seconds = since(start)
	if len(r.Problems) == 0 && !how.json {
		return nil
	}
	if err := r.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), how.json, "checked"); err != nil {
		return err
	}
	if how.strict && len(r.Problems) > 0 {
		return fmt.Errorf("%s, and --strict allows none", count(len(r.Problems), "problem"))
	}
	return problemsAsError(r.Problems)
}
