package markdown

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/board"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/container"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/toc"
)

// Hooks are what a page tells its notes. Any of them may be nil: links then
// lead where their author wrote, code is plain, notes are not embedded and
// images have no size.
type Hooks struct {
	// Link says where a link leads, by its number in Outline.Links: its
	// relative href, encoded, and what it is.
	Link func(link int) (href string, t site.Target)
	// Code writes a code block. The lines of the problems it returns count from
	// 0, the line of the info string, and their columns from 1, its start;
	// here they become places in the file. It stands below a heading of a level.
	Code func(w *bytes.Buffer, info string, code []byte, below int) []site.Problem
	// Tag is the relative href of a tag's page, "" if it has none.
	Tag func(name string) string
	// Embed writes the note that a link embeds. If it returns false, it has
	// written nothing, and a link is shown. It stands below a heading of a level.
	Embed func(w *bytes.Buffer, link, below int) bool
	// Mentions are the names of other pages in a text, which stands between two
	// characters (0 is none) below a heading, by its number in Outline.Headings (-1 is
	// none), and where they lead.
	Mentions func(heading int, text string, before, after rune) []Mention
	// Image is the size of an image in pixels, 0, 0 if it is not known.
	Image func(t site.Target) (width, height int)
	// Source is told what the blocks load and run that is no file of the site.
	Source func(site.Source)
	// Shows is told which features the blocks have.
	Shows func(site.Feature)
	// Below is the level of the heading below which the blocks are shown, 1 for the title
	// of the page, which 0 is too.
	Below int
	// Embedded says that the blocks are shown inside another page: they get no
	// ids, which could be the same as that page's.
	Embedded bool
	// RightToLeft says that the page is written so.
	RightToLeft bool
}

// HTML writes the blocks [from, to) of the note except block skip, the title
// that the page already shows (-1 for none). The footnotes that these blocks
// refer to follow them. The HTML is balanced, and holds no script and no style
// unless the parser is Unsafe.
func (d *Doc) HTML(w *bytes.Buffer, from, to, skip int, h Hooks) (problems []site.Problem) {
	if d.plain {
		if from < to {
			d.source(w)
		}
		return nil
	}
	start := w.Len()
	defer func() {
		if r := recover(); r != nil {
			w.Truncate(start)
			d.source(w)
			problems = []site.Problem{d.problem(0, site.OverBudget, "the note is shown as source: "+fmt.Sprintf("it broke the page: %v", r), "")}
		}
	}()
	p := d.page(w, from, to, skip, h)
	for i := from; i < to; i++ {
		if i != skip {
			p.block(d.blocks[i])
		}
	}
	p.finish(start)
	return p.problems
}

// source writes the note as it was written.
func (d *Doc) source(w *bytes.Buffer) {
	w.WriteString(`<pre class="source">`)
	escape(w, d.src)
	w.WriteString("</pre>\n")
}

// A page writes blocks of a note for one page.
type page struct {
	d         *Doc
	w         *bytes.Buffer
	hooks     Hooks
	from, to  int
	skip      int
	problems  []site.Problem
	open      []element // what raw HTML has opened and not yet closed
	base      int       // those below belong to containers around this one
	inLink    int       // links are not put into links
	depth     int       // of inline elements
	inHeading bool
	levels    []int  // as written, of the headings that the next block stands below
	around    int    // those before it belong to blocks around this one
	inTitle   bool   // of a box or a tab, or a head of a table
	below     int    // the heading that was written last, by number; -1 if none was
	ownBlock  bool   // in raw HTML that is no part of a text
	phrasing  bool   // inside <p>, where no block may stand
	text      reader // scratch
	cited     []*citedFootnote
	citedAs   map[*footnote.Definition]*citedFootnote
	listed    bool // the table of contents has been written
	player    int  // where the player begins that was opened last
	hushed    int  // where the last line ends that says something is not shown
	trusts    bool // HTML as its author wrote it has been written
}

// page writes blocks [from, to) but for skip.
func (d *Doc) page(w *bytes.Buffer, from, to, skip int, h Hooks) *page {
	p := &page{d: d, w: w, hooks: h, from: from, to: to, skip: skip, below: -1}
	p.text.d = d
	return p
}

