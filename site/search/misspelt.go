package search

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/biji-notes/biji/site/search/analyze"
)

// misspelt looks for a run of up to five characters with another in place of one, or one
// more, as headings have it, as 跳跃表 for 跳表; without one of them, as 行锁 for 行级锁; and
// with any in place of one, as 乐观锁 for 乐观所. Of two characters only one more helps; of
// longer runs most pairs are there. What is a part of a sentence is no name that was
// misspelt.
func (l loosener) misspelt(u *unit) (found bool, err error) {
	typed, letters := *u, []rune(u.text)
	n := len(letters)
	asks := func(word string) bool { return len(word) > 3 && strings.Contains(u.text, word) }
	if l.cut || len(u.whole) > 0 || u.chain || n < 2 || n > 5 || slices.ContainsFunc(analyze.ListOf(analyze.Shared.Asking), asks) {
		return false, nil
	}
	odd, err := l.oddPairs(letters)
	if err != nil {
		return false, err
	}
	for _, more := range []bool{false, true} {
		for at := 1; at < n; at++ {
			if more && odd[at-1] || !more && n > 2 && odd.wrong(at) {
				if found, err := l.asInHeadings(u, letters, at, more); found || err != nil {
					return found, err
				}
			}
		}
	}
	for at := 1; at+1 < n; at++ {
		*u = *sounding(l.words, &typed, string(slices.Delete(slices.Clone(letters), at, at+1)))
		if !odd[at-1] && !odd[at] {
			continue
		}
		if found, err := l.finds(u); found || err != nil {
			return found, err
		}
	}
	for at := n - 1; at >= 0 && n > 2; at-- {
		*u = typed
		if odd.wrong(at) && u.misspell(l.words, letters[:at], letters[at+1:], l.alone) {
			if found, err := l.finds(u); found || err != nil {
				return found, err
			}
		}
	}
	*u = typed
	return false, nil
}

// oddities say of each pair of letters of a run whether it is nowhere.
type oddities []bool

// wrong says whether the letter at at is a wrong one: all its pairs are nowhere.
func (o oddities) wrong(at int) bool { return (at == 0 || o[at-1]) && (at == len(o) || o[at]) }

// anyWrong says whether any letter is.
func (o oddities) anyWrong() bool {
	for at := range len(o) + 1 {
		if o.wrong(at) {
			return true
		}
	}
	return false
}

// oddPairs says it of the letters of a run.
func (l loosener) oddPairs(letters []rune) (odd oddities, err error) {
	for at := range letters[1:] {
		n, err := l.index.count(l.ctx, inAnyField(string(letters[at:at+2]), textBoosts))
		if err != nil {
			return nil, err
		}
		odd = append(odd, n == 0)
	}
	return odd, nil
}

// asInHeadings makes u the run of letters with another character at at, or one more there,
// if any heading has that: the one in most of them.
func (l loosener) asInHeadings(u *unit, letters []rune, at int, more bool) (found bool, err error) {
	rest := letters[at:]
	if !more {
		rest = rest[1:]
	}
	pairs, err := l.inHeadings(string(letters[at-1]))
	if err != nil {
		return false, err
	}
	for _, k := range pairs {
		pair := []rune(k)
		if len(pair) != 2 {
			continue
		}
		run := sounding(l.words, u, string(letters[:at])+string(pair[1])+string(rest))
		if found, err = l.finds(wholly(run)); found || err != nil {
			*u = *run
			return found, err
		}
	}
	return false, nil
}

// inHeadings are the terms of headings and titles that begin with prefix, those of most
// sections first.
func (l loosener) inHeadings(prefix string) (list []string, err error) {
	for _, field := range []string{analyze.FieldTrail, analyze.FieldTitle} {
		keys, err := l.keywords(field, prefix)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(keys, func(a, b index.DictEntry) int { return cmp.Compare(b.Count, a.Count) })
		for _, k := range keys {
			list = append(list, k.Term)
		}
	}
	return list, nil
}

// misspell makes u a run of before, any character, and after, if enough is left of it:
// three characters side by side, or two if the run is all that is looked for.
func (u *unit) misspell(a *analyze.Analyzer, before, after []rune, alone bool) bool {
	u.like = regexp.QuoteMeta(string(before)) + "[\u3400-\u9fff]" + regexp.QuoteMeta(string(after))
	u.terms = nil
	for _, piece := range [][]rune{before, after} {
		if len(piece) > 1 {
			u.terms = append(u.terms, a.TermsOf(string(piece))...)
		}
	}
	u.enough, u.twos, u.whole = len(u.terms), false, nil
	return max(len(before), len(after)) > 2 || alone && len(before)*len(after) == 0
}

// meantIn is what stands in text for a misspelt run; "" if nothing does.
func (u *unit) meantIn(text string) string {
	return regexp.MustCompile(u.like).FindString(text)
}
