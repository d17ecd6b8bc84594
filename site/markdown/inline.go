package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	east "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/abbr"
	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/component"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/mark"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/span"
	"github.com/biji-notes/biji/site/markdown/task"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// deepestInline limits how deep inline elements nest; what is deeper loses its
// markup.
const deepestInline = 60

func (p *page) inline(n ast.Node) {
	if len(p.open) > p.base && n.Kind() != ast.KindRawHTML {
		p.fillGap()
	}
	switch n := n.(type) {
	case *ast.Text:
		p.plain(n)
	case *ast.String:
		escape(p.w, n.Value)
	case *ast.CodeSpan:
		p.text.buf = appendCode(p.text.buf[:0], n, p.d.src)
		code := snug(p.text.buf)
		p.mayBreak(breaksBefore(p.w.Bytes(), code))
		p.codeSpan(code)
		p.mayBreak(breaksAfter(code, n.NextSibling(), p.d.src))
	case *ast.Emphasis:
		switch {
		case n.Level == 2:
			p.element("strong", n)
		case startsEast(n, p.d.src):
			p.elementWith("em", ` class="han"`, n)
		default:
			p.element("em", n)
		}
	case *xast.Strikethrough:
		p.element("del", n)
	case *ast.Link:
		p.link(n, n.Title)
	case *ast.AutoLink:
		p.link(n, nil)
	case *ast.Image:
		p.image(n)
	case *ast.RawHTML:
		p.rawHTML(n)
	case *footnote.Ref:
		p.footnoteRef(n)
	case *east.Emoji:
		p.emoji(n)
	case *task.Node:
		p.box(n)
	case *hashtag.Node:
		p.hashtag(n)
	case *mark.Node:
		p.element("mark", n)
	case *math.Inline:
		p.formula(n)
	case *wikilink.Node:
		p.wikilink(n)
	case *component.Value:
		p.w.WriteString("…")
	case *abbr.Node:
		p.w.WriteString("<abbr")
		p.attribute("title", n.Title)
		p.w.WriteByte('>')
		p.inlines(n)
		p.w.WriteString("</abbr>")
	case *span.Node:
		p.span(n)
	case *span.Keys:
		p.keys(n)
	case *span.Icon:
		escape(p.w, n.Text(p.d.src))
	case *comment.Node:
	default:
		p.inlines(n)
	}
}

// box writes the box of a task.
func (p *page) box(n *task.Node) {
	p.w.WriteString(`<input type="checkbox" disabled`)
	if n.Done() {
		p.w.WriteString(" checked")
	}
	if label := p.d.parser.words.tasks[n.State]; label != "" {
		p.attribute("aria-label", label)
	}
	p.w.WriteString("> ")
}

// wholeCode is how many characters of code stay on one line although there
// is a hyphen in them, behind which a browser would break: `-F`.
const wholeCode = 20

func (p *page) codeSpan(code []byte) {
	if bytes.IndexByte(code, '-') >= 0 && utf8.RuneCount(code) <= wholeCode {
		p.w.WriteString(`<code class="whole">`)
	} else {
		p.w.WriteString("<code>")
	}
	escape(p.w, code)
	p.w.WriteString("</code>")
}

// mayBreak lets a line end here, if it is to.
func (p *page) mayBreak(may bool) {
	if may {
		p.w.WriteString("<wbr>")
	}
}

// breaksBefore says whether a line may end between a text and code that follows,
// though no browser does so: after Chinese a line may end before any word, but not
// before a quotation mark, a full stop or a hyphen, as which code may begin.
func breaksBefore(text, code []byte) bool {
	before, _ := utf8.DecodeLastRune(text)
	first, _ := utf8.DecodeRune(code)
	return isEast(before) && !unicode.In(before, unicode.Ps, unicode.Pi) && unicode.In(first, unicode.P, unicode.S)
}

// breaksAfter is likewise for what code ends with, and the text that follows.
func breaksAfter(code []byte, next ast.Node, src []byte) bool {
	t, ok := next.(*ast.Text)
	if !ok {
		return false
	}
	after, _ := utf8.DecodeRune(t.Segment.Value(src))
	return isEast(after) && unicode.IsLetter(after) && bytes.ContainsAny(code[max(len(code)-1, 0):], `"'([{`)
}

// isEast says whether a character is of a script that has no spaces between words, or
// stands as wide as one.
func isEast(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r <= 0x303f || 0xff00 <= r && r <= 0xff60
}

// startsEast says whether the text of n begins with a letter of scripts that have
// no italics: it is dotted instead.
func startsEast(n ast.Node, src []byte) bool {
	for n = n.FirstChild(); n != nil; n = n.FirstChild() {
		if t, ok := n.(*ast.Text); ok {
			r, _ := utf8.DecodeRune(t.Segment.Value(src))
			return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		}
	}
	return false
}

