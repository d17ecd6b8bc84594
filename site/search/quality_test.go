package search_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/search"
)

// A question is a line of a file of queries: what a reader types, and where
// the answer is.
type question struct {
	Q       string   `json:"q"`
	Expect  []string `json:"expect"`  // regular expressions on path or title of the page; one has to match
	Section string   `json:"section"` // regular expression on the headings; "" is not judged
}

func questions(t *testing.T, name string) []question {
	t.Helper()
	dir := os.Getenv("BIJI_CORPORA")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "corpora")
	}
	data, err := os.ReadFile(filepath.Join(dir, "..", "queries", name+".json"))
	if err != nil {
		t.Skipf("no queries: %v", err)
	}
	var qs []question
	if err := json.Unmarshal(data, &qs); err != nil || len(qs) == 0 {
		t.Fatalf("%d queries, %v", len(qs), err)
	}
	return qs
}

func TestReadersFindTheRightPageFirst(t *testing.T) {
	for _, c := range []struct {
		corpus          string
		pages, sections int // at least
	}{{"cs-notes", 21, 18}, {"rust-book", 21, 0}} {
		t.Run(c.corpus, func(t *testing.T) {
			x := open(t, corpus(t, c.corpus))
			pages, sections := 0, 0
			qs := questions(t, c.corpus)
			for _, q := range qs {
				res, err := x.Search(t.Context(), q.Q, search.SearchOptions{Size: 3})
				if err != nil {
					t.Fatal(err)
				}
				if len(res.Hits) == 0 {
					t.Logf("%s: nothing (%v)", q.Q, res.How)
					continue
				}
				h := res.Hits[0]
				page := matches(q.Expect, strings.TrimSuffix(filepath.Base(h.Page), ".html")) || matches(q.Expect, h.Title)
				section := q.Section != "" && page && matches([]string{q.Section}, own(h))
				if page {
					pages++
				}
				if section {
					sections++
				}
				if !page || q.Section != "" && !section {
					for _, h := range res.Hits {
						t.Logf("%s: page %v, section %v: %s > %s (%.3f)", q.Q, page, section, h.Page, strings.Join(h.Trail, " > "), h.Score)
					}
					t.Log(res.Total, res.How)
				}
			}
			t.Logf("of %d queries, the right page is first in %d, the right section in %d", len(qs), pages, sections)
			if pages < c.pages || sections < c.sections {
				t.Errorf("fewer than %d and %d", c.pages, c.sections)
			}
		})
	}
}

// own is the heading of a section; of the text before the first, the title.
func own(h search.Hit) string {
	if h.ID == "" || len(h.Trail) == 0 {
		return h.Title
	}
	return h.Trail[len(h.Trail)-1]
}

func matches(patterns []string, s string) bool {
	for _, p := range patterns {
		if regexp.MustCompile("(?i)" + p).MatchString(s) {
			return true
		}
	}
	return false
}
