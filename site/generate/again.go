package generate

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/include"
	"github.com/biji-notes/biji/site/load"
)

// again is the site of p after nothing has changed but the files at paths, if that
// changes nothing but which notes there are and what some say, and their titles and
// tags: not their places, dates and other names, and no other file. Then only these notes are read,
// parsed and linked anew, and those that depend on them, and all else is as before.
// It is nil if the whole site has to be looked at.
//
// What others read of a note is what it is compared by. A test holds that after
// any edits the pages are those of a build.
func (p *planned) again(ctx context.Context, in Input, paths []string) *planned {
	if in.memory == nil || in.Front != "" || !equal(p.in, in) || !in.chronicle.isOf(in) || ctx.Err() != nil {
		return nil
	}
	next := *p
	next.in, next.renamed, next.moved = in, false, false
	next.found.folder.Files = in.Content
	loaded, changes, ok := next.found.folder.Again(p.found.loaded, in.Options, paths)
	if !ok {
		return nil
	}
	if changes.Moved {
		return moved(ctx, in, next.found.folder, loaded)
	}
	next.found.loaded = loaded
	steps := []func(before *planned, changed []int) bool{next.read, next.parse, next.lay, next.collect}
	for _, step := range steps {
		if !step(p, changes.Notes) {
			return nil
		}
	}
	next.parts.Docs, next.parts.Content = in.memory.shelf(next.parsed, next.layout), in.Content
	next.parts.Mentions, next.parts.Previews = next.mentions(), next.previews()
	next.result = next.tell()
	return &next
}

// moved is the site of notes of which some came or went. They have other numbers then,
// and so has much else: what is known of them is put together anew. It is nil if
// that fails.
func moved(ctx context.Context, in Input, folder load.Folder, loaded load.Content) *planned {
	found, err := complete(ctx, in, folder, loaded)
	if err != nil {
		return nil
	}
	p, err := found.plan(ctx, in)
	if err != nil {
		return nil
	}
	p.renamed, p.moved = true, true
	return p
}

// read takes the changed notes as they were read, if they include nothing and
// stand in no other note, and the language is as before.
func (p *planned) read(before *planned, changed []int) bool {
	was, is := before.found.loaded.Notes, p.found.loaded.Notes
	p.found.content.Notes = slices.Clone(before.found.content.Notes)
	p.found.content.Problems = p.found.loaded.Problems
	for _, n := range changed {
		if include.Asks(was[n]) || include.Asks(is[n]) || p.found.included[is[n].Path] {
			return false
		}
		p.found.content.Notes[n] = is[n]
		p.found.scripts.Take(&was[n])
		p.found.scripts.Add(&is[n])
	}
	return p.in.Options.Lang != "" || p.found.scripts.Lang() == p.found.options.Lang
}

// parse parses the changed notes, if the characters of formulas are as before.
func (p *planned) parse(before *planned, changed []int) bool {
	parsed := *p.parsed
	parsed.notes, parsed.outlines, parsed.whole = slices.Clone(parsed.notes), slices.Clone(parsed.outlines), slices.Clone(parsed.whole)
	parsed.problems, parsed.formulas = slices.Clone(parsed.problems), slices.Clone(parsed.formulas)
	p.parsed, p.parts.Outlines = &parsed, parsed.outlines
	p.parts.Notes = slices.Clone(p.parts.Notes)
	anyFormula := false
	for _, n := range changed {
		note := &p.found.content.Notes[n]
		parsed.note(n, note, false)
		p.in.memory.known[note.Path] = parsed.take(n, note, p.found.options)
		tagged := withHashtags([]site.Note{*note}, parsed.outlines[n:n+1], p.found.content.Vault)[0]
		was := &before.parts.Notes[n]
		if tagged.As != was.As {
			return false
		}
		p.renamed = p.renamed || !reflect.DeepEqual(tagged.Meta, was.Meta) || !slices.Equal(tagged.TagsAbove, was.TagsAbove)
		p.parts.Notes[n] = tagged
		anyFormula = anyFormula || !maps.Equal(parsed.formulas[n], before.parsed.formulas[n])
	}
	return !anyFormula || maps.Equal(runesOf(parsed.formulas), runesOf(before.parsed.formulas))
}

// lay gives the changed notes their pages, if these are where they were, and links
// them.
func (p *planned) lay(before *planned, changed []int) (ok bool) {
	if p.layout.Layout, ok = before.layout.Layout.Again(p.parts.Notes, p.parsed.outlines, changed); !ok {
		return false
	}
	content := p.found.content
	content.Notes = p.parts.Notes
	if p.layout.Joined, ok = before.layout.Joined.Again(linking(content, p.parsed, p.parts.Options, p.layout.Pages), changed); !ok {
		return false
	}
	p.in.memory.joined = p.layout.Joined
	for i := range p.layout.Pages {
		p.renamed = p.renamed || p.layout.Pages[i].Title != before.layout.Pages[i].Title
	}
	p.layout.long = longPaths(p.layout.Pages, p.parts.Notes, p.layout.Graph)
	p.parts.Pages, p.parts.Graph = p.layout.Pages, p.layout.Graph
	return true
}

// collect takes the plain text of the changed notes' pages.
func (p *planned) collect(_ *planned, changed []int) bool {
	p.texts = texts{slices.Clone(p.texts.said), slices.Clone(p.texts.sections)}
	for _, n := range changed {
		var its []int
		for i := range p.parts.Pages {
			if p.parts.Pages[i].Note == n {
				its = append(its, i)
			}
		}
		p.texts.note(&p.parts.Notes[n], &p.parsed.notes[n], p.parsed.whole[n], p.parts.Pages, its)
	}
	p.parts.Texts = p.texts.said
	return true
}
