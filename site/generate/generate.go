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
	defer lean(size(p.parts.Notes))()
	result, parts, sections := p.result, p.parts, slices.Concat(p.texts.sections...)
	previews := parts.Previews()
	parts.Previews = func() []bundle.Asset { return previews }
	if before, ok := out.(interface {
		Earlier(name string) ([]byte, error)
	}); ok {
		parts.Earlier = before.Earlier
	}
	if mentions := parts.Mentions(); mentions != nil {
		mentions.Settle()
	}
	p = nil // the sections are let go as soon as they are indexed
	written, err := writeSite(ctx, in, parts, sections, out)
	if err != nil {
		return nil, err
	}
	result.Problems = site.SortProblems(slices.Concat(result.Problems, written.problems))
	result.Listed = written.listed
	return result, nil
}

// A planned is a site of which all is known, and no page made.
type planned struct {
	parts  pages.Parts
	texts  texts
	result *Result // without the problems of pages, and its problems not sorted

	// What it takes to plan it again.
	in       Input
	found    found
	parsed   *parsed
	layout   layout
	problems []site.Problem // of settings and templates
	renamed  bool           // lists and the sidebar have other names for notes than before, or other tags
	moved    bool           // notes came or went
}

// plan finds out all that pages are made of, for a complete Input.
func plan(ctx context.Context, in Input) (*planned, error) {
	found, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	return found.plan(ctx, in)
}

// plan finds out the rest.
func (found found) plan(ctx context.Context, in Input) (*planned, error) {
	content, options := found.content, found.options
	drawings := in.memory.drawings(options)
	parsed, shared, err := prepare(ctx, in, content.Notes, options, drawings)
	if err != nil {
		return nil, err
	}
	fonts := later(func() ([]bundle.Asset, error) { return withMathFont(shared.assets, in.memory.fonts(), parsed.formulas) })
	misnamed, err := strays(in.Overrides, options.Templates)
	if err != nil {
		return nil, err
	}
	content.Notes = withHashtags(content.Notes, parsed.outlines, content.Vault)
	in.Progress(Linking, 0, 1)
	layout := lay(content, parsed, options, in)
	options.Title = layout.Title
	in.Progress(Linking, 1, 1)
	texts, err := collect(ctx, in, content.Notes, parsed, layout.Pages)
	if err != nil {
		return nil, err
	}
	assets, err := fonts()
	if err != nil {
		return nil, err
	}
	assets, slips := face.Assets(in.Content, &options.Face, assets)
	cards, unread, err := in.cards(options)
	if err != nil {
		return nil, err
	}
	if assets, err = withTouchIcon(assets, cards, options.Title); err != nil {
		return nil, err
	}
	p := &planned{
		in: in, found: found, parsed: parsed, layout: layout, texts: texts, problems: slices.Concat(misnamed, slips, unread),
		parts: pages.Parts{
			Options: options, Notes: content.Notes, Outlines: parsed.outlines, Pages: layout.Pages, Books: layout.Books, Graph: layout.Graph,
			Texts: texts.said, Docs: in.memory.shelf(parsed, layout), Content: in.Content,
			Code: shared.code, Diagrams: drawings, Render: shared.render, Assets: assets, Cards: cards,
		},
	}
	p.parts.Mentions, p.parts.Previews = p.mentions(), p.previews()
	p.result = p.tell()
	return p, nil
}

// tell says what was found out.
func (p *planned) tell() *Result {
	content := &p.found.content
	return &Result{
		Options: p.parts.Options, Notes: p.parts.Notes, Outlines: p.parsed.outlines, Pages: p.parts.Pages, Files: content.Files,
		Graph: p.parts.Graph, Sections: p.texts.count(), Left: Left{content.KeptBack, content.ByGit},
		Problems: slices.Concat(p.in.Problems, content.Problems, p.found.problems, p.problems, slices.Concat(p.parsed.problems...), p.layout.problems(), p.cardless()),
	}
}

// A found is the notes as they were read.
type found struct {
	folder   load.Folder
	loaded   load.Content    // as they stand in their files
	content  load.Content    // with what they include
	included map[string]bool // notes that stand in others
	problems []site.Problem  // of includes
	options  site.Options    // these have a language
	scripts  load.Scripts    // of all notes, if the settings name no language
}

// read reads the notes.
func read(ctx context.Context, in Input) (found, error) {
	in.Progress(Reading, 0, 1)
	folder := load.Folder{Files: in.Content, Git: in.Git, Marker: output.Marker, Front: in.Front, Memory: in.memory.notes(), Only: in.only}
	loaded, err := folder.Notes(ctx, in.Options, in.Workers)
	if err != nil {
		return found{}, fmt.Errorf("read notes: %w", err)
	}
	f, err := complete(ctx, in, folder, loaded)
	in.Progress(Reading, 1, 1)
	return f, err
}

