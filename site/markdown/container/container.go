// Package container adds the containers of other tools to goldmark: ::: of
// VuePress, VitePress, Docusaurus, Starlight and Pandoc, !!! and ??? and === of
// Material for MkDocs, the paired tags of GitBook, Hexo and Hugo, and
// #+BEGIN_ and #+END_ of Org and Logseq.
//
//	::: tip Title            !!! tip "Title"           {% hint style="tip" %}
//	Text.                        Text.                 Text.
//	:::                                                {% endhint %}
//
// Those that warn or fold become callouts, those that hold tabs a Group of
// Panels, all others a Box that shows what it holds.
package container

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/callout"
)

// A Box holds blocks and says little of them.
type Box struct {
	ast.BaseBlock
	Class   string // "center", "right"; "" for most
	Written string // its type; "" if its author expects no look of it
}

// A Group holds Panels, of which a reader looks at one.
type Group struct{ ast.BaseBlock }

// A Panel is a tab of a Group. Its first child is a callout.TitleNode.
type Panel struct{ ast.BaseBlock }

// Kinds of the nodes of this package.
var (
	KindBox   = ast.NewNodeKind("Box")
	KindGroup = ast.NewNodeKind("Group")
	KindPanel = ast.NewNodeKind("Panel")
)

func (n *Box) Kind() ast.NodeKind   { return KindBox }
func (n *Group) Kind() ast.NodeKind { return KindGroup }
func (n *Panel) Kind() ast.NodeKind { return KindPanel }

func (n *Box) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Class": n.Class, "Written": n.Written}, nil)
}
func (n *Group) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (n *Panel) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Extension parses containers, in any goldmark. It has no renderer.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers( // before setext headings, which take === for a line below
			util.Prioritized(&fenced{trigger: []byte{':'}, open: openColons}, 90),
			util.Prioritized(&fenced{trigger: []byte{'{'}, open: openTag}, 90),
			util.Prioritized(&fenced{trigger: []byte{'#'}, open: openOrg}, 90),
			util.Prioritized(&paragraph{fenced{trigger: []byte{'?', '!'}, open: openDocsify}}, 90),
			util.Prioritized(&slashed{fenced{trigger: []byte{'/'}, open: openSlashes}}, 90),
			util.Prioritized(&component{fenced{trigger: []byte{'<'}, open: openComponent}}, 90),
			util.Prioritized(indented{}, 90),
			util.Prioritized(marked{}, 90),
		),
		parser.WithASTTransformers(util.Prioritized(gather{}, 40)),
	)
}

// closingKey is the attribute of a node that holds its closing.
var closingKey = []byte("biji-closing")

// A closing is the line that ends a container.
type closing struct {
	colons  int    // of a container of colons
	slashes int    // of one of slashes
	name    string // of a tag: "hint" is ended by {% endhint %}
}

// A fenced is the parser of containers that end with a line of their own.
type fenced struct {
	trigger []byte
	open    func(line []byte) (found, bool)
}

// A found is the line that opens a container.
type found struct {
	node       ast.Node
	closing    closing
	start, end int // of the title in the line
	titled     bool
	whole      bool   // it ends on its line
	inner      [2]int // what a whole one holds in the line
	link       string // where its title leads
}

func (f *fenced) Trigger() []byte             { return f.trigger }
func (f *fenced) CanInterruptParagraph() bool { return true }
func (f *fenced) CanAcceptIndentedLine() bool { return false }

func (f *fenced) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || deep(pc) {
		return nil, parser.NoChildren
	}
	c, ok := f.open(line[at:])
	if !ok {
		return nil, parser.NoChildren
	}
	c.node.SetPos(segment.Start - segment.Padding + at)
	c.node.SetAttribute(closingKey, c.closing)
	begin := segment.Start - segment.Padding + at
	if c.titled {
		title := titleNode(begin+c.start, begin+c.end)
		if c.link != "" && c.start < c.end {
			title.SetAttribute(linkKey, c.link)
		}
		c.node.AppendChild(c.node, title)
	}
	if c.whole {
		c.node.SetAttribute(closingKey, closing{})
		if c.inner[0] < c.inner[1] {
			p := ast.NewParagraph()
			p.SetPos(begin + c.inner[0])
			p.Lines().Append(text.NewSegment(begin+c.inner[0], begin+c.inner[1]))
			c.node.AppendChild(c.node, p)
		}
	}
	reader.AdvanceToEOL()
	if c.whole {
		return c.node, parser.NoChildren
	}
	return c.node, parser.HasChildren
}

