package search

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	excerptWidth = 160 // columns of an excerpt; a CJK character takes two
	excerptLead  = 30  // columns before its first mark, at most
)

// A marker finds in a text what a query found in the index.
type marker struct {
	words    *analyzer
	terms    map[string]bool
	chars    map[rune]bool // single CJK characters that were asked for
	prefixes []string
	typos    []*unit
}

// newMarker marks what a plan looks for.
func newMarker(words *analyzer, p plan) *marker {
	m := &marker{words: words, terms: map[string]bool{}, chars: map[rune]bool{}}
	m.addPlan(p)
	return m
}

func (m *marker) addPlan(p plan) {
	if p.unit != nil {
		m.add(p.unit)
	}
	if p.compound != "" {
		m.terms[p.compound] = true
	}
	for _, k := range p.kids {
		if k.kind != not {
			m.addPlan(k)
		}
	}
}

func (m *marker) add(u *unit) {
	if u.kind == keywordUnit {
		return
	}
	for _, t := range slices.Concat(u.terms, u.parts, u.other, slices.Concat(u.halves...)) {
		m.terms[t] = true
		if r, n := utf8.DecodeRuneInString(t); n == len(t) && classify(r) == inRun {
			m.chars[r] = true
		}
	}
	if u.folded != "" {
		m.terms[u.folded] = true
	}
	if u.prefix != "" {
		m.prefixes = append(m.prefixes, u.prefix)
	}
	if u.typos > 0 {
		m.typos = append(m.typos, u)
	}
	for _, k := range u.kids {
		m.add(k)
	}
}

// A mark is a place in a text, and which term is there.
type mark struct {
	Range
	term string
}

// marks are the places in text, ascending, where something was found.
func (m *marker) marks(text []byte) (list []mark) {
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			slices.SortStableFunc(list, func(a, b mark) int { return cmp.Compare(a.From, b.From) })
			return list
		}
		at = w.to
		if !w.run {
			if term, ok := m.word(string(text[w.from:w.to])); ok {
				list = append(list, mark{Range{w.from, w.to}, term})
			}
			continue
		}
		list = m.run(list, text, w)
	}
}

// run adds the pairs and characters that were found in a run. Pairs that
// overlap become one mark each; excerpt joins them.
func (m *marker) run(list []mark, text []byte, w word) []mark {
	before := -1
	for at := w.from; at < w.to; {
		r, n := utf8.DecodeRune(text[at:w.to])
		if before >= 0 {
			pair := string(text[before : at+n])
			if m.terms[pair] || m.terms[m.words.plain(pair)] {
				list = append(list, mark{Range{before, at + n}, pair})
			}
		}
		if m.chars[r] {
			list = append(list, mark{Range{at, at + n}, string(r)})
		}
		before, at = at, at+n
	}
	return list
}

// word says whether a word was found, and as which term.
func (m *marker) word(raw string) (term string, found bool) {
	e, ok := m.words.words[raw]
	if !ok {
		e = m.words.lookUp([]byte(raw), false)
		m.words.words[raw] = e
	}
	ids := e.terms
	if e.parts > 0 {
		ids = slices.Concat(ids, m.words.extras[e.parts-1])
	}
	if e.folded > 0 {
		ids = append(slices.Clone(ids), e.folded-1)
	}
	for _, id := range ids {
		if t := m.words.terms[id]; m.terms[t] {
			return t, true
		}
	}
	plain := m.words.plain(raw)
	for _, p := range m.prefixes {
		if strings.HasPrefix(plain, p) {
			return p, true
		}
	}
	for _, u := range m.typos {
		for _, id := range e.terms {
			if u.near(m.words.terms[id]) {
				return u.terms[0], true
			}
		}
	}
	return "", false
}

// similar is the first word of text that was found instead of a word with
// typos.
func (m *marker) similar(u *unit, text []byte) string {
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			return ""
		}
		at = w.to
		raw := string(text[w.from:w.to])
		if w.run || utf8.RuneCountInString(raw) < 2 {
			continue
		}
		for _, t := range m.words.termsOf(raw) {
			if slices.Contains(u.other, t) || u.near(t) {
				return raw
			}
		}
	}
}

