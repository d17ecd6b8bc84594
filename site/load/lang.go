package load

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// GuessLang is the language most of the notes seem to be written in: "zh-CN",
// "ja", "ko" or "en". It looks at scripts only, so that every language in
// Latin letters is "en", and at what people read: code, formulas and addresses
// are much the same in all languages.
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
	c.han, c.kana, c.hangul, c.words = c.han-its.han, c.kana-its.kana, c.hangul-its.hangul, c.words-its.words
}

// Join counts what others counted.
func (c *Scripts) Join(others Scripts) {
	c.han, c.kana, c.hangul, c.words = c.han+others.han, c.kana+others.kana, c.hangul+others.hangul, c.words+others.words
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
	switch cjk := c.han + c.kana + c.hangul; {
	case cjk < c.words:
		return "en"
	case c.hangul > c.han+c.kana:
		return "ko"
	case c.kana*10 > cjk: // Japanese is half kana; a Chinese text may quote some
		return "ja"
	case cjk > 0:
		return "zh-CN"
	}
	return "en"
}

// scripts counts characters of some scripts, and words of all others.
type scripts struct {
	han, kana, hangul, words int
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
	word := false
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		was := word
		word = false
		switch {
		case r < utf8.RuneSelf:
			word = 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || was && r == '\''
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			c.kana++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
		default:
			word = unicode.IsLetter(r)
		}
		if word && !was {
			c.words++
		}
	}
}
