package search

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/biji-notes/biji/site/search/analyze"
)

// A Scope is what lies in a folder of the content, or what lies in none of some.
// The zero Scope is everything.
type Scope struct {
	Within  string   `json:"within"`
	Without []string `json:"without"`
}

func (s Scope) isAll() bool { return s.Within == "" && len(s.Without) == 0 }

// query finds what is in the scope.
func (s Scope) query(words *analyze.Analyzer) query.Query {
	folders := s.Without
	if s.Within != "" {
		folders = []string{s.Within}
	}
	var qs []query.Query
	for _, f := range folders {
		qs = append(qs, term(words.Terms[words.Value(f).Term], analyze.FieldDir, 1))
	}
	any := query.NewDisjunctionQuery(qs)
	if s.Within != "" {
		return any
	}
	return query.NewBooleanQuery(nil, nil, []query.Query{any})
}

// scoped is what was found, that in the scope before the rest, and how many of it
// are in the scope. Sections of pages that have better ones come last.
func (x *Index) scoped(ctx context.Context, f *finding, first Scope) ([]match, int, error) {
	if first.isAll() {
		return f.matches, len(f.matches), nil
	}
	inside, err := x.all(ctx, first.query(f.words))
	if err != nil {
		return nil, 0, err
	}
	ids := idsOf(inside)
	var ours, others, last []match
	for _, m := range f.matches {
		switch {
		case isBeyond(m):
			last = append(last, m)
		case ids[m.id]:
			ours = append(ours, m)
		default:
			others = append(others, m)
		}
	}
	return slices.Concat(ours, others, last), len(ours), nil
}
