package highlight

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// prose says whether code is prose, or no code of the language it claims to be,
// so that colours would only mislead. Authors name a language to get a box
// around a paragraph: then an apostrophe paints half of it as a string.
//
// Three signs, all counted outside comments and strings, which may hold
// anything:
//
//   - The lexer has no name for more than a twentieth of the characters, and
//     for more than a slip or two, and those are Han, Kana, Hangul or full-width
//     punctuation.
//   - It has none for more than a quarter of the characters, of any kind.
//     Templates and dialects bring a few signs of their own.
//   - Three in ten characters, and at least a dozen, are Han, Kana, Hangul or
//     full-width punctuation. Programs have Chinese names at most here and
//     there, and a shell command that prints a greeting stays below a dozen.
//     What the lexer calls text, a keyword, a tag or a bare value (in HTML,
//     Gherkin, Markdown, YAML) does not count.
//
// A statement with Chinese words in place of names (SELECT 列名 FROM 表名) is
// code: a quarter of it are keywords, and it has no full-width punctuation.
//
// Strings of two lines or more that hold Chinese punctuation count as outside:
// they come of a stray apostrophe. Real ones open with three quotes, or are
// heredocs and templates, which have token types of their own.
func prose(code []byte, tokens []chromafast.Token) bool {
	var all, wrong, wrongWide, wide, keywords, points int
	start := 0
	for _, t := range tokens {
		text := code[start:t.End]
		start = t.End
		size := letters(text)
		switch {
		case quoted(t.Type) && !stray(t.Type, text), t.Type.InCategory(chroma.Comment):
			continue
		case t.Type == chroma.Error:
			wrong += size
			wrongWide += wideLetters(text)
		case t.Type.InCategory(chroma.Keyword):
			keywords += size
		}
		all += size
		if !bare(t.Type) {
			wide += wideLetters(text)
		}
		points += bytes.Count(text, []byte("，")) + bytes.Count(text, []byte("。")) + bytes.Count(text, []byte("；"))
	}
	if keywords*4 > all && points == 0 {
		return false
	}
	return wrongWide*20 > all && wrongWide > 8 || wrong*4 > all && wrong > 8 || wide*10 > all*3 && wide >= 12
}

func quoted(t chroma.TokenType) bool { return t.InSubCategory(chroma.LiteralString) }

// bare says whether tokens of type t hold words in any language.
func bare(t chroma.TokenType) bool {
	return t.InCategory(chroma.Text) || t.InCategory(chroma.Generic) ||
		t.InCategory(chroma.Keyword) || t == chroma.Literal || t == chroma.NameTag || t == chroma.NameAttribute
}

// stray says whether a string is one by mistake.
func stray(t chroma.TokenType, text []byte) bool {
	if t != chroma.LiteralString && t != chroma.LiteralStringSingle && t != chroma.LiteralStringDouble {
		return false
	}
	newline, mark := false, false
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		newline = newline || r == '\n'
		mark = mark || r == '，' || r == '。' || r == '；' || r == '：' || r == '、'
	}
	return newline && mark
}

// letters counts the characters of text, white space excepted.
func letters(text []byte) int {
	n := 0
	for _, b := range text {
		if b > ' ' && utf8.RuneStart(b) {
			n++
		}
	}
	return n
}

// wideLetters counts the characters of text that programs do not consist of.
func wideLetters(text []byte) int {
	n := 0
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			text = text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
			0x3000 <= r && r <= 0x303f || 0xff00 <= r && r <= 0xffef {
			n++
		}
	}
	return n
}

// wordy says whether plain text is prose that a browser may wrap: three in ten
// characters, and at least a dozen, are wide, and nothing in it looks like a
// drawing or a table, which would fall apart.
func wordy(code []byte) bool {
	wide := wideLetters(code)
	if wide < 12 || wide*10 < letters(code)*3 {
		return false
	}
	for _, sign := range []string{"|", "--", "===", "->", "<-"} {
		if bytes.Contains(code, []byte(sign)) {
			return false
		}
	}
	return !bytes.ContainsFunc(code, func(r rune) bool { return 0x2190 <= r && r < 0x2600 }) // arrows to boxes
}
