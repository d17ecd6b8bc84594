package atlas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/atlas"
)

func TestAtlas(t *testing.T) {
	pages := []site.Page{
		{URL: "index.html", Kind: site.FolderPage, Note: -1, Index: true},
		{URL: "a.html", Note: 0},
		{URL: "d/index.html", Note: 1, Dir: "d", Index: true, Kind: site.OverviewPage},
		{URL: "d/p.html", Note: 1, Dir: "d", Kind: site.PartPage, Overview: "d/index.html"},
		{URL: "d/q.html", Note: 1, Dir: "d", Kind: site.PartPage, Overview: "d/index.html"},
		{URL: "d/b.html", Note: 2, Dir: "d"},
		{URL: "d/e/index.html", Kind: site.FolderPage, Note: -1, Dir: "d/e", Index: true},
		{URL: "d/e/c.html", Note: 3, Dir: "d/e"},
	}
	a := atlas.New(pages, []site.Tag{{Name: "x", Pages: []string{"a.html"}}, {Name: "y", Pages: []string{"d/index.html", "a.html"}}})
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"inside the root", a.Inside(""), []int{1, 2}},
		{"inside d", a.Inside("d"), []int{5, 6}},
		{"inside d/e", a.Inside("d/e"), []int{7}},
		{"notes below the root", a.NotesBelow(""), 4}, // each once, however many parts it has
		{"notes below d/e", a.NotesBelow("d/e"), 1},
		{"parts", a.Parts("d/index.html"), []int{3, 4}},
		{"tags of a", a.Tags(&pages[1]), []int{0, 1}},
		{"tags of a part", a.Tags(&pages[3]), []int{1}},
		{"way to c", a.Way("d/e/c.html", "d/e"), []int{0, 2, 6}},
		{"way to the page of a folder", a.Way("d/e/index.html", "d/e"), []int{0, 2}},
		{"way to a page that is not on the map", a.Way("search/lists/d--2.html", "d"), []int{0, 2}},
		{"way to the front page", a.Way("index.html", ""), []int(nil)},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: %s", c.what, diff)
		}
	}
	if i, ok := a.Page("d/b.html"); !ok || i != 5 {
		t.Errorf("d/b.html is page %d, %t", i, ok)
	}
	if i, ok := a.FolderPage("d/e"); !ok || i != 6 {
		t.Errorf("the page of d/e is %d, %t", i, ok)
	}
	if _, ok := a.Page("none.html"); ok {
		t.Error("there is none.html")
	}
}
