package build

import (
	"context"
	"slices"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// keepParsed is how many bytes all notes of a site may have so that each stays
// parsed until the end of the build. A parsed note takes about ten times its
// source: those of a larger site are parsed again when their pages are written.
// With 37 MB of notes that halves the memory, and takes no longer: what the
// second parse costs, the garbage collector saves.
const keepParsed = 20 << 20

// A parsedNote is what a build holds of a note. Its Doc is there while someone
// reads it, or always if the site is small.
type parsedNote struct {
	*markdown.Sketch
	all pageText // of the whole note, unless its Doc is kept

	mu       sync.Mutex
	doc      *markdown.Doc // nil: gone, to be parsed again
	unshown  int           // pages that are still to show it
	embedded bool          // other pages show it too, nobody knows how often
	kept     bool
}

// A pageText is what a page, or a whole note, says in plain text.
type pageText struct {
	sections []site.Section
	summary  string
}

func textOf(d *markdown.Doc, from, to int) pageText {
	return pageText{d.Sections(from, to), d.Summary(from, to, summaryRunes)}
}

// set takes a Doc. One that is not kept leaves its text, which is all that most
// notes are asked for before their page is written.
func (n *parsedNote) set(d *markdown.Doc, keep bool) {
	n.Sketch, n.kept = d.Sketch, keep
	if keep {
		n.doc = d
		return
	}
	n.all = textOf(d, 0, d.Outline().Blocks)
}

// open is the note's Doc.
func (n *parsedNote) open() *markdown.Doc {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.doc == nil {
		n.doc = n.Doc()
	}
	return n.doc
}

// shown says that one of the note's pages is done.
func (n *parsedNote) shown() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.unshown--; n.unshown == 0 && !n.embedded {
		n.drop()
	}
}

func (n *parsedNote) drop() {
	if !n.kept {
		n.doc = nil
	}
}

// text is what the page p of the note says.
func (n *parsedNote) text(p *site.Page) pageText {
	if !n.kept && p.From == 0 && p.To == n.Outline().Blocks {
		return n.all
	}
	return textOf(n.open(), p.From, p.To)
}

// parse parses the notes.
func (b *builder) parse(ctx context.Context) error {
	size := 0
	for i := range b.notes {
		size += len(b.notes[i].Body)
	}
	limit := b.KeepParsed
	if limit == 0 {
		limit = keepParsed
	}
	parser := markdown.New(markdown.Options{Unsafe: b.Options.Unsafe, UI: site.UI(b.Options.Lang), Done: ctx.Done()})
	b.parsed = make([]parsedNote, len(b.notes))
	b.outlines = make([]*site.Outline, len(b.notes))
	problems := make([][]site.Problem, len(b.notes))
	err := compute(ctx, len(b.notes), b.Workers, func(i int) error {
		var doc *markdown.Doc
		doc, problems[i] = parser.Parse(b.notes[i])
		b.parsed[i].set(doc, size <= limit)
		b.outlines[i] = doc.Outline()
		return nil
	}, b.progress(Parsing))
	if err != nil {
		return err
	}
	b.gather(problems)
	return nil
}

// countReaders finds out which pages need which notes.
func (b *builder) countReaders() {
	for n, links := range b.outlines {
		for k, l := range links.Links {
			if t := b.graph.Targets[n][k]; l.Kind == site.WikiEmbed && t.Kind == site.ToPage && t.Note >= 0 {
				b.parsed[t.Note].embedded = true
			}
		}
	}
	for i := range b.pages {
		if n := b.pages[i].Note; n >= 0 {
			b.parsed[n].unshown++
		}
	}
}

// collectTexts takes the plain text of every page: the sections that search
// finds, and what lists say of the page.
func (b *builder) collectTexts(ctx context.Context) error {
	b.countReaders()
	pages := make([][]int, len(b.notes)) // that show a note
	for i := range b.pages {
		if n := b.pages[i].Note; n >= 0 {
			pages[n] = append(pages[n], i)
		}
	}
	sections := make([][]site.Section, len(b.pages))
	says := make([]pageSays, len(b.pages))
	err := compute(ctx, len(b.notes), b.Workers, func(n int) error {
		note := &b.parsed[n]
		for _, i := range pages[n] {
			text := note.text(&b.pages[i])
			b.label(text.sections, &b.pages[i])
			sections[i] = text.sections
			says[i] = pageSays{text.summary, reading(text.sections)}
		}
		note.drop()
		note.all = pageText{}
		return nil
	}, nil)
	if err != nil {
		return err
	}
	for i := range b.pages {
		b.atlas.says[b.pages[i].URL] = says[i]
	}
	b.sections = slices.Concat(sections...)
	b.sectionCount = len(b.sections)
	return nil
}

// label adds to sections what they have from their page.
func (b *builder) label(sections []site.Section, p *site.Page) {
	meta := &b.notes[p.Note].Meta
	for k := range sections {
		s := &sections[k]
		s.Page, s.Title = p.URL, p.Title
		s.Tags, s.Dir = meta.Tags, p.Dir
		if p.Kind != site.PartPage { // their aliases are the overview's
			s.Aliases = meta.Aliases
		}
	}
}
