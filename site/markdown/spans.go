package markdown

import (
	"bytes"
	"html"

	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/span"
)

// askable are the attributes that [text]{…} may ask for. What the same in raw
// HTML would show, that shows it.
var askable = map[string]bool{"id": true, "class": true, "style": true, "lang": true, "dir": true, "title": true}

// spanned surveys a span, which is what a tag of raw HTML would be.
func (s *surveyor) spanned(n *span.Node) {
	var b bytes.Buffer
	b.WriteString("<" + n.Element)
	had := b.Len()
	for _, a := range n.Asked {
		if askable[a.Name] {
			b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
		}
	}
	if b.Len() == had || s.d.parser.options.CommonMark {
		return
	}
	b.WriteByte('>')
	source := htmlSource{text: b.Bytes(), starts: []lineStart{{0, n.Pos()}}}
	s.fragment(n, s.d.parser.policy.ReadInline([]sanitize.Inline{{Source: source.text}})[0], source)
}

// span writes a span.
func (p *page) span(n *span.Node) {
	f, ok := p.d.facts[n]
	if !ok || p.depth >= deepestInline {
		p.element(n.Element, n)
		return
	}
	p.depth++
	p.fragment(f.raw, f.number)
	p.inlines(n)
	p.end(n.Element)
	p.depth--
}

// keys writes keys.
func (p *page) keys(n *span.Keys) {
	for i, label := range n.Labels {
		if i > 0 {
			p.w.WriteByte('+')
		}
		p.w.WriteString("<kbd>")
		escapeString(p.w, label)
		p.w.WriteString("</kbd>")
	}
}
