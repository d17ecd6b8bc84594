package search_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

var hanRun = regexp.MustCompile(`\p{Han}{2,}`)

// Every section that holds a string of Han characters is found by it, also
// while its last character is not typed yet.
func TestEveryOccurrenceIsFound(t *testing.T) {
	for _, name := range []string{"cs-notes", "obsidian-zh"} {
		t.Run(name, func(t *testing.T) {
			sections := corpus(t, name)
			x := open(t, sections)
			random := rand.New(rand.NewPCG(1, 2))
			for tried := 0; tried < 60; {
				runs := hanRun.FindAllString(sections[random.IntN(len(sections))].Body, -1)
				if len(runs) == 0 {
					continue
				}
				run := []rune(runs[random.IntN(len(runs))])
				n := min(len(run), 2+random.IntN(7))
				from := random.IntN(len(run) - n + 1)
				s := string(run[from : from+n])
				tried++
				wanted(t, x, sections, s, s)
				wanted(t, x, sections, s, string(run[from:from+n-1]))
			}
		})
	}
}

// wanted checks that query finds every section that holds s.
func wanted(t *testing.T, x *search.Index, sections []site.Section, s, query string) {
	t.Helper()
	res, err := x.Search(t.Context(), query, search.SearchOptions{Size: len(sections)})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{} // by address, which sections of the test may share
	for _, h := range res.Hits {
		found[h.Page+"#"+h.ID]++
	}
	for _, sec := range sections {
		if !strings.Contains(sec.Body, s) {
			continue
		}
		if key := sec.Page + "#" + sec.ID; found[key] == 0 {
			t.Errorf("%q does not find %s, which holds %q (%d found)", query, key, s, res.Total)
			return
		}
	}
}

func FuzzAnyTextIsAQuery(f *testing.F) {
	for _, s := range []string{
		`a b`, `"a b`, `-a`, `-(a OR b) c`, `((((`, `))))`, `title:`, `title:(a "b")`, `tag:x dir:a/b`, `a OR`, `OR`, `- -`, `--a`, `（死锁）`,
		`「三次握手」`, `code:a:b`, `title：x`, `什么是死锁`, `c++ c#`, "\xff\xfe", `|`, `a|b`, `"" ""`, `-""`, `()`, `-()`, `title:title:x`, `锁`, `*?[`,
	} {
		f.Add(s)
	}
	x := open(f, []site.Section{
		{Page: "a.html", Title: "死锁 lock", Body: "三次握手 a b x\n", Code: "epoll_wait\n", Tags: []string{"x"}, Dir: "a/b"},
		{Page: "b.html", ID: "x", Title: "B", Trail: []string{"c++"}, Body: "C++ c d\n"},
	})
	f.Fuzz(func(t *testing.T, text string) {
		res, err := x.Search(t.Context(), text, search.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) > res.Total {
			t.Errorf("%d hits of %d", len(res.Hits), res.Total)
		}
		for _, h := range res.Hits {
			end := 0
			for _, r := range h.Excerpt.Marks {
				if r.From < end || r.To <= r.From || r.To > len(h.Excerpt.Text) {
					t.Fatalf("mark %v of %q", r, h.Excerpt.Text)
				}
				end = r.To
			}
		}
	})
}