func (f *fenced) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if v, _ := node.Attribute(closingKey); v == (closing{}) {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if line == nil || endOf(line, reader, pc) != node {
		return parser.Continue | parser.HasChildren
	}
	node.SetAttribute(closingKey, closing{})
	reader.AdvanceToEOL()
	return parser.Close
}

// Unclosed says whether a container was to end with a line that never came.
func Unclosed(n ast.Node) bool {
	v, _ := n.Attribute(closingKey)
	of, ok := v.(closing)
	return ok && of != closing{}
}

func (f *fenced) Close(ast.Node, text.Reader, parser.Context) {}

// endOf is the open container that a line closes, nil if it closes none. What
// code shows closes nothing.
func endOf(line []byte, reader text.Reader, pc parser.Context) ast.Node {
	if s := bytes.TrimLeft(line, " \t"); len(s) == 0 || bytes.IndexByte([]byte(":{#</"), s[0]) < 0 {
		return nil
	}
	c, ok := closingOf(line)
	open := pc.OpenedBlocks()
	if !ok || len(open) == 0 {
		return nil
	}
	switch last := open[len(open)-1].Node.(type) {
	case *ast.FencedCodeBlock:
		return nil
	case *ast.HTMLBlock:
		if goesOn(last, reader) {
			return nil
		}
	}
	var shorter ast.Node
	for i := len(open) - 1; i >= 0; i-- {
		v, _ := open[i].Node.Attribute(closingKey)
		switch of, _ := v.(closing); {
		case of == closing{}:
		case of == c:
			return open[i].Node
		case shorter == nil && of.colons > 0 && of.colons < c.colons:
			shorter = open[i].Node
		}
	}
	return shorter
}

// htmlEnds are the ends of raw HTML that does not end at a blank line.
var htmlEnds = map[ast.HTMLBlockType]*regexp.Regexp{
	ast.HTMLBlockType1: regexp.MustCompile(`(?i)</(?:script|pre|style|textarea)>`),
	ast.HTMLBlockType2: regexp.MustCompile(`-->`),
	ast.HTMLBlockType3: regexp.MustCompile(`\?>`),
	ast.HTMLBlockType4: regexp.MustCompile(`>`),
	ast.HTMLBlockType5: regexp.MustCompile(`\]\]>`),
}

// goesOn says whether an open block of raw HTML may hold what looks like the end
// of a container: a comment or script may, an element like <div> or <img> does
// not. goldmark closes a block of one line only when it reads the next.
func goesOn(n *ast.HTMLBlock, reader text.Reader) bool {
	end, endless := htmlEnds[n.HTMLBlockType]
	if !endless || n.Lines().Len() == 0 {
		return endless
	}
	first := n.Lines().At(0)
	return n.Lines().Len() > 1 || !end.Match(first.Value(reader.Source()))
}

// deepest is how many containers may stand in one another: each is asked of
// every line.
const deepest = 12

func deep(pc parser.Context) bool {
	count := 0
	for _, b := range pc.OpenedBlocks() {
		switch b.Node.(type) {
		case *Box, *Group, *Panel, *callout.Node:
			count++
		}
	}
	return count >= deepest
}

// linkKey is the attribute of a title that leads somewhere.
var linkKey = []byte("biji-link")

func titleNode(start, end int) ast.Node {
	title := &callout.TitleNode{}
	title.SetPos(start)
	if start < end {
		title.Lines().Append(text.NewSegment(start, end))
	}
	return title
}

// yuqueColour matches the types of blocks to which 语雀 gives a colour, and no
// meaning.
var yuqueColour = regexp.MustCompile(`^color[1-9]$`)

// of is the node for a type as an author writes it. shown says that the title
// is a part of what it shows.
func of(kind string, fold byte) (node ast.Node, shown bool) {
	switch kind {
	case "code-group", "code-tabs", "tabs", "tabset", "codetabs":
		return &Group{}, false
	case "tab", "tab-item", "tabitem", "codetab":
		return &Panel{}, true
	case "center", "right":
		return &Box{Class: kind}, false
	case "", "left", "justify", "raw", "v-pre", "only", "div", "columns", "column", "grid", "cards", "steps", "demo", "raw-html", "content":
		return &Box{}, false
	case "card":
		return &Box{}, true
	case "details", "spoiler", "collapse", "folding", "expand", "accordion":
		if fold == 0 {
			fold = '-'
		}
		return callout.New("details", fold), true
	}
	if yuqueColour.MatchString(kind) {
		plain := callout.New("note", fold)
		plain.Untitled = true
		return plain, false
	}
	if !callout.Known(kind) {
		return &Box{Written: kind}, true
	}
	return callout.New(kind, fold), true
}
