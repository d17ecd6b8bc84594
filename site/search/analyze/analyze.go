package analyze

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	regexptokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/regexp"
	"github.com/blevesearch/bleve/v2/mapping"
	"golang.org/x/text/unicode/norm"
)

// A token is an occurrence of a term in a field.
type Token struct {
	Term int32 // number of the term in the analyzer's list
	Pos  int32 // from 1; 0 if the term has no place in the text
}

// PhraseGap lies between the words of a text and the words that were added to
// it, so that no phrase reaches from one to the other.
const PhraseGap = 100

// An analyzer turns text into terms. What it says of the words of a text is
// what bleve's chain of the mapping says, only faster: it looks each distinct
// word up once and makes the pairs of ordinary runs itself.
//
// To the words it adds, as if they were further values of the field:
//
//   - the parts of a name (epoll, wait for epoll_wait), once per name and text;
//   - a word as Fold spells it (cafe for café, datei for Dateien), without a position;
//   - a pair of traditional characters in simplified ones (数据 for 數據), where
//     that stands, unless the text has Kana: Japanese is written with some;
//   - the last character of a CJK run of two or more, without a position, so
//     that a prefix query of one character finds every section that holds it.
//
// An analyzer belongs to one goroutine.
type Analyzer struct {
	Text, keyword []analysis.TokenFilter
	Tongue        Tongue // of the index

	ids   map[string]int32 // term -> number
	Terms []string         // number -> term
	Words map[string]entry // word, or pair of a plain run, as it stands in the text -> what is indexed
	keys  map[string]int32 // whole value -> number of its keyword

	tokens []Token   // of the last text
	simple []Token   // of the last text: its terms in simplified characters
	names  []int32   // of the last text: names with parts, as indexes of extras
	lone   []int32   // of the last text: terms to add without a position
	extras [][]int32 // entry.parts points here

	simplest []int32 // term -> 1 + its form in simplified characters; 0 is not known yet

	round int32   // number of the text
	met   []int32 // term -> last round in which it was added
	named []int32 // index of extras -> last round in which it was added
}

// An entry is what a word is indexed as.
type entry struct {
	Terms  []int32 // one per position
	parts  int32   // 1 + index in extras, or 0
	Folded int32   // 1 + term as Fold spells it, if that is another, or 0
}

func NewAnalyzer(m mapping.IndexMapping) (*Analyzer, error) {
	a := &Analyzer{
		ids: map[string]int32{}, Words: map[string]entry{}, keys: map[string]int32{},
	}
	for name, filters := range map[string]*[]analysis.TokenFilter{
		textAnalyzer: &a.Text, keywordAnalyzer: &a.keyword,
	} {
		chain, ok := m.AnalyzerNamed(name).(*analysis.DefaultAnalyzer)
		if !ok {
			return nil, fmt.Errorf("the mapping has no analyzer %q", name)
		}
		*filters = chain.TokenFilters
	}
	return a, nil
}

// Term is the number of a term.
func (a *Analyzer) Term(term []byte) int32 {
	if id, ok := a.ids[string(term)]; ok {
		return id
	}
	id := int32(len(a.Terms))
	s := string(term)
	a.Terms = append(a.Terms, s)
	a.ids[s] = id
	return id
}

// Value is the keyword that value is indexed as, and whether there is one.
func (a *Analyzer) Value(value string) Token {
	id, ok := a.keys[value]
	if !ok {
		id = a.Filter([]byte(value), analysis.AlphaNumeric, a.keyword)[0]
		a.keys[value] = id
	}
	return Token{id, 1}
}

// Analyze gives the tokens of text and the length of the text in words and
// pairs, the added ones not counted. The tokens are valid until the next call.
func (a *Analyzer) Analyze(text []byte) (tokens []Token, length int) {
	a.tokens, a.simple, a.names, a.lone = a.tokens[:0], a.simple[:0], a.names[:0], a.lone[:0]
	pos := int32(1)
	for at := 0; ; {
		w, ok := NextWord(text, at)
		if !ok {
			break
		}
		at = w.To
		switch raw := text[w.From:w.To]; {
		case w.Chain:
			pos = a.addChain(raw, pos)
		case w.Run && PlainRun(raw):
			pos = a.addRun(raw, pos)
		default:
			pos = a.addWord(raw, w.Run, pos)
		}
	}
	length = len(a.tokens)
	if len(a.simple) > 0 && !HasKana(text) {
		a.tokens = append(a.tokens, a.simple...)
	}
	a.addExtras(pos)
	return a.tokens, length
}

