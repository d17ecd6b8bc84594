package markdown

import (
	"bytes"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// startMedia opens a player; one of a file that is not in the site is a link.
func (p *page) startMedia(t *sanitize.Token, link int) {
	href := ""
	if t.Link != "" {
		var target site.Target
		if href, target = p.target(link); target.Kind != site.ToFile || !p.safe(href) {
			p.mediaLink(href, target, link)
			return
		}
	}
	p.open = append(p.open, element{t.Name, t.Element})
	p.player = p.w.Len()
	p.w.WriteString("<" + t.Element + " controls")
	if href != "" {
		p.attribute("src", href)
	}
	p.id(t.ID)
	p.w.WriteString(t.Attrs)
	p.w.WriteByte('>')
}

// source writes a <source>, if it stands where it means something. The first of a
// player that is not in the site makes a link of the player.
func (p *page) source(t *sanitize.Token, link int) {
	if len(p.open) == p.base || t.Link == "" {
		return
	}
	top := p.open[len(p.open)-1]
	switch top.name {
	case "audio", "video", "picture":
	default:
		return
	}
	href, target := p.target(link)
	if target.Kind != site.ToFile || !p.safe(href) {
		if target.Kind == site.External && top.name != "picture" && p.emptyPlayer() {
			p.open = p.open[:len(p.open)-1]
			p.w.Truncate(p.player)
			p.mediaLink(href, target, link)
		}
		return
	}
	p.w.WriteString("<source")
	p.w.WriteString(t.Attrs)
	p.attribute(t.Link, href)
	p.w.WriteByte('>')
}

// emptyPlayer says whether nothing has been written into the player that was
// opened last.
func (p *page) emptyPlayer() bool {
	written := p.w.Bytes()[p.player:]
	end := bytes.IndexByte(written, '>')
	return end >= 0 && !bytes.Contains(written[:end], []byte(" src=")) && len(bytes.TrimSpace(written[end+1:])) == 0
}

// mediaLink writes a link in place of a player.
func (p *page) mediaLink(href string, target site.Target, link int) {
	dest := p.d.outline.Links[link].Dest
	alone := p.ownBlock && !p.phrasing && p.top() == ""
	if alone {
		p.w.WriteString("<p>")
		defer p.w.WriteString("</p>")
	}
	p.writeLink(href, target, nil, func() {
		p.w.WriteString(mediaSign(dest))
		p.fileName(dest)
	})
}

// mediaSign says what opens behind a link: a film or a sound; "" for all else.
func mediaSign(address string) string {
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	switch site.MediaOf(address) {
	case site.Video:
		return "▶ "
	case site.Audio:
		return "♪ "
	}
	return ""
}

// isPicture says whether an address may be that of a picture, by its ending.
func isPicture(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	kind := site.MediaOf(address)
	return kind == site.Picture || kind == site.Unknown
}
