package markdown

import (
	"bytes"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/leftover"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// quietly says that something interactive is not shown, once for all that
// follow one another.
func (p *page) quietly() {
	if p.hushed > 0 && p.hushed <= p.w.Len() && !shows(p.w.Bytes()[p.hushed:]) {
		p.hushed = p.w.Len()
		return
	}
	p.fillGap()
	alone := p.ownBlock && !p.phrasing && p.blockOnly()
	if alone {
		p.w.WriteString("<p>")
	}
	p.w.WriteString(`<small class="not-shown">` + p.d.parser.words.notShown + "</small>")
	if alone {
		p.w.WriteString("</p>")
	}
	p.hushed = p.w.Len()
}

// blockOnly says whether a paragraph may stand in what raw HTML has opened here.
func (p *page) blockOnly() bool {
	for _, e := range p.open[p.base:] {
		switch e.written {
		case "div", "section", "details", "blockquote", "td", "th", "li", "dd", "figure":
		default:
			return false
		}
	}
	return true
}

// shows says whether HTML shows anything: all but tags and space.
func shows(html []byte) bool {
	for {
		text, rest, tag := bytes.Cut(html, []byte("<"))
		if len(bytes.TrimSpace(text)) > 0 {
			return true
		}
		if !tag {
			return false
		}
		for _, name := range []string{"img", "video", "audio", "svg", "math", "hr", "input"} {
			if bytes.HasPrefix(rest, []byte(name)) {
				return true
			}
		}
		_, html, _ = bytes.Cut(rest, []byte(">"))
	}
}

// badge writes a badge.
func (p *page) badge(text string) {
	p.fillGap()
	p.shows(site.Badges)
	p.w.WriteString(`<span class="badge">`)
	escapeString(p.w, text)
	p.w.WriteString("</span>")
}

// interactive reports what is interactive and not shown.
func (s *surveyor) interactive(f *sanitize.Fragment, source htmlSource) {
	for _, q := range f.Quiet {
		s.leftover.Name(leftover.Interactive, source.offset(q.Offset), q.What)
	}
}
