package slug

import _ "embed"

// ranks holds the place in pinyin order of every character from U+4E00 to
// U+9FFF, two bytes each, high byte first. It is made by TestPinyin of
// Unicode's collation for Chinese, whose own tables would add megabytes to
// the program. Each character has one reading only, so 重 and 长 stand where
// their commonest readings do.
//
//go:embed pinyin.bin
var ranks string

const (
	firstRank = 0x4E00
	lastRank  = 0x9FFF
)

// pinyin is a number by which Han characters sort: the common ones by their
// sound, rare ones after them.
func pinyin(r rune) rune {
	if r < firstRank || r > lastRank {
		return r + lastRank
	}
	i := 2 * (r - firstRank)
	return rune(ranks[i])<<8 | rune(ranks[i+1])
}
