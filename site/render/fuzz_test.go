package render_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// hostile is a page that says text wherever a note's author has a say.
func hostile(text string) (*render.View, *render.Nav) {
	entries := []render.Entry{{Text: text, ID: text, Children: []render.Entry{{Text: text, ID: "b"}}}}
	href := site.Href("a/b.html", "c.html", "", text)
	link := &render.Link{Text: text, Href: href}
	v := &render.View{
		Type: render.Note, Lang: "en", UI: "en", URL: "a/b.html", Root: "../", Title: "t" + text, TitleID: text,
		Description: "d" + text, Contents: entries, Crumbs: []render.Link{{Text: "c" + text, Href: href}}, Prev: link, Next: link,
		Tags:    []render.TagLink{{Name: text, Href: href}},
		Linked:  []render.Backlink{{Title: text, Href: href, Quotes: []render.Quote{{Href: href, Text: "l" + text, Sentence: site.Sentence{Before: text, After: text}}}}},
		Related: []render.Related{{Link: render.Link{Text: text, Href: href}, Tags: []string{text}}, {Link: render.Link{Text: text, Href: href}, Both: text}, {Link: render.Link{Text: text, Href: href}, Words: []string{text}}},
		Site:    render.Site{Title: "s" + text, Author: "a" + text},
	}
	return v, render.NewNav([]*render.Node{{Title: text, URL: "a/b.html", Children: []*render.Node{{Title: text, URL: "x/" + text + ".html"}}}})
}

// FuzzTextStaysText: whatever an author writes into a title, a tag or a
// sentence, the page has the elements and attributes that it has for "x".
func FuzzTextStaysText(f *testing.F) {
	r := newRenderer(f, nil)
	shape := func(t testing.TB, text string) string {
		v, nav := hostile(text)
		doc, err := html.Parse(strings.NewReader(page(t, r, v, nav)))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode {
				b.WriteString(n.Data)
				for _, a := range n.Attr {
					b.WriteString(" " + a.Key)
				}
				b.WriteByte('\n')
			}
		}
		return b.String()
	}
	want := shape(f, "x")
	for _, text := range []string{"<script>alert(1)</script>", `" onclick="x`, "' autofocus onfocus='x", "--><img src=x>", "</title><base href=x>", "javascript:x", "{{.Title}}", "\x00`", "]]>", "锁", "&lt;"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || !utf8.ValidString(text) {
			t.Skip()
		}
		if got := shape(t, text); got != want {
			t.Errorf("%q changes the page:\n%s", text, got)
		}
	})
}
