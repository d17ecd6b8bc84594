package markdown

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/tex"
	"github.com/biji-notes/biji/site/markdown/trusted"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

func (p *page) image(n *ast.Image) {
	if _, ok := p.d.facts[n]; !ok { // an image in an image's alt text
		escape(p.w, p.altOf(n))
		return
	}
	p.picture(p.pictureOf(n))
}

// pictureOf reads what the note says of an image: its size stands in the text
// or behind it.
func (p *page) pictureOf(n *ast.Image) picture {
	i := picture{link: p.d.facts[n].number, alt: p.altOf(n), title: decode(nil, n.Title)}
	if p.d.parser.options.CommonMark {
		return i
	}
	dest := p.d.outline.Links[i.link].Dest
	i.alt, i.width, i.height = wikilink.AltSize(i.alt)
	if w, h, ok := wikilink.OnlySize(i.alt); ok && i.width == 0 && path.Base(dest) != string(i.alt)+path.Ext(dest) {
		i.alt, i.width, i.height = nil, w, h
	}
	if m := yuqueWidth.FindStringSubmatch(dest); m != nil && i.width == 0 && i.height == 0 {
		i.width, _ = length([]byte(m[1]))
	}
	if width, ok := n.AttributeString("width"); ok {
		i.width, i.share = length(width.([]byte))
	}
	if height, ok := n.AttributeString("height"); ok {
		i.height, _ = length(height.([]byte))
	}
	return i
}

// yuqueWidth finds the width that 语雀 writes behind the address of a picture.
var yuqueWidth = regexp.MustCompile(`\.nlark\.com/[^#]*#(?:.*&)?width=(\d+)`)

// length reads a number of pixels, or of percent.
func length(s []byte) (pixels, percent int) {
	number, isShare := strings.CutSuffix(string(s), "%")
	n, err := strconv.ParseUint(number, 10, 14)
	switch {
	case err != nil:
		return 0, 0
	case isShare:
		return 0, min(int(n), 100)
	}
	return int(n), 0
}

func (p *page) altOf(n ast.Node) []byte {
	alt := reader{d: p.d}
	alt.children(n)
	return alt.buf
}

// A picture is an image as its note wants it shown.
type picture struct {
	link          int
	alt, title    []byte
	class, id     string
	width, height int // pixels; 0: as it is
	zoom          int // percent of its own size; 0: as it is
	share         int // percent of the width of the text; 0: as it is
}

