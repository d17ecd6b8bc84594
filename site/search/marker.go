package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/slug"
)

// A marker finds in a text what a query found in the index.
type marker struct {
	words    *analyze.Analyzer
	rows     map[string][][]string // first term -> terms that were asked for side by side; most are alone
	prefixes []string
	typos    []*unit
	known    map[string]reading
	han      []string // of the rows, those with pairs of Chinese characters, as marks call them
}

// newMarker marks what a plan looks for.
func newMarker(words *analyze.Analyzer, p plan) *marker {
	m := &marker{words: words, rows: map[string][][]string{}, known: map[string]reading{}}
	m.addPlan(p)
	return m
}

func (m *marker) addPlan(p plan) {
	if p.unit != nil {
		m.add(p.unit)
	}
	if p.compound != "" {
		m.addRow(p.compound)
	}
	for _, k := range p.kids {
		if k.kind != not {
			m.addPlan(k)
		}
	}
}

func (m *marker) add(u *unit) {
	switch {
	case u.kind == keywordUnit:
	case u.loose:
		for _, k := range u.kids {
			m.add(k)
		}
	case u.kind == phraseUnit:
		m.addRow(u.exact...)
	case u.kind == joinedUnit || u.chain && !u.partly:
		m.addRow(u.terms...)
		for _, half := range u.halves {
			m.addRow(half...)
		}
	case u.chain:
		for i := range u.terms[1:] {
			m.addRow(u.terms[i : i+2]...)
		}
	default:
		for _, t := range slices.Concat(u.terms, u.other) {
			m.addRow(t)
		}
		m.addRow(u.parts...)
		for _, half := range u.halves {
			m.addRow(half...)
		}
		for _, pair := range u.heardTerms {
			m.addRow(pair)
		}
	}
	if u.folded != "" {
		m.addRow(u.folded)
	}
	if u.prefix != "" {
		m.prefixes = append(m.prefixes, u.prefix)
	}
	if u.typos > 0 {
		m.typos = append(m.typos, u)
	}
}

func (m *marker) addRow(terms ...string) {
	if len(terms) > 0 {
		m.rows[terms[0]] = append(m.rows[terms[0]], terms)
		if row := strings.Join(terms, " "); hasHan(row) {
			m.han = append(m.han, row)
		}
	}
}

// hasHan says whether a row has a pair of characters that may be traditional or
// simplified ones.
func hasHan(row string) bool {
	before := false
	for _, r := range row {
		han := 0x3400 <= r && r <= 0x9FFF
		if han && before {
			return true
		}
		before = han
	}
	return false
}

// A mark is a place in a text, and which row is there, or what else was asked
// for.
type mark struct {
	Range
	row string
}

// A spot is a place in a text that a term stands for.
type spot struct {
	Range
	reading
}

// A reading is what a marker knows of a word or a pair.
type reading struct {
	forms  []string // terms that it is indexed as
	inside []mark   // what to mark of it, counted from its beginning, if its forms were not asked for
}

// marks are the places in text, ascending, where something was found; with
// simple also where that stands in traditional characters.
func (m *marker) marks(text []byte, simple bool) []mark {
	simple = simple && !analyze.HasKana(text)
	var spots []spot
	for at := 0; ; {
		w, ok := analyze.NextWord(text, at)
		if !ok {
			return m.marksOf(spots)
		}
		at = w.To
		if w.Run || w.Chain {
			spots = m.addRun(spots, text[w.From:w.To], w.From, simple)
		} else {
			spots = append(spots, spot{Range{w.From, w.To}, m.read(string(text[w.From:w.To]))})
		}
	}
}

// marksOf are the rows in spots, and what is inside of other spots. A name is
// marked as a whole, or its parts are.
func (m *marker) marksOf(spots []spot) (list []mark) {
	for i, s := range spots {
		n := len(list)
		if list = m.rowsAt(list, spots[i:]); len(list) > n {
			continue
		}
		for _, k := range s.inside {
			list = append(list, mark{Range{s.From + k.From, s.From + k.To}, k.row})
		}
	}
	slices.SortStableFunc(list, func(a, b mark) int { return cmp.Compare(a.From, b.From) })
	return list
}

