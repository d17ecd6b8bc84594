package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// A unit is the smallest thing that a query asks for, and the smallest that
// is dropped if nothing has all of them: a word, a CJK run, a phrase, or a
// keyword.
type unit struct {
	kind   unitKind
	text   string   // as typed
	field  string   // "" for the text fields
	terms  []string // word: its term; run: its pairs, or its one character; joined, phrase: all terms
	exact  []string // phrase: its terms with words as they are typed
	parts  []string // word: those of the name that it is
	folded string   // word: its term without accents, if it has any
	prefix string   // word that may be unfinished: its beginning, in lower case
	whole  []string // run with words of asking around it: the pairs of all of it
	enough int      // run: so many of its pairs
	side   bool     // it is to be compared with others
	twos   bool     // run of four characters: two words of two, so the pair across them does not count
	after  string   // word: the run that it stands behind, without a space
	chain  bool     // run: of a script without spaces, whose pairs stand side by side
	strict bool     // run: that is excluded, so all of it counts, in one field
	weak   bool     // word and run: it tells little, so it need not be there if others are
	kids   []*unit  // joined: its words

	// What find allows if the unit is nowhere:
	loose  bool       // joined and run: the kids need not stand side by side
	typos  int        // word: edits
	other  []string   // word: terms to find instead
	halves [][]string // word: two terms that, side by side, are the word; joined: terms that begin as it does
	partly bool       // run: fewer pairs are enough
	taken  string     // what was found instead, if that is one text

	heard      string   // word: what it may also stand for, as it is typed
	heardTerms []string // the pairs of that
	like       string   // run with a wrong character: the expression of what it may be
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
	kind     exprKind // all, any_, not, or words for a leaf
	kids     []plan
	unit     *unit
	compound string   // of all, if it is two words: the term of both written as one
	contrast bool     // of all: the kids are to be compared, or named together
	headings []string // of all: terms of headings that are wanted most
	run      []string // of all: the pairs of the run that was cut into the kids
}

// A planner turns exprs into plans.
type planner struct {
	words *analyze.Analyzer
}

func (p planner) plan(e expr, excluded bool) plan {
	switch e.kind {
	case words:
		return p.wordsPlan(e, excluded)
	case phrase:
		return p.phrasePlan(e)
	}
	out := plan{kind: e.kind}
	for _, k := range e.kids {
		if kid := p.plan(k, excluded || e.kind == not); !kid.blank() {
			out.kids = append(out.kids, kid)
		}
	}
	if e.kind == all {
		out.wanted(excluded, &p.words.Tongue)
		out.compound = p.compound(out.kids)
		out.markSides()
	}
	return out
}

func (p plan) blank() bool { return p.unit == nil && len(p.kids) == 0 }

func leaf(u *unit) plan { return plan{kind: words, unit: u} }

// units are those of a plan that are not excluded, in the order of the text.
func (p plan) units() []*unit {
	if p.unit != nil {
		return []*unit{p.unit}
	}
	var list []*unit
	for _, k := range p.kids {
		if k.kind != not {
			list = append(list, k.units()...)
		}
	}
	return list
}

// compound is the term of a word that two words make if they are written as
// one, as hash map is also written hashmap; "" if kids are anything else.
func (p planner) compound(kids []plan) string {
	if len(kids) != 2 {
		return ""
	}
	text := ""
	for _, k := range kids {
		if k.unit == nil || k.unit.kind != wordUnit || k.unit.field != "" || len(k.unit.parts) > 0 || !letters(k.unit.text) {
			return ""
		}
		text += k.unit.text
	}
	return p.words.TermsOf(text)[0]
}

// letters says whether text is two ASCII letters or more, and nothing else.
func letters(text string) bool {
	for i := range len(text) {
		if c := text[i]; !analyze.IsLower(c) && !analyze.IsUpper(c) {
			return false
		}
	}
	return len(text) >= 2
}

func (p planner) keyword(e expr) plan {
	value := strings.TrimFunc(e.text, isSpace)
	if e.field == analyze.FieldDir {
		value = strings.Trim(value, "/")
	}
	if value == "" {
		return plan{}
	}
	term := p.words.Terms[p.words.Value(value).Term]
	return leaf(&unit{kind: keywordUnit, text: value, field: e.field, terms: []string{term}})
}

