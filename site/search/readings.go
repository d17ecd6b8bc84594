package search

import (
	"context"
	"slices"

	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// A finding is a query that found something, and how it was read.
type finding struct {
	text  string
	words *analyze.Analyzer
	plan  plan
	units []*unit
	query query.Query
	how   How
	// matches are all that was found, best first: what the query finds, and then what
	// fills up a short list.
	matches []match
}

// find reads text and finds the strictest reading of it that finds anything: all
// words; then words like those that are nowhere. A list that is short is filled up
// with what has fewer.
func (x *Index) find(ctx context.Context, text string) (*finding, error) {
	words, err := analyze.NewAnalyzer(x.bleve.Mapping())
	if err != nil {
		return nil, err
	}
	if words.Tongue, err = x.tongue(); err != nil {
		return nil, err
	}
	e, asText, err := x.asText(ctx, words, parse(text))
	if err != nil {
		return nil, err
	}
	f := &finding{text: text, words: words, plan: planner{words}.plan(e, false)}
	f.how.AsText = asText
	f.units = f.plan.units()
	if !slices.ContainsFunc(f.units, func(u *unit) bool { return !u.weak }) {
		for _, u := range f.units {
			u.weak = false
		}
	}
	if len(f.units) > 0 {
		if err := x.ask(ctx, f, text); err != nil {
			return nil, err
		}
	}
	f.how.plan = f.plan
	for _, u := range flat(f.units) {
		if u.weak {
			continue
		}
		f.how.Words = append(f.how.Words, u.text)
		f.how.Unfinished = f.how.Unfinished || u.prefix != ""
	}
	return f, nil
}

func (x *Index) ask(ctx context.Context, f *finding, text string) error {
	f.query = f.withBoosts(text)
	strict, err := x.all(ctx, f.query)
	if err != nil {
		return err
	}
	l := loosener{index: x, ctx: ctx, words: f.words, alone: len(f.units) == 1}
	if len(strict) < analyze.Shared.FewPages {
		if strict, err = x.askBySound(ctx, f, text, l, strict); err != nil {
			return err
		}
	}
	if len(strict) == 0 {
		for _, u := range f.units {
			if u.weak {
				continue
			}
			if err := l.loosen(u); err != nil {
				return err
			}
		}
		f.query = f.withBoosts(text)
		if strict, err = x.all(ctx, f.query); err != nil {
			return err
		}
	}
	if err := x.rank(ctx, f, strict); err != nil {
		return err
	}
	return x.exactly(ctx, f)
}

// flat is units with the pieces of runs that were cut in place of those.
func flat(units []*unit) (list []*unit) {
	for _, u := range units {
		if u.kind == runUnit && u.loose {
			list = append(list, u.kids...)
		} else {
			list = append(list, u)
		}
	}
	return list
}

// described is how the text was read, with what was taken for words that are
// nowhere. text is that of the best section.
func (f *finding) described(m *marker, text string) How {
	how := f.how
	var each func(units []*unit)
	each = func(units []*unit) {
		for _, u := range units {
			taken := u.taken
			if u.typos > 0 {
				taken = m.similar(u, []byte(text))
			}
			if u.like != "" {
				taken = u.meantIn(text)
			}
			switch {
			case u.loose:
				each(u.kids)
			case taken != "":
				how.Corrected = append(how.Corrected, Correction{u.text, taken})
			case u.partly || u.typos > 0 || u.like != "":
				how.Partly = append(how.Partly, u.text)
			}
		}
	}
	each(f.units)
	return how
}

// excluded are the queries of what the text excludes at its top.
func (f *finding) excluded() (qs []query.Query) {
	for _, k := range f.plan.kids {
		if f.plan.kind == all && k.kind == not {
			qs = append(qs, queries(k.kids)...)
		}
	}
	return qs
}

// withBoosts is the query of the plan, which ranks sections higher whose
// heading it is, or that have its words side by side.
func (f *finding) withBoosts(text string) query.Query {
	q := f.plan.query()
	scale := 1.0
	if f.plan.compound != "" {
		scale = 0.5 // q is one of two, and bleve halves the score of what only one of them finds
	}
	var should []query.Query
	list := f.sequence()
	names := []string{f.words.FoldedName(text), f.words.NameOf(text), analyze.Spelled(list)}
	if len(f.units) == 1 {
		u := f.units[0]
		names = append(names, u.other...) // of words with two letters exchanged
		if u.typos > 0 {
			should = append(should, u.fuzzy(analyze.FieldName, analyze.Shared.PageMark, analyze.Shared.NameBoost))
		}
	}
	for _, name := range slices.Compact(names) {
		if name != "" {
			should = append(should, term(name, analyze.FieldName, analyze.Shared.NameBoost*scale), term(name+analyze.Shared.PageMark, analyze.FieldName, analyze.Shared.NameBoost*scale))
		}
	}
	if len(f.units) > 1 && len(list) > 1 {
		for _, b := range textBoosts {
			should = append(should, phraseQuery(list, b.field, b.boost*analyze.Shared.PhraseBoost*scale))
		}
	}
	if len(should) > 0 {
		q = query.NewBooleanQuery([]query.Query{q}, should, nil)
	}
	if f.plan.contrast && len(list) > 1 {
		q = query.NewBooleanQuery([]query.Query{q}, f.comparing(list, analyze.IsASCII([]byte(text))), nil)
	}
	return q
}

// comparing finds sections whose headings have all of list, and those whose
// heading is the two things to compare.
func (f *finding) comparing(list []string, english bool) []query.Query {
	var names []string
	if len(f.units) == 2 {
		for _, heading := range headingsOf(f.units[0].text, f.units[1].text, english) {
			if name := f.words.NameOf(heading); name != "" {
				names = append(names, name)
			}
		}
	}
	n := float64(1 + len(names)) // bleve divides by it
	return append(terms(names, analyze.FieldName, analyze.Shared.PairBoost*n), allTerms(list, analyze.FieldTrail, analyze.Shared.HeadingBoost*n))
}

// sequence is the terms of a query that is nothing but words in a row.
func (f *finding) sequence() (list []string) {
	if f.plan.kind == any_ {
		return nil
	}
	for _, u := range f.units {
		if u.field != "" || u.kind == keywordUnit || u.kind == phraseUnit || len(u.terms) == 0 {
			return nil
		}
		list = append(list, u.terms...)
	}
	return list
}

func (x *Index) count(ctx context.Context, q query.Query) (int, error) {
	req := bleve.NewSearchRequestOptions(q, 0, 0, false)
	req.Score = "none"
	res, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return 0, err
	}
	return int(res.Total), nil
}
