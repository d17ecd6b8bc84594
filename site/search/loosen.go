package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// A loosener changes units that are nowhere to similar ones. Those for which
// that does not help stay as they were, and are nowhere still.
type loosener struct {
	index *Index
	ctx   context.Context // of the one query that it is made for
	words *analyze.Analyzer
	alone bool // there is but one unit
	cut   bool // the runs are pieces of one, and as they are in sentences
}

func (l loosener) loosen(u *unit) error {
	found, err := l.finds(u)
	if found || err != nil {
		return err
	}
	switch u.kind {
	case wordUnit:
		return l.word(u)
	case runUnit:
		return l.run(u)
	case phraseUnit:
		return l.phrase(u)
	case joinedUnit:
		if found, err := l.begun(u); found || err != nil {
			return err
		}
		u.loose = true
		for _, k := range u.kids {
			if err := l.loosen(k); err != nil {
				return err
			}
		}
	}
	return nil
}

// begun looks for joined words of which but a letter of the last is typed, as Node.js for
// Node.j: those in most sections, of what headings have.
func (l loosener) begun(u *unit) (found bool, err error) {
	last := len(u.terms) - 1
	letter := u.kids[len(u.kids)-1].prefix
	if letter != u.terms[last] || len(letter) > 1 {
		return false, nil
	}
	words, err := l.inHeadings(letter)
	most := 0
	for _, word := range words {
		way := *u
		way.halves = [][]string{append(slices.Clone(u.terms[:last]), word)}
		n, err := l.index.count(l.ctx, way.query())
		if err != nil {
			return false, err
		}
		if n > most {
			u.halves, most = way.halves, n
		}
	}
	return most > 0, err
}

func (l loosener) finds(u *unit) (bool, error) {
	n, err := l.index.count(l.ctx, u.query())
	return n > 0, err
}

// word looks for what the word may be the beginning of; for two words that it
// may be written as; for words with one letter wrong or two letters
// exchanged; for words with two edits.
func (l loosener) word(u *unit) error {
	if len(u.terms) != 1 {
		return nil
	}
	if u.prefix != "" {
		u.other = stemsOf(u.prefix)
		if found, err := l.finds(u); found || err != nil {
			return err // half a word: nothing to tell
		}
		u.other = nil
	}
	if len(u.text) > analyze.Shared.MaxTypo {
		return nil
	}
	if found, err := l.halves(u); found || err != nil {
		return err
	}
	letters, inTerm := utf8.RuneCountInString(u.text), utf8.RuneCountInString(u.terms[0])
	for edits := 1; edits <= 2 && letters >= 3*edits+1 && inTerm >= 2*edits+1; edits++ {
		u.typos = edits
		u.other = exchanged(l.words, u.text)
		if found, err := l.finds(u); found || err != nil {
			return err
		}
	}
	u.typos, u.other = 0, nil
	return nil
}

// halves looks for hash map if hashmap is nowhere.
func (l loosener) halves(u *unit) (found bool, err error) {
	if !letters(u.text) {
		return false, nil
	}
	var texts []string
	for at := analyze.Shared.MinHalf; at <= len(u.text)-analyze.Shared.MinHalf; at++ {
		a, b := u.text[:at], u.text[at:]
		u.halves = append(u.halves, []string{l.words.TermsOf(a)[0], l.words.TermsOf(b)[0]})
		texts = append(texts, a+" "+b)
	}
	every := u.halves
	if len(every) == 0 {
		return false, nil
	}
	if found, err = l.finds(u); !found || err != nil {
		u.halves = nil
		return false, err
	}
	for i := range every {
		u.halves, u.taken = every[i:i+1], texts[i]
		if found, err = l.finds(u); found || err != nil {
			return found, err
		}
	}
	return false, nil // one of them was found together with the others
}

// exchanged are the terms of the words that word becomes if two of its
// letters change places. Fuzzy queries compare with stems, from which a typo
// in the ending leads far away.
func exchanged(a *analyze.Analyzer, word string) []string {
	letters := []rune(word)
	var terms []string
	for i := 1; i+1 < len(letters); i++ {
		letters[i], letters[i+1] = letters[i+1], letters[i]
		terms = append(terms, a.TermsOf(string(letters))...)
		letters[i], letters[i+1] = letters[i+1], letters[i]
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// stemsOf are the beginnings of a half-typed word that may be its stem:
// "iterato" finds what "iterator" is indexed as, "iter".
func stemsOf(word string) (stems []string) {
	if !analyze.IsASCII([]byte(word)) {
		return nil
	}
	endings := analyze.ListOf(analyze.Shared.Endings)
	for n := len(word) - 1; n >= 3; n-- {
		begun := func(ending string) bool { return strings.HasPrefix(ending, word[n:]) }
		if slices.ContainsFunc(endings, begun) {
			stems = append(stems, word[:n])
		}
	}
	return stems
}

// phrase looks for the phrase in simplified characters.
func (l loosener) phrase(u *unit) error {
	plain := analyze.Simplified(u.text)
	if plain == u.text {
		return nil
	}
	typed := *u
	u.terms, u.exact = l.words.PhraseTerms(plain)
	u.taken = plain
	found, err := l.finds(u)
	if !found {
		*u = typed
	}
	return err
}

// run looks for the run in simplified characters; for its pieces between
// words of asking; for fewer of its pairs; for what differs in one character.
func (l loosener) run(u *unit) error {
	typed := *u
	readings := []unit{typed}
	if plain := analyze.Simplified(u.text); plain != u.text {
		*u = *unitOfRun(l.words, plain, u.field)
		u.text, u.taken, u.side = typed.text, plain, typed.side
		if found, err := l.finds(u); found || err != nil {
			return err
		}
		readings = append(readings, *u)
		*u = typed
	}
	if list := telling(u.text, &l.words.Tongue); len(list) > 1 {
		for _, piece := range list {
			k := unitOfRun(l.words, piece, u.field)
			k.side = u.side
			of := l
			of.cut = true
			if err := of.loosen(k); err != nil {
				return err
			}
			u.kids, u.loose = append(u.kids, k), true
		}
		return nil
	}
	for _, try := range []func(*unit) (bool, error){l.fewer, l.misspelt} {
		for _, r := range readings {
			*u = r
			if found, err := try(u); found || err != nil {
				return err
			}
		}
	}
	*u = typed
	return nil
}

// fewer looks for fewer pairs of a run, as long as those are more than half.
func (l loosener) fewer(u *unit) (found bool, err error) {
	for u.twos || u.enough-1 > len(u.terms)/2 {
		if u.twos {
			u.twos = false
		} else {
			u.enough--
		}
		if found, err := l.finds(u); found || err != nil {
			u.partly = true
			return found, err
		}
	}
	return false, nil
}
