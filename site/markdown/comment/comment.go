// Package comment makes Obsidian's comments vanish: %%text%% within a
// paragraph, and from a line that begins with %% to the next %%, over any
// number of lines and blank lines. A comment that is never closed is text, and
// so are the %% of formats, batch files and 100%%.
//
// A comment that begins in the middle of a paragraph ends in it.
package comment

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension removes comments, in any goldmark. One of whole lines leaves
// nothing, one within a paragraph leaves a Node. It has no renderer: whoever
// renders with goldmark registers one for Kind, which writes nothing.
var Extension goldmark.Extender = extension{}

// A Node stands where a comment within a paragraph was, and shows nothing.
type Node struct{ ast.BaseInline }

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Comment")

func (n *Node) Kind() ast.NodeKind            { return Kind }
func (n *Node) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(inline{}, 150), util.Prioritized(taggedInline{}, 140)),
		parser.WithBlockParsers(util.Prioritized(lines{}, 650), util.Prioritized(taggedLines{}, 90)),
	)
}

var mark = []byte("%%")

// openKey holds the block in which a comment was found to have no end: the
// later ones in it have none either, and need not search.
var openKey = parser.NewContextKey()

type inline struct{}

func (inline) Trigger() []byte { return []byte{'%'} }

func (inline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	src, open := block.Source(), segment.Start
	if !bytes.HasPrefix(line, mark) || pc.Get(openKey) == parent || !opens(src, open) {
		return nil
	}
	inside := inWord(src, open)
	apart := len(line) > len(mark) && util.IsSpace(line[len(mark)])
	block.Advance(len(mark))
	for {
		line, segment := block.PeekLine()
		if line == nil {
			pc.Set(openKey, parent)
			return nil
		}
		stop := segment.Stop
		if inside {
			stop = min(stop, open+longestInWord)
		}
		at, passed := nextClosing(src, segment.Start, stop)
		switch {
		case passed && apart: // %% is written "%%d"
			return nil
		case inside && (at < 0 || !said(src[open+len(mark):at])):
			return nil
		case at >= 0:
			block.Advance(at + len(mark) - segment.Start + segment.Padding)
			return new(Node)
		}
		block.AdvanceLine()
	}
}

// A block is a comment of whole lines while it is being read.
type block struct {
	ast.BaseBlock
	closed bool
}

var kindBlock = ast.NewNodeKind("CommentBlock")

func (n *block) Kind() ast.NodeKind            { return kindBlock }
func (n *block) IsRaw() bool                   { return true }
func (n *block) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// endKey holds the place from which no ending %% follows in the source.
var endKey = parser.NewContextKey()

type lines struct{}

func (lines) Trigger() []byte             { return []byte{'%'} }
func (lines) CanInterruptParagraph() bool { return true }
func (lines) CanAcceptIndentedLine() bool { return false }

func (lines) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], mark) {
		return nil, parser.NoChildren
	}
	src, start := reader.Source(), segment.Start+at-segment.Padding
	if !opens(src[start:], 0) {
		return nil, parser.NoChildren
	}
	if end, _ := nextClosing(src, start+len(mark), segment.Stop); end >= 0 {
		if !util.IsBlank(src[end+len(mark) : segment.Stop]) {
			return nil, parser.NoChildren // text follows: a comment in a paragraph
		}
		reader.AdvanceToEOL()
		return &block{closed: true}, parser.NoChildren
	}
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) && last.Parent() == parent {
		if openIn(last.Lines(), reader.Source(), pc) {
			return nil, parser.NoChildren // this line ends a comment of the paragraph
		}
	}
	if !closedAfter(reader.Source(), segment.Stop, pc) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return new(block), parser.NoChildren
}

// closedAfter says whether an ending %% follows in the source. The answer no is kept,
// so that a file of unclosed comments is searched once.
func closedAfter(source []byte, from int, pc parser.Context) bool {
	if end, ok := pc.Get(endKey).(int); ok && from >= end {
		return false
	}
	if at, _ := nextClosing(source, from, len(source)); at >= 0 {
		return true
	}
	pc.Set(endKey, from)
	return false
}

// countKey holds a counted.
var countKey = parser.NewContextKey()

// counted says whether a comment is open behind the first lines of a paragraph.
type counted struct {
	of    *text.Segments
	lines int
	open  bool
}

// openIn says whether a comment is open at the end of the lines of a
// paragraph. It reads each line once.
func openIn(lines *text.Segments, source []byte, pc parser.Context) bool {
	c, ok := pc.Get(countKey).(*counted)
	if !ok || c.of != lines {
		c = &counted{of: lines}
		pc.Set(countKey, c)
	}
	for ; c.lines < lines.Len(); c.lines++ {
		line := lines.At(c.lines)
		c.read(source, line.Start, line.Stop)
	}
	return c.open
}

func (c *counted) read(source []byte, from, to int) {
	for {
		i := bytes.Index(source[from:to], mark)
		if i < 0 {
			return
		}
		at := from + i
		if c.open && closes(source, at) || !c.open && opens(source, at) {
			c.open = !c.open
		}
		from = at + len(mark)
	}
}

func (lines) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*block)
	if n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	at, _ := nextClosing(reader.Source(), segment.Start, segment.Stop)
	if at < 0 {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.closed = true
	i := at - segment.Start + segment.Padding
	if rest := line[i+len(mark):]; util.IsBlank(rest) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	reader.Advance(i + len(mark)) // what follows is a block of its own
	return parser.Close
}

func (lines) Close(node ast.Node, _ text.Reader, _ parser.Context) {
	node.Parent().RemoveChild(node.Parent(), node)
}
