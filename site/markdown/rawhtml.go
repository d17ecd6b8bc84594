package markdown

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// htmlSource is the text of an HTML block, and the offset in the note of each
// of its lines.
type htmlSource struct {
	text   []byte
	starts []lineStart
}

type lineStart struct{ at, offset int } // in text, in the note

func sourceOf(n *ast.HTMLBlock, src []byte) htmlSource {
	var s htmlSource
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		s.starts = append(s.starts, lineStart{len(s.text), line.Start})
		s.text = append(s.text, line.Value(src)...)
	}
	if n.HasClosure() {
		s.starts = append(s.starts, lineStart{len(s.text), n.ClosureLine.Start})
		s.text = append(s.text, n.ClosureLine.Value(src)...)
	}
	return s
}

// offset is the place in the note of a place in the text.
func (s htmlSource) offset(at int) int {
	i, found := slices.BinarySearchFunc(s.starts, at, func(l lineStart, at int) int { return cmp.Compare(l.at, at) })
	if !found {
		i--
	}
	if i < 0 {
		return 0
	}
	return s.starts[i].offset + at - s.starts[i].at
}

// inlineSource is the text of raw HTML inside text: one tag, seldom on two
// lines.
func inlineSource(n *ast.RawHTML, src []byte) htmlSource {
	var s htmlSource
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		s.starts = append(s.starts, lineStart{len(s.text), segment.Start})
		s.text = append(s.text, segment.Value(src)...)
	}
	return s
}

func (p *page) htmlBlock(n *ast.HTMLBlock) {
	if p.d.parser.options.CommonMark {
		p.w.Write(sourceOf(n, p.d.src).text)
		return
	}
	f := p.d.facts[n]
	alone := !p.phrasing && len(p.open) == p.base && f.raw.OnlyPictures()
	if alone { // else those of several blocks would stand side by side
		p.w.WriteString("<p>")
	}
	p.ownBlock, p.phrasing = true, p.phrasing || alone
	p.fragment(f.raw, f.number)
	p.ownBlock = false
	if alone {
		p.phrasing = false
		p.close(p.base)
		p.w.WriteString("</p>")
	}
	if b := p.w.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		p.w.WriteByte('\n')
	}
}

func (p *page) rawHTML(n *ast.RawHTML) {
	if p.d.parser.options.CommonMark {
		p.w.Write(inlineSource(n, p.d.src).text)
		return
	}
	if f, ok := p.d.facts[n]; ok {
		p.fragment(f.raw, f.number)
	}
}

// fragment writes a piece of raw HTML whose first link has that number.
func (p *page) fragment(f *sanitize.Fragment, link int) {
	for i := range f.Tokens {
		t := &f.Tokens[i]
		switch t.Kind {
		case sanitize.Text:
			p.rawText(t)
		case sanitize.Start:
			p.start(t, link)
		case sanitize.Void:
			p.void(t, link)
		case sanitize.End:
			p.end(t.Name)
		case sanitize.Whole:
			p.whole(t, link)
		case sanitize.Frame:
			p.frame(t, link)
		case sanitize.Program:
			p.program(t)
		case sanitize.Quiet:
			p.quietly()
		case sanitize.Badge:
			p.badge(t.Text)
		}
		link += t.Links()
	}
}

func (p *page) rawText(t *sanitize.Token) {
	if p.gap() && !blank(t.Text) {
		p.fillGap()
	}
	p.w.WriteString(t.Attrs)
}

// void writes an element without content.
func (p *page) void(t *sanitize.Token, link int) {
	if t.AsWritten {
		p.voidAsWritten(t, link)
		return
	}
	if t.Name == "source" {
		p.source(t, link)
		return
	}
	p.fillGap()
	if t.Name == "img" {
		if t.Link != "" {
			p.picture(picture{
				link: link, alt: []byte(t.Text), title: []byte(t.Title), class: t.Class, id: t.ID,
				width: t.Width, height: t.Height, zoom: t.Zoom, share: t.Share,
			})
		}
		return
	}
	if t.Name == "hr" {
		p.leaveParagraph()
		if p.phrasing {
			return
		}
	}
	p.w.WriteByte('<')
	p.w.WriteString(t.Name)
	p.id(t.ID)
	p.w.WriteString(t.Attrs)
	p.w.WriteByte('>')
}

// frame writes the link in place of what a frame would show. It is a paragraph
// of its own where it can be.
func (p *page) frame(t *sanitize.Token, link int) {
	p.fillGap()
	alone := p.ownBlock && !p.phrasing && p.top() == ""
	if alone {
		p.w.WriteString("<p>")
	}
	href, target := p.target(link)
	p.writeLink(href, target, nil, func() { escapeString(p.w, t.Text) })
	if alone {
		p.w.WriteString("</p>")
	}
}

// program writes a script or style sheet as what it is: code that is not run.
func (p *page) program(t *sanitize.Token) {
	p.fillGap()
	p.leaveParagraph()
	p.w.WriteString(`<details class="program"><summary>`)
	p.w.WriteString(p.d.parser.words.program(t.Name))
	p.w.WriteString("</summary><pre><code>")
	escapeString(p.w, t.Text)
	p.w.WriteString("</code></pre></details>")
}

func (p *page) attribute(name, value string) {
	p.w.WriteByte(' ')
	p.w.WriteString(name)
	p.w.WriteString(`="`)
	escapeString(p.w, value)
	p.w.WriteByte('"')
}

func (p *page) id(id string) {
	if id != "" && !p.hooks.Embedded {
		p.attribute("id", id)
	}
}

func blank(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
		default:
			return false
		}
	}
	return true
}
