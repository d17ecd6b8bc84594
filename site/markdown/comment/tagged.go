package comment

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Comments between tags: those of Liquid (Jekyll, GitBook), Nunjucks (Hexo),
// Hugo and kramdown. What is in one was not meant to be read.
var (
	opening = regexp.MustCompile(`^(?:\{%-?[ \t]*comment[ \t]*-?%\}|\{\{[<%][ \t]*comment[ \t]*[%>]\}\}|\{::comment\})`)
	closing = regexp.MustCompile(`\{%-?[ \t]*endcomment[ \t]*-?%\}|\{\{[<%][ \t]*/[ \t]*comment[ \t]*[%>]\}\}|\{:/(?:comment)?\}`)
)

// taggedEndKey holds the place from which no closing tag follows in the source.
var taggedEndKey = parser.NewContextKey()

// endOfTagged is where a comment ends whose opening tag begins src[at:]; ok is
// false if there is none, or it has no end.
func endOfTagged(src []byte, at int, pc parser.Context) (end int, ok bool) {
	open := opening.Find(src[at:])
	if open == nil {
		return 0, false
	}
	from := at + len(open)
	if none, known := pc.Get(taggedEndKey).(int); known && from >= none {
		return 0, false
	}
	m := closing.FindIndex(src[from:])
	if m == nil {
		pc.Set(taggedEndKey, from)
		return 0, false
	}
	return from + m[1], true
}

// taggedInline is a comment within a line.
type taggedInline struct{}

func (taggedInline) Trigger() []byte { return []byte{'{'} }

func (taggedInline) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	end, ok := endOfTagged(block.Source()[:segment.Stop], segment.Start, pc)
	if !ok || len(line) == 0 {
		return nil
	}
	block.Advance(end - segment.Start + segment.Padding)
	return new(Node)
}

// A taggedBlock is a comment of whole lines while it is being read.
type taggedBlock struct {
	block
	end int // in the source
}

type taggedLines struct{}

func (taggedLines) Trigger() []byte             { return []byte{'{'} }
func (taggedLines) CanInterruptParagraph() bool { return true }
func (taggedLines) CanAcceptIndentedLine() bool { return false }

func (taggedLines) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	end, ok := endOfTagged(reader.Source(), segment.Start+at-segment.Padding, pc)
	if !ok || end < segment.Stop && !util.IsBlank(reader.Source()[end:segment.Stop]) {
		return nil, parser.NoChildren // text follows: a comment in a paragraph
	}
	reader.AdvanceToEOL()
	return &taggedBlock{end: end}, parser.NoChildren
}

func (taggedLines) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*taggedBlock)
	_, segment := reader.PeekLine()
	if segment.Start >= n.end {
		return parser.Close
	}
	if rest := n.end; rest < segment.Stop && !util.IsBlank(reader.Source()[rest:segment.Stop]) {
		reader.Advance(rest - segment.Start + segment.Padding) // what follows is a block of its own
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (taggedLines) Close(node ast.Node, _ text.Reader, _ parser.Context) {
	node.Parent().RemoveChild(node.Parent(), node)
}
