package search

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2"
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

// query finds what is in the scope, or if other what is not.
func (s Scope) query(words *analyze.Analyzer, other bool) query.Query {
	inside := s.Without
	if s.Within != "" {
		inside, other = []string{s.Within}, !other
	}
	var folders []query.Query
	for _, f := range inside {
		folders = append(folders, term(words.Terms[words.Value(f).Term], analyze.FieldDir, 1))
	}
	any := query.NewDisjunctionQuery(folders)
	if other {
		return any
	}
	return query.NewBooleanQuery(nil, nil, []query.Query{any})
}

// ranked asks for a part of the list of hits, those in o.First before the others,
// and says how many of all are in it.
func (x *Index) ranked(ctx context.Context, f *finding, o SearchOptions) (*bleve.SearchResult, int, error) {
	ask := func(q query.Query, size, from int) (*bleve.SearchResult, error) {
		req := bleve.NewSearchRequestOptions(q, size, from, false)
		req.Fields = analyze.StoredTexts
		return x.bleve.SearchInContext(ctx, req)
	}
	if o.First.isAll() {
		res, err := ask(f.query, o.Size, o.From)
		if err != nil {
			return nil, 0, err
		}
		return res, int(res.Total), nil
	}
	ours, err := ask(o.First.of(f, false), o.Size, o.From)
	if err != nil {
		return nil, 0, err
	}
	first := int(ours.Total)
	others, err := ask(o.First.of(f, true), o.Size, max(0, o.From-first))
	if err != nil {
		return nil, 0, err
	}
	ours.Hits = slices.Concat(ours.Hits, others.Hits)
	ours.Hits = ours.Hits[:min(len(ours.Hits), o.Size)]
	ours.Total += others.Total
	return ours, first, nil
}

// of is what was found in the scope, or if other outside. Scores stay.
func (s Scope) of(f *finding, other bool) query.Query {
	some := query.NewBooleanQuery([]query.Query{f.query}, nil, nil)
	some.AddFilter(s.query(f.words, other))
	return some
}
