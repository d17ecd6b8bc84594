package slug

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Initial is the letter under which an index lists name: 'A' to 'Z', for Han
// characters that of their sound; '#' for anything else.
func Initial(name string) byte {
	_, n := utf8.DecodeRuneInString(name)
	r, _ := utf8.DecodeRuneInString(norm.NFKD.String(name[:n]))
	r = unicode.ToUpper(r)
	switch {
	case 'A' <= r && r <= 'Z':
		return byte(r)
	case firstRank <= r && r <= lastRank:
		return hanInitial(r)
	}
	return '#'
}

// firsts are, for each letter with which sounds begin, the character that
// comes first under it in pinyin order; none begins with I, U or V. They are
// the index characters for Chinese of Unicode's CLDR, but for M, under which
// CLDR has a character with another common sound.
var firsts = [...]struct {
	letter byte
	r      rune
}{
	{'Z', '帀'}, {'Y', '丫'}, {'X', '夕'}, {'W', '屲'}, {'T', '他'}, {'S', '仨'}, {'R', '呥'}, {'Q', '七'},
	{'P', '妑'}, {'O', '噢'}, {'N', '拏'}, {'M', '呣'}, {'L', '垃'}, {'K', '咔'}, {'J', '丌'}, {'H', '哈'},
	{'G', '旮'}, {'F', '发'}, {'E', '妸'}, {'D', '咑'}, {'C', '擦'}, {'B', '八'},
}

func hanInitial(r rune) byte {
	rank := pinyin(r)
	for _, f := range firsts {
		if rank >= pinyin(f.r) {
			return f.letter
		}
	}
	return 'A'
}
