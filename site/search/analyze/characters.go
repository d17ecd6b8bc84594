package analyze

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A class is what a character does to words.
type class uint8

const (
	InGap   class = iota
	inWord        // a letter, digit or mark
	InRun         // of a CJK run, that is cut into pairs
	inChain       // of a script without spaces, that is cut into pairs, too
	inSign        // a word by itself
)

// Classify says which class r has. utf8.RuneError, which stands for bytes
// that are not UTF-8, is a gap.
func Classify(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return inWord
		}
		return InGap
	case 0x4E00 <= r && r <= 0x9FFF:
		return InRun
	case in(Shared.CJKSpans, r):
		return InRun
	case in(Shared.ChainSpans, r):
		return inChain
	case in(Shared.GapSpans, r):
		return InGap
	case in(Shared.SignSpans, r):
		return inSign
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
// a run of CJK characters; or one or two letters of a chain, as pairPattern
// leaves them; or a letter with a sign, as in C++, B+ and C#; or a picture or sign; or a
// word, whose parts may be joined by underscores.
func wordPattern() string {
	run := "[" + ranges(Shared.CJKSpans) + "]+"
	pair := "[" + ranges(Shared.ChainSpans) + "]+"
	word := "[^" + ranges(Shared.GapSpans) + ranges(Shared.SignSpans) + ranges(Shared.ChainSpans) + ranges(Shared.CJKSpans) + "]+"
	return run + "|" + pair + `|[A-Za-z](?:\+\+?|#)|[` + ranges(Shared.SignSpans) + "]|" + word + "(?:_+" + word + ")*"
}

// pairPattern is a letter of a chain with the invisible characters after it,
// which only say where a line may be broken. Written twice with a space
// between, $1 $1, the letters of a chain abcd are its first, its pairs and its
// last: a ab bc cd d.
func pairPattern() string {
	return "([" + ranges(Shared.ChainSpans) + `])[\x{AD}\x{200B}-\x{200D}\x{2060}]*`
}

// unseen says whether r is one of those invisible characters.
func unseen(r rune) bool { return r == 0xAD || 0x200B <= r && r <= 0x200D || r == 0x2060 }

func ranges(all spans) string {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, `\x{%04X}-\x{%04X}`, s.lo, s.hi)
	}
	return b.String()
}
