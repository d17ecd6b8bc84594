package search_test

import (
	"maps"
	"os"
	"testing"
	"testing/fstest"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/config" // as the program in the README does
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

var threeSections = []site.Section{
	{Page: "os/死锁.html", ID: "条件", Title: "死锁", Trail: []string{"必要条件"}, Body: "互斥、占有和等待\n", Tags: []string{"OS"}, Dir: "os"},
	{Page: "os/死锁.html", ID: "银行家", Title: "死锁", Trail: []string{"银行家算法"}, Body: "避免死锁\n", Code: "while (need > work)\n", Dir: "os"},
	{Page: "b.html", Title: "B", Body: "SO_REUSEADDR and epoll_wait\n"},
}

// Any bleve program opens the index, to read and to write, and finds with its
// own queries what we wrote.
func TestBleveOpensTheIndex(t *testing.T) {
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, threeSections, 2); err != nil {
		t.Fatal(err)
	}
	for _, config := range []map[string]any{{"read_only": true}, {}} {
		x, err := bleve.OpenUsing(dir, config)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]uint64{
			"title:死锁": 2, "body:so_reuseaddr": 1, "epoll": 1, "tags:os": 1, "dir:os": 2, "code:work": 1, "+body:避免死锁 +title:死锁": 1,
		} {
			res, err := x.Search(bleve.NewSearchRequest(query.NewQueryStringQuery(text)))
			if err != nil || res.Total != want {
				t.Errorf("%v: %s finds %v, %v; want %d", config, text, res, err, want)
			}
		}
		req := bleve.NewSearchRequest(query.NewMatchQuery("死锁"))
		req.Highlight = bleve.NewHighlight() // marks nothing, for we store no offsets, but works
		if _, err := x.Search(req); err != nil {
			t.Error(err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestReadingDoesNotWrite(t *testing.T) {
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, threeSections, 2); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	x, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := x.Search(t.Context(), "死锁", search.SearchOptions{}); err != nil || res.Total != 2 {
		t.Error(res, err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
	if after := contents(t, dir); !maps.Equal(before, after) {
		t.Error("the index has changed")
	}
}

// What comes out of the pack is the index, byte for byte, and answers.
func TestPackedIndexAnswers(t *testing.T) {
	for _, sections := range [][]site.Section{nil, threeSections[:1], threeSections, corpusOrNone(t, "cs-notes")} {
		dir, back := t.TempDir(), t.TempDir()
		if err := write.Index(t.Context(), dir, sections, 2); err != nil {
			t.Fatal(err)
		}
		site := t.TempDir()
		err := pack.Write(os.DirFS(dir), func(name string, data []byte) error { return writeFile(site, name, data) })
		if err != nil {
			t.Fatal(err)
		}
		if err := pack.Unpack(os.DirFS(site), back); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(contents(t, dir), contents(t, back)) {
			t.Errorf("%d sections: not the same after unpacking", len(sections))
		}
		x, err := search.Open(back)
		if err != nil {
			t.Fatal(err)
		}
		res, err := x.Search(t.Context(), "死锁", search.SearchOptions{})
		if err != nil || (res.Total > 0) != (len(sections) > 0) {
			t.Errorf("%d sections: %v, %v", len(sections), res, err)
		}
		x.Close()
	}
}

// A site can be asked as a folder, and as the zip that holds one. Nothing stays
// of the temporary folder.
func TestOpenSite(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	for _, variable := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(variable, temp)
	}
	defer func() {
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v %v", left, err)
		}
	}()
	if err := write.Index(t.Context(), dir, threeSections, 2); err != nil {
		t.Fatal(err)
	}
	for _, top := range []string{"", "笔记/"} {
		files := fstest.MapFS{"readme.txt": {}, "other/a.txt": {}}
		err := pack.Write(os.DirFS(dir), func(name string, data []byte) error {
			files[top+name] = &fstest.MapFile{Data: data}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		x, err := search.OpenSite(files)
		if err != nil {
			t.Fatal(err)
		}
		res, err := x.Search(t.Context(), "银行家", search.SearchOptions{})
		if err != nil || len(res.Hits) != 1 || res.Hits[0].ID != "银行家" {
			t.Errorf("below %q: %v %v", top, res, err)
		}
		if used, err := os.ReadDir(temp); err != nil || len(used) != 1 {
			t.Errorf("%v %v", used, err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := search.OpenSite(fstest.MapFS{"a/index.html": {}}); err == nil {
		t.Error("there is a site without an index")
	}
}
