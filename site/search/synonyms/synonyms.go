// Package synonyms lets a section be found by other words for what it says.
package synonyms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// Add says of each section that has some words of a group, but not all of them,
// what the others are: as in "聚簇索引 = 聚集索引", which the search shows where
// it is why the section was found. A group is words that mean the same. Only the
// field Says of sections changes.
func Add(sections []site.Section, groups [][]string) {
	f := finderOf(groups)
	for i := range sections {
		s := &sections[i]
		if s.Says = nil; len(groups) == 0 {
			continue
		}
		has := f.in(textOf(s))
		for g, group := range groups {
			first := -1
			for k := range group {
				if has[id{g, k}] {
					first = k
					break
				}
			}
			for k := range group {
				if first >= 0 && !has[id{g, k}] {
					s.Says = append(s.Says, group[first]+equals+group[k])
				}
			}
		}
	}
}

// What stands between two names, and before the page that says so.
const (
	equals = " = "
	readIn = " ← "
)

// Other is the other name in what a section says.
func Other(says string) string {
	_, other, _ := strings.Cut(says, equals)
	other, _, _ = strings.Cut(other, readIn)
	return other
}

// textOf is what only this section says: its own heading, or the title of the
// page if it is the first, and its text.
func textOf(s *site.Section) string {
	heading := s.Title
	if n := len(s.Trail); n > 0 {
		heading = s.Trail[n-1]
	}
	return strings.ToLower(heading + "\n" + s.Body + "\n" + s.Code)
}

// An id is the number of a group, and of a word in it.
type id struct{ group, word int }

// A finder finds words in texts, all of them in one pass.
type finder map[rune][]found // by the first letter

type found struct {
	id
	text string // in lower case
}

func finderOf(groups [][]string) finder {
	f := finder{}
	for g, group := range groups {
		for k, word := range group {
			word = strings.ToLower(word)
			r, _ := utf8.DecodeRuneInString(word)
			f[r] = append(f[r], found{id{g, k}, word})
		}
	}
	return f
}

// in says which words stand in text, which is in lower case. Those of scripts
// with spaces stand alone there.
func (f finder) in(text string) map[id]bool {
	has := map[id]bool{}
	before := ' '
	for i, r := range text {
		for _, w := range f[r] {
			if strings.HasPrefix(text[i:], w.text) && !inside(before, r) && !has[w.id] {
				last, _ := utf8.DecodeLastRuneInString(w.text)
				next, _ := utf8.DecodeRuneInString(text[i+len(w.text):])
				has[w.id] = !inside(last, next)
			}
		}
		before = r
	}
	return has
}

// inside says whether a word goes on from a to b.
func inside(a, b rune) bool { return spaced(a) && spaced(b) }

// spaced says whether r is of a word that has spaces around it.
func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
