package card

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// set are the scripts whose letters can stand one beside the other as they are.
var set = []*unicode.RangeTable{
	unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian,
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Common,
}

// drawable is a text without its emoji, which are pictures of their own, and without
// the signs like them that no font has. ok is false
// if a font, or an art of setting, is missing for one of its letters.
func (b *brush) drawable(text string) (drawn string, ok bool) {
	var kept strings.Builder
	for g := uniseg.NewGraphemes(norm.NFC.String(text)); g.Next(); {
		switch cluster := g.Runes(); {
		case isEmoji(cluster), unicode.Is(unicode.So, cluster[0]) && b.fontOf(cluster[0]) < 0:
		case len(cluster) > 1 && !b.canSet(cluster), !b.canSet(cluster[:1]):
			return "", false
		default:
			kept.WriteString(g.Str())
		}
	}
	return strings.Join(strings.Fields(kept.String()), " "), true
}

func (b *brush) canSet(letters []rune) bool {
	for _, r := range letters {
		if unicode.IsSpace(r) {
			continue
		}
		if !unicode.In(r, set...) || unicode.IsMark(r) || b.fontOf(r) < 0 {
			return false
		}
	}
	return true
}

// isEmoji says whether letters that belong together are shown as a picture in
// colours: they say so themselves, or are among those that always are.
func isEmoji(letters []rune) bool {
	for i, r := range letters {
		switch {
		case r == 0xFE0F, r == 0x20E3, i == 0 && r >= 0x1F000 && r <= 0x1FAFF:
			return true
		}
	}
	return false
}
