// Package math adds TeX formulas to goldmark: $…$, $`…`$ and \(…\) in a line,
// and $$…$$, \[…\] and fences of the language math, which are set apart.
//
// Money is no formula: the rule is Pandoc's. After the opening $ and before
// the closing one stands no space, both stand on one line, and no digit follows
// the closing one. Typora and Obsidian are not so strict; what looks like TeX
// (IsTeX) may have spaces at its edges and break its line. More rules keep the
// variables of a shell and the patterns of regular expressions apart, which
// notes like ours are full of:
//
//   - a formula in a line holds no backtick, no ** and, outside braces, no
//     quotation mark, no \d or \. and, if it does not look like TeX, no CJK
//     punctuation, except between letters, and no sentence: "$#、$?", "'^a$' or '^b$'";
//   - if a letter follows the closing $, as in "$n$th", the formula holds no
//     CJK character and does not begin like a name: "$HOME/$USER";
//   - no brace follows it: "${A}/${B}", nor do two begin with parentheses:
//     "$(a)/$(b)".
//
// $$ may stand anywhere in a text. It takes no list item, heading or sentence
// along: where those would be between, it is text.
package math

import (
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/tex"
)

// Extension parses formulas into an Inline or a Block, in any goldmark. It has
// no renderer: whoever renders with goldmark registers one for KindInline and
// KindBlock, which writes what Convert makes of their TeX.
var Extension goldmark.Extender = extension{}

// An Inline is a formula in a line of text.
type Inline struct {
	ast.BaseInline
	TeX     string // without the signs around it
	Display bool   // it is set apart
}

// A Block is a formula in lines of its own.
type Block struct {
	ast.BaseBlock
	end    []byte // what closes it
	blanks bool   // may stand in it
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

// TeX is the source of the formula, without the signs around it.
func (n *Block) TeX(source []byte) string {
	return string(trim(n.Lines().Value(source)))
}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		// After code, before everything that may stand in a formula: links, emphasis.
		parser.WithInlineParsers(util.Prioritized(inlineParser{}, 140)),
		parser.WithBlockParsers(util.Prioritized(blockParser{}, 660)),
		parser.WithASTTransformers(util.Prioritized(mathFences{}, 100)),
	)
}

// Convert is the formula as MathML, or its source as code if it holds what
// MathML cannot say; then why tells what that is: "\foo is not known". What it
// defines is added to pre, which may be nil.
func Convert(src string, display bool, pre *tex.Preamble) (html, why string) {
	ml, why := tex.MathML(src, display, pre)
	if why == "" {
		return ml, ""
	}
	class := "math"
	if display {
		class = "math math-source"
	}
	return `<code class="` + class + `">` + string(util.EscapeHTML([]byte(src))) + `</code>`, why
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }
