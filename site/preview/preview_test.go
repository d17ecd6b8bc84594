package preview_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/preview"
)

// The page as a whole has its first words, a wanted section its own, and those of
// the next where it has hardly any. Code stands for a section without words.
func TestOf(t *testing.T) {
	sections := []site.Section{
		{Body: "A lock keeps\n\n  others out.\n"},
		{ID: "how", Trail: []string{"How"}, Body: ""},
		{ID: "how-fast", Trail: []string{"How", "Fast"}, Body: strings.Repeat("很快。", 200)},
		{ID: "code", Trail: []string{"Code"}, Code: "lock()\nunlock()\n"},
	}
	p := preview.Of("a.html", "Locks", sections, func(id string) bool { return id != "how-fast" })
	got := map[string]preview.Section{}
	for _, s := range p.Sections {
		got[s.ID] = s
	}
	if len(got) != 3 || got["how"].Heading != "How" || got["code"].Text != "lock()\nunlock()" {
		t.Errorf("%+v", p)
	}
	if text := got[""].Text; !strings.HasPrefix(text, "A lock keeps\nothers out.\n很快。") || !strings.HasSuffix(text, "…") || len([]rune(text)) > 245 {
		t.Errorf("the page begins %q", text)
	}
	if text := got["how"].Text; !strings.HasPrefix(text, "很快。") {
		t.Errorf("an empty section shows %q", text)
	}
}

// A page more changes one piece, whichever it is; every page is in one.
func TestPieces(t *testing.T) {
	var all []preview.Page
	for i := range 400 {
		all = append(all, preview.Page{Address: fmt.Sprintf("笔记/%d.html", i), Title: "t", Sections: []preview.Section{{Text: "x"}}})
	}
	pieces := func(pages []preview.Page) map[string]bool {
		made, n := map[string]bool{}, 0
		for _, p := range preview.Pieces(pages) {
			made[string(p.Data)] = true
			n += bytes.Count(p.Data, []byte(`["t"`))
		}
		if n != len(pages) || len(made) < len(pages)/48 || len(made) > len(pages)/6 {
			t.Fatalf("%d pages in %d pieces, of %d pages", n, len(made), len(pages))
		}
		return made
	}
	before := pieces(all)
	for _, left := range []int{0, 7, 399} {
		changed := 0
		for data := range pieces(append(append([]preview.Page{}, all[:left]...), all[left+1:]...)) {
			if !before[data] {
				changed++
			}
		}
		if changed > 2 {
			t.Errorf("without page %d, %d pieces of %d are others", left, changed, len(before))
		}
	}
}

// JavaScript compares strings by units of UTF-16, in which 𠮷 stands before a
// character of full width.
func TestOrder(t *testing.T) {
	pages := make([]preview.Page, 0, 200)
	for i := range 100 {
		pages = append(pages, preview.Page{Address: fmt.Sprintf("Ａ%d.html", i)}, preview.Page{Address: fmt.Sprintf("𠮷%d.html", i)})
	}
	last := ""
	for _, p := range preview.Pieces(pages) {
		if strings.HasPrefix(last, "Ａ") && strings.HasPrefix(p.First, "𠮷") {
			t.Errorf("%s after %s", p.First, last)
		}
		last = p.First
	}
	list := string(preview.List([]preview.Piece{{First: "a</script>.html"}}, []string{"x.js"}))
	if list != `__bijiPreview([["a\u003c/script\u003e.html","x.js"]])`+"\n" {
		t.Error(list)
	}
}
