package generate_test

import (
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/search"
)

// What a page shows beside its text is found: tags, its description, titles of code.
func TestLabelsAreFound(t *testing.T) {
	site := published(t, fstest.MapFS{
		"a.md": {Data: []byte("---\ntags: [postgres]\ndescription: A zirconium summary.\n---\n# Engines\n\nText.\n\n```go title=\"cmd/maingadget.go\"\npackage main\n```\n")},
		"b.md": {Data: []byte("---\ntags: [hiddentag]\ndescription: hiddenwords\nsearch: false\n---\n# Hidden\n\nText.\n")},
	})
	index, err := search.OpenSite(site)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	for query, want := range map[string]int{"postgres": 1, "zirconium": 1, "maingadget": 1, "hiddentag": 0, "hiddenwords": 0} {
		r, err := index.Search(t.Context(), query, search.SearchOptions{Size: 5})
		if err != nil || len(r.Hits) != want {
			t.Errorf("%s: %d hits, want %d; %v", query, len(r.Hits), want, err)
		}
	}
}
