package analyze

import (
	"slices"
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// daily are the 6,763 characters of GB 2312, in its order: what simplified Chinese is
// written with every day, the first 3,755 by how they sound. Browsers have them too,
// so what is known of each needs no other name than its place.
var daily = sync.OnceValue(func() []rune {
	var all []rune
	decoder := simplifiedchinese.GBK.NewDecoder()
	for high := byte(0xB0); high <= 0xF7; high++ {
		for low := byte(0xA1); low <= 0xFE; low++ {
			text, _ := decoder.Bytes([]byte{high, low})
			if r := []rune(string(text))[0]; 0x4E00 <= r && r <= 0x9FFF {
				all = append(all, r)
			}
		}
	}
	return all
})

var sortedDaily = sync.OnceValue(func() []rune { return slices.Sorted(slices.Values(daily())) })

func isDaily(r rune) bool {
	_, is := slices.BinarySearch(sortedDaily(), r)
	return is
}
