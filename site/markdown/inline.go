package markdown

import (
	"bytes"
	"net/url"
	"path"
	"strconv"
	"strings"

	east "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/footnote"
)

// deepestInline limits how deep inline elements nest; what is deeper loses its
// markup.
const deepestInline = 60

func (p *page) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		p.plain(n)
	case *ast.String:
		escape(p.w, n.Value)
	case *ast.CodeSpan:
		p.w.WriteString("<code>")
		p.text.buf = appendCode(p.text.buf[:0], n, p.d.src)
		escape(p.w, p.text.buf)
		p.w.WriteString("</code>")
	case *ast.Emphasis:
		if n.Level == 2 {
			p.element("strong", n)
		} else {
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
	case *xast.TaskCheckBox:
		p.checkBox(n)
	default:
		p.inlines(n)
	}
}

// element writes n's children inside an element.
func (p *page) element(name string, n ast.Node) {
	if p.depth >= deepestInline {
		p.inlines(n)
		return
	}
	p.depth++
	p.w.WriteByte('<')
	p.w.WriteString(name)
	p.w.WriteByte('>')
	p.inlines(n)
	p.w.WriteString("</")
	p.w.WriteString(name)
	p.w.WriteByte('>')
	p.depth--
}

func (p *page) plain(n *ast.Text) {
	value := n.Value(p.d.src)
	if n.IsRaw() {
		escape(p.w, value)
	} else {
		p.decoded(value)
	}
	switch {
	case n.HardLineBreak():
		p.w.WriteString("<br>\n")
	case n.SoftLineBreak() && p.d.spaced(n):
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

func (p *page) checkBox(n *xast.TaskCheckBox) {
	p.w.WriteString(`<input type="checkbox" disabled aria-label="`)
	if n.IsChecked {
		p.w.WriteString(p.d.parser.words.done + `" checked> `)
	} else {
		p.w.WriteString(p.d.parser.words.open + `"> `)
	}
}

// target asks the page where a link leads.
func (p *page) target(link int) (string, site.Target) {
	if p.hooks.Link != nil {
		return p.hooks.Link(link)
	}
	dest := p.d.outline.Links[link].Dest
	href := string(util.URLEscape([]byte(dest), false))
	if !allowed(href) {
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
	end := p.openLink(href, t, title)
	p.inLink++
	p.linkText(n)
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
	if !allowed(href) {
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

func (p *page) image(n *ast.Image) {
	p.text.d, p.text.buf = p.d, p.text.buf[:0]
	p.text.children(n)
	alt := bytes.Clone(p.text.buf)
	f, ok := p.d.facts[n]
	if !ok { // an image in an image's alt text
		escape(p.w, alt)
		return
	}
	p.picture(picture{link: f.number, alt: alt, title: decode(nil, n.Title)})
}

// A picture is an image as its note wants it shown.
type picture struct {
	link          int
	alt, title    []byte
	width, height int // pixels; 0: as it is
}

func (p *page) picture(i picture) {
	href, t := p.target(i.link)
	dest := p.d.outline.Links[i.link].Dest
	switch {
	case imageData(dest):
		href = dest
	case t.Kind == site.Unsafe:
		escape(p.w, i.alt)
		return
	case t.Kind == site.Broken:
		p.missingImage(i, dest)
		return
	case t.Kind == site.External:
		p.externalImage(i, href)
		return
	case !allowed(href):
		escape(p.w, i.alt)
		return
	}
	p.w.WriteString(`<img src="`)
	escapeString(p.w, href)
	p.w.WriteString(`" alt="`)
	escape(p.w, i.alt)
	p.w.WriteByte('"')
	if len(i.title) > 0 {
		p.w.WriteString(` title="`)
		escape(p.w, i.title)
		p.w.WriteByte('"')
	}
	p.size(i, t)
	p.w.WriteString(` loading="lazy" decoding="async">`)
}

// size writes width and height: those that the note asks for, in the image's
// own proportion if it names one of them.
func (p *page) size(i picture, t site.Target) {
	width, height := i.width, i.height
	if p.hooks.Image != nil && t.Kind == site.ToFile && (width == 0 || height == 0) {
		w, h := p.hooks.Image(t)
		switch {
		case w <= 0 || h <= 0:
		case width > 0:
			height = max(1, (width*h+w/2)/w)
		case height > 0:
			width = max(1, (height*w+h/2)/h)
		default:
			width, height = w, h
		}
	}
	p.number("width", width)
	p.number("height", height)
}

func (p *page) number(attribute string, n int) {
	if n > 0 {
		p.w.WriteByte(' ')
		p.w.WriteString(attribute)
		p.w.WriteString(`="`)
		p.w.WriteString(strconv.Itoa(n))
		p.w.WriteByte('"')
	}
}

func (p *page) missingImage(i picture, dest string) {
	p.w.WriteString(`<span class="broken-image" title="`)
	p.w.WriteString(p.d.parser.words.brokenImage)
	p.w.WriteString(`">`)
	p.caption(i, dest)
	p.w.WriteString("</span>")
}

// externalImage writes a link in the place of an image that a reader without a
// connection could not see, and whose host would see every reader.
func (p *page) externalImage(i picture, href string) {
	if p.inLink > 0 || !allowed(href) {
		p.caption(i, href)
		return
	}
	p.w.WriteString(`<a class="external-image" rel="noopener" href="`)
	escapeString(p.w, href)
	p.w.WriteString(`">`)
	p.caption(i, href)
	p.w.WriteString("</a>")
}

// caption writes the alt text, or else the file's name.
func (p *page) caption(i picture, dest string) {
	if len(bytes.TrimSpace(i.alt)) > 0 {
		escape(p.w, i.alt)
		return
	}
	dest, _, _ = strings.Cut(dest, "?")
	name := path.Base(dest)
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	escapeString(p.w, name)
}
