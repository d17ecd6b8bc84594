package container

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/callout"
)

// gather makes a Group of the tabs that follow one another, and Panels of the
// code blocks in one.
type gather struct{}

func (gather) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var groups []*Group
	var first []*Panel
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *callout.TitleNode:
			linkTitle(n)
		case *Group:
			groups = append(groups, n)
		case *Panel:
			_, inGroup := n.Parent().(*Group)
			if _, follows := n.PreviousSibling().(*Panel); !inGroup && !follows {
				first = append(first, n)
			}
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, p := range first {
		wrap(p)
	}
	for _, g := range groups {
		g.divide(reader.Source())
	}
}

// linkTitle makes a link of a title that leads somewhere.
func linkTitle(n *callout.TitleNode) {
	to, ok := n.Attribute(linkKey)
	if !ok || !n.HasChildren() {
		return
	}
	link := ast.NewLink()
	link.Destination = []byte(to.(string))
	link.SetPos(n.FirstChild().Pos())
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		link.AppendChild(link, c)
	}
	n.AppendChild(n, link)
}

// wrap puts a panel and those behind it into a group.
func wrap(p *Panel) {
	g := &Group{}
	g.SetPos(p.Pos())
	p.Parent().InsertBefore(p.Parent(), p, g)
	for next := ast.Node(p); next != nil && next.Kind() == KindPanel; {
		n := next
		next = n.NextSibling()
		g.AppendChild(g, n)
	}
}

// divide makes panels of the children of a group that are none: a code block is
// one, all else goes on with what stands before it.
func (g *Group) divide(source []byte) {
	var last *Panel
	for c := g.FirstChild(); c != nil; {
		next := c.NextSibling()
		if p, ok := c.(*Panel); ok {
			last = p
		} else {
			if c.Kind() == ast.KindFencedCodeBlock || last == nil {
				last = panelFor(c, source)
				g.InsertBefore(g, c, last)
			}
			last.AppendChild(last, c)
		}
		c = next
	}
}

// codeTitles are how a fence says what its tab is called. If it does not, its
// language is the name.
var (
	codeTitles   = regexp.MustCompile(`\[([^\]\n]+)\]|\btitle="([^"\n]+)"`)
	codeLanguage = regexp.MustCompile(`^[ \t]*([^\s{\[]+)`)
)

// TitledAs is the attribute of a code block that gave its tab the name: the part
// of its info string, as two offsets, that says it.
const TitledAs = "titled-as"

// panelFor is an empty panel for what begins with first, called after a code
// block.
func panelFor(first ast.Node, source []byte) *Panel {
	p, title := &Panel{}, &callout.TitleNode{}
	p.SetPos(first.Pos())
	title.SetPos(first.Pos())
	p.AppendChild(p, title)
	code, ok := first.(*ast.FencedCodeBlock)
	if !ok || code.Info == nil {
		return p
	}
	info := code.Info.Segment
	m := codeTitles.FindSubmatchIndex(info.Value(source))
	if m != nil {
		code.SetAttributeString(TitledAs, m[:2])
	} else if m = codeLanguage.FindSubmatchIndex(info.Value(source)); m == nil {
		return p
	}
	group := m[2:4]
	if group[0] < 0 {
		group = m[4:6]
	}
	title.AppendChild(title, ast.NewTextSegment(text.NewSegment(info.Start+group[0], info.Start+group[1])))
	return p
}
