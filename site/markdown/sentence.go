package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// longestSide is how much of a sentence is quoted on either side of a link, in
// characters.
const longestSide = 60

// SentenceAround is the sentence around text[from:to], of which the plain text of a
// section is made.
func SentenceAround(text string, from, to int) site.Sentence {
	start, end := strings.LastIndexByte(text[:from], '\n')+1, len(text)
	if line := strings.IndexByte(text[to:], '\n'); line >= 0 {
		end = to + line
	}
	return sentence([]byte(text[start:end]), from-start, to-start)
}

// sentence cuts the sentence around text[from:to] out of the plain text of a
// block.
func sentence(text []byte, from, to int) site.Sentence {
	before := text[:from]
	start, cut := len(before), false
	for n := 0; start > 0; n++ {
		r, size := utf8.DecodeLastRune(before[:start])
		if ends(r, text[start:]) {
			break
		}
		if n == longestSide {
			cut = true
			break
		}
		start -= size
	}
	s := site.Sentence{Before: strings.TrimLeft(tidy(before[start:]), " ")}
	if cut {
		s.Before = "…" + s.Before
	}
	after := text[to:]
	end, cut := 0, false
	for n := 0; end < len(after); n++ {
		r, size := utf8.DecodeRune(after[end:])
		if n == longestSide {
			cut = true
			break
		}
		if r == '\n' {
			break
		}
		end += size
		if ends(r, after[end:]) {
			break
		}
	}
	s.After = strings.TrimRight(tidy(after[:end]), " ")
	if cut {
		s.After += "…"
	}
	return s
}

// ends says whether the character r, before the text after it, ends a
// sentence. A Latin mark does so only before a space, or where the text ends:
// "Node.js" is one word.
func ends(r rune, after []byte) bool {
	switch r {
	case '\n', '。', '！', '？', '；', '．':
		return true
	case '.', '!', '?', ';':
		if len(after) == 0 {
			return true
		}
		next, _ := utf8.DecodeRune(after)
		return unicode.IsSpace(next)
	}
	return false
}

// tidy makes white space single spaces.
func tidy(s []byte) string {
	var b strings.Builder
	space := false
	for _, r := range string(s) {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}