// finish ends what has been written since start.
func (p *page) finish(start int) {
	p.close(0)
	p.footnotes()
	if p.trusts {
		p.settle(start)
	}
}

// A citedFootnote is a footnote that the page refers to.
type citedFootnote struct {
	definition *footnote.Definition
	number     int // on the page, from 1
	uses       int // that are linked
}

// shows tells that the blocks have a feature.
func (p *page) shows(f site.Feature) {
	if p.hooks.Shows != nil {
		p.hooks.Shows(f)
	}
}

// inside writes n's children as blocks. Raw HTML that they leave open is
// closed after them, and they can close nothing that was open before.
func (p *page) inside(n ast.Node) { p.blocksFrom(n.FirstChild()) }

// blocksFrom is inside for a block and its later siblings.
func (p *page) blocksFrom(first ast.Node) {
	base, around := p.base, p.around
	p.base, p.around = len(p.open), len(p.levels)
	for c := first; c != nil; c = c.NextSibling() {
		p.block(c)
	}
	p.close(p.base)
	p.levels = p.levels[:p.around]
	p.base, p.around = base, around
}

// inlines is inside for text.
func (p *page) inlines(n ast.Node) {
	base := p.base
	p.base = len(p.open)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.inline(c)
	}
	p.close(p.base)
	p.base = base
}

// close closes what raw HTML has opened since the stack was so high.
func (p *page) close(height int) {
	for len(p.open) > height {
		p.closeLast()
	}
}

func (p *page) closeLast() {
	e := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if e.written == "a" {
		p.inLink--
	}
	p.w.WriteString("</")
	p.w.WriteString(e.written)
	p.w.WriteByte('>')
}

func (p *page) block(n ast.Node) {
	w := p.w
	p.d.parser.mustGoOn()
	if len(p.open) > p.base && n.Kind() != ast.KindHTMLBlock {
		p.fillGap()
	}
	if len(p.d.outline.Anchors) > 0 {
		p.anchor(p.d.facts[n].before)
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		p.paragraph(n, nil)
	case *ast.TextBlock:
		p.textBlock(n)
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.list(n)
	case *ast.ListItem:
		p.listItem(n)
	case *ast.Blockquote:
		if p.d.facts[n].hidden {
			return
		}
		w.WriteString("<blockquote>\n")
		p.inside(n)
		w.WriteString("</blockquote>\n")
	case *ast.ThematicBreak:
		w.WriteString("<hr>\n")
	case *ast.CodeBlock:
		p.code(n, "", n.Pos())
	case *ast.FencedCodeBlock:
		p.fence(n)
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *callout.Node:
		p.callout(n)
	case *container.Box:
		p.container(n)
	case *container.Group:
		p.group(n)
	case *board.Board:
		p.board(n)
	case *math.Block:
		p.formula(n)
		w.WriteByte('\n')
	case *toc.Node:
		p.contents()
	case *ast.LinkReferenceDefinition:
	case *xast.Table:
		p.table(n)
	case *xast.DefinitionList:
		w.WriteString("<dl>\n")
		p.inside(n)
		w.WriteString("</dl>\n")
	case *xast.DefinitionTerm:
		w.WriteString("<dt>")
		p.inlines(n)
		w.WriteString("</dt>\n")
	case *xast.DefinitionDescription:
		w.WriteString("<dd>")
		if !n.IsTight {
			w.WriteByte('\n')
		}
		p.inside(n)
		w.WriteString("</dd>\n")
	default:
		p.other(n)
	}
}

// other writes a block of a kind that is not known here: what is in it.
func (p *page) other(n ast.Node) {
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		p.inlines(n)
		return
	}
	p.inside(n)
}

