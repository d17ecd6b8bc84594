package search

import (
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Fields of text, with what a find in them is worth.
var (
	textBoosts  = boostsOf(analyze.Shared.TextBoosts)
	titleBoosts = textBoosts[:2] // the fields that title: means
	sideBoosts  = boostsOf(analyze.Shared.SideBoosts)
	weakBoosts  = scaled(textBoosts, analyze.Shared.WeakWeight)
)

type boosted struct {
	field string
	boost float64
}

// boostsOf puts the fields in the order in which the script has them, too.
func boostsOf(worth map[string]float64) (all []boosted) {
	for _, f := range []string{analyze.FieldTitle, analyze.FieldTrail, analyze.FieldBody, analyze.FieldCode} {
		all = append(all, boosted{f, worth[f]})
	}
	return all
}

func scaled(fields []boosted, by float64) (all []boosted) {
	for _, f := range fields {
		all = append(all, boosted{f.field, f.boost * by})
	}
	return all
}

// query is the bleve query of a plan.
func (p plan) query() query.Query {
	switch {
	case p.unit != nil:
		return p.unit.query()
	case p.kind == any_:
		return query.NewDisjunctionQuery(queries(p.kids))
	}
	var must, mustNot, may []query.Query
	for _, k := range p.kids {
		switch {
		case k.kind == not:
			mustNot = append(mustNot, queries(k.kids)...)
		case k.unit != nil && k.unit.weak:
			may = append(may, k.query())
		default:
			must = append(must, k.query())
		}
	}
	if len(must) == 0 {
		must, may = may, nil
	}
	if len(must) == 0 {
		must = append(must, query.NewMatchAllQuery())
	}
	every := query.Query(query.NewConjunctionQuery(must))
	if len(may) > 0 {
		every = query.NewBooleanQuery([]query.Query{every}, may, nil)
	}
	if p.compound != "" {
		every = query.NewDisjunctionQuery([]query.Query{every, inAnyField(p.compound, textBoosts)})
	}
	var should []query.Query
	if n := len(p.headings); n > 0 {
		should = terms(p.headings, analyze.FieldTrail, analyze.Shared.ContrastBoost*float64(n)) // bleve divides by n
	}
	if len(mustNot)+len(should) > 0 {
		every = query.NewBooleanQuery([]query.Query{every}, should, mustNot)
	}
	if len(p.run) == 0 {
		return every
	}
	var together []query.Query
	for _, f := range textBoosts {
		together = append(together, allTerms(p.run, f.field, f.boost))
	}
	return query.NewBooleanQuery([]query.Query{every}, together, nil)
}

func queries(plans []plan) (qs []query.Query) {
	for _, p := range plans {
		qs = append(qs, p.query())
	}
	return qs
}

func (u *unit) fields() []boosted {
	switch u.field {
	case "":
		if u.weak {
			return weakBoosts
		}
		if u.side {
			return sideBoosts
		}
		return textBoosts
	case analyze.FieldTitle:
		return titleBoosts
	}
	return []boosted{{u.field, 1}}
}

// query finds the unit in any of its fields, but all of it in one, unless it
// is a long run.
func (u *unit) query() query.Query {
	switch {
	case u.kind == keywordUnit:
		return term(u.terms[0], u.field, 1)
	case u.loose:
		var qs []query.Query
		for _, k := range u.kids {
			qs = append(qs, k.query())
		}
		return query.NewConjunctionQuery(qs)
	case u.kind == runUnit && u.enough < len(u.terms) && !u.strict:
		return u.longRunQuery()
	}
	var qs []query.Query
	for _, f := range u.fields() {
		qs = append(qs, u.inField(f))
	}
	return query.NewDisjunctionQuery(qs)
}

// inField finds all of the unit in one field.
func (u *unit) inField(f boosted) query.Query {
	switch u.kind {
	case wordUnit:
		return u.wordQuery(f)
	case runUnit:
		return u.runQuery(f)
	case joinedUnit:
		if len(u.halves) > 0 {
			return query.NewDisjunctionQuery(u.halvesIn(f.field, f.boost))
		}
	}
	return phraseQuery(u.terms, f.field, f.boost)
}

// longRunQuery finds enough pairs, in whatever fields; those that are
// together in one field raise the score.
func (u *unit) longRunQuery() query.Query {
	var pairs, together []query.Query
	for i, t := range u.terms {
		if !u.twos || i != 1 {
			pairs = append(pairs, inAnyField(t, u.fields()))
		}
	}
	for _, f := range u.fields() {
		together = append(together, u.runQuery(f))
	}
	enough := query.NewDisjunctionQuery(pairs)
	enough.SetMin(float64(u.enough))
	return query.NewBooleanQuery([]query.Query{enough}, together, nil)
}

func (u *unit) wordQuery(f boosted) query.Query {
	alternatives := []query.Query{allTerms(u.terms, f.field, f.boost)}
	if u.folded != "" {
		alternatives = append(alternatives, term(u.folded, f.field, f.boost))
	}
	if len(u.parts) > 0 {
		alternatives = append(alternatives, phraseQuery(u.parts, f.field, f.boost*analyze.Shared.PartsBoost))
	}
	if u.prefix != "" {
		alternatives = append(alternatives, prefix(u.prefix, f.field, f.boost*analyze.Shared.PrefixBoost))
	}
	for _, t := range u.other {
		alternatives = append(alternatives, term(t, f.field, f.boost*analyze.Shared.TypoBoost))
	}
	alternatives = append(alternatives, u.halvesIn(f.field, f.boost*analyze.Shared.PartsBoost)...)
	if len(u.heardTerms) > 0 {
		alternatives = append(alternatives, allTerms(u.heardTerms, f.field, f.boost))
	}
	if u.typos > 0 {
		alternatives = append(alternatives, u.fuzzy(f.field, "", f.boost*analyze.Shared.TypoBoost))
	}
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return query.NewDisjunctionQuery(alternatives)
}

// fuzzy finds what is so many edits away from a word as the unit allows, and ends with end.
func (u *unit) fuzzy(field, end string, boost float64) query.Query {
	q := query.NewFuzzyQuery(u.terms[0] + end)
	q.SetField(field)
	q.SetBoost(boost)
	q.Fuzziness = u.typos
	q.Prefix = 1
	return q
}

// halvesIn finds each of the halves of the unit.
func (u *unit) halvesIn(field string, boost float64) (qs []query.Query) {
	for _, h := range u.halves {
		qs = append(qs, phraseQuery(h, field, boost))
	}
	return qs
}

// runQuery finds all pairs of a run in one field. A run of one character is
// the beginning of pairs.
func (u *unit) runQuery(f boosted) query.Query {
	if len(u.terms) == 1 && utf8.RuneCountInString(u.terms[0]) == 1 {
		return query.NewDisjunctionQuery([]query.Query{
			term(u.terms[0], f.field, f.boost), prefix(u.terms[0], f.field, f.boost),
		})
	}
	if u.chain {
		return phraseQuery(u.terms, f.field, f.boost)
	}
	pairs := allTerms(u.terms, f.field, f.boost)
	if len(u.whole) == 0 || u.strict {
		return pairs
	}
	return query.NewBooleanQuery([]query.Query{pairs}, terms(u.whole, f.field, f.boost), nil)
}

// allTerms finds all of list in one field.
func allTerms(list []string, field string, boost float64) query.Query {
	qs := terms(list, field, boost)
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewConjunctionQuery(qs)
}

func inAnyField(t string, fields []boosted) query.Query {
	var qs []query.Query
	for _, f := range fields {
		qs = append(qs, term(t, f.field, f.boost))
	}
	return query.NewDisjunctionQuery(qs)
}
func terms(list []string, field string, boost float64) (qs []query.Query) {
	for _, t := range list {
		qs = append(qs, term(t, field, boost))
	}
	return qs
}

func term(t, field string, boost float64) query.Query {
	q := query.NewTermQuery(t)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

func prefix(p, field string, boost float64) query.Query {
	q := query.NewPrefixQuery(p)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

func phraseQuery(list []string, field string, boost float64) query.Query {
	if len(list) == 1 {
		return term(list[0], field, boost)
	}
	q := query.NewPhraseQuery(list, field)
	q.SetBoost(boost)
	return q
}
