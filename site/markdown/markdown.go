// Package markdown turns a note into a Doc: parsed once, shown many times.
//
//	p := markdown.New(markdown.Options{UI: "zh"})
//	doc, problems := p.Parse(note)
//	doc.Outline()                        // what the other steps may know
//	doc.Sections(from, to)               // text for the search
//	doc.HTML(w, from, to, skip, hooks)   // a page, or an embedded piece of one
//	doc.Sketch                           // what is kept of a Doc that may go; it can be parsed again
//
// A note is a row of top-level blocks, numbered from 0; a page shows some of
// them. What a page cannot know by itself (where links lead, how code looks)
// it asks of Hooks.
//
// This is the door to goldmark: extensions live in the packages below, the
// HTML is written here and not by goldmark's renderer, because it depends on
// the page.
package markdown

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/board"
	"github.com/biji-notes/biji/site/markdown/component"
	"github.com/biji-notes/biji/site/markdown/guard"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// Options are the settings of a Parser.
type Options struct {
	// Unsafe lets raw HTML through as it is; only its links are rewritten.
	Unsafe bool
	// Hashtags makes tags of #words in the text.
	Hashtags bool
	// Breaks shows the line breaks in paragraphs.
	Breaks bool
	// UI is the language of the few words that biji adds to a note, as site.UI says it.
	UI string
	// CommonMark switches everything off that CommonMark does not have, and
	// lets raw HTML through untouched. It is there to be compared.
	CommonMark bool
	// Drawn gives the text in a picture that is shown in place of a code block; ok
	// is false if none is. It may be nil.
	Drawn func(info string, code []byte) (text []string, ok bool)
	// CodeTitle gives the title that a code block with such an info string shows, or
	// "". It may be nil.
	CodeTitle func(info string) string
	// Done, once it is closed, says that nobody waits any more: what is parsed
	// or written after that may be incomplete.
	Done <-chan struct{}
}

// A Parser makes Docs. It is safe for concurrent use.
type Parser struct {
	options Options
	parser  parser.Parser
	of      map[site.Program]*Parser // for notes of programs that have more
	policy  *sanitize.Policy
	words   words
	steps   int // that the parser may take for any note; each byte allows more
}

// New makes a Parser.
func New(o Options) *Parser {
	p := &Parser{options: o, parser: newParser(o, site.AnyProgram), policy: sanitize.New(o.Unsafe), words: wordsIn(o.UI), steps: budget.ParserSteps}
	p.of = make(map[site.Program]*Parser)
	for _, by := range []site.Program{site.Logseq, site.SiYuan} {
		special := *p
		special.parser = newParser(o, by)
		p.of[by] = &special
	}
	return p
}

// A Doc is a parsed note. It does not change, so it can be shown on several
// pages at the same time.
type Doc struct {
	*Sketch
	lines  []int // offsets in src at which its lines begin
	blocks []ast.Node
	facts  map[ast.Node]fact   // of nodes that have some
	math   map[ast.Node]string // formulas as HTML
}

// A Sketch is a note without its blocks: what other steps may know of it, and
// what a Doc is made of. It takes a tenth of a Doc's memory, not counting the
// source, which is the note's own.
type Sketch struct {
	parser  *Parser
	file    string
	line    int // of the file, at which src begins
	src     []byte
	pieces  []site.Piece // where src comes from; nil if all is from file
	outline site.Outline
	board   *site.Board // nil for most
	plain   bool        // too costly to be read: shown as source

	once  sync.Once // fills index when the first fragment is looked up
	index headingIndex
}

// A fact is what the survey of a note found out about a node.
type fact struct {
	number int                // of a heading in Outline.Headings, of a link or the first of several in Outline.Links
	raw    *sanitize.Fragment // of raw HTML
	anchor string             // ^id of a block, at the end of its own text
	before string             // ^id of a block, in the paragraph after it
	hidden bool               // of a paragraph that is nothing but the ^id of the block before, or imports of an .mdx
	flow   bool               // of a paragraph: its raw HTML holds what may not stand in <p>
	embeds bool               // of a paragraph: it embeds something
	cut    bool               // of a heading: the outline has its beginning only
}

// Parse reads a note. A note that cannot be read within bounds gives a Doc
// that shows its source, and a Problem of kind OverBudget.
func (p *Parser) Parse(n site.Note) (*Doc, []site.Problem) {
	if special := p.of[n.By]; special != nil {
		p = special
	}
	src := slices.Clip(n.Body)
	// Package load has seen to that already. A page must be UTF-8 whoever calls,
	// and to look again takes a hundredth of the time that parsing takes.
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	d := &Doc{Sketch: &Sketch{parser: p, file: n.Path, line: max(n.Line, 1), src: src, pieces: n.Pieces, board: n.Board}, lines: lineStarts(src)}
	d, problems := d.readOrShown()
	d.outline.Links = append(d.outline.Links, n.Properties.Links...)
	return d, problems
}

