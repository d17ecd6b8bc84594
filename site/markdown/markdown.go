// Package markdown turns a note into a Doc: parsed once, shown many times.
//
//	p := markdown.New(markdown.Options{UI: "zh"})
//	doc, problems := p.Parse(note)
//	doc.Outline()                        // what the other steps may know
//	doc.Sections(from, to)               // text for the search
//	doc.HTML(w, from, to, skip, hooks)   // a page, or an embedded piece of one
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
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// Options are the settings of a Parser.
type Options struct {
	// Unsafe lets raw HTML through as it is; only its links are rewritten.
	Unsafe bool
	// UI is the language of the few words that biji adds to a note: "zh" or "en".
	UI string
	// CommonMark switches everything off that CommonMark does not have, and
	// lets raw HTML through untouched. It is there to be compared.
	CommonMark bool
}

// A Parser makes Docs. It is safe for concurrent use.
type Parser struct {
	options Options
	parser  parser.Parser
	policy  *sanitize.Policy
	words   words
}

// New makes a Parser.
func New(o Options) *Parser {
	return &Parser{options: o, parser: newParser(o), policy: sanitize.New(o.Unsafe), words: wordsIn(o.UI)}
}

// A Doc is a parsed note. It does not change, so it can be shown on several
// pages at the same time.
type Doc struct {
	parser  *Parser
	file    string
	line    int // of the file, at which src begins
	src     []byte
	lines   []int // offsets in src at which its lines begin
	blocks  []ast.Node
	outline site.Outline
	facts   map[ast.Node]fact // of nodes that have some
	plain   bool              // too costly to be read: shown as source
}

// A fact is what the survey of a note found out about a node.
type fact struct {
	number int                // of a heading in Outline.Headings, of a link or the first of several in Outline.Links
	raw    *sanitize.Fragment // of raw HTML
	anchor string             // ^id of a block, at the end of its own text
	before string             // ^id of a block, in the paragraph after it
	hidden bool               // of a paragraph that is nothing but the ^id of the block before
	flow   bool               // of a paragraph: its raw HTML holds what may not stand in <p>
	embeds bool               // of a paragraph: it embeds something
}

// Parse reads a note. A note that cannot be read within bounds gives a Doc
// that shows its source, and a Problem of kind OverBudget.
func (p *Parser) Parse(n site.Note) (*Doc, []site.Problem) {
	src := slices.Clip(n.Body)
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	d := &Doc{parser: p, file: n.Path, line: max(n.Line, 1), src: src}
	d.lines = lineStarts(src)
	if problem := d.tooCostly(); problem != nil {
		return d.asSource(problem.what, problem.at)
	}
	problems, why := d.parse()
	if why != "" {
		return d.asSource(why, 0)
	}
	return d, problems
}

// parse does the work of Parse; why tells what went wrong, if the note broke
// the parser.
func (d *Doc) parse() (problems []site.Problem, why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprintf("the note broke the parser: %v", r)
		}
	}()
	context := newContext(len(d.src))
	root := d.parser.parser.Parse(text.NewReader(d.src), parser.WithContext(context))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		d.blocks = append(d.blocks, n)
	}
	problems = survey(d)
	if context.spent() {
		problems = append(problems, d.problem(0, site.OverBudget,
			"link references repeat too much text; the last ones are shown as written", ""))
	}
	return problems, ""
}

// asSource makes d a single block that shows the note's source.
func (d *Doc) asSource(why string, at int) (*Doc, []site.Problem) {
	d.plain, d.blocks, d.facts = true, nil, nil
	d.outline = site.Outline{Blocks: 1}
	return d, []site.Problem{d.problem(at, site.OverBudget, why+"; the note is shown as source", "")}
}

// Outline is what the note shows to other steps. It must not be changed.
func (d *Doc) Outline() *site.Outline { return &d.outline }

func (d *Doc) problem(offset int, kind site.Kind, what, hint string) site.Problem {
	return site.Problem{At: d.pos(offset), Kind: kind, What: what, Hint: hint}
}

// pos is the place in the file of an offset in the source.
func (d *Doc) pos(offset int) site.Pos {
	offset = min(max(offset, 0), len(d.src))
	line, found := slices.BinarySearch(d.lines, offset)
	if !found {
		line--
	}
	col := utf8.RuneCount(d.src[d.lines[line]:offset])
	return site.Pos{File: d.file, Line: d.line + line, Col: col + 1}
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
