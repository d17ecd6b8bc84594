package markdown

import (
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// Raw HTML comes in pieces that need not fit together. Here they are made to
// fit. An element that a note opens is closed no later than the block or element
// around it. An end tag without a start tag in that block is dropped. An element
// that HTML does not allow in its place is dropped too, or gets the elements
// around it that are missing. A browser would make the same repairs, but these
// could close elements of the page.

// deepestRaw limits how deep raw HTML nests in one place.
const deepestRaw = 60

// An element is one that raw HTML has opened.
type element struct {
	name    string // as the note writes it
	written string // as the page has it
}

// start writes a start tag.
func (p *page) start(t *sanitize.Token, link int) {
	name := p.room(t.Element)
	switch {
	case name == "":
	case t.AsWritten:
		p.startAsWritten(element{t.Name, name}, t, link)
	case name == "a":
		p.startLink(t, link)
	case name == "audio", name == "video":
		p.startMedia(t, link)
	default:
		p.push(element{t.Name, p.htmlHeading(name)}, t)
	}
}

// room makes room for an element, and returns the one to write in its place; ""
// if there is none.
func (p *page) room(name string) string {
	if len(p.open) >= deepestRaw+p.base {
		return ""
	}
	if tablePart[name] {
		if !p.roomInTable(name) {
			return ""
		}
	} else {
		p.fillGap()
	}
	if flow[name] {
		p.leaveParagraph()
		if p.phrasing {
			name = "span"
		}
	}
	switch name {
	case "li", "dt", "dd":
		return p.roomInList(name)
	case "rt", "rp":
		if top := p.top(); top == "rt" || top == "rp" {
			p.closeLast()
		}
		if p.top() != "ruby" {
			return "span"
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if top := p.top(); len(top) == 2 && top[0] == 'h' || top == "" && p.inHeading {
			return "div"
		}
	}
	return name
}

// push writes a start tag as it is now.
func (p *page) push(e element, t *sanitize.Token) {
	p.open = append(p.open, e)
	p.w.WriteByte('<')
	p.w.WriteString(e.written)
	if t != nil {
		if t.Coloured {
			p.shows(site.Colours)
		}
		if t.Class == "badge" {
			p.shows(site.Badges)
		}
		p.id(t.ID)
		p.w.WriteString(t.Attrs)
	}
	p.w.WriteByte('>')
}

func (p *page) startLink(t *sanitize.Token, link int) {
	if t.Link == "" || p.inLink > 0 {
		p.push(element{t.Name, "span"}, t)
		return
	}
	href, target := p.target(link)
	switch {
	case target.Kind == site.Broken:
		p.w.WriteString(`<span class="broken-link" title="` + p.d.parser.words.brokenLink + `">`)
		p.open = append(p.open, element{t.Name, "span"})
	case target.Kind == site.Unsafe || !p.safe(href):
		p.push(element{t.Name, "span"}, t)
	default:
		p.w.WriteString("<a")
		p.id(t.ID)
		if target.Kind == site.External {
			p.w.WriteString(` class="external" rel="noopener"`)
		} else {
			p.w.WriteString(t.Attrs)
		}
		p.attribute("href", href)
		p.w.WriteByte('>')
		p.open = append(p.open, element{t.Name, "a"})
		p.inLink++
	}
}

// end writes an end tag, if the element was opened in this place.
func (p *page) end(name string) {
	for i := len(p.open) - 1; i >= p.base; i-- {
		if p.open[i].name == name {
			p.close(i)
			return
		}
		if wall[p.open[i].written] && !tablePart[name] {
			return
		}
	}
}

// top is the innermost element that is open here, "" if there is none.
func (p *page) top() string {
	if len(p.open) == p.base {
		return ""
	}
	return p.open[len(p.open)-1].written
}

// leaveParagraph closes an open <p>, as every block does.
func (p *page) leaveParagraph() {
	for i := len(p.open) - 1; i >= p.base; i-- {
		switch e := p.open[i].written; {
		case e == "p":
			p.close(i)
			return
		case wall[e]:
			return
		}
	}
}

// roomInList makes way for a list item: an earlier one is closed. Outside of
// lists an item is a division.
func (p *page) roomInList(name string) string {
	lists := []string{"dl"}
	if name == "li" {
		lists = []string{"ul", "ol"}
	}
	for i := len(p.open) - 1; i >= p.base; i-- {
		switch e := p.open[i].written; {
		case slices.Contains(lists, e):
			return name
		case e == name, name != "li" && (e == "dt" || e == "dd"):
			p.close(i)
			return name
		case wall[e], e == "ul", e == "ol", e == "dl", e == "blockquote", e == "li", e == "dd", e == "dt":
			return "div"
		}
	}
	return "div"
}

// roomInTable makes way for a part of a table: cells and rows before it are
// closed, a missing row is opened. It says whether there is a table at all.
func (p *page) roomInTable(name string) bool {
	if name == "table" {
		p.fillGap()
		return true
	}
	at := -1
	for i := len(p.open) - 1; i >= p.base && at < 0; i-- {
		if p.open[i].written == "table" {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	keep := at + 1 // what stays open
	for keep < len(p.open) && holds(p.open[keep].written, name) {
		keep++
	}
	p.close(keep)
	switch name {
	case "tr":
		if p.top() == "table" {
			p.push(element{"tbody", "tbody"}, nil)
		}
	case "td", "th":
		p.openRow()
	}
	return true
}

// holds says whether the part of a table may stay open around the part name.
func holds(around, name string) bool {
	switch around {
	case "thead", "tbody", "tfoot":
		return name == "tr" || name == "td" || name == "th"
	case "colgroup":
		return name == "col"
	case "tr":
		return name == "td" || name == "th"
	}
	return false
}

func (p *page) openRow() {
	if p.top() == "table" {
		p.push(element{"tbody", "tbody"}, nil)
	}
	if p.top() != "tr" {
		p.push(element{"tr", "tr"}, nil)
	}
}

// gap says that the innermost element is a part of a table that holds no
// text.
func (p *page) gap() bool {
	if len(p.open) == p.base {
		return false
	}
	switch p.open[len(p.open)-1].written {
	case "table", "thead", "tbody", "tfoot", "tr":
		return true
	}
	return false
}

// fillGap opens the cell that is missing around what comes.
func (p *page) fillGap() {
	if p.gap() {
		p.openRow()
		p.push(element{"td", "td"}, nil)
	}
}

// The tables are never changed.
var (
	// flow elements end a paragraph.
	flow = map[string]bool{
		"address": true, "article": true, "aside": true, "blockquote": true, "center": true, "details": true, "dialog": true,
		"dir": true, "div": true, "dl": true, "dt": true, "dd": true, "fieldset": true, "figcaption": true, "figure": true,
		"footer": true, "form": true, "header": true, "hgroup": true, "main": true, "menu": true, "nav": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
		"li": true, "ol": true, "p": true, "pre": true, "section": true, "summary": true, "table": true, "ul": true,
	}
	// wall elements shut off what is in them from what is around them.
	wall = map[string]bool{"table": true, "td": true, "th": true, "caption": true}

	tablePart = map[string]bool{
		"table": true, "caption": true, "colgroup": true, "col": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true,
	}
)