// TermsOf are the terms of text, nothing added, one per position.
func (a *Analyzer) TermsOf(text string) []string {
	tokens, length := a.Analyze([]byte(text))
	terms := make([]string, length)
	for i, t := range tokens[:length] {
		terms[i] = a.Terms[t.Term]
	}
	return terms
}

// PhraseTerms are the terms of text that any text has which text stands in: a
// chain at its ends may go on there, so its letters beyond the pairs are none. typed
// are the same with the spelling of each word, as AsTyped gives it, in place of its stem.
func (a *Analyzer) PhraseTerms(text string) (terms, typed []string) {
	var words []word
	for w, ok := NextWord([]byte(text), 0); ok; w, ok = NextWord([]byte(text), w.To) {
		words = append(words, w)
		raw := text[w.From:w.To]
		list := a.TermsOf(raw)
		terms = append(terms, list...)
		if !w.Run && !w.Chain {
			list = []string{a.AsTyped(raw)}
		}
		typed = append(typed, list...)
	}
	if len(terms) > 1 && words[0].Chain {
		terms, typed = terms[1:], typed[1:]
	}
	if n := len(terms) - 1; n > 0 && words[len(words)-1].Chain {
		terms, typed = terms[:n], typed[:n]
	}
	return terms, typed
}

// AsTyped is the spelling of a word but for width and case, behind a sign that no term
// begins with.
func (a *Analyzer) AsTyped(word string) string { return "=" + a.Plain(word) }

// Plain is a word as it is indexed, except that no stemmer has cut its end.
func (a *Analyzer) Plain(word string) string {
	ids := a.Filter([]byte(word), analysis.AlphaNumeric, a.keyword)
	return a.Terms[ids[0]]
}

// addRun adds the pairs of a plain run.
func (a *Analyzer) addRun(run []byte, pos int32) int32 {
	_, first := utf8.DecodeRune(run)
	if first == len(run) {
		a.add(a.pair(run), pos)
		return pos + 1
	}
	for from, mid := 0, first; mid < len(run); {
		_, n := utf8.DecodeRune(run[mid:])
		a.add(a.pair(run[from:mid+n]), pos)
		pos++
		from, mid = mid, mid+n
		if mid == len(run) {
			last := a.pair(run[from:])
			a.lone = append(a.lone, last)
			if simple := a.simplified(last); simple != last {
				a.simple = append(a.simple, Token{simple, 0})
			}
		}
	}
	return pos
}

// addChain adds the first letter of a chain, its pairs and its last letter.
func (a *Analyzer) addChain(chain []byte, pos int32) int32 {
	var pair []byte
	before := 0 // bytes of the letter before
	for _, l := range Letters(chain) {
		pair = utf8.AppendRune(pair[:copy(pair, pair[len(pair)-before:])], l.R)
		a.tokens = append(a.tokens, Token{a.chained(pair), pos})
		before = utf8.RuneLen(l.R)
		pos++
	}
	a.tokens = append(a.tokens, Token{a.chained(pair[len(pair)-before:]), pos})
	return pos + 1
}

// chained is the term of a pair, or of a letter, of a chain.
func (a *Analyzer) chained(pair []byte) int32 {
	e, ok := a.Words[string(pair)]
	if !ok {
		e.Terms = a.Filter(pair, analysis.AlphaNumeric, a.Text)
		a.Words[string(pair)] = e
	}
	return e.Terms[0]
}

// add adds a term of a run.
func (a *Analyzer) add(term, pos int32) {
	a.tokens = append(a.tokens, Token{term, pos})
	if simple := a.simplified(term); simple != term {
		a.simple = append(a.simple, Token{simple, pos})
	}
}

