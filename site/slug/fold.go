package slug

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold is the key under which s is found when names are matched: two names
// with the same key differ at most in case, in Unicode form, or in white
// space. Fold of a key is the key.
func Fold(s string) string {
	if plain(s) {
		return oneSpace(strings.ToLower(s))
	}
	for range 3 { // folding can undo composition and the other way round
		was := s
		s = norm.NFC.String(foldCase(norm.NFC.String(s)))
		if s == was {
			break
		}
	}
	return oneSpace(s)
}

// plain says that all characters of s are ASCII or Chinese, so that NFC does
// nothing and lower case is all there is to folding. Most names are.
func plain(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && !unicode.Is(unified, r) && (r < '、' || r > '】') {
			return false
		}
	}
	return true
}

// unified are the Han characters that are no compatibility forms of others.
var unified = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3400, Hi: 0x4DBF, Stride: 1}, {Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}}}

// foldCase folds Cherokee itself: Unicode folds it to upper case, x/text
// swaps its cases.
func foldCase(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cherokee, r) {
			return unicode.ToUpper(r)
		}
		return r
	}, cases.Fold().String(s))
}

// oneSpace makes every run of white space one space, and none at the ends.
func oneSpace(s string) string {
	last := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || last == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		last = r
	}
	return strings.TrimSuffix(s, " ")
}
