package bundle_test

import (
	"bytes"
	"compress/gzip"
	"testing"

	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/templates"
)

// TestWeight: what a reader's browser has to fetch, as a server's gzip leaves
// it, in bytes. Whoever makes a script heavier raises its number here, and says
// why.
func TestWeight(t *testing.T) {
	most := map[string]int{
		bundle.Script:          4_600,  // every page; 0.2 KB fetch ahead what a reader points at, which the script of the tree did before anything was drawn
		bundle.Theme:           430,    // every page, before it is drawn: the theme, and how a reader wants text to be set
		bundle.Style:           10_300, // every page
		bundle.Icon:            400,
		"style of diagrams":    2_000, // pages with diagrams
		"style of formulas":    1_200, // pages with formulas
		"style of pictures":    600,   // pages with pictures
		"script of pictures":   900,
		"style of badges":      250,  // pages with badges of VitePress and the like
		"style of hits":        1700, // with the search
		"script of moved":      900,  // redirects and overviews of split notes
		"style of terms":       700,
		"style of colours":     250, // pages with coloured text
		"style of tabs":        600, // pages with tabs
		"script of tabs":       900,
		"style of boards":      900, // pages with canvases
		"style of bases":       500, // pages with tables of notes
		"style of face":        350, // sites with links in the header or a line at the foot
		"style of languages":   750, // sites in several languages
		"script of languages":  400,
		"style of comments":    300, // pages on which readers comment
		"script of comments":   2_000,
		"style of lists":       1_200, // folders, tags, overviews
		"style of welcome":     700,   // front pages
		"script of welcome":    500,
		"style of folds":       400, // pages with a long sidebar
		"script of folds":      1_150,
		"assets/filter":        1_000, // who filters a long sidebar
		"script of tree":       650,   // pages with a sidebar, before it is drawn
		"script of lost":       1_000, // the page of wrong addresses
		"style of map":         1_000, // the map of the site
		"script of map":        1_050,
		"style of vicinity":    500, // pages with a drawing of what stands around them
		"style of study":       300, // pages with questions and answers
		"style of rounds":      600, // who begins a round of them
		"script of study":      1_500,
		"script of previews":   600,   // pages with links into the site; 60 bytes have the first click find what opens beside
		"style of cards":       650,   // who reaches for one of these
		"assets/card":          2_600, // 0.4 KB open links beside the text
		"style of code":        1_450, // pages with blocks of code, without the colours
		"script of code":       1_000,
		"script of lines":      1_060, // numbered ones; 150 bytes of it name lines by keyboard
		"script of outline":    850,   // pages with a list of their contents
		"style of longtables":  250,   // pages with long tables
		"script of longtables": 300,
		"script of visits":     500,   // pages that are found again below an empty search box
		"style of beside":      1_250, // who opens a page beside the text
		"assets/beside":        3_450,
		"style of aids":        1_300, // who presses a key, or the button for the look of the text
		"assets/aids":          2_500,
		"assets/offered":       1_024,  // browsers that let pages offer tools to programs
		"assets/renewed":       900,    // who comes back after a while
		"assets/further":       4_350,  // who asks with signs, or for what is nowhere; 0.3 KB know the characters of GB 2312, which spares most of them a table of 12 KB, and makes another smaller by 9 KB; 0.2 KB find what sounds alike, 0.8 KB try one character of a run as another, and what looks like a restriction as text
		"assets/recent":        1_300,  // who opens the search
		"assets/page":          1_100,  // the page of results
		"script of analytics":  900,    // sites that count visits
		"script of markdown":   350,    // pages that are there as Markdown too
		"style of properties":  450,    // pages of notes with properties
		"assets/search":        28_270, // 40 bytes have a misspelt name find the page that has it; 60 bytes tell words of a title from those of a page's other names, without which UDP comes before TCP's own pages for TCP; 30 bytes are for numbers of documents with space between pages, without which a section more makes half of the index new; 70 ask how words sound only if they may be Chinese in letters; who reaches for search: the interface, and the engine that reads the index; 0.7 KB read questions and endings of languages of which the index says that it is in them; 1.2 KB read words in quotes as they are spelt, and prefer names as they are typed; 0.6 KB of it say why a section was found, 0.9 KB rank by page and fill up, 0.3 KB show the answer to a shorter word over a slow line, 0.4 KB fold and unfold pages, 0.3 KB show titles until there is an answer
		"assets/arrival":       3_260,  // who comes from a result; 60 bytes heed who has turned keys off (WCAG 2.1.4)
		"assets/latest":        220,    // who waits for one of these in vain: it has the names of eleven
	}
	all := assets(t, templates.FS, nil)
	for role, limit := range most {
		if n := zipped(t, all[role].Data); n == 0 || n > limit {
			t.Errorf("%s: %d bytes, at most %d are wanted", role, n, limit)
		} else {
			t.Logf("%-14s %6d bytes, %5d gzipped", role, len(all[role].Data), n)
		}
	}
	if len(most) != len(all) {
		t.Errorf("%d limits for %d assets", len(most), len(all))
	}
}

func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
