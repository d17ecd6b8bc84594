package search

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
type token struct {
	term int32 // number of the term in the analyzer's list
	pos  int32 // from 1; 0 if the term has no place in the text
}

// phraseGap lies between the words of a text and the words that were added to
// it, so that no phrase reaches from one to the other.
const phraseGap = 100

// An analyzer turns text into terms. What it says of the words of a text is
// what bleve's chain of the mapping says, only faster: it looks each distinct
// word up once and makes the pairs of ordinary runs itself.
//
// To the words it adds, as if they were further values of the field:
//
//   - the parts of a name (epoll, wait for epoll_wait), once per name and text;
//   - a Latin word without its accents (cafe for café), without a position;
//   - a pair of traditional characters in simplified ones (数据 for 數據), where
//     that stands, unless the text has Kana: Japanese is written with some;
//   - the last character of a CJK run of two or more, without a position, so
//     that a prefix query of one character finds every section that holds it.
//
// An analyzer belongs to one goroutine.
type analyzer struct {
	text, keyword []analysis.TokenFilter

	ids   map[string]int32 // term -> number
	terms []string         // number -> term
	words map[string]entry // word, or pair of a plain run, as it stands in the text -> what is indexed
	keys  map[string]int32 // whole value -> number of its keyword

	tokens []token   // of the last text
	simple []token   // of the last text: its terms in simplified characters
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
	terms  []int32 // one per position
	parts  int32   // 1 + index in extras, or 0
	folded int32   // 1 + term without accents, or 0
}

func newAnalyzer(m mapping.IndexMapping) (*analyzer, error) {
	a := &analyzer{
		ids: map[string]int32{}, words: map[string]entry{}, keys: map[string]int32{},
	}
	for name, filters := range map[string]*[]analysis.TokenFilter{
		textAnalyzer: &a.text, keywordAnalyzer: &a.keyword,
	} {
		chain, ok := m.AnalyzerNamed(name).(*analysis.DefaultAnalyzer)
		if !ok {
			return nil, fmt.Errorf("the mapping has no analyzer %q", name)
		}
		*filters = chain.TokenFilters
	}
	return a, nil
}

// term is the number of a term.
func (a *analyzer) term(term []byte) int32 {
	if id, ok := a.ids[string(term)]; ok {
		return id
	}
	id := int32(len(a.terms))
	s := string(term)
	a.terms = append(a.terms, s)
	a.ids[s] = id
	return id
}

// value is the keyword that value is indexed as, and whether there is one.
func (a *analyzer) value(value string) token {
	id, ok := a.keys[value]
	if !ok {
		id = a.filter([]byte(value), analysis.AlphaNumeric, a.keyword)[0]
		a.keys[value] = id
	}
	return token{id, 1}
}

// analyze gives the tokens of text and the length of the text in words and
// pairs, the added ones not counted. The tokens are valid until the next call.
func (a *analyzer) analyze(text []byte) (tokens []token, length int) {
	a.tokens, a.simple, a.names, a.lone = a.tokens[:0], a.simple[:0], a.names[:0], a.lone[:0]
	pos := int32(1)
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			break
		}
		at = w.to
		if raw := text[w.from:w.to]; w.run && plainRun(raw) {
			pos = a.addRun(raw, pos)
		} else {
			pos = a.addWord(raw, w.run, pos)
		}
	}
	length = len(a.tokens)
	if len(a.simple) > 0 && !hasKana(text) {
		a.tokens = append(a.tokens, a.simple...)
	}
	a.addExtras(pos)
	return a.tokens, length
}

// termsOf are the terms of text, nothing added, one per position.
func (a *analyzer) termsOf(text string) []string {
	tokens, length := a.analyze([]byte(text))
	terms := make([]string, length)
	for i, t := range tokens[:length] {
		terms[i] = a.terms[t.term]
	}
	return terms
}

// plain is a word as it is indexed, but for its end, which no stemmer cut.
func (a *analyzer) plain(word string) string {
	ids := a.filter([]byte(word), analysis.AlphaNumeric, a.keyword)
	return a.terms[ids[0]]
}

// addRun adds the pairs of a plain run.
func (a *analyzer) addRun(run []byte, pos int32) int32 {
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
				a.simple = append(a.simple, token{simple, 0})
			}
		}
	}
	return pos
}

// add adds a term of a run.
func (a *analyzer) add(term, pos int32) {
	a.tokens = append(a.tokens, token{term, pos})
	if simple := a.simplified(term); simple != term {
		a.simple = append(a.simple, token{simple, pos})
	}
}

