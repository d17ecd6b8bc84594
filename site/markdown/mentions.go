package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A Mention is a name in a text, and the href to which it leads.
type Mention struct {
	From, To int
	Href     string
}

// plainHTML are elements of raw HTML in which a text is a text, and no code, heading or
// link.
var plainHTML = map[string]bool{
	"p": true, "div": true, "section": true, "blockquote": true, "center": true, "font": true, "span": true, "b": true, "strong": true,
	"i": true, "em": true, "u": true, "mark": true, "small": true, "details": true, "ul": true, "ol": true, "li": true, "dl": true, "dd": true,
	"table": true, "tbody": true, "tr": true, "td": true,
}

// mayMention says whether names of other pages are links in what is written next.
func (p *page) mayMention() bool {
	if p.hooks.Mentions == nil || p.inLink > 0 || p.inHeading || p.inTitle {
		return false
	}
	for i := range p.open {
		if !plainHTML[p.open[i].written] {
			return false
		}
	}
	return true
}

// mentioning writes a text with links of the names in it.
func (p *page) mentioning(n *ast.Text, value []byte) {
	before, _ := utf8.DecodeLastRune(p.d.src[:n.Segment.Start])
	after, _ := utf8.DecodeRune(p.d.src[n.Segment.Stop:])
	at := 0
	for _, m := range p.hooks.Mentions(p.below, string(value), before, after) {
		p.decoded(value[at:m.From])
		p.w.WriteString(`<a class="mention"`)
		p.attribute("href", m.Href)
		p.w.WriteByte('>')
		p.decoded(value[m.From:m.To])
		p.w.WriteString("</a>")
		at = m.To
	}
	p.decoded(value[at:])
}
