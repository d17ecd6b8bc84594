package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/serve"
	"github.com/biji-notes/biji/site/speech"
)

func serveCommand() *cobra.Command {
	var addr, prefix string
	var drafts, open, lan bool
	cmd := &cobra.Command{
		Use:   "serve [CONTENT]",
		Short: "Show the site locally and reload the browser when a note changes",
		Long: `Serve shows the site on this machine only. A page is made when somebody looks
at it. Serve watches the notes, the settings and the templates; after a change the
browser shows the page anew. The search index follows in the background. While the
site cannot be made, the last good one stays, and the page says what is wrong.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openNamed(cmd, args) // a first look: a missing folder is not worth serving
			if err != nil {
				return err
			}
			in.Close()
			from, speak := in.source, speechOf(cmd)
			if lan {
				if addr, err = serve.Everywhere(addr); err != nil {
					return usageError{fmt.Errorf("--addr %s: %w", addr, err)}
				}
			}
			log := func(line string) { fmt.Fprintln(cmd.ErrOrStderr(), site.Printable(speak.Say(line))) }
			live := &liveSite{from: from, drafts: drafts}
			keepLean()
			return serve.Run(cmd.Context(), serve.Options{
				Addr:   addr,
				Prefix: prefix,
				Watch:  func() []string { return watched(from) },
				Ignore: ours,
				Log:    log,
				Say:    speak.Say,
				Ready: func(url string) {
					if open {
						if err := serve.OpenBrowser(url); err != nil {
							log(err.Error())
						}
					}
				},
				Reach: func(url string) { tellPhone(cmd.ErrOrStderr(), url, speak) },
				Begin: live.begin,
				Build: func(ctx context.Context) (fs.FS, []site.Problem, error) {
					files, problems, err := live.look(ctx)
					if err != nil {
						err = errors.New(printable(err, speak))
					}
					return files, problems, err
				},
				Touched: live.touch,
				Finish:  live.index,
				Current: func() fs.FS { return live.site.Current() },
				Tell:    live.tell,
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

// keepLean lets a program that runs all day hold half as much that it does not need as
// one that is soon done: with 6,289 notes 700 MB at most instead of 880, for a tenth more
// of CPU.
func keepLean() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// tellPhone shows somebody at a terminal the address for another machine.
func tellPhone(w io.Writer, url string, in speech.Speech) {
	code, err := drawQR(url)
	if err == nil && isTerminal(w) {
		fmt.Fprintf(w, "%s\n%s", in.Sprintf("for a phone in the same network: %s", url), code)
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

// A liveSite is the site that is shown while its notes are written.
type liveSite struct {
	from   source
	drafts bool
	site   generate.Live
	how    reporting // of the look that is being told; its settings may differ from those of the last

	mu      sync.Mutex
	touched []string // paths in the content that may have changed since the last look
	all     bool     // or any may have
}

// mostTouched is how many changed files are told apart.
const mostTouched = 100

// touch takes down that a path of this machine may have changed; "" is any.
func (l *liveSite) touch(path string) {
	name, ok := l.from.inside(path)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case !ok || len(l.touched) >= mostTouched:
		l.all = true
	case !slices.Contains(l.touched, name):
		l.touched = append(l.touched, name)
	}
}

// changes are what was touched since they were asked for last; nil is any.
func (l *liveSite) changes() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	touched := append([]string{}, l.touched...)
	if l.all {
		touched = nil
	}
	l.touched, l.all = nil, false
	return touched
}

// look opens the content anew each time: its settings may have changed.
func (l *liveSite) look(ctx context.Context) (files fs.FS, problems []site.Problem, err error) {
	changed := l.changes()
	defer func() {
		if err != nil { // what changed is still to be seen
			l.touch("")
		}
	}()
	in, err := openContent(l.from)
	if err != nil {
		return nil, nil, err
	}
	l.mu.Lock()
	err = l.how.resolve(in)
	l.mu.Unlock()
	if err != nil {
		return nil, nil, err
	}
	// The site keeps references to the content's files, so the root stays
	// open for as long as the site is shown; the garbage collector closes it.
	in.Options.Drafts = in.Options.Drafts || l.drafts
	shown, result, err := l.site.Look(ctx, in.Input, changed)
	if err != nil {
		return nil, nil, err
	}
	in.complete(result)
	return shown, result.Problems, nil
}

// begin is what can be shown before the first look is done; nil if that is soon.
func (l *liveSite) begin(ctx context.Context) (fs.FS, error) {
	in, err := openContent(l.from)
	if err != nil {
		return nil, err
	}
	in.Options.Drafts = in.Options.Drafts || l.drafts
	glance, err := l.site.Glance(ctx, in.Input)
	if err != nil || glance == nil {
		return nil, err
	}
	return glance, nil
}

// index makes the search index of what was seen, if that is another.
func (l *liveSite) index(ctx context.Context) (done bool, err error) {
	if !l.site.Behind() {
		return false, nil
	}
	defer debug.FreeOSMemory()        // that took much, and may not be asked for again for hours
	return true, l.site.Index(ctx, 1) // the other processors make pages
}

func (l *liveSite) tell(problems []site.Problem) ([]string, string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	findings := l.how.judge(problems)
	return report.Lines(findings, l.how.in), report.Totals(findings, site.SeverityNote, l.how.in)
}
