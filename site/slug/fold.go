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
	if folded(s) {
		return s
	}
	for range 3 { // folding can undo composition and the other way round
		was := s
		s = norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))
		if s == was {
			break
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// folded says that s is certainly its own key. Most names are: they are
// lower-case ASCII and Chinese, where folding and NFC change nothing.
func folded(s string) bool {
	space := true
	for _, r := range s {
		switch {
		case r == ' ':
			if space {
				return false
			}
			space = true
			continue
		case 'A' <= r && r <= 'Z', r < ' ', r == utf8.RuneError:
			return false
		case r < utf8.RuneSelf:
		case unicode.Is(unified, r), '。' <= r && r <= '】':
		default:
			return false
		}
		space = false
	}
	return !space || s == ""
}

// unified are the Han characters that are no compatibility forms of others.
var unified = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3400, Hi: 0x4DBF, Stride: 1}, {Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}}}
