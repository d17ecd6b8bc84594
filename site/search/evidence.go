package search

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/biji-notes/biji/site/search/analyze"
)

// A match is a section that was found.
type match struct {
	doc   uint64 // its number in the index
	id    string
	page  string
	score float64
}

// all is every section that a query finds, in the order of the index, in which
// those of a page are side by side.
func (x *Index) all(ctx context.Context, q query.Query) ([]match, error) {
	n, err := x.bleve.DocCount()
	if err != nil {
		return nil, err
	}
	res, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, int(n), 0, false))
	if err != nil {
		return nil, err
	}
	list := make([]match, len(res.Hits))
	for i, h := range res.Hits {
		_, page, _ := address(h.ID)
		list[i] = match{binary.BigEndian.Uint64(h.IndexInternalID), h.ID, page, h.Score}
	}
	slices.SortFunc(list, func(a, b match) int { return cmp.Compare(a.doc, b.doc) })
	return list, nil
}

// documents are those of some matches with their texts, in the same order.
func (x *Index) documents(ctx context.Context, matches []match) ([]*search.DocumentMatch, error) {
	ids := make([]string, len(matches))
	for i, m := range matches {
		ids[i] = m.id
	}
	req := bleve.NewSearchRequestOptions(query.NewDocIDQuery(ids), len(ids), 0, false)
	req.Fields = analyze.StoredTexts
	res, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, err
	}
	list := make([]*search.DocumentMatch, len(ids))
	for _, h := range res.Hits {
		i := slices.Index(ids, h.ID)
		h.Score = matches[i].score
		list[i] = h
	}
	return list, nil
}

func idsOf(list []match) map[string]bool {
	ids := make(map[string]bool, len(list))
	for _, m := range list {
		ids[m.id] = true
	}
	return ids
}

// A wish is the smallest part of a text that tells something of a page: a word, or
// a pair of a run.
type wish struct {
	unit   *unit
	found  []match
	titled map[string]float64 // sections with it in the title of their page, and how much that counts
	weight float64            // the rarer it is, the more
}

// evidence is what is known of pages beyond what a query says of their sections.
type evidence struct {
	wishes []wish
	total  float64 // of their weights
}

// parts are units as wishes ask for them: of runs, every pair by itself; those that
// tell little are weak. Words of asking and joining tell nothing.
func parts(units []*unit) (list []*unit) {
	for _, u := range units {
		switch {
		case u.kind == keywordUnit:
		case u.kind == runUnit && analyze.Has(analyze.Shared.Asking, u.text):
		case u.kind == runUnit && !u.chain:
			list = append(list, pairsOf(u)...)
		case u.loose:
			list = append(list, parts(u.kids)...)
		default:
			list = append(list, u)
		}
	}
	return list
}

// pairsOf are the pairs of a run, each as a part: those of what tells something, and
// then the others of the whole, which are weak.
func pairsOf(u *unit) []*unit {
	pair := func(term string, weak bool) *unit {
		part := *u
		part.terms, part.whole, part.enough, part.loose, part.weak = []string{term}, nil, 1, false, weak
		return &part
	}
	var list []*unit
	if u.loose {
		list = parts(u.kids)
	} else {
		for _, term := range u.terms {
			list = append(list, pair(term, u.weak))
		}
	}
	told := len(list)
	for _, term := range u.whole {
		if !slices.ContainsFunc(list[:told], func(p *unit) bool { return p.terms[0] == term }) {
			list = append(list, pair(term, true))
		}
	}
	return list
}

func (x *Index) evidence(ctx context.Context, units []*unit) (evidence, error) {
	var e evidence
	docs, err := x.bleve.DocCount()
	if err != nil {
		return e, err
	}
	for _, u := range parts(units) {
		w := wish{unit: u}
		if w.found, err = x.all(ctx, u.query()); err != nil {
			return e, err
		}
		if w.titled, err = x.titled(ctx, u); err != nil {
			return e, err
		}
		if n := len(w.found); n > 0 {
			w.weight = math.Log(1 + float64(docs)/float64(n))
			if u.weak {
				w.weight *= analyze.Shared.WeakWeight
			}
		}
		e.total += w.weight
		e.wishes = append(e.wishes, w)
	}
	return e, nil
}

// titled says of sections with a unit in the title of their page, or in its other names,
// how much that counts: names say what a page is looked for by, and not all of it is what
// the page is about.
func (x *Index) titled(ctx context.Context, u *unit) (map[string]float64, error) {
	var terms []query.Query
	for _, t := range u.terms {
		terms = append(terms, term(t+analyze.Shared.TitleMark, analyze.FieldName, 1))
	}
	firsts, err := x.all(ctx, query.NewDisjunctionQuery(terms))
	if err != nil {
		return nil, err
	}
	own := pagesOf(firsts)
	list, err := x.all(ctx, u.inField(boosted{analyze.FieldTitle, 1}))
	counts := make(map[string]float64, len(list))
	for _, m := range list {
		counts[m.id] = analyze.Shared.OtherWeight
		if own[m.page] {
			counts[m.id] = 1
		}
	}
	return counts, err
}

