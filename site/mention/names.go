package mention

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name is what a page is called.
type name struct {
	key   string // folded, see fold
	page  int    // -1: several are called so
	exact string // it is found only as it is written here; "" if letter case does not matter
}

// names finds the names of pages in texts. It never changes.
type names struct {
	all   []name        // sorted by key
	first map[rune]span // those that begin with a character
}

// A span is all[from:to].
type span struct{ from, to int }

// newNames makes names of those that tell something.
func newNames(called []name) *names {
	slices.SortStableFunc(called, func(a, b name) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.page, b.page)) })
	n := &names{first: map[rune]span{}}
	for _, c := range called {
		if last := len(n.all) - 1; last >= 0 && n.all[last].key == c.key {
			if n.all[last].page != c.page {
				n.all[last].page = -1
			}
			continue
		}
		n.all = append(n.all, c)
	}
	for i := range n.all {
		r, _ := utf8.DecodeRuneInString(n.all[i].key)
		s, ok := n.first[r]
		if !ok {
			s.from = i
		}
		s.to = i + 1
		n.first[r] = s
	}
	return n
}

// nameOf is a page's name as it is looked for; ok is false if it tells nothing.
func nameOf(text string, page int) (n name, ok bool) {
	key := fold(text)
	n = name{key: key, page: page}
	if oneWord(text) {
		n.exact = text
	}
	return n, tells(key)
}

// oneWord says whether a name is a single word of letters: "Move", which is not meant
// wherever something moves.
func oneWord(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) || wide(r) || foldRune(r) < utf8.RuneSelf && r >= utf8.RuneSelf
	})
}

// A hit is a name in a text.
type hit struct{ from, to, name int }

// each tells of the names in a text, which stands between two characters; 0 is none.
func (n *names) each(text string, before, after rune, found func(hit)) {
	if len(n.all) == 0 {
		return
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if s, ok := n.first[foldRune(r)]; ok && (wide(r) || !joinsBefore(before)) {
			if h, ok := n.longest(s, text, at, after); ok {
				found(h)
				before, _ = utf8.DecodeLastRuneInString(text[:h.to])
				at = h.to
				continue
			}
		}
		before = r
		at += size
	}
}

// longest is the longest name of a span that begins at a place of a text.
func (n *names) longest(s span, text string, from int, after rune) (h hit, ok bool) {
	_, size := utf8.DecodeRuneInString(text[from:])
	last, at := foldRune(runeAt(text, from)), from+size
	for depth := utf8.RuneLen(last); s.from < s.to; {
		if c := &n.all[s.from]; len(c.key) == depth && endsWord(last, text[at:], after) && (c.exact == "" || c.exact == text[from:at]) {
			h, ok = hit{from, at, s.from}, true
		}
		r, next := nextRune(last, text, at)
		if next == at {
			break
		}
		s = n.with(s, depth, r)
		depth, last, at = depth+utf8.RuneLen(r), r, next
	}
	return h, ok
}

func runeAt(text string, at int) rune { r, _ := utf8.DecodeRuneInString(text[at:]); return r }

// with are the names of a span that have a character at a depth: all of them are the
// same up to there.
func (n *names) with(s span, depth int, r rune) span {
	var buf [utf8.UTFMax]byte
	c := string(buf[:utf8.EncodeRune(buf[:], r)])
	all := n.all[s.from:s.to]
	from, _ := slices.BinarySearchFunc(all, c, func(x name, c string) int { return strings.Compare(x.key[depth:], c) })
	to := from
	if to < len(all) && strings.HasPrefix(all[to].key[depth:], c) {
		rest := all[from:]
		to += sort.Search(len(rest), func(k int) bool { return !strings.HasPrefix(rest[k].key[depth:], c) })
	}
	return span{s.from + from, s.from + to}
}
