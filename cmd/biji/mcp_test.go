package main

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/testkit"
)

// What a program is told is what biji search says.
func TestMCPSearchesAsBijiDoes(t *testing.T) {
	notes := fstest.MapFS{}
	for _, name := range []string{"tcp-handshake.md", "tcp-framing.md", "udp.md"} {
		data, err := os.ReadFile(filepath.Join(testkit.Root(t), "content", "network", name))
		if err != nil {
			t.Fatal(err)
		}
		notes[name] = &fstest.MapFile{Data: data}
	}
	in, err := generate.FromFS(notes)
	if err != nil {
		t.Fatal(err)
	}
	built := output.NewMemory()
	if _, err := generate.Site(t.Context(), in, built); err != nil {
		t.Fatal(err)
	}
	index, err := search.OpenSite(built)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	ask := searcher(index)
	for _, query := range []string{"三次握手", "TIME_WAIT", "粘包 -udp", `"recv"`, "zzz"} {
		want, err := index.Search(t.Context(), query, search.SearchOptions{Size: 5, From: 1})
		if err != nil {
			t.Fatal(err)
		}
		got, err := ask(t.Context(), query, 5, 1)
		if err != nil || got.Total != want.Total || len(got.Hits) != len(want.Hits) || query != "zzz" && len(got.Hits) == 0 {
			t.Fatalf("%s: %d of %d hits, %v", query, len(got.Hits), len(want.Hits), err)
		}
		for i, h := range want.Hits {
			if got.Hits[i].Address != h.URL {
				t.Errorf("%s: hit %d is %s, want %s", query, i, got.Hits[i].Address, h.URL)
			}
		}
	}
}
