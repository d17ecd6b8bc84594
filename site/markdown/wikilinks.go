package markdown

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

func (p *page) wikilink(n *wikilink.Node) {
	f, ok := p.d.facts[n]
	if !ok || p.inLink > 0 {
		escapeString(p.w, n.Shown())
		return
	}
	href, t := p.target(f.number)
	if n.Embed && p.embed(n, f.number, href, t) {
		return
	}
	p.writeLink(href, t, nil, func() { escapeString(p.w, shown(n, t)) })
}

// shown is the text of a wikilink: what its author wrote, but the target's
// title instead of a path.
func shown(n *wikilink.Node, t site.Target) string {
	if n.Alias != "" || t.Kind != site.ToPage || t.Title == "" || !strings.Contains(n.Dest, "/") {
		return n.Shown()
	}
	named := *n
	named.Dest = t.Title
	return named.Shown()
}

// embed writes what a wikilink embeds; false if a link has to do.
func (p *page) embed(n *wikilink.Node, link int, href string, t site.Target) bool {
	kind := mediaOf(n.Dest)
	switch {
	case kind == "image" && t.Kind != site.ToPage && t.Kind != site.Unsafe:
		p.picture(picture{link: link, alt: []byte(n.Alias), width: n.Width, height: n.Height})
		return true
	case t.Kind == site.ToFile && (kind == "audio" || kind == "video") && p.safe(href):
		p.w.WriteString("<" + kind + " controls")
		p.attribute("src", href)
		if kind == "video" {
			p.number("width", n.Width)
			p.number("height", n.Height)
		}
		p.w.WriteString("></" + kind + ">")
		return true
	case t.Kind == site.ToPage && p.hooks.Embed != nil && !p.phrasing && !p.inHeading && p.depth == 0:
		p.leaveParagraph()
		start := p.w.Len()
		p.w.WriteString("<div class=\"embed\">\n")
		if !p.hooks.Embed(p.w, link) {
			p.w.Truncate(start)
			return false
		}
		p.w.WriteString("</div>\n")
		return true
	}
	return false
}

// embedsNote says whether a paragraph is to show another note, or a part of
// one, which takes blocks.
func (p *page) embedsNote(n ast.Node) bool {
	if p.hooks.Embed == nil || p.phrasing {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if w, ok := c.(*wikilink.Node); ok && w.Embed {
			if _, t := p.target(p.d.facts[w].number); t.Kind == site.ToPage {
				return true
			}
		}
	}
	return false
}

// embedsOnly says whether a paragraph is nothing but another note.
func (p *page) embedsOnly(n ast.Node) bool {
	return n.ChildCount() == 1 && p.embedsNote(n)
}

// mediaOf tells by its name what a file holds: "image", "audio", "video" or "".
func mediaOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico":
		return "image"
	case ".mp3", ".wav", ".ogg", ".m4a", ".flac", ".3gp", ".opus":
		return "audio"
	case ".mp4", ".webm", ".ogv", ".mov", ".mkv":
		return "video"
	}
	return ""
}
