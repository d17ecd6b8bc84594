// Package build puts the steps of a build in order. It is the only package
// that imports them all.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/highlight"
	"github.com/biji-notes/biji/site/licence"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/split"
	"github.com/biji-notes/biji/templates"
)

// A Stage is a part of the work, for progress.
type Stage string

// The stages of a build, in the order in which they begin.
const (
	Reading Stage = "read"
	Parsing Stage = "parse"
	Linking Stage = "link"
	Writing Stage = "write"
)

// An Input is all that a build depends on. The same Input gives the same bytes.
type Input struct {
	Content   fs.FS           // the notes
	Git       gitignore.Rules // for the notes, of the folders above them
	Templates fs.FS           // biji's own
	Overrides fs.FS           // files that replace those of Templates; may be nil
	Options   site.Options    // complete, but for Lang and Title, which the notes can give
	Scratch   string          // an existing folder for the index while it is made
	Workers   int             // 0 is one for each processor
	// KeepParsed is how many bytes all notes may have without being parsed
	// twice to save memory; 0 is 20 MB. The site is the same either way.
	KeepParsed int
	// Progress, if set, is told how much of a stage is done. It is called from
	// several goroutines.
	Progress func(s Stage, done, total int)
}

// A Result says what a build made.
type Result struct {
	Options  site.Options
	Notes    []site.Note
	Outlines []*site.Outline // of the notes
	Pages    []site.Page
	Files    []site.File
	Graph    *site.Graph
	Sections int
	Left     Left
	Problems []site.Problem // sorted
}

// A Left says what is not among the notes, as load.Content does.
type Left struct {
	KeptBack int
	ByGit    string
}

// Site builds the site of in and puts its files into out, which the caller
// commits. An error means that there is no site; whatever an author can mend
// is a problem in the result.
func Site(ctx context.Context, in Input, out output.Sink) (*Result, error) {
	if in.Workers <= 0 {
		in.Workers = runtime.GOMAXPROCS(0)
	}
	if in.Progress == nil {
		in.Progress = func(Stage, int, int) {}
	}
	b := &builder{Input: in, out: out, interrupted: ctx.Err}
	for _, step := range []func(context.Context) error{b.read, b.prepare, b.connect, b.write} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return &Result{
		Options:  b.Options,
		Notes:    b.notes,
		Outlines: b.outlines,
		Pages:    b.pages,
		Files:    b.files,
		Graph:    b.graph,
		Sections: b.sectionCount,
		Left:     b.left,
		Problems: site.SortProblems(b.problems),
	}, nil
}

// A builder carries what one step leaves for the next.
type builder struct {
	Input
	out         output.Sink
	interrupted func() error // says that nobody waits any more

	notes    []site.Note
	files    []site.File
	left     Left
	parsed   []parsedNote
	outlines []*site.Outline
	pages    []site.Page
	graph    *site.Graph
	sections []site.Section // until they are in the index

	sectionCount int

	code   *highlight.Highlighter
	render *render.Renderer
	assets []bundle.Asset
	nav    *render.Nav
	atlas  atlas
	images imageSizes
	index  string // hash that names the packed index

	problems []site.Problem
}

func (b *builder) read(ctx context.Context) error {
	b.Progress(Reading, 0, 1)
	folder := load.Folder{Files: b.Content, Git: b.Git, Marker: output.Marker}
	content, err := folder.Notes(ctx, b.Options, b.Workers)
	if err != nil {
		return fmt.Errorf("read notes: %w", err)
	}
	b.notes, b.files, b.left = content.Notes, content.Files, Left{content.KeptBack, content.ByGit}
	b.problems = append(b.problems, content.Problems...)
	if b.Options.Lang == "" {
		b.Options.Lang = load.GuessLang(b.notes)
	}
	b.Progress(Reading, 1, 1)
	return nil
}

// prepare parses the notes, and meanwhile makes what every page shares.
func (b *builder) prepare(ctx context.Context) error {
	shared := make(chan error, 1)
	go func() { shared <- b.share() }()
	if err := b.parse(ctx); err != nil {
		return err
	}
	select {
	case err := <-shared:
		return err
	case <-ctx.Done(): // what makes the script does not hear it
		return ctx.Err()
	}
}

// share makes the script, the style sheet, the templates and the highlighter.
func (b *builder) share() error {
	var err error
	if b.code, err = highlight.New(highlight.Options{}); err != nil {
		return fmt.Errorf("prepare highlighting: %w", err)
	}
	if b.assets, err = bundle.Assets(templates.Overlay(b.Templates, b.Overrides), site.UI(b.Options.Lang), map[string]string{"code.css": b.code.CSS()}); err != nil {
		return fmt.Errorf("bundle script and style: %w", err)
	}
	if b.render, err = render.New(b.Templates, b.Overrides, b.Options.Lang); err != nil {
		return fmt.Errorf("read templates: %w", err)
	}
	return nil
}