// rowsAt adds the rows that begin at the first spot.
func (m *marker) rowsAt(list []mark, spots []spot) []mark {
	for _, form := range spots[0].forms {
		for _, row := range m.rows[form] {
			last := len(row) - 1
			if last >= len(spots) {
				continue
			}
			fits := true
			for i, term := range row {
				fits = fits && slices.Contains(spots[i].forms, term)
			}
			if fits {
				list = append(list, mark{Range{spots[0].From, spots[last].To}, strings.Join(row, " ")})
			}
		}
	}
	return list
}

// addRun adds the pairs of a run or a chain, which begins at byte from of its
// text. Inside of them are characters that were asked for alone.
func (m *marker) addRun(spots []spot, run []byte, from int, simple bool) []spot {
	plain := analyze.PlainRun(run)
	spotOf := func(letters ...analyze.Letter) spot {
		last := letters[len(letters)-1]
		form := ""
		for _, l := range letters {
			form += string(l.R)
		}
		if !plain {
			form = m.words.Plain(form)
		}
		s := spot{Range{letters[0].From, last.To}, reading{forms: []string{form}}}
		if simple {
			s.forms = append(s.forms, analyze.Simplified(form))
		}
		return s
	}
	letters := analyze.Letters(run)
	first := len(spots)
	for i, l := range letters[1:] {
		s := spotOf(letters[i], l)
		lone := []spot{spotOf(letters[i])}
		if i+2 == len(letters) {
			lone = append(lone, spotOf(l))
		}
		for _, one := range lone {
			one.From, one.To = one.From-s.From, one.To-s.From
			s.inside = append(s.inside, m.marksOf([]spot{one})...)
		}
		spots = append(spots, s)
	}
	if len(letters) == 1 {
		spots = append(spots, spotOf(letters[0]))
	}
	for i := first; i < len(spots); i++ {
		spots[i].From, spots[i].To = spots[i].From+from, spots[i].To+from
	}
	return spots
}

// read is the reading of a word.
func (m *marker) read(word string) reading {
	r, ok := m.known[word]
	if ok {
		return r
	}
	e := m.words.Word([]byte(word))
	for _, id := range e.Terms {
		r.forms = append(r.forms, m.words.Terms[id])
	}
	if e.Folded > 0 {
		r.forms = append(r.forms, m.words.Terms[e.Folded-1])
	}
	r.forms = append(r.forms, m.words.AsTyped(word))
	var inside []spot
	at := 0
	for _, part := range analyze.Parts([]byte(word)) {
		at += strings.Index(word[at:], string(part))
		inside = append(inside, spot{Range{at, at + len(part)}, m.read(string(part))})
		at += len(part)
	}
	if r.inside = m.marksOf(inside); len(r.inside) == 0 {
		if row, ok := m.like(word, r.forms); ok {
			r.inside = []mark{{Range{0, len(word)}, row}}
		}
	}
	m.known[word] = r
	return r
}

// like is the beginning of word that was typed, or what was typed for one of
// its forms by mistake.
func (m *marker) like(word string, forms []string) (row string, ok bool) {
	if len(m.prefixes) > 0 {
		plain := m.words.Plain(word)
		for _, p := range m.prefixes {
			if strings.HasPrefix(plain, p) {
				return p, true
			}
		}
	}
	for _, u := range m.typos {
		if slices.ContainsFunc(forms, u.near) {
			return u.terms[0], true
		}
	}
	return "", false
}

// rowsOf are those of lists of marks.
func rowsOf(lists ...[]mark) map[string]bool {
	rows := map[string]bool{}
	for _, list := range lists {
		for _, k := range list {
			rows[k.row] = true
		}
	}
	return rows
}

// similar is the first word of text that was found instead of one with typos.
func (m *marker) similar(u *unit, text []byte) string {
	for _, k := range m.marks(text, false) {
		if k.row == u.terms[0] || slices.Contains(u.other, k.row) {
			return string(text[k.From:k.To])
		}
	}
	return ""
}

// near says whether a term was found instead of a word with typos.
func (u *unit) near(term string) bool {
	a, _ := utf8.DecodeRuneInString(u.terms[0])
	b, _ := utf8.DecodeRuneInString(term)
	return a == b && slug.Distance(u.terms[0], term) <= u.typos
}
