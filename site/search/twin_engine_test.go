package search

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
)

// A filteredAnswer is an answer of the engine with its filters.
type filteredAnswer struct {
	vectorAnswer
	Facets struct {
		Tags []facet `json:"tags"`
		Dirs []facet `json:"dirs"`
	} `json:"facets"`
}

type facet [2]any // name, count

// Filters keep what has the tag or lies in the folder, and the counts are
// those of what was found, each under the other filter.
func TestTwinFilters(t *testing.T) {
	x, w := openSections(t, vectorSite), newTwin(t, vectorSite)
	for _, c := range []struct{ text, tag, dir string }{
		{"握手", "", ""}, {"握手", "tcp", ""}, {"握手", "", "net"}, {"的", "NET", "net"}, {"连接", "操作系统", "net"}, {"死锁", "", "os"}, {"与", "", ""},
	} {
		all, err := x.Search(t.Context(), c.text, SearchOptions{Size: 100})
		if err != nil || all.Total == 0 {
			t.Fatal(c.text, all, err)
		}
		tags, dirs, want := map[string]int{}, map[string]int{}, []string{}
		for _, h := range all.Hits {
			sec := sectionAt(t, h)
			inTag := c.tag == "" || slices.ContainsFunc(sec.Tags, func(tag string) bool { return strings.EqualFold(tag, c.tag) })
			inDir := c.dir == "" || sec.Dir == c.dir || strings.HasPrefix(sec.Dir, c.dir+"/")
			if inTag && inDir {
				want = append(want, h.URL)
			}
			for _, tag := range sec.Tags {
				if inDir {
					tags[strings.ToLower(tag)]++
				}
			}
			for _, dir := range site.Folders(sec.Dir) {
				if inTag {
					dirs[dir]++
				}
			}
		}
		var got filteredAnswer
		w.call(t, "search", &got, c.text, "en", 100, 0, c.tag, c.dir)
		urls := []string{}
		for _, h := range got.Hits {
			urls = append(urls, h.URL)
		}
		if diff := gocmp.Diff(want, urls); diff != "" || got.Total != len(want) {
			t.Errorf("%+v: %d found (-want +got)\n%s", c, got.Total, diff)
		}
		if diff := gocmp.Diff([][]facet{facets(tags), facets(dirs)}, [][]facet{got.Facets.Tags, got.Facets.Dirs}); diff != "" {
			t.Errorf("%+v: counts (-want +got)\n%s", c, diff)
		}
	}
}

// sectionAt is the section of a hit.
func sectionAt(t *testing.T, h Hit) *site.Section {
	t.Helper()
	i := slices.IndexFunc(vectorSite, func(s site.Section) bool { return s.Page == h.Page && s.ID == h.ID })
	if i < 0 {
		t.Fatalf("no section %s", h.URL)
	}
	return &vectorSite[i]
}

// facets are counts, the highest first, then by name.
func facets(counts map[string]int) []facet {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	list := []facet{}
	for _, name := range names {
		list = append(list, facet{name, float64(counts[name])})
	}
	return list
}

func TestTwinPages(t *testing.T) {
	x, w := openSections(t, vectorSite), newTwin(t, vectorSite)
	for from := 0; from < 12; from += 3 {
		o := SearchOptions{Size: 3, From: from}
		want, got := answered(t, x, "的 OR 锁 OR lock OR 与", o), browsed(t, w, "的 OR 锁 OR lock OR 与", o)
		got.HowZh = want.HowZh
		if diff := gocmp.Diff(want, got, sameAnswer); diff != "" || want.Total < 7 {
			t.Errorf("from %d of %d (-Go +TypeScript)\n%s", from, want.Total, diff)
		}
	}
}

