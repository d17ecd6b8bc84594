package site

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable is s fit for a terminal and for one line of a report: characters
// that control either, or turn the direction of text, are shown as Go writes
// them, \x1b or \n. File names, links and settings may hold them.
func Printable(s string) string {
	if strings.IndexFunc(s, controls) < 0 && strings.ToValidUTF8(s, "") == s {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == unicode.ReplacementChar && s[i] >= 0x80 && !strings.HasPrefix(s[i:], string(r)):
			b.WriteString(`\x` + strconv.FormatUint(uint64(s[i]), 16)) // a byte that is no text
		case controls(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// controls says whether r moves something instead of being seen: a control
// character, a line or paragraph separator, or one that turns the direction of
// text. Joiners and variation selectors belong to what they stand in.
func controls(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff':
		return true
	case r == '\u061c', r == '\u200e', r == '\u200f', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return true
	}
	return false
}
