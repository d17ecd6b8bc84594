package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/partial"
	"github.com/biji-notes/biji/site/load/worktree"
	"github.com/biji-notes/biji/site/output"
)

func buildCommand() *cobra.Command {
	var how reporting
	var target, address string
	var drafts bool
	cmd := &cobra.Command{
		Use:   "build [CONTENT]",
		Short: "Build the site into a folder",
		Long: `Build reads the notes in CONTENT and writes the site into a folder. CONTENT is a
folder, or one note, which then is published with the files that it names and
nothing else. Without it the notes are those in "content", or, if there is no
such folder, those here.

The new site is made beside the old one and takes its place in one step.
A folder that biji did not make is never touched.

Errors and warnings in the notes are printed, the gravest first, at most ten
lines of a kind; notes are only counted. biji check shows all.

Exit codes: 0 fine, 1 built but there are errors or warnings, 2 not built,
64 wrong usage.`,
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
			in.Options.Drafts = in.Options.Drafts || drafts
			if address != "" {
				if in.Options.URL, err = load.SiteURL(address); err != nil {
					return usageError{fmt.Errorf("--url %s: %w", address, err)}
				}
			}
			return buildTo(cmd, in, target, &how)
		},
	}
	cmd.Flags().StringVarP(&target, "output", "o", "public", "folder for the site")
	cmd.Flags().StringVar(&address, "url", "", "address of the site, in place of the one in the settings")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "build drafts too")
	how.flags(cmd)
	return cmd
}

// buildTo builds into the folder target and reports.
func buildTo(cmd *cobra.Command, in *content, target string, how *reporting) error {
	start := time.Now()
	if err := apart(in.dir, target); err != nil {
		return err
	}
	dir, err := output.NewDir(cmd.Context(), target)
	if err != nil {
		return fmt.Errorf("prepare output: %w", err)
	}
	defer discard(cmd, dir) // does nothing after Commit
	result, err := in.build(cmd, dir)
	if err != nil {
		return err
	}
	o := summary(result, dir, start)
	o.Problems = how.judge(result.Problems)
	fatal := cmp.Or(how.fatal("not built: ", o.Problems), emptied(result, target))
	if fatal != nil {
		return errors.Join(o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, ""), fatal)
	}
	if err := dir.Commit(); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	if note := dir.Note(); note != "" {
		fmt.Fprintln(cmd.ErrOrStderr(), site.Printable(speechOf(cmd).Say(note)))
	}
	o.Output = filepath.ToSlash(filepath.Join(target, "index.html"))
	o.Seconds = since(start)
	if err := o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, "built"); err != nil {
		return err
	}
	return asExit(o.Problems)
}

// emptied refuses to put a site without notes in the place of one that is there:
// the folder named was hardly the one that was meant.
func emptied(result *generate.Result, target string) error {
	if _, err := os.Stat(filepath.Join(target, "index.html")); len(result.Notes) > 0 || err != nil {
		return nil
	}
	return fmt.Errorf("not built: the site in %s stays as it is", target)
}

// discard drops what a failed build wrote, unless it was published.
func discard(cmd *cobra.Command, dir *output.Dir) {
	told := dir.Note()
	dir.Discard()
	if note := dir.Note(); note != told {
		fmt.Fprintln(cmd.ErrOrStderr(), site.Printable(speechOf(cmd).Say(note)))
	}
}

// A sized sink knows how much went into it.
type sized interface {
	Size() (files int, bytes int64)
}

func summary(result *generate.Result, sink sized, start time.Time) *outcome {
	files, bytes := sink.Size()
	return &outcome{
		Pages:    len(result.Pages),
		Sections: result.Sections,
		Files:    files,
		Bytes:    bytes,
		Seconds:  since(start),
		Pictures: elsewhere(result.Graph),
		Services: services(&result.Options),
	}
}