// connect lays out the pages and resolves the links between them.
func (b *builder) connect(context.Context) error {
	b.Progress(Linking, 0, 1)
	layout, problems := split.Pages(b.notes, b.outlines, b.Options)
	b.pages, b.Options.Title = layout.Pages, layout.Title
	b.problems = append(b.problems, problems...)
	b.graph, problems = links.Connect(links.Input{
		Notes:    b.notes,
		Outlines: b.outlines,
		Pages:    b.pages,
		Files:    b.files,
		Under: func(note int, fragment string) (from, to int, ok bool) {
			return b.parsed[note].Under(fragment)
		},
	})
	b.problems = append(b.problems, problems...)
	b.atlas = newAtlas(b.pages, b.graph.Tags)
	b.checkPaths()
	b.nav = render.NewNav(tree(b.pages))
	b.Progress(Linking, 1, 1)
	return nil
}

// write puts everything into the sink. Pages name the index that they were
// built with, so they wait until it is made; while it is cut into pieces they
// are written already.
func (b *builder) write(ctx context.Context) error {
	if err := b.collectTexts(ctx); err != nil {
		return err
	}
	named := make(chan string, 1)
	index := make(chan error, 1)
	go func() {
		defer close(named)
		index <- b.writeIndex(ctx, func(hash string) { named <- hash })
	}()
	err := b.copyFiles(ctx)
	var ok bool
	if b.index, ok = <-named; !ok || err != nil {
		return errors.Join(err, <-index)
	}
	err = errors.Join(
		b.writePages(ctx),
		b.writeTags(),
		b.writeSearch(),
		b.writeRedirects(),
		b.writeExtras(),
	)
	return errors.Join(err, <-index)
}

// writeIndex makes the index and packs it. named is told the hash that names
// it before its pieces are written.
func (b *builder) writeIndex(ctx context.Context, named func(hash string)) error {
	dir, err := os.MkdirTemp(b.Scratch, "index-*")
	if err != nil {
		return fmt.Errorf("make room for the index: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := search.Write(ctx, dir, b.sections, b.Workers); err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	b.sections = nil
	folder := ""
	err = pack.Write(budget.FS(ctx, os.DirFS(dir)), func(name string, data []byte) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if folder == "" {
			folder = path.Dir(name)
			named(path.Base(folder))
		}
		return b.out.Put(name, data)
	})
	if err != nil {
		return fmt.Errorf("pack search index: %w", err)
	}
	if err := b.out.Put(folder+"/hant.js", search.SimplifiedScript()); err != nil {
		return err
	}
	if err := b.out.Put(folder+"/LICENSE.txt", []byte(licence.Unicode())); err != nil {
		return err
	}
	return b.reread(ctx)
}

// reread holds that the pieces that were written give back the index that was
// verified: a site whose index cannot answer is not published.
func (b *builder) reread(ctx context.Context) error {
	dir, err := os.MkdirTemp(b.Scratch, "reread-*")
	if err != nil {
		return fmt.Errorf("make room for the index: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := pack.Unpack(budget.FS(ctx, b.out), dir); err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	return nil
}

func (b *builder) copyFiles(ctx context.Context) error {
	addresses := sortedKeys(b.graph.Files)
	return each(ctx, len(addresses), b.Workers, func(i int) error {
		return b.out.Copy(ctx, addresses[i], b.Content, b.graph.Files[addresses[i]])
	}, nil)
}

func (b *builder) gather(problems [][]site.Problem) {
	for _, ps := range problems {
		b.problems = append(b.problems, ps...)
	}
}

func (b *builder) progress(s Stage) func(done, total int) {
	return func(done, total int) { b.Progress(s, done, total) }
}

// compute is each for calls that do nothing but compute, each into its slot:
// after an interrupt nobody waits for them, or looks at the slots.
func compute(ctx context.Context, n, workers int, do func(i int) error, progress func(done, total int)) error {
	return budget.Until(ctx, func() error { return each(ctx, n, workers, do, progress) })
}

// each calls do for 0 to n-1, several at a time, and stops early when ctx ends
// or a call fails. The caller gives every call a slot of its own to write to,
// so that results do not depend on the order.
func each(ctx context.Context, n, workers int, do func(i int) error, progress func(done, total int)) error {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	for range min(workers, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				if err := do(i); err != nil {
					stop(err)
					return
				}
				if d := done.Add(1); progress != nil && ctx.Err() == nil {
					progress(int(d), n)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}
