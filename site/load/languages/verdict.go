package languages

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A verdict says whether a text is in a language, as far as can be seen.
type verdict int

const (
	unknown verdict = iota
	yes
	no
)

const (
	looked  = 4 << 10 // bytes of a note that are looked at
	manyOf  = 60      // notes of a language that are
	fewOf   = 40      // words that tell nothing
	english = 4       // of a hundred words, at least so many of an English text are common
	foreign = 1       // and at most so many of one that is not
)

// common English words are a sixth of an English text.
var common = map[string]bool{"the": true, "of": true, "and": true, "to": true, "is": true, "with": true, "this": true, "that": true, "for": true, "are": true}

// A census counts the letters and words of texts.
type census struct {
	latin, common int // words
	own, other    int // letters of the language's script, and of other scripts that are not Latin
}

// looksLike judges notes.
func looksLike(tag string, notes []*site.Note) verdict {
	k, ok := of(primary(tag))
	if !ok {
		return no
	}
	var c census
	for _, n := range notes[:min(len(notes), manyOf)] {
		c.text(n.Body[:min(len(n.Body), looked)], k.script)
	}
	switch len(k.script) {
	case 0:
	case 1:
		return c.script(1)
	default: // of a Japanese text half is Kana, or some
		return c.script(10)
	}
	return c.words(primary(tag) == "en")
}

// script judges a language that is not written in Latin letters: names and code
// are, in any language. weight is how much one of its letters tells against one of
// another script.
func (c *census) script(weight int) verdict {
	own := c.own * weight
	switch {
	case own*2 >= c.latin && own > c.other:
		return yes
	case own*10 < c.latin || own < c.other:
		return no
	}
	return unknown
}

// words judges a language in Latin letters.
func (c *census) words(en bool) verdict {
	switch {
	case c.other > c.latin:
		return no
	case c.latin < fewOf:
		return unknown
	case c.common*100 >= c.latin*english:
		return either(en)
	case c.common*100 <= c.latin*foreign:
		return either(!en)
	}
	return unknown
}

func either(ok bool) verdict {
	if ok {
		return yes
	}
	return no
}

// text counts what a text says outside of blocks of code.
func (c *census) text(text []byte, script []*unicode.RangeTable) {
	code := false
	for line := range bytes.Lines(text) {
		if begin := bytes.TrimLeft(line, " \t>"); bytes.HasPrefix(begin, []byte("```")) || bytes.HasPrefix(begin, []byte("~~~")) {
			code = !code
		} else if !code {
			c.line(line, script)
		}
	}
}

func (c *census) line(line []byte, script []*unicode.RangeTable) {
	for word := range bytes.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if r, _ := utf8.DecodeRune(word); unicode.Is(unicode.Latin, r) {
			c.latin++
			if common[string(bytes.ToLower(word))] {
				c.common++
			}
			continue
		}
		for _, r := range string(word) {
			switch {
			case unicode.In(r, script...):
				c.own++
			case unicode.Is(unicode.Latin, r):
			default:
				c.other++
			}
		}
	}
}
