package markdown

import (
	"cmp"
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
	if _, ref := site.BlockOf(n.Dest); ref && t.Kind == site.Broken && n.Alias != "" {
		escapeString(p.w, n.Alias) // what stood in the block
		return
	}
	if n.Embed && p.embed(n, f.number, href, t) {
		return
	}
	p.writeLink(href, t, nil, func() { escapeString(p.w, shown(n, t)) })
}

// shown is the text of a wikilink: what its author wrote, but the target's
// title instead of a path.
func shown(n *wikilink.Node, t site.Target) string {
	if _, ok := site.BlockOf(n.Dest); ok && n.Alias == "" {
		return cmp.Or(t.Text, "((…))")
	}
	if n.Alias != "" || t.Kind != site.ToPage || t.Title == "" || !strings.Contains(n.Dest, "/") {
		return n.Shown()
	}
	named := *n
	named.Dest = t.Title
	return named.Shown()
}

// embed writes what a wikilink embeds; false if a link has to do.
func (p *page) embed(n *wikilink.Node, link int, href string, t site.Target) bool {
	shown := picture{link: link, alt: []byte(n.Alias), width: n.Width, height: n.Height}
	switch kind := site.MediaOf(n.Dest); {
	case t.Text != "":
		return p.quote(n, href, t)
	case kind == site.Picture && t.Kind != site.ToPage && t.Kind != site.Unsafe:
		p.picture(shown)
		return true
	case t.Kind == site.ToFile && p.safe(href) && p.media(shown, href, t):
		return true
	case t.Kind == site.ToPage && p.hooks.Embed != nil && !p.phrasing && !p.inHeading && p.depth == 0:
		p.leaveParagraph()
		start := p.w.Len()
		p.w.WriteString("<div class=\"embed\">\n")
		if !p.hooks.Embed(p.w, link, p.lastLevel()) {
			p.w.Truncate(start)
			return false
		}
		p.w.WriteString("</div>\n")
		return true
	}
	return false
}

// quote writes the block that a reference embeds.
func (p *page) quote(n *wikilink.Node, href string, t site.Target) bool {
	if p.phrasing || p.inHeading || p.depth > 0 {
		return false
	}
	p.leaveParagraph()
	p.w.WriteString("<blockquote>\n<p>")
	p.writeLink(href, t, nil, func() { escapeString(p.w, shown(n, t)) })
	p.w.WriteString("</p>\n</blockquote>\n")
	return true
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
