package generate

import (
	"context"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/highlight"
	"github.com/biji-notes/biji/site/markdown"
)

// keepParsed is how many bytes all notes of a site may have so that each stays
// parsed until the end of the build. A parsed note takes about ten times its
// source, so those of a larger site are parsed again when their pages are
// written. With 37 MB of notes that halves the memory, and takes no longer: what
// the second parse costs, the garbage collector saves.
const keepParsed = 20 << 20

// A parsed is the notes of a site, parsed. All slices are by note.
type parsed struct {
	parser   func(*site.Note) *markdown.Parser
	notes    []pages.Parsed
	outlines []*site.Outline
	whole    []pageText // of those that are not kept
	problems [][]site.Problem
	formulas []map[rune]bool // the characters of their formulas
}

func newParsed(parser func(*site.Note) *markdown.Parser, n int) *parsed {
	return &parsed{
		parser: parser, notes: make([]pages.Parsed, n), outlines: make([]*site.Outline, n), whole: make([]pageText, n),
		problems: make([][]site.Problem, n), formulas: make([]map[rune]bool, n),
	}
}

// parse parses the notes. A note that is not kept leaves its text, which is all
// that most are asked for before their page is written.
func parse(ctx context.Context, in Input, notes []site.Note, o site.Options, drawings *diagram.Drawings) (*parsed, error) {
	keep := size(notes) <= max(in.KeepParsed, 0)
	if in.KeepParsed == 0 {
		keep = size(notes) <= keepParsed
	}
	in.memory.parsesBy(o)
	p := newParsed(newParser(ctx, in, notes, o, drawings), len(notes))
	err := compute(ctx, len(notes), in.Workers, func(i int) error {
		if ui := site.UI(langOf(&notes[i], o)); !in.memory.parsed(p, i, &notes[i], ui) {
			p.note(i, &notes[i], keep)
		}
		return nil
	}, in.progress(Parsing))
	if err != nil {
		return nil, err
	}
	in.memory.keep(p, notes, o)
	return p, nil
}

// newParser makes what parses the notes of a site.
func newParser(ctx context.Context, in Input, notes []site.Note, o site.Options, drawings *diagram.Drawings) func(*site.Note) *markdown.Parser {
	if in.memory != nil {
		ctx = context.WithoutCancel(ctx) // notes are parsed again for their pages
	}
	return speaking(notes, o, markdown.Options{
		Unsafe: o.Unsafe, Breaks: o.Breaks == site.Yes, Hashtags: o.Hashtags == site.Yes, Done: ctx.Done(),
		Drawn: func(info string, code []byte) ([]string, bool) {
			if pages.IsQuery(info) {
				return nil, true
			}
			return drawings.Labels(info, code)
		},
		CodeTitle: highlight.Title,
	})
}

// note parses note i.
func (p *parsed) note(i int, note *site.Note, keep bool) {
	doc, problems := p.parser(note).Parse(*note)
	p.problems[i] = problems
	p.notes[i], p.outlines[i] = pages.Parsed{Sketch: doc.Sketch}, doc.Outline()
	p.formulas[i] = doc.FormulaRunes()
	switch {
	case keep:
		p.notes[i].Kept = doc
	default:
		p.whole[i] = textOf(doc, 0, doc.Outline().Blocks)
	}
}

// Links reads the notes and follows their links as a build does, and makes no
// site. The result has no sections and no problems.
func Links(ctx context.Context, in Input) (*Result, error) {
	in = in.complete()
	in.KeepParsed = -1
	in.Options.Dates = site.DatesOfNotes // links have none
	found, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	content, options := found.content, found.options
	p, err := parse(ctx, in, content.Notes, options, diagram.NewDrawings(diagram.Options{UI: site.UI(options.Lang)}))
	if err != nil {
		return nil, err
	}
	l := lay(content, p, options, in)
	return &Result{
		Options: options, Notes: content.Notes, Outlines: p.outlines, Pages: l.Pages, Files: content.Files, Graph: l.Graph,
		Left: Left{content.KeptBack, content.ByGit},
	}, nil
}

func size(notes []site.Note) (bytes int) {
	for i := range notes {
		bytes += len(notes[i].Body)
	}
	return bytes
}