// readOrShown reads the source, or makes d show it.
func (d *Doc) readOrShown() (*Doc, []site.Problem) {
	if found, ok := guard.Check(d.src); !ok {
		return d.asSource(found)
	}
	problems, found := d.parse()
	if found.What != "" {
		return d.asSource(found)
	}
	return d, problems
}

// Doc parses the note once more and gives the Doc that Parse gave.
func (s *Sketch) Doc() *Doc {
	first := &Sketch{parser: s.parser, file: s.file, line: s.line, src: s.src, pieces: s.pieces, board: s.board}
	d := &Doc{Sketch: first, lines: lineStarts(s.src)}
	if s.plain {
		d.Sketch = s
		return d
	}
	if _, found := d.parse(); found.What != "" { // interrupted: what was read before can be read again
		d, _ = d.asSource(found)
		return d
	}
	d.Sketch = s // the same outline, which others know
	return d
}

// parse is read, if that can be done; found tells what went wrong, if the note
// broke the parser.
func (d *Doc) parse() (problems []site.Problem, found guard.Finding) {
	defer func() {
		switch r := recover(); r {
		case nil:
		case errTooSlow, errInterrupted:
			found.What = fmt.Sprint(r)
		default:
			found.What = fmt.Sprintf("it broke the parser: %v", r)
		}
	}()
	return d.read()
}

// read parses the source and surveys what it finds. It panics with errTooSlow
// or errInterrupted.
func (d *Doc) read() (problems []site.Problem, found guard.Finding) {
	context := d.parser.newContext(len(d.src))
	if component.SetLive(context, d.src); strings.EqualFold(path.Ext(d.file), ".mdx") {
		component.SetMDX(context)
	}
	root := d.parser.parser.Parse(text.NewReader(d.src), parser.WithContext(context))
	if d.board != nil {
		board.Gather(root)
	}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if deep, ok := tooDeep(n, 1); ok {
			return nil, guard.Finding{What: "its blocks nest more than 100 deep", Offset: deep.Pos()}
		}
		d.blocks = append(d.blocks, n)
	}
	problems = append(survey(d, context), d.unclosed(context)...)
	if context.spent() {
		problems = append(problems, d.problem(0, site.OverBudget,
			"link references repeat too much text; the last ones are shown as written", ""))
	}
	return problems, guard.Finding{}
}

// asSource makes d a single block that shows the note's source.
func (d *Doc) asSource(f guard.Finding) (*Doc, []site.Problem) {
	d.plain, d.blocks, d.facts = true, nil, nil
	d.outline = site.Outline{Blocks: 1}
	return d, []site.Problem{d.problem(f.Offset, site.OverBudget, "the note is shown as source: "+f.What, "")}
}

// Outline is what the note shows to other steps. It must not be changed.
func (s *Sketch) Outline() *site.Outline { return &s.outline }

func (d *Doc) problem(offset int, kind site.Kind, what, hint string) site.Problem {
	return site.Problem{At: d.pos(offset), Kind: kind, What: what, Hint: hint}
}

// pos is the place in the file of an offset in the source.
func (d *Doc) pos(offset int) site.Pos { return (&places{d: d}).pos(offset) }

// places tells places in the file. It remembers the last, because a line can be
// very long and full of links.
type places struct {
	d            *Doc
	line, offset int // of the last place
	piece        int // offset of the piece that holds it
	col          int
}

func (p *places) pos(offset int) site.Pos {
	if p.d.board != nil { // whose source is not what its file has
		return site.Pos{File: p.d.file}
	}
	offset = min(max(offset, 0), len(p.d.src))
	line := p.d.lineOf(offset)
	piece := p.d.piece(offset)
	if line != p.line || offset < p.offset || piece.At != p.piece || p.col == 0 {
		p.line, p.piece, p.offset, p.col = line, piece.At, p.d.lines[line], 1
		if piece.At > p.offset {
			p.offset, p.col = piece.At, piece.From.Col
		}
	}
	p.col += utf8.RuneCount(p.d.src[p.offset:offset])
	p.offset = offset
	return site.Pos{
		File: piece.From.File, Line: piece.From.Line + line - p.d.lineOf(piece.At), Col: max(1, p.col-piece.Indent),
	}
}

// lineOf is the number, from 0, of the source's line that holds an offset.
func (d *Doc) lineOf(offset int) int {
	line, found := slices.BinarySearch(d.lines, offset)
	if !found {
		line--
	}
	return line
}

// piece is the piece of the source that holds an offset.
func (d *Doc) piece(offset int) site.Piece {
	if p, ok := site.PieceAt(d.pieces, offset); ok {
		return p
	}
	return site.Piece{From: site.Pos{File: d.file, Line: d.line, Col: 1}}
}

func lineStarts(src []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i := 0; ; {
		next := bytes.IndexByte(src[i:], '\n')
		if next < 0 {
			return starts
		}
		i += next + 1
		starts = append(starts, i)
	}
}
