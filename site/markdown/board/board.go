// Package board reads the body of a board, as load makes it of a JSON Canvas
// file: cards, each with Markdown in it.
package board

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
)

// Extension reads cards. In notes that are no boards there are none: load leaves
// no control characters in them.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithBlockParsers(util.Prioritized(cards{}, 0)))
}

// KindCard is the kind of Card.
var KindCard = ast.NewNodeKind("Card")

// A Card holds what stands on a card.
type Card struct {
	ast.BaseBlock
	Number int // of the card
}

// Kind implements ast.Node.
func (*Card) Kind() ast.NodeKind { return KindCard }

// Dump implements ast.Node.
func (c *Card) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"Number": strconv.Itoa(c.Number)}, nil)
}

// KindBoard is the kind of Board.
var KindBoard = ast.NewNodeKind("Board")

// A Board is the block that holds all cards of a note.
type Board struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (*Board) Kind() ast.NodeKind { return KindBoard }

// Dump implements ast.Node.
func (b *Board) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

// Gather puts all blocks of a note onto one board.
func Gather(doc ast.Node) {
	b := &Board{}
	for n := doc.FirstChild(); n != nil; n = doc.FirstChild() {
		b.AppendChild(b, n)
	}
	doc.AppendChild(doc, b)
}

type cards struct{}

// Trigger implements parser.BlockParser.
func (cards) Trigger() []byte { return []byte(site.CardBegins) }

// Open implements parser.BlockParser.
func (cards) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	digits, ok := strings.CutPrefix(strings.TrimSpace(string(line)), site.CardBegins)
	number, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return nil, parser.NoChildren
	}
	reader.Advance(segment.Len() - 1)
	card := &Card{Number: number}
	card.SetPos(segment.Start)
	return card, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (cards) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if strings.HasPrefix(string(line), site.CardEnds) {
		reader.Advance(segment.Len() - 1)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (cards) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (cards) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (cards) CanAcceptIndentedLine() bool { return false }