// wordsPlan analyzes text without spaces, which may hold several words.
func (p planner) wordsPlan(e expr, excluded bool) plan {
	if e.field == analyze.FieldTags || e.field == analyze.FieldDir {
		return p.keyword(e)
	}
	out := plan{kind: all}
	var row []*unit // words with nothing but signs between them
	rowAt, end, after := 0, 0, ""
	flush := func() {
		if len(row) > 1 {
			row = []*unit{joined(row, closed(e.text, rowAt, end))}
		}
		for _, u := range row {
			out.kids = append(out.kids, leaf(u))
		}
		row = nil
	}
	for {
		w, ok := analyze.NextWord([]byte(e.text), end)
		if !ok {
			break
		}
		text := e.text[w.From:w.To]
		if w.Run || w.Chain {
			flush()
			p.addRun(&out, text, e.field, excluded)
			end, after = w.To, text
			continue
		}
		u := unitOfWord(p.words, text, e.field)
		if e.open && w.To == len(e.text) && (utf8.RuneCountInString(text) >= analyze.Shared.MinPrefix || len(row) > 0 && begins(text)) {
			u.prefix = p.words.Plain(text)
		}
		if n := len(row); n > 0 && p.elided(row[n-1], e.text[:w.From]) {
			row = row[:n-1]
		}
		if len(row) == 0 {
			rowAt = w.From
		}
		if w.From == end {
			u.after = after
		}
		row = append(row, u)
		end, after = w.To, ""
	}
	flush()
	out.wanted(excluded, &p.words.Tongue)
	if len(out.kids) == 1 {
		return out.kids[0]
	}
	out.markSides()
	return out
}

// elided says whether a word that stands at the end of text but for an apostrophe is
// one like the l of l'écran.
func (p planner) elided(u *unit, text string) bool {
	return isLittle(u, &p.words.Tongue) && (strings.HasSuffix(text, u.text+"'") || strings.HasSuffix(text, u.text+"’"))
}

// begins says whether one letter is taken for the beginning of words behind others, as
// in Node.j: there it is no word by itself. A digit is, as in 1.2.
func begins(text string) bool { return letters(text + text) }

// addRun adds a run to out: as two, if it names two things side by side. That
// finds more: all that has the run has both of them.
func (p planner) addRun(out *plan, text, field string, excluded bool) {
	u := unitOfRun(p.words, text, field)
	if excluded {
		u.strict, u.terms = true, p.words.TermsOf(u.text)
	}
	a, b, compared := contrasted(text)
	ok := compared
	if !ok {
		a, b, ok = sidesOf(text, "和与")
	}
	switch {
	case !ok || excluded || len(telling(a, &p.words.Tongue)) == 0 || len(telling(b, &p.words.Tongue)) == 0:
		out.kids = append(out.kids, leaf(u))
		return
	case compared:
		out.headings = headingWords(u)
	default:
		out.run = p.words.TermsOf(text)
	}
	out.contrast = true
	out.kids = append(out.kids, leaf(unitOfRun(p.words, a, field)), leaf(unitOfRun(p.words, b, field)))
}

// markSides marks what is to be compared.
func (p plan) markSides() {
	if !p.contrast {
		return
	}
	for _, u := range p.units() {
		u.side = true
	}
}

func joined(row []*unit, text string) *unit {
	u := &unit{kind: joinedUnit, text: text, field: row[0].field, kids: row}
	for _, k := range row {
		u.terms = append(u.terms, k.terms...)
	}
	return u
}

// closed is text[from:to], and what closes the brackets in it, as in Rc<T>.
func closed(text string, from, to int) string {
	if strings.ContainsAny(text[from:to], "<[{") {
		to = len(text) - len(strings.TrimLeft(text[to:], ">]}"))
	}
	return text[from:to]
}

func unitOfWord(a *analyze.Analyzer, text, field string) *unit {
	u := &unit{kind: wordUnit, text: text, field: field, terms: a.TermsOf(text)}
	for _, part := range analyze.Parts([]byte(text)) {
		u.parts = append(u.parts, a.TermsOf(string(part))...)
	}
	if folded := a.Word([]byte(text)).Folded; folded > 0 {
		u.folded = a.Terms[folded-1]
	}
	return u
}

// unitOfRun is the unit of a CJK run. It asks for the pairs of what tells something,
// if anything does.
func unitOfRun(a *analyze.Analyzer, text, field string) *unit {
	if w, _ := analyze.NextWord([]byte(text), 0); w.Chain {
		text = a.Tongue.Trimmed(text)
		u := &unit{kind: runUnit, text: text, field: field, chain: true}
		u.terms, _ = a.PhraseTerms(text)
		u.enough = len(u.terms)
		return u
	}
	u := &unit{kind: runUnit, text: text, field: field}
	list := telling(text, &a.Tongue)
	if len(list) == 0 {
		u.weak, list = field == "" && (utf8.RuneCountInString(text) > 1 || isWeak(text) || a.Tongue.IsLittle(text)), []string{text}
	}
	last := list[len(list)-1]
	u.text = text[strings.Index(text, list[0]) : strings.LastIndex(text, last)+len(last)]
	for _, piece := range list {
		pairs := a.TermsOf(piece)
		u.terms = append(u.terms, pairs...)
		u.enough += len(pairs)
		if n := len(pairs); n >= analyze.Shared.LongRun-1 {
			u.enough -= max(1, (n-1)/3)
		}
	}
	u.twos = len(list) == 1 && len(u.terms) == 3
	if whole := a.TermsOf(text); len(whole) > len(u.terms) {
		u.whole = whole
	}
	return u
}

