// Package callout adds GitHub's alerts and Obsidian's callouts to goldmark:
// block quotes whose first line is [!type], then + (open) or - (closed) if the
// reader may fold it, then a title.
//
//	> [!warning]- What *not* to do
//	> Text.
package callout

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Node is a callout. Its first child is a TitleNode, the others are its
// content.
type Node struct {
	ast.BaseBlock
	Style   string // the look of its type: "warning"; "note" if the type is unknown
	Written string // the type as written: "Warning", "注意"
	Fold    byte   // 0 cannot be folded, '+' is open at first, '-' closed

	Untitled bool // its author wants no title, not even the name of the type
}

// New makes a callout of a type as written, still without its title.
func New(written string, fold byte) *Node {
	t, _ := typeOf(written)
	return &Node{Style: t.style, Written: written, Fold: fold}
}

// Known says whether a type has a look of its own.
func Known(written string) bool {
	_, known := typeOf(written)
	return known
}

// A TitleNode is the title of a callout: inline nodes, or nothing, which asks
// for the name of the type.
type TitleNode struct{ ast.BaseBlock }

// Kinds of the nodes of this package.
var (
	Kind      = ast.NewNodeKind("Callout")
	KindTitle = ast.NewNodeKind("CalloutTitle")
)

func (n *Node) Kind() ast.NodeKind      { return Kind }
func (n *TitleNode) Kind() ast.NodeKind { return KindTitle }

func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Style": n.Style, "Written": n.Written, "Fold": string(rune(n.Fold))}, nil)
}

func (n *TitleNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Extension parses callouts into a Node, in any goldmark. It has no renderer:
// whoever renders with goldmark registers one for Kind and KindTitle.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		// Before link reference definitions (100) and tables (200) look at the paragraph.
		parser.WithParagraphTransformers(util.Prioritized(titles{}, 50)),
		parser.WithASTTransformers(util.Prioritized(quotes{}, 50)),
	)
}

// foundKey holds the callouts found so far, still as block quotes: the block
// parser has them open and would lose them if they were replaced at once.
var foundKey = parser.NewContextKey()

type found struct {
	quote *ast.Blockquote
	node  *Node
}

// titles cuts the title off the first paragraph of a quote, while it is still
// lines: so its inline syntax is parsed like any other text.
type titles struct{}

func (titles) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || p.PreviousSibling() != nil {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	node, size := head(first.Value(reader.Source()))
	if node == nil {
		return
	}
	title := &TitleNode{}
	title.SetPos(first.Start)
	rest := first.WithStart(first.Start + size - first.Padding)
	rest.Padding = 0
	rest = rest.TrimLeftSpace(reader.Source())
	if rest = rest.TrimRightSpace(reader.Source()); !rest.IsEmpty() {
		title.Lines().Append(rest)
	}
	quote.InsertBefore(quote, p, title)
	if lines.Len() == 1 {
		quote.RemoveChild(quote, p)
	} else {
		lines.SetSliced(1, lines.Len())
	}
	all, _ := pc.Get(foundKey).([]found)
	pc.Set(foundKey, append(all, found{quote, node}))
}

// head reads [!type]± at the start of a line and returns the length of what
// it read.
func head(line []byte) (*Node, int) {
	s := bytes.TrimLeft(line, " \t")
	size := len(line) - len(s)
	if !bytes.HasPrefix(s, []byte("[!")) {
		return nil, 0
	}
	end := bytes.IndexAny(s, "]\n")
	if end < 0 || s[end] != ']' {
		return nil, 0
	}
	written, _, _ := strings.Cut(string(s[2:end]), "|") // Obsidian keeps settings of the look there
	written = strings.TrimSpace(written)
	if written == "" || strings.ContainsAny(written, "[") {
		return nil, 0
	}
	node := New(written, 0)
	end++
	if end < len(s) && (s[end] == '+' || s[end] == '-') {
		node.Fold = s[end]
		end++
	}
	if end < len(s) && bytes.IndexByte([]byte("([:"), s[end]) >= 0 {
		return nil, 0 // a link, or the definition of one
	}
	return node, size + end
}

// quotes puts the callouts where their block quotes stand.
type quotes struct{}

func (quotes) Transform(_ *ast.Document, _ text.Reader, pc parser.Context) {
	all, _ := pc.Get(foundKey).([]found)
	for _, f := range all {
		f.node.SetPos(f.quote.Pos())
		f.node.SetBlankPreviousLines(f.quote.HasBlankPreviousLines())
		for c := f.quote.FirstChild(); c != nil; {
			next := c.NextSibling()
			f.node.AppendChild(f.node, c)
			c = next
		}
		f.quote.Parent().ReplaceChild(f.quote.Parent(), f.quote, f.node)
	}
	pc.Set(foundKey, nil)
}
