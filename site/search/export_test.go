package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
)

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
	return cmp.Diff(want, got, sameAnswer)
}

// DiffQuery says how the two first questions to the index differ.
func (p *Pair) DiffQuery(t testing.TB, text string) string {
	t.Helper()
	words, err := newAnalyzer(p.index.bleve.Mapping())
	if err != nil {
		t.Fatal(err)
	}
	var got any
	p.twin.call(t, "queryOf", &got, text)
	return cmp.Diff(plainJSON(t, queryNode(t, strictQuery(words, text))), got)
}
