// Package article reads a finished page back: its title, its text without the
// frame around it, the pages that link to it.
package article

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Head is what a page says of itself before its text.
type Head struct {
	Kind        string // as render.PageType: "note", "overview", "folder" …
	Lang        string // BCP 47
	Title       string // with the name of the site, as a browser's tab shows it
	Description string
	Canonical   string // absolute URL; "" if the site has none
	Unlisted    bool
	Styles      []string // href of its style sheets
}

// A Page is a finished page.
type Page struct {
	Head
	Heading string // its title
	Text    []*html.Node
	Body    []*html.Node // of Text what an author wrote; all of it on a page of an author's templates
	Linked  []Backlink
}

// A Backlink is a page that links to this one.
type Backlink struct {
	Title, Href string
	Quotes      []string // sentences with the link in them
}

// ReadHead reads no further than to the body of a page.
func ReadHead(r io.Reader) (Head, error) {
	var h Head
	for z := html.NewTokenizer(r); ; {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return h, fmt.Errorf("read a page: %w", err)
			}
			return h, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Title && z.Next() == html.TextToken {
				h.Title = z.Token().Data
				continue
			}
			h.take(t.DataAtom, t.Attr)
			if t.DataAtom == atom.Body {
				return h, nil
			}
		}
	}
}

// take takes what an element of the head says.
func (h *Head) take(name atom.Atom, attrs []html.Attribute) {
	a := map[string]string{}
	for _, x := range attrs {
		a[x.Key] = x.Val
	}
	switch {
	case name == atom.Html:
		h.Lang = a["lang"]
	case name == atom.Body:
		h.Kind = a["data-biji-page"]
	case name == atom.Link && a["rel"] == "canonical":
		h.Canonical = a["href"]
	case name == atom.Link && a["rel"] == "stylesheet":
		h.Styles = append(h.Styles, a["href"])
	case name == atom.Meta && a["name"] == "description":
		h.Description = a["content"]
	case name == atom.Meta && a["name"] == "robots":
		h.Unlisted = a["content"] == "noindex"
	}
}

// Read reads a page. One whose templates are an author's own has as its text what
// stands in the main part.
func Read(r io.Reader) (*Page, error) {
	root, err := html.Parse(r)
	if err != nil {
		return nil, fmt.Errorf("read a page: %w", err)
	}
	p := &Page{}
	Walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Title && n.Parent.DataAtom == atom.Head && n.FirstChild != nil {
			p.Title = n.FirstChild.Data
		}
		p.take(n.DataAtom, n.Attr)
		if HasClass(n, "biji-backlinks") {
			p.Linked = backlinks(n)
		}
		return true
	})
	main := Find(root, func(n *html.Node) bool { return HasClass(n, "biji-article") })
	if main == nil {
		main = Find(root, func(n *html.Node) bool { return n.DataAtom == atom.Main })
	}
	if main != nil {
		p.text(main)
	}
	if Find(root, func(n *html.Node) bool { return HasClass(n, "biji-text") }) == nil && p.Kind == "note" {
		p.Body = p.Text
	}
	return p, nil
}

// around are the classes of what stands in an article beside its text.
var around = map[string]bool{"biji-crumbs": true, "biji-meta": true, "biji-contents": true, "biji-pages": true}

func (p *Page) text(main *html.Node) {
	for n := main.FirstChild; n != nil; n = n.NextSibling {
		switch {
		case n.DataAtom == atom.H1 && p.Heading == "":
			p.Heading = strings.TrimSpace(Text(n))
		case HasClass(n, "biji-text"):
			p.Body = append(p.Body, Children(n)...)
			p.Text = append(p.Text, Children(n)...)
		case !around[Attr(n, "class")]:
			p.Text = append(p.Text, n)
		}
	}
}

func backlinks(section *html.Node) (all []Backlink) {
	Walk(section, func(n *html.Node) bool {
		if n.DataAtom != atom.Li {
			return true
		}
		b := Backlink{}
		if a := Find(n, func(c *html.Node) bool { return c.DataAtom == atom.A }); a != nil {
			b.Title, b.Href = Text(a), Attr(a, "href")
		}
		Walk(n, func(c *html.Node) bool {
			if c.DataAtom == atom.Blockquote {
				b.Quotes = append(b.Quotes, Text(c))
			}
			return true
		})
		all = append(all, b)
		return false
	})
	return all
}

// Section is what stands under the heading with an id, up to the next of its level
// or above, or the block in which something else has that id; nil if nothing has.
func (p *Page) Section(id string) []*html.Node {
	from := -1
	for i, n := range p.Text {
		if Attr(n, "id") == id || Find(n, func(c *html.Node) bool { return Attr(c, "id") == id }) != nil {
			from = i
			break
		}
	}
	if from < 0 {
		return nil
	}
	level := Level(p.Text[from])
	if level == 0 || Attr(p.Text[from], "id") != id {
		return p.Text[from : from+1]
	}
	to := from + 1
	for to < len(p.Text) && (Level(p.Text[to]) == 0 || Level(p.Text[to]) > level) {
		to++
	}
	return p.Text[from:to]
}
