package search

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search/query"
)

// The text fields with what a find in them is worth.
var textBoosts = []boosted{{fieldTitle, 5}, {fieldTrail, 3}, {fieldBody, 1}, {fieldCode, 0.7}}

// titleBoosts are the fields that title: means.
var titleBoosts = []boosted{{fieldTitle, 5}, {fieldTrail, 3}}

type boosted struct {
	field string
	boost float64
}

const (
	nameBoost   = 8   // of a section whose heading is the query
	phraseBoost = 2   // of words that stand side by side
	partsBoost  = 0.6 // of a name's parts, compared to the name
	prefixBoost = 0.4 // of words that only begin as typed
	typoBoost   = 0.5 // of words that differ from what was typed
	longRun     = 4   // pairs: a run of so many is several words, and pairs across them may be missing
	minPrefix   = 2   // letters of a word before it is taken for the beginning of others
)

// A unit is the smallest thing that a query asks for, and the smallest that
// is dropped if nothing has all of them: a word, a CJK run, a phrase, or a
// keyword.
type unit struct {
	kind   unitKind
	text   string   // as typed
	field  string   // "" for the text fields
	terms  []string // word: its term; run: its pairs, or its one character; joined, phrase: all terms
	parts  []string // word: those of the name that it is
	prefix string   // word that may be unfinished: its beginning, in lower case
	whole  []string // run with words of asking around it: the pairs of all of it
	enough int      // run: so many of its pairs
	kids   []*unit  // joined: its words

	// What find allows if the unit is nowhere:
	loose bool     // joined: the words need not stand side by side
	typos int      // word: edits
	other []string // word: terms to find instead
}

type unitKind int

const (
	wordUnit unitKind = iota
	runUnit
	joinedUnit // words with signs between them, as in Rc<RefCell>, TCP/IP and keep-alive
	phraseUnit
	keywordUnit
)

// A plan is an expr with its leaves analyzed.
type plan struct {
	kind exprKind // all, any_, not, or words for a leaf
	kids []plan
	unit *unit
}

// A planner turns exprs into plans.
type planner struct {
	words *analyzer
	units []*unit // those that are not excluded, in the order of the text
}

func (p *planner) plan(e expr, excluded bool) plan {
	switch e.kind {
	case words:
		return p.wordsPlan(e, excluded)
	case phrase:
		return p.phrasePlan(e, excluded)
	}
	out := plan{kind: e.kind}
	for _, k := range e.kids {
		if kid := p.plan(k, excluded || e.kind == not); kid.unit != nil || len(kid.kids) > 0 {
			out.kids = append(out.kids, kid)
		}
	}
	return out
}

func (p *planner) leaf(u *unit, excluded bool) plan {
	if !excluded {
		p.units = append(p.units, u)
	}
	return plan{kind: words, unit: u}
}

func (p *planner) keyword(e expr, excluded bool) plan {
	value := strings.TrimSpace(e.text)
	if e.field == fieldDir {
		value = strings.Trim(value, "/")
	}
	if value == "" {
		return plan{}
	}
	term := p.words.terms[p.words.value(value).term]
	return p.leaf(&unit{kind: keywordUnit, text: value, field: e.field, terms: []string{term}}, excluded)
}

// wordsPlan analyzes text without spaces, which may hold several words.
func (p *planner) wordsPlan(e expr, excluded bool) plan {
	if e.field == fieldTags || e.field == fieldDir {
		return p.keyword(e, excluded)
	}
	out := plan{kind: all}
	var row []*unit // words with nothing but signs between them
	rowAt := 0
	flush := func(end int) {
		if len(row) > 1 {
			row = []*unit{joined(row, e.text[rowAt:end])}
		}
		for _, u := range row {
			out.kids = append(out.kids, p.leaf(u, excluded))
		}
		row = nil
	}
	end := 0
	for {
		w, ok := nextWord([]byte(e.text), end)
		if !ok {
			break
		}
		u := p.unitOf(e.text[w.from:w.to], w.run)
		u.field = e.field
		if w.run {
			flush(end)
			out.kids = append(out.kids, p.leaf(u, excluded))
			end = w.to
			continue
		}
		if e.open && w.to == len(e.text) && utf8.RuneCountInString(u.text) >= minPrefix {
			u.prefix = p.words.plain(u.text)
		}
		if len(row) == 0 {
			rowAt = w.from
		}
		row = append(row, u)
		end = w.to
	}
	flush(end)
	if len(out.kids) == 1 {
		return out.kids[0]
	}
	return out
}

func joined(row []*unit, text string) *unit {
	u := &unit{kind: joinedUnit, text: text, field: row[0].field, kids: row}
	for _, k := range row {
		u.terms = append(u.terms, k.terms...)
	}
	return u
}

func (p *planner) unitOf(raw string, run bool) *unit {
	u := &unit{kind: wordUnit, text: raw}
	if !run {
		u.terms = p.words.termsOf(raw)
		for _, part := range parts([]byte(raw)) {
			u.parts = append(u.parts, p.words.termsOf(string(part))...)
		}
		return u
	}
	u.kind = runUnit
	if core := withoutAsking(raw); core != raw {
		u.text = core
		u.whole = p.words.termsOf(raw)
	}
	u.terms = p.words.termsOf(u.text)
	u.enough = len(u.terms)
	if u.enough >= longRun {
		u.enough -= (u.enough - 1) / 3
	}
	return u
}

