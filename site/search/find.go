package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// A finding is a query that found something, and how it was read.
type finding struct {
	words *analyzer
	plan  plan
	units []*unit
	query query.Query
	how   How
}

// How says how the text of a query was read, for the line under the search box.
type How struct {
	// Words are the words, runs and phrases that were looked for.
	Words []string `json:"words"`
	// Unfinished says that the last word was also taken for the beginning
	// of longer ones.
	Unfinished bool `json:"unfinished,omitempty"`
	// Other are words that were not found, so that similar ones were
	// looked for.
	Other []string `json:"other,omitempty"`
	// Enough is set if no section has all words: so many were enough,
	// keywords not counted.
	Enough int `json:"enough,omitempty"`
}

// String is the line in English.
func (h How) String() string {
	var b strings.Builder
	b.WriteString(strings.Join(h.Words, " + "))
	if h.Unfinished {
		b.WriteString("…")
	}
	if len(h.Other) > 0 {
		fmt.Fprintf(&b, "; nothing has %s, showing similar words", strings.Join(h.Other, ", "))
	}
	if h.Enough > 0 {
		fmt.Fprintf(&b, "; no section has all of it, showing those with %d of %d", h.Enough, len(h.Words))
	}
	return b.String()
}

// find reads text and finds the strictest reading of it that finds anything:
// all words; then words like those that are nowhere; then fewer words.
func (x *Index) find(ctx context.Context, text string) (*finding, error) {
	words, err := newAnalyzer(x.bleve.Mapping())
	if err != nil {
		return nil, err
	}
	p := planner{words: words}
	f := &finding{words: words, plan: p.plan(parse(text), false), units: p.units}
	for _, u := range f.units {
		f.how.Words = append(f.how.Words, u.text)
		f.how.Unfinished = f.how.Unfinished || u.prefix != ""
	}
	if len(f.units) == 0 {
		return f, nil
	}
	f.query = f.withBoosts(words, text)
	if n, err := x.count(ctx, f.query); n > 0 || err != nil {
		return f, err
	}
	for _, u := range f.units {
		if err := x.loosen(ctx, f, words, u); err != nil {
			return nil, err
		}
	}
	f.query = f.withBoosts(words, text)
	if n, err := x.count(ctx, f.query); n > 0 || err != nil {
		return f, err
	}
	return f, x.drop(ctx, f)
}

// loosen changes a unit that is nowhere to similar ones.
func (x *Index) loosen(ctx context.Context, f *finding, words *analyzer, u *unit) error {
	found, err := x.finds(ctx, u)
	if found || err != nil {
		return err
	}
	switch u.kind {
	case joinedUnit:
		u.loose = true
		for _, k := range u.kids {
			if err := x.loosen(ctx, f, words, k); err != nil {
				return err
			}
		}
	case wordUnit:
		return x.loosenWord(ctx, f, words, u)
	case runUnit:
		for u.enough--; u.enough > len(u.terms)/2; u.enough-- {
			found, err := x.finds(ctx, u)
			if found {
				f.how.Other = append(f.how.Other, u.text)
			}
			if found || err != nil {
				return err
			}
		}
		u.enough = len(u.terms)
	}
	return nil
}

func (x *Index) finds(ctx context.Context, u *unit) (bool, error) {
	n, err := x.count(ctx, u.query())
	return n > 0, err
}

// loosenWord looks for what the word may be the beginning of, then for words
// with one letter wrong or two letters exchanged, then with two edits.
func (x *Index) loosenWord(ctx context.Context, f *finding, words *analyzer, u *unit) error {
	if len(u.terms) != 1 {
		return nil
	}
	if u.prefix != "" {
		u.other = stemsOf(u.prefix)
		if found, err := x.finds(ctx, u); found || err != nil {
			return err // half a word: nothing to tell
		}
		u.other = nil
	}
	letters := utf8.RuneCountInString(u.text)
	for edits := 1; edits <= 2 && letters >= 3*edits+1; edits++ {
		u.typos = edits
		u.other = words.exchanged(u.text)
		found, err := x.finds(ctx, u)
		if found {
			f.how.Other = append(f.how.Other, u.text)
		}
		if found || err != nil {
			return err
		}
	}
	u.typos, u.other = 0, nil
	return nil
}

// exchanged are the terms of the words that word becomes if two of its
// letters change places. Fuzzy queries take that for two edits, and compare
// with stems, from which a typo in the ending leads far away.
func (a *analyzer) exchanged(word string) []string {
	letters := []rune(word)
	var terms []string
	for i := 1; i+1 < len(letters); i++ {
		letters[i], letters[i+1] = letters[i+1], letters[i]
		terms = append(terms, a.termsOf(string(letters))...)
		letters[i], letters[i+1] = letters[i+1], letters[i]
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// endings are what the stemmer takes from English words.
var endings = []string{
	"able", "ably", "ability", "al", "ally", "ance", "ant", "ate", "ated", "ating", "ation", "ations", "ative", "ator", "ators",
	"ed", "ement", "ence", "ent", "er", "ers", "ful", "fulness", "ible", "ibility", "ical", "ically", "icate", "ing", "ings",
	"ion", "ions", "ism", "ity", "ities", "ive", "iveness", "ization", "ize", "ized", "izer", "izing", "less", "ly", "ment",
	"ments", "ness", "ous", "ousness",
}

// stemsOf are the beginnings of a half-typed word that may be its stem:
// "iterato" finds what "iterator" is indexed as, "iter".
func stemsOf(word string) (stems []string) {
	for n := len(word) - 1; n >= 3; n-- {
		begun := func(ending string) bool { return strings.HasPrefix(ending, word[n:]) }
		if slices.ContainsFunc(endings, begun) {
			stems = append(stems, word[:n])
		}
	}
	return stems
}

// drop finds sections that have as many of the words as any has. What a
// keyword asks for is never dropped.
func (x *Index) drop(ctx context.Context, f *finding) error {
	var words, must []query.Query
	for _, u := range f.units {
		if u.kind == keywordUnit {
			must = append(must, u.query())
		} else {
			words = append(words, u.query())
		}
	}
	for enough := len(words) - 1; enough > 0; enough-- {
		some := query.NewDisjunctionQuery(words)
		some.SetMin(float64(enough))
		f.query = query.NewBooleanQuery(slices.Concat(must, []query.Query{some}), nil, f.excluded())
		n, err := x.count(ctx, f.query)
		if n > 0 || err != nil {
			f.how.Enough = enough
			return err
		}
	}
	return nil
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
func (f *finding) withBoosts(words *analyzer, text string) query.Query {
	q := f.plan.query()
	var should []query.Query
	if name := words.nameOf(text); name != "" {
		should = append(should, term(name, fieldName, nameBoost))
	}
	if list := f.sequence(); len(list) > 1 {
		for _, b := range textBoosts {
			should = append(should, phraseQuery(list, b.field, b.boost*phraseBoost))
		}
	}
	if len(should) == 0 {
		return q
	}
	return query.NewBooleanQuery([]query.Query{q}, should, nil)
}

// sequence is the terms of a query that is nothing but several words in a row.
func (f *finding) sequence() (list []string) {
	if len(f.units) < 2 || f.plan.kind != all {
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
