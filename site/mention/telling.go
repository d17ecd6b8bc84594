package mention

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// everyday are words that are titles of notes anywhere, and mean no note where they
// stand in a text.
//
//go:embed everyday.txt
var everyday string

var isEveryday = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(everyday) {
		all[word] = true
	}
	return all
})

// mostRunes: a longer title is a sentence.
const mostRunes = 60

// tells says whether a name is one by which a text can mean a page: not a number, not a
// character or two, not an everyday word.
func tells(key string) bool {
	wides, letters, others, runes := 0, 0, 0, 0
	for _, r := range key {
		switch runes++; {
		case wide(r):
			wides++
		case unicode.IsLetter(r):
			letters++
		default:
			others++
		}
	}
	switch {
	case runes > mostRunes, wides+letters == 0, isEveryday()[key]:
		return false
	case wides > 0:
		return wides+letters+others >= 2
	}
	return letters+others >= 3 && letters >= 2 || letters >= 1 && strings.ContainsAny(key, "+#")
}

// isCommon says whether so many of all pages say a name that it tells nothing.
func isCommon(pages, all int) bool { return pages > 12 && pages*8 > all }
