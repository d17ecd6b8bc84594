// Package mark adds ==highlighted text== to goldmark, and ^^highlighted text^^ of
// Logseq.
//
// The marks open and close like ** does, so other inline syntax nests in
// them; see package cjk for text without spaces. Between two ASCII words they
// are an operator (a==b), never marks, and neither is a longer run.
package mark

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// Extension parses ==text== into a Node, in any goldmark. It has no renderer:
// whoever renders with goldmark registers one for Kind.
var Extension goldmark.Extender = extension{}

// A Node is highlighted text; its children are what stands between the marks.
type Node struct{ ast.BaseInline }

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Mark")

func (n *Node) Kind() ast.NodeKind            { return Kind }
func (n *Node) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 490)))
}

type inline struct{}

func (inline) Trigger() []byte         { return []byte{'=', '^'} }
func (inline) IsDelimiter(b byte) bool { return b == '=' || b == '^' }
func (inline) OnMatch(int) ast.Node    { return new(Node) }

func (inline) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (p inline) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	d := cjk.Run(block, p)
	if d.Char == '^' && d.OriginalLength == 1 {
		return nil // a text may go on over it: x^2, text ^id
	}
	if d.OriginalLength != 2 || operator(block) || !d.CanOpen && !d.CanClose {
		return cjk.Literal(block, d)
	}
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// operator says whether the two signs compare: a==b, x[1]==y.
func operator(block text.Reader) bool {
	line, _ := block.PeekLine()
	before := block.PrecendingCharacter()
	return len(line) > 2 && before < 0x80 && operand(byte(before), ")]") && operand(line[2], "([")
}

func operand(c byte, brackets string) bool {
	return util.IsAlphaNumeric(c) || c == '_' || bytes.IndexByte([]byte(brackets), c) >= 0
}