// paragraph writes a paragraph, and tail at its end, unless that is nil.
func (p *page) paragraph(n *ast.Paragraph, tail func()) {
	f := p.d.facts[n]
	if f.hidden || tail == nil && p.figure(n) {
		return
	}
	if f.embeds && tail == nil && p.embedsOnly(n) {
		p.anchor(f.anchor)
		p.inlines(n)
		return
	}
	end := "</p>\n"
	if f.flow || f.embeds && p.embedsNote(n) {
		p.w.WriteString(`<div class="paragraph">`)
		end = "</div>\n"
	} else {
		p.w.WriteString("<p>")
		p.phrasing = true
	}
	start := p.w.Len()
	p.anchor(f.anchor)
	if p.phrasing {
		p.isolated(n)
	} else {
		p.inlines(n)
	}
	if tail != nil {
		tail()
	}
	p.phrasing = false
	if end == "</p>\n" && len(bytes.TrimSpace(p.w.Bytes()[start:])) == 0 && holdsRaw(n) {
		p.w.Truncate(start - len("<p>"))
		return
	}
	p.w.WriteString(end)
}

// holdsRaw says whether raw HTML stands in a text.
func holdsRaw(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindRawHTML {
			return true
		}
	}
	return false
}

// textBlock writes the text of a list item that is no paragraph of its own.
func (p *page) textBlock(n *ast.TextBlock) {
	p.anchor(p.d.facts[n].anchor)
	p.isolated(n)
	if n.NextSibling() != nil {
		p.w.WriteByte('\n')
	}
}

// anchor writes the place that ^id leads to.
func (p *page) anchor(id string) {
	if id != "" && !p.hooks.Embedded {
		p.w.WriteString("<span")
		p.attribute("id", id)
		p.w.WriteString("></span>")
	}
}

// figure writes a paragraph that is nothing but an image with a title, which
// becomes its caption.
func (p *page) figure(n *ast.Paragraph) bool {
	i, ok := n.FirstChild().(*ast.Image)
	if !ok || i.NextSibling() != nil || len(i.Title) == 0 || p.d.parser.options.CommonMark {
		return false
	}
	f := p.d.facts[i]
	if _, t := p.target(f.number); t.Kind != site.ToFile && !t.Shown && !imageData(p.d.outline.Links[f.number].Dest) {
		return false
	}
	p.w.WriteString("<figure>")
	pic := p.pictureOf(i)
	pic.title = nil
	p.picture(pic)
	p.w.WriteString("<figcaption>")
	p.decoded(i.Title)
	p.w.WriteString("</figcaption></figure>\n")
	return true
}

// class writes the class that {.name} gave to a heading.
func (p *page) class(n ast.Node) {
	v, ok := n.AttributeString("class")
	if !ok {
		return
	}
	names, ok := v.([]byte)
	if !ok {
		return
	}
	first := true
	for name := range bytes.FieldsSeq(names) {
		if !sanitize.GoodClass(string(name)) {
			continue
		}
		if first {
			p.w.WriteString(` class="`)
			first = false
		} else {
			p.w.WriteByte(' ')
		}
		p.w.Write(name)
	}
	if !first {
		p.w.WriteByte('"')
	}
}

func (p *page) list(n *ast.List) {
	if !n.IsOrdered() {
		p.w.WriteString("<ul>\n")
		p.inside(n)
		p.w.WriteString("</ul>\n")
		return
	}
	p.w.WriteString("<ol")
	if n.Start != 1 {
		p.w.WriteString(` start="`)
		p.w.WriteString(strconv.Itoa(n.Start))
		p.w.WriteByte('"')
	}
	p.w.WriteString(">\n")
	p.inside(n)
	p.w.WriteString("</ol>\n")
}

func (p *page) listItem(n *ast.ListItem) {
	p.w.WriteString("<li")
	if id := idOf(n); id != "" && !p.hooks.Embedded {
		p.attribute("id", id)
	}
	if v, ok := n.AttributeString("data-task"); ok {
		p.w.WriteString(` class="task"`)
		if state, ok := v.([]byte); ok {
			p.attribute("data-task", string(state))
		}
	}
	p.w.WriteByte('>')
	if c := n.FirstChild(); c != nil && c.Kind() != ast.KindTextBlock {
		p.w.WriteByte('\n')
	}
	p.inside(n)
	p.w.WriteString("</li>\n")
}
