// Package footnote reads footnotes: [^label] in the text, and blocks that
// begin with "[^label]:" anywhere in the note, whose further paragraphs are
// indented by four columns; and ^[text], which is both in one.
//
// Unlike goldmark's own extension it numbers nothing and lists nothing: each
// reference knows its definition, and definitions are taken out of the note,
// so that every page of a split note can show just the footnotes it refers to.
package footnote

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// KindDefinition and KindRef are the kinds of this package's nodes.
var (
	KindDefinition = ast.NewNodeKind("BijiFootnote")
	KindRef        = ast.NewNodeKind("BijiFootnoteRef")
)

// A Definition is the text of a footnote: blocks. It stands outside the
// document, found through its references.
type Definition struct {
	ast.BaseBlock
	Label string
}

// Kind implements ast.Node.
func (*Definition) Kind() ast.NodeKind { return KindDefinition }

// Dump implements ast.Node.
func (d *Definition) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"Label": d.Label}, nil)
}

// A Ref is a mark in the text that leads to a footnote.
type Ref struct {
	ast.BaseInline
	To *Definition
}

// Kind implements ast.Node.
func (*Ref) Kind() ast.NodeKind { return KindRef }

// Dump implements ast.Node.
func (r *Ref) Dump(source []byte, level int) {
	ast.DumpHelper(r, source, level, map[string]string{"To": r.To.Label}, nil)
}

// longestLabel is the limit that CommonMark sets for link labels.
const longestLabel = 999

var definitionsKey = parser.NewContextKey()

// definitions are those of a note: the first of each label, and all of them.
type definitions struct {
	byLabel map[string]*Definition
	all     []*Definition
}

// Extension parses footnotes into a Ref and a Definition, in any goldmark. It
// has no renderer: whoever renders with goldmark registers one for KindRef, and
// lists the definitions itself.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(blockParser{}, 999)),
		parser.WithInlineParsers(util.Prioritized(inlineParser{}, 101), util.Prioritized(written{}, 101)),
		parser.WithASTTransformers(util.Prioritized(detacher{}, 999)),
	)
}

// All are the footnotes that the note defines, in order, also those that no
// reference leads to.
func All(pc parser.Context) []*Definition {
	if seen, _ := pc.Get(definitionsKey).(*definitions); seen != nil {
		return seen.all
	}
	return nil
}

type blockParser struct{}

func (blockParser) Trigger() []byte { return []byte{'['} }

func (blockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	label, length := readLabel(line[at:])
	end := at + length
	if length == 0 || end >= len(line) || line[end] != ':' {
		return nil, parser.NoChildren
	}
	d := &Definition{Label: label}
	seen, _ := pc.Get(definitionsKey).(*definitions)
	if seen == nil {
		seen = &definitions{byLabel: make(map[string]*Definition)}
		pc.Set(definitionsKey, seen)
	}
	if _, taken := seen.byLabel[label]; !taken {
		seen.byLabel[label] = d
	}
	seen.all = append(seen.all, d)
	reader.AdvanceAndSetPadding(end+1-segment.Padding, segment.Padding)
	return d, parser.HasChildren
}

func (blockParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}
func (blockParser) CanInterruptParagraph() bool                 { return true }
func (blockParser) CanAcceptIndentedLine() bool                 { return false }

// readLabel reads "[^label]" and says how long it is; 0 if there is none.
func readLabel(line []byte) (label string, length int) {
	if len(line) < 4 || line[0] != '[' || line[1] != '^' {
		return "", 0
	}
	for i, c := range line[2:min(len(line), 2+longestLabel)] {
		switch c {
		case ']':
			name := bytes.TrimSpace(line[2 : 2+i])
			if len(name) == 0 {
				return "", 0
			}
			return util.ToLinkReference(name), i + 3
		case '[', '\n':
			return "", 0
		}
	}
	return "", 0
}

type inlineParser struct{}

// '!' is ours too: "![^1]" is an exclamation mark and a footnote.
func (inlineParser) Trigger() []byte { return []byte{'!', '['} }

func (inlineParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	seen, _ := pc.Get(definitionsKey).(*definitions)
	if seen == nil {
		return nil
	}
	line, segment := block.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	label, length := readLabel(line[bang:])
	if length == 0 {
		return nil
	}
	d := seen.byLabel[label]
	if d == nil {
		return nil
	}
	if bang == 1 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(bang + length)
	r := &Ref{To: d}
	r.SetPos(segment.Start + bang)
	return r
}

// A detacher takes the definitions out of the document.
type detacher struct{}

func (detacher) Transform(_ *ast.Document, _ text.Reader, pc parser.Context) {
	seen, _ := pc.Get(definitionsKey).(*definitions)
	if seen == nil {
		return
	}
	for _, d := range seen.all {
		if parent := d.Parent(); parent != nil {
			parent.RemoveChild(parent, d)
		}
	}
}
