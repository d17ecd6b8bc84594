package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/container"
)

// container writes what a box holds.
func (p *page) container(n *container.Box) {
	first := n.FirstChild()
	if n.Class != "" {
		p.w.WriteString("<div")
		p.attribute("class", n.Class)
		p.w.WriteString(">\n")
		defer p.w.WriteString("</div>\n")
	}
	if head, ok := first.(*callout.TitleNode); ok {
		first = head.NextSibling()
		if head.HasChildren() {
			p.w.WriteString("<p><strong>")
			p.title(head)
			p.w.WriteString("</strong></p>\n")
		}
	}
	p.blocksFrom(first)
}

// group writes tabs one below the other, each with its title. A script puts
// them side by side.
func (p *page) group(n *container.Group) {
	p.shows(site.Tabs)
	p.w.WriteString("<div class=\"tabs\">\n")
	number := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		number++
		p.w.WriteString("<section class=\"tab\">\n<p class=\"tab-title\">")
		head := c.FirstChild()
		if head.HasChildren() {
			p.title(head)
		} else {
			p.w.WriteString(strconv.Itoa(number))
		}
		p.w.WriteString("</p>\n")
		p.blocksFrom(head.NextSibling())
		p.w.WriteString("</section>\n")
	}
	p.w.WriteString("</div>\n")
}

func (p *page) title(head ast.Node) {
	p.phrasing, p.inTitle = true, true
	p.inlines(head)
	p.phrasing, p.inTitle = false, false
}
