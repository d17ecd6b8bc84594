package search_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/write"
)

func open(t testing.TB, sections []site.Section) *search.Index {
	t.Helper()
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
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

// contents are the names and bytes of the files in dir.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Mode().Perm()&0o444 != 0o444 {
			t.Errorf("%s: %v, %v", p, info.Mode(), err)
		}
		data, err := os.ReadFile(p)
		all[strings.TrimPrefix(p, dir)] = string(data)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return all
}

func writeFile(dir, name string, data []byte) error {
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return os.WriteFile(p, data, 0o644)
}

func written(t *testing.T, sections []site.Section, workers int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, sections, workers); err != nil {
		t.Fatal(err)
	}
	return contents(t, dir)
}

func TestSameSectionsSameBytes(t *testing.T) {
	var sections []site.Section
	for i := range 300 {
		sections = append(sections, site.Section{
			Page: fmt.Sprintf("%d.html", i/4), ID: strings.Repeat("x", i%4), Title: fmt.Sprint("页 ", i/4),
			Body: fmt.Sprintf("HashMap%d SoReuse café 死锁%d epoll_wait getUser%d\n", i, i, i%11), Tags: []string{"b", "A"}, Dir: "x/y",
		})
	}
	want := written(t, sections, 1)
	if len(want) != 3 {
		t.Fatalf("%d files", len(want))
	}
	for _, workers := range []int{1, 2, 7, 1000} {
		if got := written(t, sections, workers); !maps.Equal(got, want) {
			t.Errorf("%d workers give another index", workers)
		}
	}
}

// shown is an excerpt with brackets around its marks.
func shown(e search.Excerpt) string {
	text := e.Text
	for _, r := range slices.Backward(e.Marks) {
		text = text[:r.From] + "[" + text[r.From:r.To] + "]" + text[r.To:]
	}
	return text
}

func TestExcerptMarksWhatWasFound(t *testing.T) {
	far := strings.Repeat("其他内容，", 60)
	x := open(t, []site.Section{{
		Page: "a.html", Title: "T", Body: far + "三次握手之后，HashMap 与 hash maps、ＴＣＰ，café。" + far, Code: "epoll_wait(fd);\n",
	}})
	for query, want := range map[string]string{
		"三次握手":        "，[三次握手]之后",
		"手":           "三次握[手]之后",
		"hash map":    "[HashMap] 与 [hash] [maps]、",
		"hashm":       "[HashMap] 与",
		"tcp":         "[ＴＣＰ]，",
		"cafe":        "，[café]。",
		"hashmup":     "[HashMap] 与",
		"epoll_wait":  "[epoll_wait](fd);",
		"epoll":       "[epoll]_wait(fd);",
		"-三次 握手":      "",
		"title:T":     "其他内容",
		"code:epoll":  "[epoll]_wait",
		"\"三次握手之后\"":  "[三次握手之后]，",
		"三次 OR 没有的东西": "[三次]握手",
	} {
		res, err := x.Search(t.Context(), query, search.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			if res.Total > 0 {
				t.Errorf("%s finds %q", query, shown(res.Hits[0].Excerpt))
			}
			continue
		}
		if res.Total != 1 || !strings.Contains(shown(res.Hits[0].Excerpt), want) {
			t.Errorf("%s: %d hits, %v; want %s", query, res.Total, res, want)
			for _, h := range res.Hits {
				t.Log(shown(h.Excerpt))
			}
		}
	}
}

func TestSectionsAtOneAddressAreBothFound(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "a.html", ID: "x", Body: "one"}, {Page: "a.html", ID: "x", Body: "one"},
		{Page: "b c.html", Body: "one"}, {Page: "b c.html", Body: "one"}, {Page: "c:d.html", Body: "one"},
	})
	res, err := x.Search(t.Context(), "one", search.SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range res.Hits {
		got = append(got, h.URL+" = "+h.Page+" "+h.ID)
	}
	want := []string{"a.html#x = a.html x", "a.html#x = a.html x", "b%20c.html = b c.html ", "b%20c.html = b c.html ", "./c:d.html = c:d.html "}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
