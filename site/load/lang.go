package load

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// GuessLang is the language most of the notes seem to be written in: "zh-CN",
// "zh-Hant", "ja", "ko", or another that its script tells, or its little words;
// Undetermined if nothing does, but "en" of so little that there is nothing to
// tell, and nothing that speaks for another. It looks at what people read: code, formulas and addresses are much the
// same in all languages.
func GuessLang(notes []site.Note) string {
	var c Scripts
	for i := range notes {
		c.Add(&notes[i])
	}
	return c.Lang()
}

// Scripts are the scripts in which notes are written, by which GuessLang knows
// their language.
type Scripts struct{ scripts }

// Add counts a note.
func (c *Scripts) Add(n *site.Note) { c.note(headOfNote(n)) }

// Take takes a note away that was counted.
func (c *Scripts) Take(n *site.Note) {
	var its scripts
	its.note(headOfNote(n))
	c.add(&its, -1)
}

// Join counts what others counted.
func (c *Scripts) Join(others Scripts) {
	c.add(&others.scripts, 1)
}

// SameScripts says whether Add counts the same of two notes.
func SameScripts(a, b *site.Note) bool { return bytes.Equal(headOfNote(a), headOfNote(b)) }

// headOfNote is what tells the language of a note.
func headOfNote(n *site.Note) []byte {
	const head = 4 << 10 // bytes
	return n.Body[:min(len(n.Body), head)]
}

// Lang is the language of the notes.
func (c *Scripts) Lang() string {
	most := 0 // the writing with most words, Latin first
	for i, n := range c.words {
		if n > c.words[most] {
			most = i
		}
	}
	switch cjk := c.han + c.kana + c.hangul; {
	case cjk < c.words[most] || cjk == 0:
		return c.of(most)
	case c.hangul > c.han+c.kana:
		return "ko"
	case c.kana*10 > cjk: // Japanese is half kana; a Chinese text may quote some
		return "ja"
	case c.traditional > 0:
		return "zh-Hant"
	}
	return "zh-CN"
}

// of is the language of most of what is written so: that with more of the
// little words than any other by a quarter, if one word in fifty is one.
func (c *scripts) of(writing int) string {
	w, words := &writings[writing], c.words[writing]
	if w.langs == "" {
		return w.lang
	}
	v := theVocabulary()
	best, first, second := "", 0, 0
	for i, lang := range v.langs[v.of[writing]:][:len(w.known())] {
		switch n := c.little[v.of[writing]+i]; {
		case n > first:
			best, first, second = lang, n, first
		case n > second:
			second = n
		}
	}
	const few = 20 // words of which nothing is to be expected
	switch {
	case first > 0 && first*50 >= words && first*4 > second*5:
		return best
	case writing == 0 && c.beyond == 0 && words < few && (first == 0 || best == "en"):
		return "en" // unless another language has left a trace
	}
	return Undetermined
}

// scripts counts characters of some scripts, and words of others.
type scripts struct {
	han, kana, hangul int
	traditional       int                // Han characters, less the simplified ones
	words             [len(writings)]int // of each writing
	beyond            int                // words in Latin that have letters beyond ASCII
	little            [mostLangs]int     // little words, by the number of the language
}

// add adds what others counted, so many times.
func (c *scripts) add(others *scripts, times int) {
	c.han += others.han * times
	c.kana += others.kana * times
	c.hangul += others.hangul * times
	c.traditional += others.traditional * times
	c.beyond += others.beyond * times
	for i, n := range others.words {
		c.words[i] += n * times
	}
	for i, n := range others.little {
		c.little[i] += n * times
	}
}

// note counts what a note says outside code blocks and formulas.
func (c *scripts) note(text []byte) {
	var fence []byte // that is open
	for line := range bytes.Lines(text) {
		begin := bytes.TrimLeft(line, " \t>")
		switch {
		case fence != nil:
			if bytes.HasPrefix(begin, fence) {
				fence = nil
			}
		case bytes.HasPrefix(begin, []byte("```")), bytes.HasPrefix(begin, []byte("~~~")):
			fence = begin[:3]
		case string(bytes.TrimSpace(begin)) == "$$":
			fence = begin[:2]
		default:
			c.line(line)
		}
	}
}

// line counts what a line says outside code, formulas, tags and addresses.
func (c *scripts) line(text []byte) {
	for len(text) > 0 {
		at := bytes.IndexAny(text, "`$<(:")
		if at < 0 {
			break
		}
		c.count(text[:at])
		text = text[at+unspoken(text[at:]):]
	}
	c.count(text)
}

// unspoken is how many bytes at the start of text are in no language.
func unspoken(text []byte) int {
	until := func(ends string) int { return max(0, bytes.IndexAny(text[1:], ends)) + 1 }
	switch {
	case text[0] == '`', text[0] == '$':
		return until(string(text[:1]))
	case text[0] == '<' && until(">") > 1:
		return until(">")
	case bytes.HasPrefix(text, []byte("://")):
		return until(" \n")
	case text[0] == '(' && !bytes.ContainsFunc(text[:until(")")], func(r rune) bool { return r == ' ' || r >= utf8.RuneSelf }):
		return until(")") // the destination of a link, mostly
	}
	return 1
}

func (c *scripts) count(text []byte) {
	from := -1 // where the word begins that is being read
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRune(text[at:])
		inWord := false
		switch {
		case r < utf8.RuneSelf:
			inWord = 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || from >= 0 && r == '\''
		case unicode.Is(unicode.Han, r):
			c.countHan(r)
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			c.kana++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
		default:
			inWord = unicode.IsLetter(r) || unicode.IsMark(r) && from >= 0
		}
		switch {
		case inWord && from < 0:
			from = at
		case !inWord && from >= 0:
			c.countWord(text[from:at])
			from = -1
		}
		at += n
	}
	if from >= 0 {
		c.countWord(text[from:])
	}
}

func (c *scripts) countHan(r rune) {
	c.han++
	if 0x4E00 <= r && r < 0xA000 {
		c.traditional += int(hanForms()[r-0x4E00])
	}
}

// letters counts a word that has letters of some languages as a little word of
// theirs.
func (c *scripts) letters(word []byte) {
	var seen [mostLangs]bool
	for _, r := range string(word) {
		for _, lang := range theVocabulary().letters[unicode.ToLower(r)] {
			if !seen[lang] {
				seen[lang] = true
				c.little[lang]++
			}
		}
	}
}

func (c *scripts) countWord(word []byte) {
	r, _ := utf8.DecodeRune(word)
	writing, plain := 0, !bytes.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf })
	if r >= utf8.RuneSelf {
		writing = writingOf(r)
	}
	if writing < 0 {
		return
	}
	c.words[writing]++
	if writing == 0 && !plain {
		c.beyond++
	}
	if !plain {
		c.letters(word)
	}
	var lower [12]byte // no little word is longer
	if len(word) > len(lower) {
		return
	}
	if !plain {
		word = bytes.ToLower(word)
	} else {
		for i, b := range word {
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			lower[i] = b
		}
		word = lower[:len(word)]
	}
	for _, lang := range theVocabulary().little[string(word)] {
		c.little[lang]++
	}
}