// near says whether a term was found instead of a word with typos.
func (u *unit) near(term string) bool {
	a, _ := utf8.DecodeRuneInString(u.terms[0])
	b, _ := utf8.DecodeRuneInString(term)
	return a == b && distance(u.terms[0], term) <= u.typos
}

// distance is the number of insertions, deletions, replacements and exchanges
// of neighbours that make b of a, or 9 if their lengths alone differ by three.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	if d := len(from) - len(to); d > 2 || d < -2 {
		return 9
	}
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			best := min(rows[i-1][j-1]+cost, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				best = min(best, rows[i-2][j-2]+1)
			}
			rows[i][j] = best
		}
	}
	return rows[len(from)][len(to)]
}

// excerpts chooses the parts of a section that show most of what was found: of
// its prose, of its code. If neither shows any, it is the beginning of one.
func (m *marker) excerpts(body, code string) []Excerpt {
	flat := bytes.ReplaceAll(bytes.TrimFunc([]byte(body), isSpace), []byte("\n"), []byte(" "))
	source := []byte(strings.TrimRight(code, "\n"))
	inFlat, inSource := m.marks(flat), m.marks(source)
	var list []Excerpt
	if len(inFlat) > 0 || len(inSource) == 0 && len(flat) > 0 {
		list = append(list, cutExcerpt(flat, inFlat))
	}
	if len(inSource) > 0 || len(flat) == 0 && len(source) > 0 {
		e := cutExcerpt(source, inSource)
		e.Code = true
		list = append(list, e)
	}
	return list
}

func cutExcerpt(text []byte, marks []mark) Excerpt {
	from := 0
	if len(marks) > 0 {
		from = lead(text, marks[bestMark(text, marks)].From)
	}
	to := from + columns(text[from:], excerptWidth)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	shift := b.Len() - from
	b.Write(text[from:to])
	if to < len(text) {
		b.WriteString("…")
	}
	e := Excerpt{Text: b.String(), Marks: []Range{}}
	for _, k := range marks {
		if k.From < from || k.To > to {
			continue
		}
		r := Range{k.From + shift, k.To + shift}
		if last := len(e.Marks) - 1; last >= 0 && r.From <= e.Marks[last].To {
			e.Marks[last].To = max(r.To, e.Marks[last].To)
			continue
		}
		e.Marks = append(e.Marks, r)
	}
	return e
}

// bestMark is the first of those marks after which an excerpt shows the most
// different terms, then the most marks.
func bestMark(text []byte, marks []mark) int {
	best, bestScore := 0, 0
	counts := map[string]int{}
	for i, j := 0, 0; i < len(marks); i++ {
		end := marks[i].From + columns(text[marks[i].From:], excerptWidth-excerptLead)
		for ; j < len(marks) && marks[j].To <= end; j++ {
			counts[marks[j].term]++
		}
		if score := len(counts)*1000 + min(j-i, 999); score > bestScore {
			best, bestScore = i, score
		}
		if counts[marks[i].term]--; counts[marks[i].term] <= 0 {
			delete(counts, marks[i].term)
		}
		j = max(j, i+1)
	}
	return best
}

// lead is where an excerpt begins that shows the mark at byte at: at the
// beginning of its sentence, if that is near, else a little before the mark.
func lead(text []byte, at int) int {
	from := at
	for width := 0; from > 0; {
		r, n := utf8.DecodeLastRune(text[:from])
		width += columnsOf(r)
		if width > excerptLead || strings.ContainsRune("。！？；\n", r) {
			break
		}
		from -= n
		if r == ' ' && from > 0 && strings.ContainsRune(".!?;", rune(text[from-1])) {
			from++
			break
		}
	}
	for from < at && text[from] == ' ' {
		from++
	}
	return from
}

// columns is how many bytes of text fill width columns.
func columns(text []byte, width int) int {
	at := 0
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		if width -= columnsOf(r); width < 0 {
			break
		}
		at += n
	}
	return at
}

func columnsOf(r rune) int {
	if r >= 0x1100 && (classify(r) == inRun || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60) {
		return 2
	}
	return 1
}