func (p *planner) phrasePlan(e expr, excluded bool) plan {
	if e.field == fieldTags || e.field == fieldDir {
		return p.keyword(e, excluded)
	}
	terms := p.words.termsOf(e.text)
	if len(terms) == 0 {
		return plan{}
	}
	return p.leaf(&unit{kind: phraseUnit, text: e.text, field: e.field, terms: terms}, excluded)
}

// asking are words around what a Chinese question asks for, longest first.
var (
	askingBefore = []string{"请问", "什么是", "什么叫", "为什么", "为何", "如何", "怎么样", "怎么", "怎样", "哪些", "关于"}
	askingAfter  = []string{"是什么意思", "是什么", "是啥", "什么意思", "怎么办", "怎么用", "怎么做", "有哪些", "有什么用", "为什么", "吗", "呢"}
)

// withoutAsking is run without the words of asking around it, if two
// characters or more are left.
func withoutAsking(run string) string {
	for _, before := range askingBefore {
		if rest, ok := strings.CutPrefix(run, before); ok && utf8.RuneCountInString(rest) >= 2 {
			run = rest
		}
	}
	for _, after := range askingAfter {
		if rest, ok := strings.CutSuffix(run, after); ok && utf8.RuneCountInString(rest) >= 2 {
			run = rest
		}
	}
	return run
}

// query is the bleve query of a plan.
func (p plan) query() query.Query {
	switch {
	case p.unit != nil:
		return p.unit.query()
	case p.kind == any_:
		return query.NewDisjunctionQuery(queries(p.kids))
	}
	var must, mustNot []query.Query
	for _, k := range p.kids {
		if k.kind != not {
			must = append(must, k.query())
			continue
		}
		mustNot = append(mustNot, queries(k.kids)...)
	}
	if len(must) == 0 {
		must = append(must, query.NewMatchAllQuery())
	}
	if len(mustNot) == 0 {
		return query.NewConjunctionQuery(must)
	}
	return query.NewBooleanQuery([]query.Query{query.NewConjunctionQuery(must)}, nil, mustNot)
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
		return textBoosts
	case fieldTitle:
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
	case u.kind == runUnit && (len(u.terms) >= longRun || u.enough < len(u.terms)):
		return u.longRunQuery()
	case u.kind == joinedUnit && u.loose:
		var qs []query.Query
		for _, k := range u.kids {
			qs = append(qs, k.query())
		}
		return query.NewConjunctionQuery(qs)
	}
	var qs []query.Query
	for _, f := range u.fields() {
		switch u.kind {
		case wordUnit:
			qs = append(qs, u.wordQuery(f))
		case runUnit:
			qs = append(qs, u.runQuery(f))
		case joinedUnit, phraseUnit:
			qs = append(qs, phraseQuery(u.terms, f.field, f.boost))
		}
	}
	return query.NewDisjunctionQuery(qs)
}

// longRunQuery finds enough pairs, in whatever fields; those that are
// together in one field raise the score.
func (u *unit) longRunQuery() query.Query {
	var pairs, together []query.Query
	for _, t := range u.terms {
		var qs []query.Query
		for _, f := range u.fields() {
			qs = append(qs, term(t, f.field, f.boost))
		}
		pairs = append(pairs, query.NewDisjunctionQuery(qs))
	}
	for _, f := range u.fields() {
		together = append(together, u.runQuery(f))
	}
	enough := query.NewDisjunctionQuery(pairs)
	enough.SetMin(float64(u.enough))
	return query.NewBooleanQuery([]query.Query{enough}, together, nil)
}

func (u *unit) wordQuery(f boosted) query.Query {
	var qs []query.Query
	for _, t := range u.terms {
		qs = append(qs, term(t, f.field, f.boost))
	}
	exact := query.Query(query.NewConjunctionQuery(qs))
	if len(qs) == 1 {
		exact = qs[0]
	}
	alternatives := []query.Query{exact}
	if len(u.parts) > 0 {
		alternatives = append(alternatives, phraseQuery(u.parts, f.field, f.boost*partsBoost))
	}
	if u.prefix != "" {
		alternatives = append(alternatives, prefix(u.prefix, f.field, f.boost*prefixBoost))
	}
	for _, t := range u.other {
		alternatives = append(alternatives, term(t, f.field, f.boost*typoBoost))
	}
	if u.typos > 0 {
		fuzzy := query.NewFuzzyQuery(u.terms[0])
		fuzzy.SetField(f.field)
		fuzzy.SetBoost(f.boost * typoBoost)
		fuzzy.Fuzziness = u.typos
		fuzzy.Prefix = 1
		alternatives = append(alternatives, fuzzy)
	}
	if len(alternatives) == 1 {
		return exact
	}
	return query.NewDisjunctionQuery(alternatives)
}

// runQuery finds all pairs of a run in one field. A run of one character is
// the beginning of pairs.
func (u *unit) runQuery(f boosted) query.Query {
	if len(u.terms) == 1 && utf8.RuneCountInString(u.terms[0]) == 1 {
		return query.NewDisjunctionQuery([]query.Query{
			term(u.terms[0], f.field, f.boost), prefix(u.terms[0], f.field, f.boost),
		})
	}
	qs := terms(u.terms, f.field, f.boost)
	pairs := query.Query(query.NewConjunctionQuery(qs))
	if len(qs) == 1 {
		pairs = qs[0]
	}
	if len(u.whole) == 0 {
		return pairs
	}
	return query.NewBooleanQuery([]query.Query{pairs}, terms(u.whole, f.field, f.boost), nil)
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