func (p *page) picture(i picture) {
	href, t := p.target(i.link)
	dest := p.d.outline.Links[i.link].Dest
	switch {
	case imageData(dest):
		href = dest
	case t.Kind == site.Unsafe && site.MediaOf(dest) == site.Picture: // of a computer
		p.missingImage(i, strings.ReplaceAll(dest, `\`, "/"))
		return
	case t.Kind == site.Unsafe:
		escape(p.w, i.alt)
		return
	case t.Kind == site.Broken:
		p.missingImage(i, dest)
		return
	case t.Kind == site.External && p.formulaAt(href):
		return
	case t.Kind == site.External && !t.Shown:
		p.externalImage(i, href)
		return
	case !p.safe(href):
		escape(p.w, i.alt)
		return
	case t.Kind == site.ToFile && p.media(i, href, t):
		return
	}
	p.img(i, href, t)
}

// img writes the element of a picture.
func (p *page) img(i picture, href string, t site.Target) {
	p.w.WriteString("<img")
	p.attribute("src", href)
	p.w.WriteString(` alt="`)
	escape(p.w, i.alt)
	p.w.WriteByte('"')
	p.id(i.id)
	if i.class != "" {
		p.attribute("class", i.class)
	}
	if len(i.title) > 0 {
		p.w.WriteString(` title="`)
		escape(p.w, i.title)
		p.w.WriteByte('"')
	}
	if p.d.parser.options.CommonMark {
		p.w.WriteByte('>')
		return
	}
	p.shows(site.Pictures)
	p.size(i, t)
	p.w.WriteString(` loading="lazy" decoding="async"`)
	if t.Shown {
		p.w.WriteString(` referrerpolicy="no-referrer"`)
		p.loads(href)
	}
	p.w.WriteByte('>')
}

// loads tells from which hosts a picture comes.
func (p *page) loads(href string) {
	if p.hooks.Source == nil {
		return
	}
	for _, host := range site.ImageSources(href) {
		if origin := trusted.Origin(host); origin != "" {
			p.hooks.Source(site.Source{Directive: "img-src", Value: origin})
		}
	}
}

// media writes what is no picture, by the name of its file; false if it is one.
func (p *page) media(i picture, href string, t site.Target) bool {
	switch kind := site.MediaOf(t.File); kind {
	case site.Audio, site.Video:
		p.w.WriteString("<" + string(kind) + " controls")
		p.attribute("src", href)
		if kind == site.Video {
			p.number("width", i.width)
			p.number("height", i.height)
		}
		p.w.WriteString("></" + string(kind) + ">")
	case site.Document:
		p.document(i, href)
	case site.Other:
		p.fileLink(i, href)
	default:
		return false
	}
	return true
}

// document shows a PDF where the browser can, and a link to it where not.
func (p *page) document(i picture, href string) {
	if p.phrasing && p.inLink > 0 {
		p.caption(i, href)
		return
	}
	if p.hooks.Source != nil {
		p.hooks.Source(site.Source{Directive: "object-src", Value: "'self'"})
	}
	p.shows(site.Pictures)
	p.w.WriteString(`<object class="document" type="application/pdf"`)
	p.attribute("data", href)
	p.number("width", i.width)
	p.number("height", i.height)
	p.w.WriteByte('>')
	p.fileLink(i, href)
	p.w.WriteString("</object>")
}

func (p *page) fileLink(i picture, href string) {
	if p.inLink > 0 {
		p.caption(i, href)
		return
	}
	p.w.WriteString("<a")
	p.attribute("href", href)
	p.w.WriteByte('>')
	p.caption(i, href)
	p.w.WriteString("</a>")
}

// size writes the width and height that the note asks for. If it names only one
// of them, the other follows from the proportions of the file.
func (p *page) size(i picture, t site.Target) {
	if i.share > 0 {
		p.w.WriteString(` width="` + strconv.Itoa(i.share) + `%"`)
		return
	}
	width, height := i.width, i.height
	if p.hooks.Image != nil && t.Kind == site.ToFile && (width == 0 || height == 0) {
		w, h := p.hooks.Image(t)
		switch {
		case w <= 0 || h <= 0:
		case width > 0:
			height = max(1, (width*h+w/2)/w)
		case height > 0:
			width = max(1, (height*w+h/2)/h)
		case i.zoom > 0:
			width, height = max(1, w*i.zoom/100), max(1, h*i.zoom/100)
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
	if p.inLink > 0 || !p.safe(href) {
		p.caption(i, href)
		return
	}
	if !isPicture(href) {
		p.writeLink(href, site.Target{Kind: site.External}, i.title, func() {
			p.w.WriteString(mediaSign(href))
			p.caption(i, href)
		})
		return
	}
	p.w.WriteString(`<a class="external-image" rel="noopener" href="`)
	escapeString(p.w, href)
	p.w.WriteString(`">`)
	p.caption(i, href)
	p.w.WriteString("</a>")
}

// formulaAt writes the formula whose picture a server would draw.
func (p *page) formulaAt(href string) bool {
	formula, ok := site.FormulaIn(href)
	if !ok {
		return false
	}
	html, why := tex.MathML(formula, false, nil)
	if why != "" {
		return false
	}
	p.shows(site.Formulas)
	p.w.WriteString(html)
	return true
}

// caption writes the alt text, or else the file's name.
func (p *page) caption(i picture, dest string) {
	if len(bytes.TrimSpace(i.alt)) > 0 {
		escape(p.w, i.alt)
		return
	}
	if site.IsPlayer(dest) {
		escapeString(p.w, "▶ "+withoutScheme(dest))
		return
	}
	p.fileName(dest)
}

func withoutScheme(address string) string {
	_, rest, _ := strings.Cut(address, "//")
	return strings.TrimPrefix(rest, "www.")
}

// fileName writes the name of the file that an address ends with.
func (p *page) fileName(dest string) {
	dest, _, _ = strings.Cut(dest, "?")
	name := path.Base(dest)
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	escapeString(p.w, name)
}
