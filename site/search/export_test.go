package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// Addresses are those of all sections that a text finds, and how it was read.
func (x *Index) Addresses(t testing.TB, text string) (map[string]bool, How) {
	t.Helper()
	f, err := x.find(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	if f.query == nil {
		return found, f.how
	}
	n, err := x.bleve.DocCount()
	if err != nil {
		t.Fatal(err)
	}
	req := bleve.NewSearchRequestOptions(f.query, int(n), 0, false)
	req.Score = "none"
	res, err := x.bleve.SearchInContext(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range res.Hits {
		url, _, _ := address(m.ID)
		found[url] = true
	}
	return found, f.how
}

// A Pair is an index twice: as this package answers from it, and as the page
// in a browser does.
type Pair struct {
	index *Index
	twin  *twin
}

func NewPair(t testing.TB, sections []site.Section) *Pair {
	t.Helper()
	return &Pair{openSections(t, sections), newTwin(t, sections)}
}

// Diff says how the two answers differ.
func (p *Pair) Diff(t testing.TB, text string, o SearchOptions) string {
	t.Helper()
	want, got := answered(t, p.index, text, o), browsed(t, p.twin, text, o)
	got.HowZh = want.HowZh // only one language is asked for
	sortTies(want.Hits)
	sortTies(got.Hits)
	return cmp.Diff(want, got, sameAnswer)
}

// Pages are those of the best hits for a text, each once.
func (p *Pair) Pages(t testing.TB, text string, size int) (pages []string) {
	t.Helper()
	for _, h := range answered(t, p.index, text, SearchOptions{Size: 4 * size}).Hits {
		if !slices.Contains(pages, h.Page) && len(pages) < size {
			pages = append(pages, h.Page)
		}
	}
	return pages
}

// sortTies orders by address what has the same score but for the last bits:
// bleve adds up more than ten scores in an order that depends on what its heap
// went through before.
func sortTies(hits []vectorHit) {
	for from := 0; from < len(hits); {
		to := from + 1
		for to < len(hits) && hits[from].Score-hits[to].Score < 1e-12 {
			to++
		}
		slices.SortFunc(hits[from:to], func(a, b vectorHit) int { return strings.Compare(a.URL, b.URL) })
		from = to
	}
}

// DiffQuery says how the two first questions to the index differ.
func (p *Pair) DiffQuery(t testing.TB, text string) string {
	t.Helper()
	words, err := analyze.NewAnalyzer(p.index.bleve.Mapping())
	if err != nil {
		t.Fatal(err)
	}
	var got any
	p.twin.call(t, "queryOf", &got, text)
	return cmp.Diff(plainJSON(t, queryNode(t, strictQuery(words, text))), got)
}

// Titles are those of hits.
func Titles(hits []Hit) (list []string) {
	for _, h := range hits {
		list = append(list, h.Title)
	}
	return list
}
