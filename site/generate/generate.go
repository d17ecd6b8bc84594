// Package generate puts the steps of a build in order. It is the only package
// that imports them all. Each step gives back a value of its own, which no later
// one changes:
//
//	read     files          -> the notes
//	parse    notes          -> their Docs and Outlines
//	lay      Outlines       -> the pages, and the Graph of their links
//	collect  Docs, pages    -> the texts, for search and for lists
//	share    templates      -> what all pages share
//	pages    all of these   -> the World, and from it each page
package generate

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/diagram"
	"github.com/biji-notes/biji/site/generate/extras"
	"github.com/biji-notes/biji/site/generate/face"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/highlight"
	"github.com/biji-notes/biji/site/include"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/render"
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
	Listed   map[int]bool   // the notes to which tables of notes lead
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
	in, done, err := in.withScratch()
	if err != nil {
		return nil, err
	}
	result, err := siteOf(ctx, in.complete(), out)
	return result, done(err)
}

// siteOf is Site for a complete Input.
func siteOf(ctx context.Context, in Input, out output.Sink) (*Result, error) {
	p, err := plan(ctx, in)
	if err != nil {
		return nil, err
	}
	written, err := writeSite(ctx, in, p.parts, p.sections, out)
	if err != nil {
		return nil, err
	}
	result := p.result
	result.Problems = site.SortProblems(slices.Concat(result.Problems, written.problems))
	result.Listed = written.listed
	return result, nil
}

// A planned is a site of which all is known, and no page made.
type planned struct {
	parts    pages.Parts
	sections []site.Section // what search finds
	result   *Result        // without the problems of pages, and its problems not sorted
}

// plan finds out all that pages are made of, for a complete Input.
func plan(ctx context.Context, in Input) (*planned, error) {
	content, options, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	drawings := diagram.NewDrawings(diagram.Options{UI: site.UI(options.Lang)})
	parsed, whole, shared, err := prepare(ctx, in, content.Notes, options, drawings)
	if err != nil {
		return nil, err
	}
	assets, err := withMathFont(shared.assets, parsed.formulas)
	if err != nil {
		return nil, err
	}
	misnamed, err := strays(in.Overrides, options.Templates)
	if err != nil {
		return nil, err
	}
	assets, slips := face.Assets(in.Content, &options.Face, assets)
	content.Notes = withHashtags(content.Notes, parsed.outlines, content.Vault)
	in.Progress(Linking, 0, 1)
	layout := lay(content, parsed, options, in.Folder)
	options.Title = layout.Title
	in.Progress(Linking, 1, 1)
	texts, err := collect(ctx, in, content.Notes, parsed.notes, whole, layout.Pages)
	if err != nil {
		return nil, err
	}
	parts := pages.Parts{
		Options: options, Notes: content.Notes, Outlines: parsed.outlines, Pages: layout.Pages, Books: layout.Books, Graph: layout.graph,
		Texts: texts.said, Docs: pages.NewShelf(parsed.notes, layout.Pages, parsed.outlines, layout.graph), Content: in.Content,
		Code: shared.code, Diagrams: drawings, Render: shared.render, Assets: assets,
	}
	result := &Result{
		Options: options, Notes: content.Notes, Outlines: parsed.outlines, Pages: layout.Pages, Files: content.Files,
		Graph: layout.graph, Sections: len(texts.sections), Left: Left{content.KeptBack, content.ByGit},
		Problems: slices.Concat(in.Problems, content.Problems, misnamed, slips, parsed.problems, layout.problems),
	}
	return &planned{parts, texts.sections, result}, nil
}

// read reads the notes. The options that it gives back have a language.
func read(ctx context.Context, in Input) (load.Content, site.Options, error) {
	in.Progress(Reading, 0, 1)
	folder := load.Folder{Files: in.Content, Git: in.Git, Marker: output.Marker, Front: in.Front}
	content, err := folder.Notes(ctx, in.Options, in.Workers)
	if err != nil {
		return load.Content{}, site.Options{}, fmt.Errorf("read notes: %w", err)
	}
	options := in.Options
	options.Languages = content.Languages
	switch {
	case len(content.Languages) > 0:
		options.Lang = content.Languages[0].Tag
	case len(in.Options.Languages) > 0 && options.Lang == "":
		options.Lang = in.Options.Languages[0].Tag
	}
	problems, err := in.dated(ctx, content.Notes)
	if err != nil {
		return load.Content{}, site.Options{}, err
	}
	content.Problems = append(content.Problems, problems...)
	content.Notes, problems = include.Notes(include.Input{
		Notes: content.Notes, Files: content.Files,
		Text: func(file string) ([]byte, []site.Problem) { return folder.Text(file, in.Options.Encoding) },
	})
	content.Problems = append(content.Problems, problems...)
	if options.Lang == "" {
		options.Lang = load.GuessLang(content.Notes)
	}
	options.Breaks = options.Breaks.Or(content.Breaks)
	options.Hashtags = options.Hashtags.Or(content.Vault)
	if options.Slug == site.SlugShort {
		split.Short(content.Notes, content.Languages)
	}
	if options.Titles == site.TitlesAuto && content.ByFile {
		options.Titles = site.TitlesFile
	}
	in.Progress(Reading, 1, 1)
	return content, options, nil
}