func (p planner) phrasePlan(e expr) plan {
	if e.field == analyze.FieldTags || e.field == analyze.FieldDir {
		return p.keyword(e)
	}
	u := &unit{kind: phraseUnit, text: e.text, field: e.field}
	if u.terms, u.exact = p.words.PhraseTerms(e.text); len(u.terms) == 0 {
		return plan{}
	}
	return leaf(u)
}

// wanted leaves out the kids that only say how the others are asked for, and
// sets whether that is how they compare.
func (p *plan) wanted(excluded bool, t *analyze.Tongue) {
	asks := slices.IndexFunc(p.kids, asksContrast)
	joined := areJoined(p.kids)
	var headings []string
	if asks >= 0 {
		headings = headingWords(p.kids[asks].unit)
	}
	p.kids = withoutQuestion(withoutParticles(p.kids, t), t)
	markWeak(p.kids, t)
	if excluded || asks < 0 && !joined {
		return
	}
	idle := func(p plan) bool { return asksContrast(p) || isJoin(p) || p.unit != nil && p.unit.weak }
	others := 0
	for _, k := range p.kids {
		if k.kind != not && !idle(k) {
			others++
		}
	}
	if others >= 2 {
		p.kids = slices.DeleteFunc(p.kids, idle)
		p.contrast = true
		if len(headings) > 0 {
			p.headings = headings
		}
	}
}

// withoutParticles leaves out runs that are nothing but a word like 的 or 为什么, if
// there is anything else.
func withoutParticles(kids []plan, t *analyze.Tongue) []plan {
	idle := func(p plan) bool {
		return p.unit != nil && p.unit.kind == runUnit && p.unit.weak && (utf8.RuneCountInString(p.unit.text) == 1 || t.IsLittle(p.unit.text))
	}
	if !slices.ContainsFunc(kids, func(p plan) bool { return p.kind != not && !idle(p) }) {
		return kids
	}
	return slices.DeleteFunc(kids, idle)
}

// markWeak marks the words of prose that tell little: of many words, and no runs, for
// among those a word like with or in is the name of something; and those that do in
// the language of the index.
func markWeak(kids []plan, t *analyze.Tongue) {
	for _, k := range kids {
		if k.unit != nil && len(kids) > 1 {
			k.unit.weak = k.unit.weak || isLittle(k.unit, t)
		}
	}
	if len(kids) < analyze.Shared.Prose || slices.ContainsFunc(kids, func(k plan) bool { return k.unit == nil || k.unit.kind == runUnit }) {
		return
	}
	for _, k := range kids {
		k.unit.weak = k.unit.weak || k.unit.kind == wordUnit && k.unit.field == "" && isWeak(strings.ToLower(k.unit.text))
	}
}

// isLittle says whether a word, or words with signs between them, tell little in a
// language.
func isLittle(u *unit, t *analyze.Tongue) bool {
	switch {
	case u.field != "":
		return false
	case u.kind == wordUnit:
		return t.IsLittle(strings.ToLower(u.text))
	case u.kind == joinedUnit:
		return !slices.ContainsFunc(u.kids, func(k *unit) bool { return !isLittle(k, t) })
	}
	return false
}

// withoutQuestion leaves out the words of a question, in English or the language of
// the index, that ask for nothing, if others are left.
func withoutQuestion(kids []plan, t *analyze.Tongue) []plan {
	word := func(i int) string {
		if i >= len(kids) || kids[i].unit == nil || kids[i].unit.field != "" || kids[i].unit.kind != wordUnit && kids[i].unit.kind != joinedUnit {
			return ""
		}
		return strings.ToLower(kids[i].unit.text)
	}
	english := analyze.Has(analyze.Shared.Questions, word(0)) || analyze.Has(analyze.Shared.MaybeQuestions, word(0)) && analyze.Has(analyze.Shared.Verbs, word(1))
	var rest []plan
	asked, asks := false, english
	for i, k := range kids {
		w := word(i)
		asks = asks || t.Asks(w)
		if w == "" || !isWeak(w) && !isLittle(k.unit, t) {
			rest = append(rest, k)
			asked = asked || k.kind != not
		}
	}
	if !asks || !asked {
		return kids
	}
	return rest
}

// asksContrast says whether a plan is a word that asks to compare others.
func asksContrast(p plan) bool {
	if p.unit == nil || p.unit.field != "" {
		return false
	}
	return p.unit.kind == runUnit && isContrast(p.unit.text) ||
		p.unit.kind == wordUnit && analyze.Has(analyze.Shared.ContrastWords, strings.ToLower(p.unit.text))
}

// areJoined says whether kids are two things and a word of joining between
// them, and nothing else.
func areJoined(kids []plan) bool {
	return len(kids) == 3 && isJoin(kids[1]) && kids[0].kind != not && kids[2].kind != not
}

func isJoin(p plan) bool {
	return p.unit != nil && p.unit.field == "" && analyze.Has(analyze.Shared.Joins, strings.ToLower(p.unit.text))
}
