package generate

import (
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/markdown"
)

// What was read of a whole note is the text of a page that shows all of it,
// and of no other.
func TestTextOfPages(t *testing.T) {
	d, _ := markdown.New(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Body: []byte("# A\n\na\n\n# B\n\nb\n")})
	for _, keep := range []bool{false, true} {
		n, all := pages.Parsed{Sketch: d.Sketch}, textOf(d, 0, d.Outline().Blocks)
		if keep {
			n.Kept, all = d, pageText{}
		}
		text := reader(&n, all)
		whole, part := text(&site.Page{To: 4}), text(&site.Page{From: 2, To: 4})
		if len(whole.sections) != 2 || whole.summary != "a b" {
			t.Errorf("kept %t: the note says %+v", keep, whole)
		}
		if len(part.sections) != 1 || part.sections[0].ID != "b" || part.summary != "b" {
			t.Errorf("kept %t: its second half says %+v", keep, part)
		}
	}
}
