package markdown

import (
	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/trusted"
)

// The HTML of a trusted author is written here as it is, except its addresses,
// which lead where the site's files are.

// tag writes a start tag.
func (p *page) tag(name string, t *sanitize.Token, link int) {
	p.trusts = true
	p.w.WriteByte('<')
	p.w.WriteString(name)
	if t.ID != "" { // also in an embed: a script may look for it
		p.attribute("id", t.ID)
	}
	p.w.WriteString(t.Attrs)
	p.leads(t, link)
	if t.Kind == sanitize.Void {
		p.w.WriteString(t.Tail)
	}
	p.w.WriteByte('>')
}

// leads writes the attributes that lead somewhere, of which the first is that
// link. Those that lead nowhere are left out.
func (p *page) leads(t *sanitize.Token, link int) {
	var set string
	for i, lead := range t.Leads {
		href, target := p.target(link + i)
		switch {
		case target.Kind == site.Broken, target.Kind == site.Unsafe:
		case lead.Attribute != "srcset":
			p.attribute(lead.Attribute, href)
		default:
			if set != "" {
				set += ", "
			}
			set += href
			if lead.Descriptor != "" {
				set += " " + lead.Descriptor
			}
		}
	}
	if set != "" {
		p.attribute("srcset", set)
	}
}

// broken says that an element shows nothing but what is not there.
func (p *page) broken(t *sanitize.Token, link int) bool {
	if len(t.Leads) != 1 {
		return false
	}
	_, target := p.target(link)
	return target.Kind == site.Broken
}

func (p *page) startAsWritten(e element, t *sanitize.Token, link int) {
	if e.written == "a" && (p.inLink > 0 || len(t.Leads) == 0) {
		e.written = "span"
	}
	if e.written == "a" && p.broken(t, link) {
		p.startLink(&sanitize.Token{Name: t.Name, Link: "href"}, link)
		return
	}
	p.open = append(p.open, e)
	p.tag(e.written, t, link)
	if e.written == "a" {
		p.inLink++
	}
}

func (p *page) voidAsWritten(t *sanitize.Token, link int) {
	switch t.Name {
	case "col":
		if !p.roomInTable("col") {
			return
		}
	case "source", "track", "param": // where they stand they are
	case "hr":
		p.fillGap()
		p.leaveParagraph()
		if p.phrasing {
			return
		}
	default:
		p.fillGap()
	}
	if t.Name == "img" && p.broken(t, link) {
		p.missingImage(picture{alt: []byte(t.Text)}, t.Leads[0].URL)
		return
	}
	p.tag(t.Name, t, link)
}

// whole writes an element with its content. One that would show what is not
// there says so.
func (p *page) whole(t *sanitize.Token, link int) {
	if t.Name != "script" && t.Name != "style" {
		p.fillGap()
	}
	if t.Name == "iframe" && p.broken(t, link) {
		href, target := p.target(link)
		p.writeLink(href, target, nil, func() { p.fileName(t.Leads[0].URL) })
		return
	}
	p.tag(t.Name, t, link)
	p.w.WriteString(t.Tail)
}

// settle makes what has been written since start fit to stand in a page, and
// tells what it loads and runs.
func (p *page) settle(start int) {
	settled, sources, ok := trusted.Settle(p.w.Bytes()[start:])
	if !ok {
		panic("its HTML is read in another way each time")
	}
	p.w.Truncate(start)
	p.w.Write(settled)
	if p.hooks.Source != nil {
		for s := range sources {
			p.hooks.Source(s)
		}
	}
}