// simplified is a term in simplified characters.
func (a *Analyzer) simplified(term int32) int32 {
	if int(term) >= len(a.simplest) {
		a.simplest = grown(a.simplest, len(a.Terms))
	}
	simple := a.simplest[term] - 1
	if simple < 0 {
		simple = a.Term([]byte(Simplified(a.Terms[term])))
		a.simplest[term] = simple + 1
	}
	return simple
}

func (a *Analyzer) pair(pair []byte) int32 {
	if id, ok := a.ids[string(pair)]; ok {
		return id
	}
	return a.Term(pair)
}

// addWord adds a word, or a run that is not plain, by bleve's filters.
func (a *Analyzer) addWord(raw []byte, run bool, pos int32) int32 {
	e := a.lookedUp(raw, run)
	for _, term := range e.Terms {
		if run {
			a.add(term, pos)
		} else {
			a.tokens = append(a.tokens, Token{term, pos})
		}
		pos++
	}
	if e.parts > 0 {
		a.names = append(a.names, e.parts-1)
	}
	if e.Folded > 0 {
		a.lone = append(a.lone, e.Folded-1)
	}
	return pos
}

// Word is the entry of a word.
func (a *Analyzer) Word(raw []byte) entry { return a.lookedUp(raw, false) }

func (a *Analyzer) lookedUp(raw []byte, run bool) entry {
	e, ok := a.Words[string(raw)]
	if !ok {
		e = a.lookUp(raw, run)
		a.Words[string(raw)] = e
	}
	return e
}

func (a *Analyzer) lookUp(raw []byte, run bool) (e entry) {
	kind := analysis.AlphaNumeric
	if run && regexptokenizer.IdeographRegexp.Match(raw) {
		kind = analysis.Ideographic
	}
	e.Terms = a.Filter(raw, kind, a.Text)
	if run {
		if len(e.Terms) > 1 || utf8.RuneCount(raw) > 1 {
			nfkc := norm.NFKC.Bytes(raw)
			_, n := utf8.DecodeLastRune(nfkc)
			e.Folded = 1 + a.Term(nfkc[len(nfkc)-n:])
		}
		return e
	}
	if list := Parts(raw); list != nil {
		var ids []int32
		for _, part := range list {
			ids = append(ids, a.Filter(part, analysis.AlphaNumeric, a.Text)...)
		}
		a.extras = append(a.extras, ids)
		e.parts = int32(len(a.extras))
	}
	if folded := Fold(raw, &a.Tongue); folded != nil {
		if term := a.Filter(folded, analysis.AlphaNumeric, a.Text)[0]; term != e.Terms[0] {
			e.Folded = 1 + term
		}
	}
	return e
}

// Filter gives the terms that the filters make of one token.
func (a *Analyzer) Filter(raw []byte, kind analysis.TokenType, filters []analysis.TokenFilter) []int32 {
	stream := analysis.TokenStream{{Term: bytes.Clone(raw), End: len(raw), Position: 1, Type: kind}}
	for _, f := range filters {
		stream = f.Filter(stream)
	}
	ids := make([]int32, len(stream))
	for i, t := range stream {
		ids[i] = a.Term(t.Term)
	}
	return ids
}

// addExtras adds the words that stand for others, each once; the text ended
// before pos. Their order is that of the text, for the order of extras
// depends on what was analyzed before.
func (a *Analyzer) addExtras(pos int32) {
	a.round++
	a.named = grown(a.named, len(a.extras))
	for _, name := range a.names {
		if a.named[name] == a.round {
			continue
		}
		a.named[name] = a.round
		pos += PhraseGap
		for _, term := range a.extras[name] {
			a.tokens = append(a.tokens, Token{term, pos})
			pos++
		}
	}
	if len(a.lone) == 0 {
		return
	}
	a.met = grown(a.met, len(a.Terms))
	for _, t := range a.tokens {
		a.met[t.Term] = a.round
	}
	for _, term := range a.lone {
		if a.met[term] != a.round {
			a.met[term] = a.round
			a.tokens = append(a.tokens, Token{term, 0})
		}
	}
}

// grown is s with at least n elements, the new ones zero.
func grown(s []int32, n int) []int32 {
	return append(s, make([]int32, max(0, n-len(s)))...)
}

func IsASCII(s []byte) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
