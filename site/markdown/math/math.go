// Package math adds TeX formulas to goldmark: $…$ in a line, and $$…$$ set
// apart, in a paragraph or in lines of its own.
//
// Money is no formula: the rule is Pandoc's. After the opening $ and before
// the closing one stands no space, and no digit follows the closing one. More
// rules keep the variables of a shell apart, which notes like ours are full
// of:
//
//   - a formula in a line holds no backtick, no ** and, outside braces, no CJK
//     punctuation: "$#、$?";
//   - if a letter follows the closing $, as in "$n$th", the formula holds no
//     CJK character and does not begin like a name: "$HOME/$USER";
//   - no brace follows it: "${A}/${B}", nor do two begin with parentheses:
//     "$(a)/$(b)".
package math

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Extension parses formulas into an Inline or a Block, in any goldmark. It has
// no renderer: whoever renders with goldmark registers one for KindInline and
// KindBlock, which writes what Convert makes of their TeX.
var Extension goldmark.Extender = extension{}

// An Inline is a formula in a line of text.
type Inline struct {
	ast.BaseInline
	TeX     string // without the dollar signs
	Display bool   // written $$…$$
}

// A Block is a formula in lines of its own.
type Block struct {
	ast.BaseBlock
	closed bool
}

// Kinds of the nodes of this package.
var (
	KindInline = ast.NewNodeKind("MathInline")
	KindBlock  = ast.NewNodeKind("MathBlock")
)

func (n *Inline) Kind() ast.NodeKind { return KindInline }
func (n *Block) Kind() ast.NodeKind  { return KindBlock }
func (n *Block) IsRaw() bool         { return true }

func (n *Inline) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"TeX": n.TeX, "Display": fmt.Sprint(n.Display)}, nil)
}

func (n *Block) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// TeX is the source of the formula, without the dollar signs.
func (n *Block) TeX(source []byte) string {
	return string(bytes.TrimSpace(n.Lines().Value(source)))
}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		// After code, before everything that may stand in a formula: links, emphasis.
		parser.WithInlineParsers(util.Prioritized(inlineParser{}, 140)),
		parser.WithBlockParsers(util.Prioritized(blockParser{}, 660)),
	)
}

// Convert is the formula as MathML, or its source as code if it holds what
// MathML cannot say; then why tells what that is: "\boxed is not known".
func Convert(tex string, display bool) (html, why string) {
	ml, why := convert(tex, display)
	if why == "" {
		return ml, ""
	}
	return `<code class="math">` + string(util.EscapeHTML([]byte(tex))) + `</code>`, why
}
