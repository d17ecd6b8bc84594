package analyze

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// hant.txt is pairs of characters, a traditional one and the simplified one
// that is written for it, without anything between them. It is what ICU 72's
// transform Traditional-Simplified, which is CLDR's, makes of the characters
// U+3400 to U+9FFF, one at a time:
//
//	uconv -x Traditional-Simplified
//
// Copyright © Unicode, Inc., under the Unicode License v3; see package licence.
//
//go:embed hant.txt
var hant string

// simplification is hant.txt as a table.
var simplification = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, len(hant)/6)
	for i := 0; i < len(hant); {
		from, n := utf8.DecodeRuneInString(hant[i:])
		to, m := utf8.DecodeRuneInString(hant[i+n:])
		table[from] = to
		i += n + m
	}
	return table
})

// Simplified is text in simplified Chinese characters.
func Simplified(text string) string {
	table := simplification()
	return strings.Map(func(r rune) rune {
		if to, ok := table[r]; ok {
			return to
		}
		return r
	}, text)
}

// HasKana says whether text is Japanese, or has some of it.
func HasKana(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool { return 0x3041 <= r && r <= 0x30FF })
}

// SimplifiedTable is hant.txt, for the page in a browser.
func SimplifiedTable() []byte { return []byte(hant) }
