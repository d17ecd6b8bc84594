package pages

import (
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// The Doc of a note that is not kept is there from its first page to its last,
// or, if other pages embed it, from then on.
func TestDocsGoWhenTheyAreShown(t *testing.T) {
	d, _ := markdown.New(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Body: []byte("# A\n\n![[a]]\n")})
	pages := []site.Page{{Note: 0}, {Note: -1}, {Note: 0}}
	for _, c := range []struct {
		name           string
		keep, embedded bool
		want           []bool // is it there: parsed, opened, shown once, shown twice
	}{
		{"large", false, false, []bool{false, true, true, false}},
		{"embedded", false, true, []bool{false, true, true, true}},
		{"small", true, false, []bool{true, true, true, true}},
	} {
		note, target := Parsed{Sketch: d.Sketch}, site.Target{}
		if c.keep {
			note.Kept = d
		}
		if c.embedded {
			target.Kind = site.ToPage
		}
		s := NewShelf([]Parsed{note}, pages, []*site.Outline{d.Outline()}, &site.Graph{Targets: [][]site.Target{{target}}})
		for i, do := range []func(){func() {}, func() { s.Doc(0) }, func() { s.Shown(0) }, func() { s.Shown(0) }} {
			if do(); (s.notes[0].doc != nil) != c.want[i] {
				t.Errorf("%s, step %d: the Doc is there: %t", c.name, i, s.notes[0].doc != nil)
			}
		}
	}
}