// title is what the title of a page adds to the scores of its sections.
func (e *evidence) title(m match) float64 {
	has := 0.0
	for _, w := range e.wishes {
		has += float64(w.weight * w.titled[m.id]) // not fused, as JavaScript does not
	}
	if has == 0 {
		return 1
	}
	return 1 + analyze.Shared.TitleWeight*has/e.total
}

// byPage gives sections, which are in the order of the index, the scores that they
// have as parts of their pages, best first: the best section of a page has the sum
// of all, times what factor says of the page. Each counts half of the one before, or
// up to three quarters of it if the title has the text: what is said in many sections
// of such a page is what it is about. The others stay behind it as they were, and
// those beyond so many behind those of all pages, and further down by below. Scores
// are rounded: the last bits of logarithms are not the same everywhere, and would put
// in an order what is alike.
func byPage(matches []match, most int, below float64, factor func(match) float64) []match {
	list := slices.Clone(matches)
	better := func(a, b match) int { return cmp.Compare(b.score, a.score) }
	for from, to := 0, 0; from < len(list); from = to {
		for to < len(list) && list[to].page == list[from].page {
			to++
		}
		page := list[from:to]
		slices.SortStableFunc(page, better)
		of := factor(page[0])
		sum, share := 0.0, of
		for _, m := range page {
			sum += float64(m.score * share) // not fused, as JavaScript does not
			share *= max(of/(1+of), 0.5)
		}
		times := sum / page[0].score
		for i := range page {
			score := page[i].score * times
			if i < most {
				page[i].score = float64(float32(score))
			} else {
				page[i].score = float64(float32(score/1e6)) - below
			}
		}
	}
	slices.SortStableFunc(list, better)
	return list
}

// beyond is what the scores of sections that all of it was found in are below what
// they would be, if their page has so many that are better: they come after what
// fills up a list. isBeyond tells them by their scores.
const beyond = 3

func isBeyond(m match) bool { return m.score < -2 }

// rank puts what the strict reading found in order, and fills up a list that is
// short.
func (x *Index) rank(ctx context.Context, f *finding, strict []match) error {
	e, err := x.evidence(ctx, f.units)
	if err != nil {
		return err
	}
	pages, err := x.asTyped(ctx, f, strict)
	if err != nil {
		return err
	}
	f.matches = byPage(strict, analyze.Shared.PerPage, beyond, e.title)
	putFirst(f.matches, pages)
	if pages := pagesOf(strict); len(pages) < analyze.Shared.FewPages && len(e.wishes) > 1 {
		more, err := x.fill(ctx, f, e, pages)
		if err != nil {
			return err
		}
		f.matches = slices.Concat(f.matches, more)
		slices.SortStableFunc(f.matches, func(a, b match) int { return cmp.Compare(b.score, a.score) })
		if len(strict) == 0 && len(more) > 0 {
			f.how.Dropped = e.nowhere()
		}
	}
	return nil
}

// asTyped gives the pages whose title is the text as it was typed. If it is the heading of
// a section, too, those whose headings only have the same stems count less: news is not new.
func (x *Index) asTyped(ctx context.Context, f *finding, strict []match) (pages map[string]bool, err error) {
	typed := f.words.TypedName(f.text)
	if typed == "" {
		return nil, nil
	}
	named := func(name string) (list []match) {
		if err == nil {
			list, err = x.all(ctx, term(name, analyze.FieldName, 1))
		}
		return list
	}
	same, alike := idsOf(named(typed+analyze.Shared.TypedMark)), idsOf(named(f.words.NameOf(f.text)))
	for i, m := range strict {
		if len(same) > 0 && alike[m.id] && !same[m.id] {
			strict[i].score /= analyze.Shared.TypedWeight
		}
	}
	return pagesOf(named(typed + analyze.Shared.PageMark + analyze.Shared.TypedMark)), err
}

// putFirst puts the best sections of some pages before all others of a list, in which the
// best are first.
func putFirst(list []match, pages map[string]bool) {
	if len(pages) == 0 || len(list) == 0 {
		return
	}
	top, met := list[0].score, map[string]bool{}
	for i := range list {
		if page := list[i].page; pages[page] && !met[page] {
			met[page] = true
			list[i].score += top
		}
	}
	slices.SortStableFunc(list, func(a, b match) int { return cmp.Compare(b.score, a.score) })
}

func pagesOf(list []match) map[string]bool {
	pages := map[string]bool{}
	for _, m := range list {
		pages[m.page] = true
	}
	return pages
}
