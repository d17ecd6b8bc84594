package search

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/biji-notes/biji/site/search/analyze"
)

// fill finds sections on other pages than those, with all that was asked for on one
// page, and then with the parts of it that weigh most; of each page the best, before
// there are others. That a thing is said again and again counts for little here: the
// roots of scores are added. What a keyword asks for, all of them have.
func (x *Index) fill(ctx context.Context, f *finding, e evidence, not map[string]bool) ([]match, error) {
	allowed, err := x.allowed(ctx, f)
	if err != nil {
		return nil, err
	}
	sums, has := map[uint64]match{}, map[string]float64{}
	for _, w := range e.wishes {
		counted := map[string]bool{}
		for _, m := range w.found {
			if not[m.page] || allowed != nil && !allowed[m.id] {
				continue
			}
			sum := m
			sum.score = sums[m.doc].score + math.Sqrt(m.score)*w.weight
			sums[m.doc] = sum
			if !counted[m.page] {
				counted[m.page] = true
				has[m.page] += w.weight
			}
		}
	}
	share := func(m match) float64 { return has[m.page] / e.total }
	list := slices.SortedFunc(maps.Values(sums), func(a, b match) int { return cmp.Compare(a.doc, b.doc) })
	list = byPage(list, 1, 0, func(m match) float64 { return e.title(m) * share(m) * share(m) })
	for i := range list {
		m := &list[i]
		m.score = m.score/(1+m.score) - 2
		if share(*m) > 0.999 {
			m.score++
		}
	}
	slices.SortStableFunc(list, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	return list[:min(len(list), analyze.Shared.FillLimit)], nil
}

// tierOf is the tier of a match with a score: it is above 0, or between that of the
// tier and the number after it, below 0; what is beyond has all that was asked for.
func tierOf(score float64) int { return max(0, int(math.Ceil(-score))) % beyond }

// allowed are sections that have what keywords ask for, and nothing that is
// excluded; nil if the text does neither.
func (x *Index) allowed(ctx context.Context, f *finding) (map[string]bool, error) {
	var must []query.Query
	for _, u := range f.units {
		if u.kind == keywordUnit {
			must = append(must, u.query())
		}
	}
	not := f.excluded()
	if len(must)+len(not) == 0 {
		return nil, nil
	}
	list, err := x.all(ctx, query.NewBooleanQuery(must, nil, not))
	return idsOf(list), err
}

// nowhere are the texts of which nothing is in the index.
func (e *evidence) nowhere() (texts []string) {
	there := map[string]bool{}
	for _, w := range e.wishes {
		there[w.unit.text] = there[w.unit.text] || w.weight > 0
	}
	for _, w := range e.wishes {
		if text := w.unit.text; !w.unit.weak && !there[text] && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}
