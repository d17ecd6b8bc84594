package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A span is a range of code points, both ends included.
type span struct{ lo, hi rune }

// cjkSpans are the characters that are indexed as overlapping pairs: Han,
// Kana and Hangul, and the marks that only lengthen or voice a Kana. The
// table is spelt out instead of taken from package unicode, so that neither
// a newer Go nor another language's regular expressions change the index.
var cjkSpans = []span{
	{0x1100, 0x11FF},                   // Hangul Jamo
	{0x2E80, 0x2E99}, {0x2E9B, 0x2EF3}, // CJK Radicals
	{0x2F00, 0x2FD5}, // Kangxi Radicals
	{0x3005, 0x3005}, {0x3007, 0x3007}, {0x3021, 0x3029}, {0x3038, 0x303B},
	{0x3041, 0x3096}, {0x3099, 0x309A}, {0x309D, 0x309E}, // Hiragana
	{0x30A1, 0x30FA}, {0x30FC, 0x30FE}, // Katakana
	{0x3131, 0x318E},                   // Hangul Compatibility Jamo
	{0x31F0, 0x31FF},                   // Katakana Phonetic Extensions
	{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, // CJK Unified Ideographs
	{0xA960, 0xA97C},                   // Hangul Jamo Extended-A
	{0xAC00, 0xD7A3},                   // Hangul Syllables
	{0xD7B0, 0xD7C6}, {0xD7CB, 0xD7FB}, // Hangul Jamo Extended-B
	{0xF900, 0xFA6B}, {0xFA6D, 0xFA6D}, {0xFA70, 0xFACE}, {0xFAD2, 0xFAD4}, {0xFAD8, 0xFAD9}, // CJK Compatibility Ideographs
	{0xFF66, 0xFF9F},                       // half-width Katakana
	{0xFFA1, 0xFFBE},                       // half-width Hangul
	{0x16FE2, 0x16FE3}, {0x16FF0, 0x16FF1}, // Han marks
	{0x1AFF0, 0x1AFFE}, {0x1B000, 0x1B167}, // Kana Supplement and Extended
	{0x20000, 0x2A6DF}, // CJK Extensions B to H
	{0x2A700, 0x2B739}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0},
	{0x2F800, 0x2FA1D}, {0x30000, 0x3134A}, {0x31350, 0x323AF},
}

// gapSpans are the characters that no word contains: spaces, punctuation,
// symbols, emoji, private use. Everything else that is not in cjkSpans is a
// letter, a digit or a mark of some script and makes words.
var gapSpans = []span{
	{0x0000, 0x002F}, {0x003A, 0x0040}, {0x005B, 0x0060}, // '_' is a gap between words and a joint within
	{0x007B, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF}, {0x00D7, 0x00D7}, {0x00F7, 0x00F7},
	{0x2000, 0x2BFF},                                     // punctuation, arrows, mathematics, shapes
	{0x2E00, 0x2E7F},                                     // supplemental punctuation
	{0x2E9A, 0x2E9A}, {0x2EF4, 0x2EFF}, {0x2FD6, 0x3004}, // between radicals; CJK punctuation
	{0x3006, 0x3006}, {0x3008, 0x3020}, {0x302A, 0x3037}, {0x303C, 0x3040},
	{0x3097, 0x3098}, {0x309B, 0x309C}, {0x309F, 0x30A0}, {0x30FB, 0x30FB}, {0x30FF, 0x3104}, // ゟ and ヿ: NFKC makes two of them
	{0x3190, 0x319F}, {0x31C0, 0x31EF}, {0x3200, 0x33FF}, // annotation, strokes, enclosed and squared
	{0x4DC0, 0x4DFF},                                                                         // hexagrams
	{0xD800, 0xF8FF},                                                                         // surrogates, private use
	{0xFA6C, 0xFA6C}, {0xFA6E, 0xFA6F}, {0xFACF, 0xFAD1}, {0xFAD5, 0xFAD7}, {0xFADA, 0xFAFF}, // as below; unassigned
	{0xFE00, 0xFE1F}, {0xFE30, 0xFE6F}, // variation selectors, vertical and small forms
	{0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, // full-width punctuation
	{0xFFA0, 0xFFA0}, {0xFFBF, 0xFFFF},
	{0x1F000, 0x1FAFF}, // emoji
	{0x2A6E0, 0x2A6FF}, {0x2B73A, 0x2B73F}, {0x2B81E, 0x2B81F}, {0x2CEA2, 0x2CEAF},
	{0x2EBE1, 0x2F7FF}, {0x2FA1E, 0x2FFFF}, {0x3134B, 0x3134F}, {0x323B0, 0x10FFFF},
}

// A class is what a character does to words.
type class uint8

const (
	inGap  class = iota
	inWord       // a letter, digit or mark
	inRun        // of a CJK run, that is cut into pairs
)

// classify says which class r has. utf8.RuneError, which stands for bytes
// that are not UTF-8, is a gap.
func classify(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return inWord
		}
		return inGap
	case 0x4E00 <= r && r <= 0x9FFF:
		return inRun
	case in(cjkSpans, r):
		return inRun
	case in(gapSpans, r):
		return inGap
	}
	return inWord
}

func in(spans []span, r rune) bool {
	_, found := slices.BinarySearchFunc(spans, r, func(s span, r rune) int {
		switch {
		case s.hi < r:
			return -1
		case s.lo > r:
			return 1
		}
		return 0
	})
	return found
}

// wordPattern is the regular expression that cuts a text into words, in the
// syntax that Go and JavaScript (with the flag u, and \x{…} spelt \u{…}) share:
// a run of CJK characters; or a letter with a sign, as in C++, B+ and C#; or
// a word, whose parts may be joined by underscores.
func wordPattern() string {
	run := "[" + ranges(cjkSpans) + "]+"
	word := "[^" + ranges(gapSpans) + ranges(cjkSpans) + "]+"
	return run + `|[A-Za-z](?:\+\+?|#)|` + word + "(?:_+" + word + ")*"
}

func ranges(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		fmt.Fprintf(&b, `\x{%04X}-\x{%04X}`, s.lo, s.hi)
	}
	return b.String()
}
