package generate_test

import (
	"os"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/related"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// Of the three pages that are most like a page by the terms of their texts alone, one
// is for three notes in four linked with it by their author. That is so in these two
// collections; in the Rust book it is for 50 of 90, in cs-notes for 4 of 38.
func TestLinkedNotesAreAlike(t *testing.T) {
	for name, dir := range map[string]string{"content": testkit.OwnContent(t), "vue": testkit.CorpusDir(t, "vue-docs-zh")} {
		t.Run(name, func(t *testing.T) {
			var live generate.Live
			seen, _, err := live.Look(t.Context(), generate.Input{Content: os.DirFS(dir), Templates: templates.FS, Scratch: t.TempDir()}, nil)
			if err != nil {
				t.Fatal(err)
			}
			w := seen.World()
			linked, found := 0, 0
			before := testkit.CPU()
			index := related.New(terms(w))
			for i, to := range linksOf(w) {
				if len(to) == 0 {
					continue
				}
				linked++
				for _, m := range index.Near(i, 3, func(k int) bool { return !w.Pages[k].Unlisted }) {
					if to[m.Page] {
						found++
						break
					}
				}
			}
			t.Logf("%d of %d, %v", found, linked, testkit.CPU()-before)
			if linked < 20 || found*4 < linked*3 {
				t.Errorf("of %d pages with links, %d are like one that is linked", linked, found)
			}
		})
	}
}

func terms(w *pages.World) []related.Terms {
	all := make([]related.Terms, len(w.Texts))
	for i := range w.Texts {
		all[i] = w.Texts[i].Terms
	}
	return all
}

// hub is to how many notes a page links that is a table of contents: what it links to
// need not be like it.
const hub = 20

// linksOf are the pages that each page links to or that link to it, hubs excepted.
func linksOf(w *pages.World) []map[int]bool {
	at, all := map[string]int{}, make([]map[int]bool, len(w.Pages))
	for i := range w.Pages {
		at[w.Pages[i].URL], all[i] = i, map[int]bool{}
	}
	out := map[string]map[string]bool{}
	for url, back := range w.Graph.Backlinks {
		for _, b := range back {
			if out[b.Page] == nil {
				out[b.Page] = map[string]bool{}
			}
			out[b.Page][url] = true
		}
	}
	for url, back := range w.Graph.Backlinks {
		for _, b := range back {
			from, to := at[b.Page], at[url]
			if w.Pages[to].Kind == site.NotePage && w.Pages[from].Kind == site.NotePage && len(out[b.Page]) <= hub && !w.Pages[to].Index {
				all[from][to], all[to][from] = true, true
			}
		}
	}
	return all
}
