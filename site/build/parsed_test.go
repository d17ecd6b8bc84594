package build

import (
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// The Doc of a large site's note is there from its first page to its last, or,
// if other pages embed it, from then on.
func TestDocsGoWhenTheyAreShown(t *testing.T) {
	parse := func(n *parsedNote, keep bool) {
		d, _ := markdown.New(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Body: []byte("# A\n\na\n")})
		n.set(d, keep)
	}
	for _, c := range []struct {
		name           string
		keep, embedded bool
		want           []bool // is it there: parsed, opened, shown once, shown twice
	}{
		{"large", false, false, []bool{false, true, true, false}},
		{"embedded", false, true, []bool{false, true, true, true}},
		{"small", true, false, []bool{true, true, true, true}},
	} {
		n := &parsedNote{unshown: 2, embedded: c.embedded}
		for i, do := range []func(){func() { parse(n, c.keep) }, func() { n.open() }, n.shown, n.shown} {
			if do(); (n.doc != nil) != c.want[i] {
				t.Errorf("%s, step %d: the Doc is there: %t", c.name, i, n.doc != nil)
			}
		}
	}
}

// What was read of a whole note is the text of a page that shows all of it,
// and of no other.
func TestTextOfPages(t *testing.T) {
	d, _ := markdown.New(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Body: []byte("# A\n\na\n\n# B\n\nb\n")})
	for _, keep := range []bool{false, true} {
		var n parsedNote
		n.set(d, keep)
		whole, part := n.text(&site.Page{To: 4}), n.text(&site.Page{From: 2, To: 4})
		if len(whole.sections) != 2 || whole.summary != "a b" {
			t.Errorf("kept %t: the note says %+v", keep, whole)
		}
		if len(part.sections) != 1 || part.sections[0].ID != "b" || part.summary != "b" {
			t.Errorf("kept %t: its second half says %+v", keep, part)
		}
	}
}
