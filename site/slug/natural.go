package slug

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Natural compares two names, or paths, for listing: negative if a comes
// first, 0 only if they are the same string. Runs of digits count as numbers
// ("10" after "9"), so do Chinese numerals that number something (第十章, 三、…);
// upper and lower case are alike; punctuation comes before numbers, numbers
// before letters, Han characters last, by their sound.
//
// Each name is read as a list of tokens that depends on that name alone, and
// the lists are compared like words in a dictionary: hence a total order.
func Natural(a, b string) int {
	x, y := tokens{rest: a}, tokens{rest: b}
	for {
		t, okX := x.next()
		u, okY := y.next()
		if !okX || !okY {
			switch {
			case okX:
				return 1
			case okY:
				return -1
			}
			return strings.Compare(a, b)
		}
		if c := t.compare(u); c != 0 {
			return c
		}
	}
}

// A token is a number or a single character.
type token struct {
	class  class
	number string // of a number: its digits, without leading zeros
	r      rune   // of a character: in lower case, or its place in pinyin order
}

// A class of tokens; in the order of the listing.
type class int

const (
	slash class = iota // first, so that paths sort as trees
	mark
	number
	letter
	han
)

func (t token) compare(u token) int {
	return cmp.Or(
		cmp.Compare(t.class, u.class),
		cmp.Compare(len(t.number), len(u.number)),
		strings.Compare(t.number, u.number),
		cmp.Compare(t.r, u.r),
	)
}

// tokens reads a name from the front.
type tokens struct {
	rest string
	last rune // the character before rest; 0 at the start
}

func (s *tokens) next() (token, bool) {
	if s.rest == "" {
		return token{}, false
	}
	if n := digits(s.rest); n > 0 {
		t := token{class: number, number: strings.TrimLeft(s.rest[:n], "0")}
		s.skip(n, '0')
		return t, true
	}
	if value, n := s.numeral(); n > 0 {
		t := token{class: number, number: strconv.Itoa(value)}
		s.skip(n, '十')
		return t, true
	}
	r, n := utf8.DecodeRuneInString(s.rest)
	s.skip(n, r)
	c := classOf(r)
	if c == han {
		return token{class: c, r: pinyin(r)}, true
	}
	return token{class: c, r: unicode.ToLower(r)}, true
}

func (s *tokens) skip(n int, last rune) {
	s.rest, s.last = s.rest[n:], last
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

func classOf(r rune) class {
	switch {
	case r == '/':
		return slash
	case r < utf8.RuneSelf && (r|0x20 < 'a' || r|0x20 > 'z'):
		return mark
	case firstRank <= r && r <= lastRank, unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return letter
	}
	return mark
}

// numeral reads a Chinese number at the front of s.rest, if it is there to
// number something: after 第, or at the start of a name and before what
// follows such a number. 一致性 and 三次握手 are just words.
func (s *tokens) numeral() (value, n int) {
	after := s.last == '第'
	if !after && s.last != 0 && s.last != '/' {
		return 0, 0
	}
	value, n = chinese(s.rest)
	if n == 0 || after {
		return value, n
	}
	next, _ := utf8.DecodeRuneInString(s.rest[n:])
	if n < len(s.rest) && !strings.ContainsRune("、，．. 　_-:：)）/章节篇部卷回讲课", next) {
		return 0, 0
	}
	return value, n
}

// chinese reads a number up to 9,999 (三百二十一), or a row of digits (二〇二六),
// at the front of s. n is the number of bytes read, 0 if there is none.
func chinese(s string) (value, n int) {
	if value, n = digitRow(s); n > len("一") {
		return value, n
	}
	value, n = 0, 0
	digit, unit := -1, 10000 // a digit that waits for its unit; the last unit read
	for i, r := range s {
		d, u := chineseDigit(r), chineseUnit(r)
		switch {
		case u > 0 && u < unit && digit != 0:
			value += max(digit, 1) * u
			digit, unit = -1, u
		case d == 0 && digit < 0 && value > 0: // 一百零三: the zero only fills the gap
		case d >= 0 && digit < 0:
			digit = d
		default:
			return value + max(digit, 0), n
		}
		n = i + utf8.RuneLen(r)
	}
	return value + max(digit, 0), n
}

// digitRow reads up to nine digits, so that the value fits an int of 32 bits.
func digitRow(s string) (value, n int) {
	for i, r := range s {
		d := chineseDigit(r)
		if d < 0 || i >= 9*len("一") {
			break
		}
		value, n = value*10+d, i+len("一")
	}
	return value, n
}

func chineseDigit(r rune) int {
	switch r {
	case '零':
		return 0
	case '两':
		return 2
	}
	i := strings.IndexRune("〇一二三四五六七八九", r)
	if i < 0 {
		return -1
	}
	return i / len("一")
}

func chineseUnit(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}
