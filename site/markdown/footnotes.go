package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site/markdown/footnote"
)

// mostUses is how many uses of one footnote are linked back to; further ones
// are numbers only.
const mostUses = 50

// footnoteRef writes the number of a footnote. Numbers count from 1 on each
// page, in the order of first use.
func (p *page) footnoteRef(n *footnote.Ref) {
	it := p.citedAs[n.To]
	if it == nil {
		it = &citedFootnote{definition: n.To, number: len(p.cited) + 1}
		if p.citedAs == nil {
			p.citedAs = make(map[*footnote.Definition]*citedFootnote)
		}
		p.citedAs[n.To] = it
		p.cited = append(p.cited, it)
	}
	if p.hooks.Embedded || p.inLink > 0 || it.uses == mostUses {
		fmt.Fprintf(p.w, `<sup class="footnote-ref">%d</sup>`, it.number)
		return
	}
	it.uses++
	fmt.Fprintf(p.w, `<sup class="footnote-ref"><a href="#biji-fn-%d" id="biji-ref-%s" role="doc-noteref" aria-label="%s%d">%d</a></sup>`,
		it.number, refName(it.number, it.uses), p.d.parser.words.reference, it.number, it.number)
}

// refName names the place of one use of a footnote.
func refName(number, use int) string {
	if use == 1 {
		return fmt.Sprint(number)
	}
	return fmt.Sprintf("%d-%d", number, use)
}

// footnotes writes those that the page refers to. Footnotes may refer to
// others: the list grows while it is written.
func (p *page) footnotes() {
	if len(p.cited) == 0 {
		return
	}
	fmt.Fprintf(p.w, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=%q>\n<ol>\n", p.d.parser.words.footnotes)
	for i := 0; i < len(p.cited); i++ {
		if p.hooks.Embedded {
			p.w.WriteString("<li>")
		} else {
			fmt.Fprintf(p.w, `<li id="biji-fn-%d">`, i+1)
		}
		p.footnote(i)
		p.w.WriteString("</li>\n")
	}
	p.w.WriteString("</ol>\n</section>\n")
}

// footnote writes one; the links back stand in its last paragraph.
func (p *page) footnote(i int) {
	base := p.base
	p.base = len(p.open)
	d, linked := p.cited[i].definition, false
	for c := d.FirstChild(); c != nil; c = c.NextSibling() {
		if text, ok := c.(*ast.Paragraph); ok && c.NextSibling() == nil && !p.gap() {
			p.paragraph(text, func() { p.backLinks(i) })
			linked = true
		} else {
			p.block(c)
		}
	}
	p.close(p.base)
	if !linked {
		p.backLinks(i)
	}
	p.base = base
}

func (p *page) backLinks(i int) {
	if p.hooks.Embedded || p.inLink > 0 {
		return
	}
	for use := 1; use <= p.cited[i].uses; use++ {
		fmt.Fprintf(p.w, ` <a class="footnote-back" href="#biji-ref-%s" role="doc-backlink" aria-label="%s">↩</a>`,
			refName(i+1, use), p.d.parser.words.back)
	}
}
