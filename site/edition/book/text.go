package book

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// A Layout says where in an edition things are.
type Layout struct {
	ID      func(chapter int, id string) string // what an id of a chapter is called
	Link    func(chapter int, id string) string // the href of an id of a chapter, of its beginning if id is ""
	Picture func(name string) string            // the src of a file of the site; "" if it is not shown
	Remote  func(src string) bool               // says whether a picture of another host is shown
}

// Text is the text of a chapter, without its title. Nothing of it is shared with
// another call.
func (b *Book) Text(i int, l Layout) ([]*html.Node, error) {
	text, err := b.body(i)
	if err != nil {
		return nil, err
	}
	f := &fitting{book: b, chapter: i, layout: l}
	for _, n := range text {
		every(n, f.fit)
	}
	for _, n := range f.unlinked {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
	}
	return text, f.err
}

// gone are the elements that work in a site only.
var gone = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Form: true, atom.Button: true, atom.Noscript: true,
	atom.Template: true, atom.Dialog: true, atom.Link: true, atom.Meta: true, atom.Base: true, atom.Embed: true,
	atom.Textarea: true, atom.Select: true, atom.Source: true, atom.Track: true,
}

// leaveOut takes out of root what works in a site only; of media there stay the links
// that stand in them for browsers that cannot play them.
func leaveOut(root *html.Node) {
	for n := root.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.CommentNode, n.Type == html.ElementNode && gone[n.DataAtom], n.DataAtom == atom.Input && article.Attr(n, "type") != "checkbox":
			root.RemoveChild(n)
		case n.DataAtom == atom.Object, n.DataAtom == atom.Video, n.DataAtom == atom.Audio:
			leaveOut(n)
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
				root.InsertBefore(c, next)
			}
			root.RemoveChild(n)
		default:
			leaveOut(n)
		}
		n = next
	}
}

// A fitting fits the nodes of a chapter into an edition.
type fitting struct {
	book     *Book
	chapter  int
	layout   Layout
	unlinked []*html.Node // links that lead nowhere in the edition
	err      error
}

func (f *fitting) fit(n *html.Node) {
	switch n.DataAtom {
	case atom.A:
		f.link(n)
	case atom.Img:
		f.picture(n)
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch {
		case a.Key == "id" && a.Namespace == "", a.Key == "for":
			a.Val = f.layout.ID(f.chapter, a.Val)
		case a.Key == "aria-labelledby", a.Key == "aria-describedby", a.Key == "headers":
			a.Val = f.named(a.Val)
		case a.Key == "href" && n.DataAtom != atom.A && strings.HasPrefix(a.Val, "#"):
			a.Val = "#" + f.layout.ID(f.chapter, a.Val[1:])
		case strings.HasPrefix(a.Val, "url(#"):
			a.Val = "url(#" + f.layout.ID(f.chapter, strings.TrimSuffix(a.Val[len("url(#"):], ")")) + ")"
		}
	}
}

// named are ids in a row, as the edition calls them.
func (f *fitting) named(ids string) string {
	all := strings.Fields(ids)
	for i, id := range all {
		all[i] = f.layout.ID(f.chapter, id)
	}
	return strings.Join(all, " ")
}

func (f *fitting) link(n *html.Node) {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "href" && a.Namespace == "" })
	if i < 0 {
		return
	}
	if to := f.leads(n.Attr[i].Val); to != "" {
		n.Attr[i].Val = to
		return
	}
	f.unlinked = append(f.unlinked, n)
}

// leads is where in the edition the href of a link of the page leads: to a chapter, or
// to what is elsewhere; "" if it leads nowhere.
func (f *fitting) leads(href string) string {
	to, ok := article.Place(f.book.Chapters[f.chapter].Address, href)
	if !ok {
		if u, err := url.Parse(href); err != nil || u.Scheme == "" && u.Host == "" {
			return ""
		}
		return href
	}
	if i, ok := f.book.number[to.Path]; ok {
		return f.place(i, to.Fragment)
	}
	if f.book.URL == "" || to.Path == ".." || strings.HasPrefix(to.Path, "../") {
		return ""
	}
	return f.book.URL + to.String()
}

// place is an id of a chapter, or its beginning if it has none such.
func (f *fitting) place(i int, id string) string {
	if id != "" {
		has, err := f.book.has(i, id)
		if err != nil {
			f.err = err
		}
		if !has {
			id = ""
		}
	}
	return f.layout.Link(i, id)
}

// picture shows a picture of the edition, or says what it shows.
func (f *fitting) picture(n *html.Node) {
	src, shown := article.Attr(n, "src"), ""
	if to, ok := article.Place(f.book.Chapters[f.chapter].Address, src); ok {
		shown = f.layout.Picture(to.Path)
	} else if strings.HasPrefix(src, "data:") || f.layout.Remote(src) {
		shown = src
	}
	if shown == "" {
		f.instead(n, src)
		return
	}
	for i := range n.Attr {
		if n.Attr[i].Key == "src" {
			n.Attr[i].Val = shown
		}
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "srcset" || a.Key == "loading" })
}

// instead makes a picture that is not shown its text, which leads to it if it is on
// another host and in no link already.
func (f *fitting) instead(n *html.Node, src string) {
	text := article.Attr(n, "alt")
	if text == "" {
		text = path.Base(src)
	}
	n.FirstChild, n.LastChild = nil, nil
	n.AppendChild(&html.Node{Type: html.TextNode, Data: "[" + text + "]"})
	n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
	if strings.HasPrefix(src, "http") && !inLink(n) {
		n.Data, n.DataAtom, n.Attr = "a", atom.A, []html.Attribute{{Key: "href", Val: src}}
	}
}

func inLink(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.A {
			return true
		}
	}
	return false
}
