package search_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/testkit"
)

var hanRun = regexp.MustCompile(`\p{Han}{2,}`)

// Every section that holds a string of Han characters, in whatever field, is
// in the list of what it finds; also while its last character is not typed yet.
func TestEveryOccurrenceIsFound(t *testing.T) {
	for _, name := range testkit.Some([]string{"cs-notes", "obsidian-zh", "content", "vue-docs-zh"}, 1, 2) {
		t.Run(name, func(t *testing.T) {
			var sections []site.Section
			if name == "content" {
				sections = notes(t, testkit.OwnContent(t))
			} else {
				sections = corpus(t, name)
			}
			x := open(t, sections)
			texts := make([]string, len(sections)) // all of a section
			for i, s := range sections {
				texts[i] = strings.Join(append([]string{s.Title, s.Body, s.Code}, s.Trail...), "\n")
			}
			random := rand.New(rand.NewPCG(1, 2))
			for tried := 0; tried < testkit.Times(50, 100, 500); {
				runs := hanRun.FindAllString(texts[random.IntN(len(texts))], -1)
				if len(runs) == 0 {
					continue
				}
				run := []rune(runs[random.IntN(len(runs))])
				n := min(len(run), 2+random.IntN(7))
				from := random.IntN(len(run) - n + 1)
				s := string(run[from : from+n])
				tried++
				for _, query := range []string{s, string(run[from : from+n-1])} {
					wanted(t, x, sections, texts, s, query)
				}
			}
		})
	}
}

// wanted checks that query finds every section that holds s.
func wanted(t *testing.T, x *search.Index, sections []site.Section, texts []string, s, query string) {
	t.Helper()
	found, how := x.Addresses(t, query)
	for i, text := range texts {
		if url := site.Href("", sections[i].Page, "", sections[i].ID); strings.Contains(text, s) && !found[url] {
			t.Errorf("%q (%s) does not find %s, which holds %q (%d found)", query, how, url, s, len(found))
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
