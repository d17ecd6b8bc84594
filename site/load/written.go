package load

import (
	"bytes"
	_ "embed"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// LangOf is the language in which a text is written, if the text by itself leaves no
// doubt; "" if it is short, in several languages, or in one that could be another. Code
// is no part of the text. Its beginning is enough.
func LangOf(pieces iter.Seq[string]) string {
	const enough = 1500 // bytes
	text := make([]byte, 0, enough)
	for piece := range pieces {
		if text = append(text, piece[:min(len(piece), enough-len(text))]...); len(text) == enough {
			break
		}
	}
	var c scripts
	c.count(text)
	most, sum := 0, 0
	for i, n := range c.words {
		sum += n
		if n > c.words[most] {
			most = i
		}
	}
	cjk, words, others := c.han+c.kana+c.hangul, c.words[most], sum-c.words[most]
	few := 30 // words
	if writings[most].lang != "" {
		few = 8 // which are long where no spaces are
	}
	switch {
	case cjk >= 60 && cjk >= 3*sum:
		return c.surelyCJK()
	case words < few || 10*cjk > words || 2*others > words || most == 0 && 10*others > words:
		return ""
	}
	t := theTellers()[most]
	if alone := writings[most].lang; alone != "" {
		return t.unlike(text, words, alone)
	}
	return t.surely(text, words)
}

// surelyCJK is the language of a text in Han, Kana or Hangul.
func (c *scripts) surelyCJK() string {
	switch {
	case c.hangul > 9*(c.han+c.kana):
		return "ko"
	case c.hangul == 0 && c.kana*4 > c.han:
		return "ja"
	case c.hangul > 0 || c.kana*50 > c.han:
		return ""
	case c.traditional*20 > c.han:
		return "zh-Hant"
	case -c.traditional*20 > c.han:
		return "zh-CN"
	}
	return ""
}

// A teller tells the languages of a writing by their little words and their letters.
type teller struct {
	langs   []string
	told    int                 // so many of langs, the first; the others are known to be told from them
	letters []string            // of each of langs, beyond ASCII; "" is any
	words   map[string][]wordOf // those of all langs
}

// A wordOf is one of the words of a language.
type wordOf struct{ lang, word uint8 }

// A said is what a text has of a language.
type said struct {
	words  int    // that are little words of it
	seen   uint64 // which of them
	weight int    // of them: one counts less, the more languages have it
}

// surely is the language of a text of so many words: many of them are little words of
// it, they are not the same few, and no other language has half as much.
func (t *teller) surely(text []byte, words int) string {
	found := t.count(text)
	best := 0
	for i := range found {
		if found[i].weight > found[best].weight {
			best = i
		}
	}
	b := found[best]
	if best >= t.told || b.words*7 < words || bits.OnesCount64(b.seen) < 6 || strange(text, t.letters[best])*50 > words {
		return ""
	}
	for i, other := range found {
		if more := other.weight * 5 / 3; i != best && (b.weight < more && i < t.told || b.weight < other.weight*6/5) {
			return ""
		}
	}
	return t.langs[best]
}

// unlike is lang, if a text of so many words is in none that looks like it.
func (t *teller) unlike(text []byte, words int, lang string) string {
	for _, other := range t.count(text) {
		if other.words*20 > words {
			return ""
		}
	}
	if strange(text, lineOf(written, "letters "+lang))*50 > words {
		return ""
	}
	return lang
}

func (t *teller) count(text []byte) []said {
	const whole = 60 // weight of a word that one language has
	found := make([]said, len(t.langs))
	isSign := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }
	for word := range bytes.FieldsFuncSeq(bytes.ToLower(text), isSign) {
		places := t.words[string(word)]
		for _, p := range places {
			f := &found[p.lang]
			f.words, f.seen, f.weight = f.words+1, f.seen|1<<p.word, f.weight+whole/len(places)
		}
	}
	return found
}

// strange is how many letters of a text beyond ASCII are none of these.
func strange(text []byte, letters string) (n int) {
	for _, r := range string(bytes.ToLower(text)) {
		if r >= utf8.RuneSelf && letters != "" && unicode.IsLetter(r) && !strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// written has lines of what tells languages besides their little words.
//
//go:embed written.txt
var written string

var theTellers = sync.OnceValue(func() *[len(writings)]teller {
	var all [len(writings)]teller
	for i, w := range writings {
		t := &all[i]
		t.words = map[string][]wordOf{}
		t.langs = w.known()
		t.told = len(t.langs)
		for lang := range strings.FieldsSeq(w.near) {
			t.langs = append(t.langs, lang)
		}
		for k, lang := range t.langs {
			words := lineOf(littleWords, lang) + " " + lineOf(written, "more "+lang)
			if k >= t.told {
				words = lineOf(written, "near "+lang)
			}
			for n, word := range slices.Compact(slices.Sorted(strings.FieldsSeq(words))) {
				t.words[word] = append(t.words[word], wordOf{uint8(k), uint8(n)})
			}
			t.letters = append(t.letters, lineOf(written, "letters "+lang))
		}
	}
	return &all
})

// lineOf is what follows name on its line.
func lineOf(text, name string) string {
	_, line, _ := strings.Cut(text, "\n"+name+" ")
	line, _, _ = strings.Cut(line, "\n")
	return line
}
