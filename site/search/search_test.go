package search_test

import (
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

func open(t testing.TB, sections []site.Section) *search.Index {
	t.Helper()
	dir := t.TempDir()
	if err := search.Write(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	x, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func TestAnIndexWithoutSectionsAnswers(t *testing.T) {
	res, err := open(t, nil).Search(t.Context(), "anything", search.SearchOptions{})
	if err != nil || res.Total != 0 || len(res.Hits) != 0 {
		t.Errorf("%v, %v", res, err)
	}
}

func TestSectionIsFoundByItsText(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "os/死锁 #1.html", ID: "条件", Title: "死锁", Trail: []string{"必要条件"}, Body: "互斥、占有和等待\n", Dir: "os"},
		{Page: "b.html", Title: "B", Body: "nothing\n"},
	})
	res, err := x.Search(t.Context(), "占有和等待", search.SearchOptions{})
	if err != nil || len(res.Hits) != 1 {
		t.Fatal(res, err)
	}
	h := res.Hits[0]
	if h.Page != "os/死锁 #1.html" || h.ID != "条件" || h.Title != "死锁" || h.URL != "os/死锁%20%231.html#条件" {
		t.Errorf("%+v", h)
	}
}