// simplified is a term in simplified characters.
func (a *analyzer) simplified(term int32) int32 {
	if int(term) >= len(a.simplest) {
		a.simplest = grown(a.simplest, len(a.terms))
	}
	simple := a.simplest[term] - 1
	if simple < 0 {
		simple = a.term([]byte(simplified(a.terms[term])))
		a.simplest[term] = simple + 1
	}
	return simple
}

func (a *analyzer) pair(pair []byte) int32 {
	if id, ok := a.ids[string(pair)]; ok {
		return id
	}
	return a.term(pair)
}

// addWord adds a word, or a run that is not plain, by bleve's filters.
func (a *analyzer) addWord(raw []byte, run bool, pos int32) int32 {
	e, ok := a.words[string(raw)]
	if !ok {
		e = a.lookUp(raw, run)
		a.words[string(raw)] = e
	}
	for _, term := range e.terms {
		if run {
			a.add(term, pos)
		} else {
			a.tokens = append(a.tokens, token{term, pos})
		}
		pos++
	}
	if e.parts > 0 {
		a.names = append(a.names, e.parts-1)
	}
	if e.folded > 0 {
		a.lone = append(a.lone, e.folded-1)
	}
	return pos
}

func (a *analyzer) lookUp(raw []byte, run bool) (e entry) {
	kind := analysis.AlphaNumeric
	if run && regexptokenizer.IdeographRegexp.Match(raw) {
		kind = analysis.Ideographic
	}
	e.terms = a.filter(raw, kind, a.text)
	if run {
		if len(e.terms) > 1 || utf8.RuneCount(raw) > 1 {
			nfkc := norm.NFKC.Bytes(raw)
			_, n := utf8.DecodeLastRune(nfkc)
			e.folded = 1 + a.term(nfkc[len(nfkc)-n:])
		}
		return e
	}
	if list := parts(raw); list != nil {
		var ids []int32
		for _, part := range list {
			ids = append(ids, a.filter(part, analysis.AlphaNumeric, a.text)...)
		}
		a.extras = append(a.extras, ids)
		e.parts = int32(len(a.extras))
	}
	if plain := foldAccents(raw); !bytes.Equal(plain, raw) {
		e.folded = 1 + a.filter(plain, analysis.AlphaNumeric, a.text)[0]
	}
	return e
}

// filter gives the terms that the filters make of one token.
func (a *analyzer) filter(raw []byte, kind analysis.TokenType, filters []analysis.TokenFilter) []int32 {
	stream := analysis.TokenStream{{Term: bytes.Clone(raw), End: len(raw), Position: 1, Type: kind}}
	for _, f := range filters {
		stream = f.Filter(stream)
	}
	ids := make([]int32, len(stream))
	for i, t := range stream {
		ids[i] = a.term(t.Term)
	}
	return ids
}

// addExtras adds the words that stand for others, each once; the text ended
// before pos. Their order is that of the text, for the order of extras
// depends on what was analyzed before.
func (a *analyzer) addExtras(pos int32) {
	a.round++
	a.named = grown(a.named, len(a.extras))
	for _, name := range a.names {
		if a.named[name] == a.round {
			continue
		}
		a.named[name] = a.round
		pos += phraseGap
		for _, term := range a.extras[name] {
			a.tokens = append(a.tokens, token{term, pos})
			pos++
		}
	}
	if len(a.lone) == 0 {
		return
	}
	a.met = grown(a.met, len(a.terms))
	for _, t := range a.tokens {
		a.met[t.term] = a.round
	}
	for _, term := range a.lone {
		if a.met[term] != a.round {
			a.met[term] = a.round
			a.tokens = append(a.tokens, token{term, 0})
		}
	}
}

// grown is s with at least n elements, the new ones zero.
func grown(s []int32, n int) []int32 {
	return append(s, make([]int32, max(0, n-len(s)))...)
}

// foldAccents is word without the marks on its Latin letters: letters beyond
// Latin keep theirs, where a mark makes another letter.
func foldAccents(word []byte) []byte {
	if ascii(word) {
		return word
	}
	var plain []byte
	base := false // the letter before is Latin, so its marks go
	for _, r := range string(norm.NFD.Bytes(word)) {
		if 0x300 <= r && r <= 0x36F {
			if base {
				continue
			}
		} else {
			base = r < utf8.RuneSelf
		}
		plain = utf8.AppendRune(plain, r)
	}
	return norm.NFC.Bytes(plain)
}

func ascii(s []byte) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
