package render

import (
	"slices"
	"time"

	"github.com/biji-notes/biji/site"
)

// sample is a view of type t with every field filled, to try templates on.
func sample(t PageType, ui string) *View {
	entries := []Entry{{Text: "a", ID: "a", Children: []Entry{{Text: "b", ID: "b"}}}}
	link := Link{Text: "a", Href: "a.html"}
	tags := []TagLink{{Name: "a", Href: "tags/a.html", Count: 1}, {Name: "b", Href: "tags/b.html", Count: 2}}
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	return &View{
		Type: t, Lang: "fr", TextLang: "ar", UI: ui,
		Site: Site{
			Title: "a", Description: "a", Author: "a", Home: "../index.html",
			Feed: "https://example.org/feed.xml", Base: "/b/", HasTags: true,
			Script: "assets/a.js", Theme: "assets/t.js", Style: "assets/a.css", Icon: "assets/a.svg", IconType: "image/svg+xml",
			Logo: "assets/l.svg", TouchIcon: "assets/t.png", Styles: []string{"assets/b.css"}, Scripts: []string{"assets/b.js"},
			Nav: []Span{{Text: "a", Href: "a.html"}}, Social: []Span{{Text: "b", Href: "https://example.org/", External: true}},
			Footer: []Span{{Text: "a"}, {Text: "b", Href: "b.html"}}, License: []Span{{Text: "c"}},
			Index: true, Tree: "assets/nav.js",
		},
		URL: "a/b.html", Root: "../", Title: "a", Description: "a",
		Canonical: "https://example.org/a/b.html", Date: day, Updated: day, Recent: []Child{{Title: "a", Href: "a.html", Description: "a", Date: day}}, Reading: Reading{Chars: 1200, Minutes: 3},
		Body: "<p>a</p>", Empty: true, Contents: entries, Crumbs: []Link{link, link},
		Prev: &link, Next: &link, Tags: tags, AllTags: tags, Poster: &Poster{"https://example.org/a.png", 1200, 630},
		Properties: []Property{{Name: "a", Values: []Value{
			{Spans: []Span{{Text: "a"}, {Text: "b", Href: "a.html", External: true}}}, {Time: day}, {Time: day, Clock: true}, {Box: true}, {Box: true, Checked: true},
		}}},
		Letters: []Letter{{Text: "A", Href: "#a", Current: true}, {Text: "B"}},
		Ranges:  []Letter{{Text: "ab – ac", Href: "a.html", Current: true}, {Text: "ad", Href: "b.html"}},
		Listed:  3, Lists: []Letter{{Text: "1", Href: "b.html", Current: true}, {Text: "2", Href: "c.html"}},
		Terms: []TermGroup{{Letter: "A", ID: "a", Terms: []Term{
			{Before: "a ", Key: "b", After: " c", Places: []TermPlace{{Text: "a", Href: "a.html"}}},
			{Key: "b", Places: make([]TermPlace, shownPlaces+2)},
			{Key: "c", Places: []TermPlace{{Text: "c", Href: "tags/c.html", Tag: true}}},
		}}},
		TermCount: 3,
		Welcome:   &Welcome{Lead: "a", Notes: 2, Sections: 3, Words: []string{"a"}},
		Children: []Child{
			{Title: "a", Href: "a/index.html", Description: "a", Folder: true, Count: 2, Date: day, First: []Link{link}},
			{Title: "b", Href: "b.html", Empty: true, Headings: entries},
		},
		Linked:    []Backlink{{Title: "a", Href: "a.html#b", Quotes: slices.Repeat([]Quote{{Href: "a.html#b", Sentence: site.Sentence{Before: "a", After: "c"}, Text: "b"}}, shownQuotes+1)}},
		AllLinked: &More{Count: 300, Href: "../search/linked/a/b.html"},
		Twin:      "b.html.md",
		Edit:      "https://example.org/edit/a.md", To: "c.html#d", Note: "a", Source: "a.md",
	}
}