// complete gives notes that were loaded what they have from elsewhere: dates, and the
// files that they include.
func complete(ctx context.Context, in Input, folder load.Folder, loaded load.Content) (found, error) {
	f := found{folder: folder, loaded: loaded, options: in.Options, included: map[string]bool{}}
	dated, err := in.dated(ctx, f.loaded.Notes)
	if err != nil {
		return f, err
	}
	f.content = f.loaded
	f.content.Notes, f.problems = include.Notes(include.Input{
		Notes: f.loaded.Notes, Files: f.loaded.Files,
		Text:   func(file string) ([]byte, []site.Problem) { return f.folder.Text(file, in.Options.Encoding) },
		Took:   func(note string) { f.included[note] = true },
		Memory: in.memory.included(),
	})
	f.problems = append(dated, f.problems...)
	options := &f.options
	options.Languages = f.content.Languages
	switch {
	case len(f.content.Languages) > 0:
		options.Lang = f.content.Languages[0].Tag
	case len(in.Options.Languages) > 0 && options.Lang == "":
		options.Lang = in.Options.Languages[0].Tag
	}
	if options.Lang == "" {
		f.scripts = in.memory.scripts(f.content.Notes)
		options.Lang = f.scripts.Lang()
	}
	options.Breaks = options.Breaks.Or(f.content.Breaks)
	options.Hashtags = options.Hashtags.Or(f.content.Vault)
	if options.Slug == site.SlugShort {
		split.Short(f.content.Notes, f.content.Languages)
	}
	if options.Titles == site.TitlesAuto && f.content.ByFile {
		options.Titles = site.TitlesFile
	}
	return f, nil
}

// prepare parses the notes, and meanwhile makes what all pages share.
func prepare(ctx context.Context, in Input, notes []site.Note, o site.Options, drawings *diagram.Drawings) (*parsed, *shared, error) {
	type result struct {
		*shared
		error
	}
	made := make(chan result, 1)
	go func() {
		s, err := in.memory.share(in, o)
		made <- result{s, err}
	}()
	p, err := parse(ctx, in, notes, o, drawings)
	if err != nil {
		return nil, nil, err
	}
	select {
	case r := <-made:
		return p, r.shared, r.error
	case <-ctx.Done(): // what makes the script does not hear it
		return nil, nil, ctx.Err()
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
	files := templates.Overlay(in.Templates, in.Overrides)
	assets, err := bundle.Assets(files, scriptLang(files, o), map[string]string{"code.css": code.CSS(), "accent.css": face.CSS(o.Face.Accent)})
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
	*links.Joined
	split, long []site.Problem
}

func lay(c load.Content, p *parsed, o site.Options, in Input) layout {
	pages, problems := split.Pages(c.Notes, p.outlines, o, in.Folder, c.Folders)
	joined := in.memory.join(linking(c, p, o, pages.Pages))
	return layout{pages, joined, problems, longPaths(pages.Pages, c.Notes, joined.Graph)}
}

// linking is what there is to link.
func linking(c load.Content, p *parsed, o site.Options, pages []site.Page) links.Input {
	return links.Input{
		Notes:     c.Notes,
		Outlines:  p.outlines,
		Pages:     pages,
		Files:     c.Files,
		Images:    o.Images,
		Languages: o.Languages,
		Face:      o.Face.Links,
		Moved:     o.Redirects,
		Under: func(note int, fragment string) (from, to int, ok bool) {
			return p.notes[note].Under(fragment)
		},
	}
}

func (l *layout) problems() []site.Problem {
	return slices.Concat(l.split, l.Joined.Problems(), l.long)
}

// writeSite puts everything into the sink, and says what is wrong with the pages.
func writeSite(ctx context.Context, in Input, parts pages.Parts, sections []site.Section, out output.Sink) (written, error) {
	index := make(chan error, 1)
	go func() { index <- writeIndex(ctx, in, sections, out) }()
	if err := copyFiles(ctx, in, parts.Graph.Files, out); err != nil {
		return written{}, errors.Join(err, <-index)
	}
	parts.Index = true
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
	others := later(func() (struct{}, error) {
		return struct{}{}, errors.Join(w.Tags(put), w.Search(put), w.Redirects(put))
	})
	err := each(ctx, len(w.Pages), in.Workers, func(i int) (err error) {
		made[i], err = w.Page(i, put)
		return err
	}, in.progress(Writing))
	_, failed := others()
	err = errors.Join(err, failed)
	found := written{listed: map[int]bool{}}
	shown := site.FeatureSet{"": true, site.TermsIndex: true, site.Hits: true, site.Mapped: w.HasMap(), site.Lists: true, site.Welcome: true, site.TreeShown: true, site.Folds: w.HasLongTree(), site.Lost: true, site.Cards: w.Options.Previews == site.On, site.Beside: w.Options.Previews == site.On, site.Aids: true, site.LeadsOn: w.Leads(), site.FaceShown: w.Options.ShowsFace(), site.Multilingual: len(w.Options.Languages) > 0, site.Counted: w.Options.Analytics.Service != ""} // what all pages show
	for _, m := range made {
		found.problems = append(found.problems, m.Problems...)
		for _, n := range m.Listed {
			found.listed[n] = true
		}
		maps.Copy(shown, m.Features)
	}
	shown[site.Rounds] = shown[site.Study]
	for _, a := range slices.Concat(w.Assets, w.Trees(), w.Previews()) {
		if shown[a.For] {
			err = errors.Join(err, put(a.Name, a.Data))
		}
	}
	if w.HasWhole() {
		all, _ := w.Whole(func(i int) (string, error) { return made[i].Twin, nil })
		err = errors.Join(err, put(site.LLMsFullFile, all))
	}
	for _, x := range extras.All() {
		err = errors.Join(err, x.Make(w, put))
	}
	return found, err
}
