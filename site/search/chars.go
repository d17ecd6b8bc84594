package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

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
	case in(shared.CJKSpans, r):
		return inRun
	case in(shared.GapSpans, r):
		return inGap
	}
	return inWord
}

func in(all spans, r rune) bool {
	_, found := slices.BinarySearchFunc(all, r, func(s span, r rune) int {
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
	run := "[" + ranges(shared.CJKSpans) + "]+"
	word := "[^" + ranges(shared.GapSpans) + ranges(shared.CJKSpans) + "]+"
	return run + `|[A-Za-z](?:\+\+?|#)|` + word + "(?:_+" + word + ")*"
}

func ranges(all spans) string {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, `\x{%04X}-\x{%04X}`, s.lo, s.hi)
	}
	return b.String()
}
