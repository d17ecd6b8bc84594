package pages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// The sidebar has the lines of a table of contents, and below them what it does
// not name.
func TestTreeOfBooks(t *testing.T) {
	notes := make([]site.Note, 9)
	notes[8].Meta.ShortTitle = "Short"
	pages := []site.Page{
		{URL: "index.html", Title: "Contents", Note: 0, Index: true},
		{URL: "a.html", Title: "A", Note: 1, Kind: site.OverviewPage},
		{URL: "a/one.html", Title: "Part", Note: 1, Kind: site.PartPage, Overview: "a.html"},
		{URL: "d/index.html", Title: "D", Note: 2, Dir: "d", Index: true},
		{URL: "d/b.html", Title: "B", Note: 3, Dir: "d"},
		{URL: "d/c.html", Title: "C", Note: 4, Dir: "d"},
		{URL: "e/index.html", Title: "e", Note: -1, Dir: "e", Index: true, Kind: site.FolderPage},
		{URL: "e/x.html", Title: "X", Note: 5, Dir: "e"},
		{URL: "f/index.html", Title: "f", Note: -1, Dir: "f", Index: true, Kind: site.FolderPage},
		{URL: "f/summary.html", Title: "SUMMARY", Note: 6, Dir: "f"},
		{URL: "f/off.html", Title: "Off", Note: 7, Dir: "f", Hidden: true},
		{URL: "f/long.html", Title: "A long title", Note: 8, Dir: "f"},
	}
	book := site.Book{Page: "index.html", Chapters: []site.Chapter{
		{Title: "Part I", Children: []site.Chapter{
			{Title: "1. A", URL: "a.html", Children: []site.Chapter{{Title: "1.1. X", URL: "e/x.html"}, {Title: "1.2. Not yet"}}},
			{Title: "2. D", URL: "d/index.html", Children: []site.Chapter{{Title: "2.1. B", URL: "d/b.html"}, {Title: "A again", URL: "a.html"}}},
		}},
		{Title: "Gone", URL: "gone.html"},
	}}
	inside := site.Book{Dir: "f", Page: "f/summary.html", Chapters: []site.Chapter{{Title: "f again", URL: "f/index.html"}}}
	var b strings.Builder
	writeNodes(&b, tree(pages, notes, []site.Book{book, inside}, ""), "")
	want := `
Contents index.html
Part I 
  1. A a.html
    1.1. X e/x.html
    1.2. Not yet 
    Part a/one.html
  2. D d/index.html
    2.1. B d/b.html
    C d/c.html
f f/index.html
  Short f/long.html
`
	if diff := cmp.Diff(want, "\n"+b.String()); diff != "" {
		t.Error(diff)
	}
}

// A book that begins with a title page has its name once.
func TestTitlePageOfABook(t *testing.T) {
	for title, want := range map[string]string{"The book": "The book title.html\nA a.html\n", "Contents": "Contents index.html\nThe book title.html\nA a.html\n"} {
		pages := []site.Page{
			{URL: "index.html", Title: title, Note: 0, Index: true}, {URL: "title.html", Title: "The book", Note: 1}, {URL: "a.html", Title: "A", Note: 2},
		}
		book := site.Book{Page: "index.html", Chapters: []site.Chapter{{Title: "The book", URL: "title.html"}, {Title: "A", URL: "a.html"}}}
		var b strings.Builder
		writeNodes(&b, tree(pages, make([]site.Note, 3), []site.Book{book}, ""), "")
		if b.String() != want {
			t.Errorf("%s: %s", title, b.String())
		}
	}
}

func writeNodes(b *strings.Builder, nodes []*render.Node, indent string) {
	for _, n := range nodes {
		b.WriteString(indent + n.Title + " " + n.URL + "\n")
		writeNodes(b, n.Children, indent+"  ")
	}
}
