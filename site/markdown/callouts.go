package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/callout"
)

// callout writes a callout; one that can be folded is a <details>, which needs
// no script.
func (p *page) callout(n *callout.Node) {
	w := p.w
	container, title := "div", "p"
	if n.Fold != 0 {
		container, title = "details", "summary"
	}
	w.WriteString("<" + container + ` class="callout callout-` + n.Style + `"`)
	switch n.Fold {
	case 0:
		w.WriteString(` role="note"`)
	case '+':
		w.WriteString(" open")
	}
	w.WriteString(">\n")
	first := n.FirstChild()
	if !n.Untitled {
		w.WriteString("<" + title + ` class="callout-title">`)
		if head, ok := first.(*callout.TitleNode); ok {
			first = head.NextSibling()
			p.calloutTitle(n, head)
		}
		w.WriteString("</" + title + ">\n")
	}
	p.blocksFrom(first)
	w.WriteString("</" + container + ">\n")
}

func (p *page) calloutTitle(n *callout.Node, head ast.Node) {
	if !head.HasChildren() {
		escapeString(p.w, n.DefaultTitle(p.d.parser.options.UI))
		return
	}
	p.title(head)
}

// contents writes the headings of the page as a nested list. Levels that the
// note skips are not shown as empty ones. A page shows it once.
func (p *page) contents() {
	if p.hooks.Embedded || p.inLink > 0 || p.listed {
		return
	}
	p.listed = true
	var heads []site.Heading
	for _, h := range p.d.outline.Headings {
		if h.Top && p.from <= h.Block && h.Block < p.to && h.Block != p.skip {
			heads = append(heads, h)
		}
	}
	if len(heads) == 0 {
		return
	}
	p.w.WriteString(`<nav class="toc"`)
	p.attribute("aria-label", p.d.parser.words.contents)
	p.w.WriteString(">\n")
	var levels []int // of the open lists
	for _, h := range heads {
		for len(levels) > 0 && h.Level < levels[len(levels)-1] && (len(levels) == 1 || h.Level <= levels[len(levels)-2]) {
			p.w.WriteString("</li>\n</ul>\n")
			levels = levels[:len(levels)-1]
		}
		switch {
		case len(levels) == 0 || h.Level > levels[len(levels)-1]:
			p.w.WriteString("<ul>\n<li>")
			levels = append(levels, h.Level)
		default:
			p.w.WriteString("</li>\n<li>")
			levels[len(levels)-1] = h.Level
		}
		p.w.WriteString("<a")
		p.attribute("href", site.Href("", "", "", h.ID))
		p.w.WriteByte('>')
		escapeString(p.w, h.Text)
		p.w.WriteString("</a>")
	}
	for range levels {
		p.w.WriteString("</li>\n</ul>\n")
	}
	p.w.WriteString("</nav>\n")
}