// The table of characters is fetched when there is no other hope, or to mark
// what is found in traditional characters, once.
func TestTwinFetchesTheTableLate(t *testing.T) {
	w := newTwin(t, vectorSite)
	var a vectorAnswer
	for _, c := range []struct {
		text  string
		table int // times it was fetched by then
	}{{"三次握手", 0}, {"zzzz", 0}, {"安全", 0}, {"死锁", 0}, {"傳統", 0}, {"传统", 1}, {"搜索引擎 zzz", 1}, {"計算機網絡", 1}} {
		w.call(t, "search", &a, c.text, "en", 5, 0)
		n := 0
		for _, name := range w.asked {
			if name == "hant.js" {
				n++
			}
		}
		if n != c.table {
			t.Errorf("%s: fetched %d times, want %d", c.text, n, c.table)
		}
	}
	if len(a.Hits) == 0 {
		t.Error("nothing found")
	}
}

// A failure says which, is never an empty answer, and does not stay.
func TestTwinFailures(t *testing.T) {
	w := newTwin(t, vectorSite)
	whole := maps.Clone(w.files)
	ask := func(aborted bool) (kind string) {
		w.call(t, "attempt", &kind, "zzz 三次揮手", aborted)
		return kind
	}
	if got := ask(false); got != "2" {
		t.Fatalf("%s found", got)
	}
	if got := ask(true); got != "aborted" {
		t.Errorf("aborted: %s", got)
	}
	needed := slices.Compact(slices.Sorted(slices.Values(w.asked)))
	if len(needed) < 4 {
		t.Fatalf("only %q were loaded", needed)
	}
	for _, name := range testkit.Some(needed, 1, len(needed)) {
		for _, damage := range [][]byte{nil, {}, whole[name][:len(whole[name])/2], []byte("<html>429</html>")} {
			if w.files[name] = damage; damage == nil {
				delete(w.files, name)
			}
			if got := ask(false); got != "failed" {
				t.Errorf("%s, %d bytes: %s", name, len(damage), got)
			}
			w.files[name] = whole[name]
		}
	}
	if got := ask(false); got != "2" {
		t.Errorf("afterwards: %s", got)
	}

	// The start file is an old one that a cache holds, and all else is new.
	twice := slices.Clone(vectorSite)
	for _, s := range vectorSite {
		s.Page = "z-" + s.Page
		twice = append(twice, s)
	}
	w.files = packedFiles(t, twice)
	w.newer, w.files["start.js"] = w.files["start.js"], whole["start.js"]
	if got := ask(false); got != "4" {
		t.Errorf("with an old start file: %s", got)
	}
	w.newer = pack.Script("start", nil)
	if got := ask(false); got != "failed" {
		t.Errorf("with parts of two builds: %s", got)
	}
}

// Addresses that are alike make a dictionary that is very small.
func TestTwinOfManySections(t *testing.T) {
	var sections []site.Section
	for i := range 50000 {
		sections = append(sections, site.Section{Page: fmt.Sprintf("d%d/p%d.html", i/1000, i/8), ID: fmt.Sprint(i % 8), Title: "页", Body: fmt.Sprintf("词%d\n", i)})
	}
	w := newTwin(t, sections)
	var a vectorAnswer
	w.call(t, "search", &a, "49999", "en", 5, 0)
	if a.Total != 1 || a.Hits[0].URL != "d49/p6249.html#7" {
		t.Errorf("%+v", a)
	}
}

// The words that pages mark are those that a section should have: no operators,
// nothing that is excluded, and no filters.
func TestTwinWords(t *testing.T) {
	w := newTwin(t, vectorSite)
	for text, want := range map[string][]string{
		`死锁 OR "keep alive" -饥饿 tag:网络 title:进程 dir:"a b" (锁) code:"x y" - “中 文” +`: {"死锁", "keep alive", "进程", "锁", "x y", "中 文"},
		"什么是死锁": {"死锁"},
		"":      {},
	} {
		var got struct{ Words []string }
		w.call(t, "search", &got, text, "en", 5, 0)
		if diff := gocmp.Diff(want, got.Words); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", text, diff)
		}
	}
}