// prepare parses the notes, and meanwhile makes what all pages share.
func prepare(ctx context.Context, in Input, notes []site.Note, o site.Options, drawings *diagram.Drawings) (*parsed, []pageText, *shared, error) {
	type result struct {
		*shared
		error
	}
	made := make(chan result, 1)
	go func() {
		s, err := share(in, o)
		made <- result{s, err}
	}()
	p, whole, err := parse(ctx, in, notes, o, drawings)
	if err != nil {
		return nil, nil, nil, err
	}
	select {
	case r := <-made:
		return p, whole, r.shared, r.error
	case <-ctx.Done(): // what makes the script does not hear it
		return nil, nil, nil, ctx.Err()
	}
}

// A shared is what all pages of a site have in common, whatever the notes say.
type shared struct {
	code   *highlight.Highlighter
	assets []bundle.Asset
	render *render.Renderer
}

// share makes the script, the style sheet, the templates and the highlighter.
func share(in Input, o site.Options) (*shared, error) {
	code, err := highlight.New(highlight.Options{})
	if err != nil {
		return nil, fmt.Errorf("prepare highlighting: %w", err)
	}
	assets, err := bundle.Assets(templates.Overlay(in.Templates, in.Overrides), scriptLang(o), map[string]string{"code.css": code.CSS(), "face.css": face.CSS(o.Face.Accent)})
	if err != nil {
		return nil, fmt.Errorf("bundle script and style: %w", err)
	}
	pages, err := render.New(in.Templates, in.Overrides, o.Lang)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	return &shared{code, assets, pages}, nil
}

// A layout is the pages of a site and the links between them.
type layout struct {
	split.Layout
	graph    *site.Graph
	problems []site.Problem
}

func lay(c load.Content, p *parsed, o site.Options, folder string) layout {
	l, problems := split.Pages(c.Notes, p.outlines, o, folder, c.Folders)
	graph, broken := links.Connect(links.Input{
		Notes:     c.Notes,
		Outlines:  p.outlines,
		Pages:     l.Pages,
		Files:     c.Files,
		Images:    o.Images,
		Languages: o.Languages,
		Face:      o.Face.Links,
		Moved:     o.Redirects,
		Under: func(note int, fragment string) (from, to int, ok bool) {
			return p.notes[note].Under(fragment)
		},
	})
	return layout{l, graph, slices.Concat(problems, broken, longPaths(l.Pages, c.Notes, graph))}
}

// writeSite puts everything into the sink, and says what is wrong with the pages.
// Pages name the index that they were built with, so they wait until it is made;
// while it is cut into pieces they are written already.
func writeSite(ctx context.Context, in Input, parts pages.Parts, sections []site.Section, out output.Sink) (written, error) {
	named := make(chan string, 1)
	index := make(chan error, 1)
	go writeIndex(ctx, in, sections, out, named, index)
	err := copyFiles(ctx, in, parts.Graph.Files, out)
	var ok bool
	if parts.Index, ok = <-named; !ok || err != nil {
		return written{}, errors.Join(err, <-index)
	}
	made, err := writePages(ctx, in, pages.New(parts), out)
	return made, errors.Join(err, <-index)
}

func copyFiles(ctx context.Context, in Input, files map[string]string, out output.Sink) error {
	addresses := sortedKeys(files)
	return each(ctx, len(addresses), in.Workers, func(i int) error {
		return out.Copy(ctx, addresses[i], in.Content, files[addresses[i]])
	}, nil)
}

// A written is what was found out about pages while they were made.
type written struct {
	problems []site.Problem
	listed   map[int]bool
}

// writePages makes all pages of the World, and the files beside them.
func writePages(ctx context.Context, in Input, w *pages.World, out output.Sink) (written, error) {
	put := func(address string, data []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return out.Put(address, data)
	}
	made := make([]pages.Made, len(w.Pages))
	err := each(ctx, len(w.Pages), in.Workers, func(i int) (err error) {
		made[i], err = w.Page(i, put)
		return err
	}, in.progress(Writing))
	err = errors.Join(err, w.Tags(put), w.Search(put), w.Redirects(put))
	found := written{listed: map[int]bool{}}
	shown := site.FeatureSet{"": true, site.FaceShown: w.Options.Face.Shows(), site.Multilingual: len(w.Options.Languages) > 0, site.Counted: w.Options.Analytics.Service != ""} // what all pages show
	for _, m := range made {
		found.problems = append(found.problems, m.Problems...)
		for _, n := range m.Listed {
			found.listed[n] = true
		}
		maps.Copy(shown, m.Features)
	}
	for _, a := range w.Assets {
		if shown[a.For] {
			err = errors.Join(err, put(a.Name, a.Data))
		}
	}
	for _, x := range extras.All() {
		err = errors.Join(err, x.Make(w, put))
	}
	return found, err
}