// apart refuses notes inside the output, which would be swept away. An output
// inside the notes is fine: a site that biji made is never content, and package
// output takes no folder that holds anything else.
func apart(content, target string) error {
	c, t, err := realPaths(content, target)
	switch {
	case err != nil:
		return err
	case c == t:
		return usageError{fmt.Errorf("output %s is the content folder itself", target)}
	case within(t, c):
		return usageError{fmt.Errorf("content %s is inside the output %s", content, target)}
	}
	return nil
}

// leaveOut takes a file that biji writes out of the content, if it lies there.
func (c *content) leaveOut(target string) error {
	dir, file, err := realPaths(c.dir, target)
	if err != nil || !within(dir, file) {
		return err
	}
	name, err := filepath.Rel(dir, file)
	c.Content = partial.Without{FS: c.Content, File: filepath.ToSlash(name)}
	return err
}

func realPaths(content, target string) (c, t string, err error) {
	if c, err = worktree.RealPath(content); err != nil {
		return "", "", fmt.Errorf("find content: %w", err)
	}
	if t, err = worktree.RealPath(target); err != nil {
		return "", "", fmt.Errorf("find output: %w", err)
	}
	return c, t, nil
}

func within(outer, inner string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && filepath.IsLocal(rel)
}

// build runs the build with progress on a terminal.
func (c *content) build(cmd *cobra.Command, sink output.Sink) (*generate.Result, error) {
	bar := newBar(cmd.ErrOrStderr())
	defer bar.done()
	return c.buildQuietly(cmd.Context(), sink, bar.progress)
}

func (c *content) buildQuietly(ctx context.Context, sink output.Sink, progress func(generate.Stage, int, int)) (*generate.Result, error) {
	in := c.Input
	in.Progress = progress
	result, err := generate.Site(ctx, in, sink)
	if err != nil {
		return nil, err
	}
	c.complete(result)
	return result, nil
}

// complete adds the problems of the content as a whole to those of its site.
func (c *content) complete(result *generate.Result) {
	if len(result.Notes) == 0 {
		result.Problems = append(result.Problems, site.Problem{
			Kind: site.NoNotes, What: "there are no notes to publish in " + c.dir, Hint: whyNone(result),
		})
	}
	result.Problems = site.SortProblems(result.Problems)
}

// whyNone says why there may be no notes.
func whyNone(result *generate.Result) string {
	left, found := result.Left, survey{other: map[string]int{}}
	for _, f := range result.Files {
		found.file(f.Path)
	}
	switch {
	case left.KeptBack > 0 && left.ByGit != "":
		return fmt.Sprintf("%s left out, and git ignores others, by %s", count(left.KeptBack, "draft"), left.ByGit)
	case left.KeptBack > 0 && result.Options.Publish.Some:
		return "there are notes, and publish in " + configName + " chooses none, or they are drafts"
	case left.KeptBack > 0:
		return count(left.KeptBack, "draft") + " left out; biji build --drafts takes them"
	case left.ByGit != "":
		return "git ignores some, by " + left.ByGit + "; gitignore = false in " + configName + " publishes them"
	}
	return found.String()
}

// A bar shows progress where somebody looks and the build takes a while.
type bar struct {
	mu    sync.Mutex
	stage generate.Stage
	bar   *progressbar.ProgressBar
	w     io.Writer
	start time.Time
}

// patience is how long a build may take before it shows a bar.
const patience = 700 * time.Millisecond

func newBar(w io.Writer) *bar {
	if !isTerminal(w) {
		return &bar{}
	}
	return &bar{w: w, start: time.Now()}
}

func (b *bar) progress(s generate.Stage, done, total int) {
	if b.w == nil || time.Since(b.start) < patience {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if s != b.stage || b.bar == nil {
		b.stage = s
		b.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(b.w),
			progressbar.OptionSetDescription(fmt.Sprintf("%-6s", s)),
			progressbar.OptionThrottle(50*time.Millisecond),
			progressbar.OptionShowCount(),
			progressbar.OptionClearOnFinish())
	}
	b.bar.Set(done)
}

func (b *bar) done() {
	if b.bar != nil {
		b.bar.Clear()
	}
}
