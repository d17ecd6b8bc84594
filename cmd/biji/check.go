package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
	"github.com/biji-notes/biji/site/generate"
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
file:line:column: severity: what [kind] (hint), errors first. It reports all that
build does, and notes that no other note links to, files that no note uses, and
whatever a crawl of the finished pages finds.

Exit codes: 0 no errors or warnings, 1 some, 2 not checked, 64 wrong usage.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openNamed(cmd, args)
			if err != nil {
				return err
			}
			defer in.Close()
			if err := how.resolve(in); err != nil {
				return err
			}
			if mend.wanted {
				return fixContent(cmd, in, mend, how.policy.Tells)
			}
			return checkContent(cmd, in, &how)
		},
	}
	how.flags(cmd)
	mend.flags(cmd)
	cmd.Flag("strict").Usage = "errors give exit code 2; with --strict=warning or --strict=note these too"
	return cmd
}

// examine builds the site of in in memory and finds every problem in it.
func examine(cmd *cobra.Command, in *content) ([]site.Problem, error) {
	_, problems, err := examined(cmd, in, time.Now())
	return problems, err
}

func examined(cmd *cobra.Command, in *content, start time.Time) (*outcome, []site.Problem, error) {
	memory := output.NewMemory()
	result, err := in.build(cmd, memory)
	if err != nil {
		return nil, nil, err
	}
	files := slices.DeleteFunc(result.Files, in.bundled)
	problems := append(result.Problems, links.Unused(files, result.Graph)...)
	problems = append(problems, links.Orphans(result.Pages, result.Notes, result.Options.Languages, result.Graph, result.Listed)...)
	problems = append(problems, atSources(check.Site(memory), result)...)
	return summary(result, memory, start), site.SortProblems(problems), nil
}

// bundled says whether a file is one that biji bundle wrote, which no note has to name.
func (c *content) bundled(f site.File) bool {
	name := filepath.Join(c.dir, filepath.FromSlash(f.Path))
	return slices.ContainsFunc(forms, func(e form) bool {
		return strings.HasSuffix(f.Path, filepath.Ext(e.target)) && exists(name) && e.replaceable(name) == nil
	})
}

// atSources puts problems of finished pages where their authors can mend them:
// at the note that a page is made of.
func atSources(problems []site.Problem, result *generate.Result) []site.Problem {
	noteOf := make(map[string]string, len(result.Pages))
	for i := range result.Pages {
		if p := &result.Pages[i]; p.Note >= 0 {
			noteOf[p.URL] = result.Notes[p.Note].Path
		}
	}
	for i := range problems {
		p := &problems[i]
		if p.At.File != "" {
			p.What = "on the page " + p.At.File + ": " + p.What
		}
		p.At = site.Pos{File: noteOf[p.At.File]}
	}
	return problems
}

func checkContent(cmd *cobra.Command, in *content, how *reporting) error {
	start := time.Now()
	o, problems, err := examined(cmd, in, start)
	if err != nil {
		return err
	}
	o.Problems, o.Seconds = how.judge(problems), since(start)
	if len(o.Problems) == 0 && (how.format == formatText || how.format == formatGitHub) {
		return nil
	}
	if err := o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.full, "checked"); err != nil {
		return err
	}
	return cmp.Or(how.fatal("", o.Problems), asExit(o.Problems))
}