// element writes n's children inside an element.
func (p *page) element(name string, n ast.Node) { p.elementWith(name, "", n) }

// elementWith is element with attributes.
func (p *page) elementWith(name, attributes string, n ast.Node) {
	if p.depth >= deepestInline {
		p.inlines(n)
		return
	}
	p.depth++
	p.w.WriteByte('<')
	p.w.WriteString(name)
	p.w.WriteString(attributes)
	p.w.WriteByte('>')
	p.inlines(n)
	p.w.WriteString("</")
	p.w.WriteString(name)
	p.w.WriteByte('>')
	p.depth--
}

func (p *page) plain(n *ast.Text) {
	value := valueOf(n, p.d.src)
	switch {
	case n.IsRaw():
		escape(p.w, value)
	case p.mayMention():
		p.mentioning(n, value)
	default:
		p.decoded(value)
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && p.d.parser.options.Breaks:
		p.w.WriteString("<br>\n")
	case n.SoftLineBreak():
		p.w.WriteByte('\n')
	}
}

// decoded writes what the source text s stands for.
func (p *page) decoded(s []byte) {
	if !marked(s) {
		escape(p.w, s)
		return
	}
	p.text.buf = decode(p.text.buf[:0], s)
	escape(p.w, p.text.buf)
}

func (p *page) emoji(n *east.Emoji) {
	if !n.Value.IsUnicode() {
		p.w.WriteByte(':')
		escape(p.w, n.ShortName)
		p.w.WriteByte(':')
		return
	}
	p.w.Write(emojiText(n))
}

// target asks the page where a link leads.
func (p *page) target(link int) (string, site.Target) {
	if p.hooks.Link != nil {
		return p.hooks.Link(link)
	}
	dest := p.d.outline.Links[link].Dest
	href := string(util.URLEscape([]byte(dest), false))
	if !p.safe(href) {
		return "", site.Target{Kind: site.Unsafe}
	}
	return href, site.Target{Kind: site.ToFile, URL: href}
}

// link writes a link whose text is n's children, or that of an autolink.
func (p *page) link(n ast.Node, title []byte) {
	f, ok := p.d.facts[n]
	if !ok || p.inLink > 0 {
		p.linkText(n)
		return
	}
	href, t := p.target(f.number)
	p.writeLink(href, t, title, func() { p.linkText(n) })
}

// writeLink writes a link around what text writes.
func (p *page) writeLink(href string, t site.Target, title []byte, text func()) {
	if p.inLink > 0 {
		text()
		return
	}
	end := p.openLink(href, t, title)
	p.inLink++
	text()
	p.inLink--
	p.w.WriteString(end)
}

// openLink writes the start tag for a link and returns its end tag; both are
// empty if there is nothing to click on.
func (p *page) openLink(href string, t site.Target, title []byte) (end string) {
	switch t.Kind {
	case site.Unsafe:
		return ""
	case site.Broken:
		p.w.WriteString(`<span class="broken-link" title="`)
		p.w.WriteString(p.d.parser.words.brokenLink)
		p.w.WriteString(`">`)
		return "</span>"
	}
	if !p.safe(href) {
		return ""
	}
	p.w.WriteString("<a ")
	if t.Kind == site.External {
		p.w.WriteString(`class="external" rel="noopener" `)
	}
	p.w.WriteString(`href="`)
	escapeString(p.w, href)
	p.w.WriteByte('"')
	if len(title) > 0 {
		p.w.WriteString(` title="`)
		p.decoded(title)
		p.w.WriteByte('"')
	}
	p.w.WriteByte('>')
	return "</a>"
}

func (p *page) linkText(n ast.Node) {
	if a, ok := n.(*ast.AutoLink); ok {
		escape(p.w, a.Label(p.d.src))
		return
	}
	p.inlines(n)
}

// snug is code without the spaces around it if it is Chinese, Japanese or
// Korean prose: some editors put them there, and a box with one empty end is
// all that they would give. In real code they may be what is meant.
func snug(code []byte) []byte {
	if bytes.ContainsFunc(code, cjk.Is) {
		return bytes.Trim(code, " ")
	}
	return code
}

// hashtag writes a link to the page of a tag.
func (p *page) hashtag(n *hashtag.Node) {
	href := ""
	if p.hooks.Tag != nil && p.inLink == 0 {
		href = p.hooks.Tag(n.Name)
	}
	if href == "" {
		p.inlines(n)
		return
	}
	p.w.WriteString(`<a class="biji-tag"`)
	p.attribute("href", href)
	p.w.WriteByte('>')
	p.inlines(n)
	p.w.WriteString("</a>")
}
