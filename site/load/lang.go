package load

import (
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// GuessLang is the language most of the notes seem to be written in: "zh-CN",
// "ja", "ko" or "en". It looks at scripts only, so that every language in
// Latin letters is "en".
func GuessLang(notes []site.Note) string {
	const head = 4 << 10 // bytes of a note that tell its language
	var c scripts
	for _, n := range notes {
		c.count(n.Body[:min(len(n.Body), head)])
	}
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
