// Package cjk makes emphasis and line breaks work in Chinese, Japanese and
// Korean text.
//
// CommonMark decides by spaces and punctuation whether ** opens or closes.
// Where words are not set apart by spaces that goes wrong: in **重点（key）**和
// the closing run stands between punctuation and a letter, so it is taken for
// an opening one. Emphasis mends that with the rule known as the CJK-friendly
// amendment (github.com/tats-u/markdown-cjk-friendly, specification.md), and
// changes nothing where no CJK character is near.
//
// LineBreaks joins lines that end and begin with such characters without the
// space that a browser would put there.
package cjk

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/width"
)

// Is says whether r is a CJK character: wide, full width or half width by
// Unicode's UAX #11 and no emoji, or Hangul. Their punctuation is included;
// “ ” … — are not, as Western text uses them too.
func Is(r rune) bool {
	if r < 0x1100 {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return !emoji(r)
	}
	return unicode.Is(unicode.Hangul, r)
}

// emoji says whether a wide r is shown as a picture by default. Below the CJK
// radicals nearly all wide symbols are; above the planes of letters, all but
// the squared and circled ideographs.
func emoji(r rune) bool {
	switch {
	case r < 0x2E80:
		return r > 0x11FF && r != 0x2329 && r != 0x232A && r != 0x20A9 &&
			(r < 0x2630 || r > 0x2637) && (r < 0x268A || r > 0x268F)
	case r >= 0x1F000 && r < 0x20000:
		switch r {
		case 0x1F201, 0x1F21A, 0x1F22F, 0x1F250, 0x1F251:
			return true
		}
		if r >= 0x1F232 && r <= 0x1F23A {
			return r != 0x1F237
		}
		return r < 0x1F200 || r > 0x1F265
	}
	return false
}

// A flank says what a run of marks may do.
type flank struct{ open, close bool }

// flanking applies CommonMark's rules (section 6.2) with the amendment: a CJK
// character beside the run satisfies what punctuation or a space would, and
// CJK punctuation inside asks for nothing.
func flanking(mark byte, before, after rune, beforeCJK bool) flank {
	beforeSpace, afterSpace := util.IsSpaceRune(before), util.IsSpaceRune(after)
	beforePunct, afterPunct := util.IsPunctRune(before), util.IsPunctRune(after)
	afterCJK := Is(after)
	left := !afterSpace && (!afterPunct || afterCJK || beforeSpace || beforePunct || beforeCJK)
	right := !beforeSpace && (!beforePunct || beforeCJK || afterSpace || afterPunct || afterCJK)
	if mark == '_' {
		return flank{left && (!right || beforePunct), right && (!left || afterPunct)}
	}
	return flank{left, right}
}

// preceding is the character that counts as standing before the end of text,
// and whether it is CJK. Variation selectors belong to what they follow.
func preceding(text []byte) (r rune, isCJK bool) {
	r, size := utf8.DecodeLastRune(text)
	switch {
	case size == 0:
		return '\n', false
	case r >= 0xE0100 && r <= 0xE01EF: // ideographic variants
		return r, true
	case r >= 0xFE00 && r <= 0xFE0E:
		r, size = utf8.DecodeLastRune(text[:len(text)-size])
		if size == 0 {
			return '\n', false
		}
	}
	return r, Is(r)
}

// Run measures the run of equal marks at the reader's position and says what
// it may do. The delimiter has its place and is not yet in the context's list;
// the reader does not move.
func Run(block text.Reader, p parser.DelimiterProcessor) *parser.Delimiter {
	line, segment := block.PeekLine()
	n := runLength(line)
	before, beforeCJK := block.PrecendingCharacter(), false
	if before >= utf8.RuneSelf {
		before, beforeCJK = preceding(block.Source()[:segment.Start])
	}
	f := flanking(line[0], before, following(line[n:]), beforeCJK)
	d := parser.NewDelimiter(f.open, f.close, n, line[0], p)
	d.Segment = segment.WithStop(segment.Start + n)
	return d
}

// Literal returns a run as text, whole: handing it back mark by mark would
// measure it again each time.
func Literal(block text.Reader, d *parser.Delimiter) *ast.Text {
	block.Advance(d.OriginalLength)
	return ast.NewTextSegment(d.Segment)
}

func runLength(line []byte) int {
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

func following(line []byte) rune {
	r, size := utf8.DecodeRune(line)
	if size == 0 {
		return ' '
	}
	return r
}
