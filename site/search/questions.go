package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// headingWords are terms of headings under which things are compared, in the
// language of the word that asks for it.
func headingWords(word *unit) []string {
	if word.kind == runUnit {
		return analyze.ListOf(analyze.Shared.HeadingRuns)
	}
	return analyze.ListOf(analyze.Shared.HeadingWords)
}

// contrasted are the two things that a run asks to compare, as 进程和线程的区别
// does.
func contrasted(run string) (a, b string, ok bool) {
	at := contrast.FindStringIndex(run)
	if at == nil {
		return "", "", false
	}
	return sidesOf(strings.TrimSuffix(strings.TrimSuffix(run[:at[0]], "的"), "之间"), "和与跟及")
}

// contrast is the end of a run that asks how two things differ, which a text may say
// in any words.
var contrast = regexp.MustCompile(analyze.Shared.Contrasts)

// isContrast says whether a run is nothing but that.
func isContrast(run string) bool {
	at := contrast.FindStringIndex(run)
	return at != nil && at[0] == 0
}

// sidesOf cuts a run at the first of signs that has two characters or more on
// either side.
func sidesOf(run, signs string) (a, b string, ok bool) {
	for i, r := range run {
		a, b = run[:i], run[i+utf8.RuneLen(r):]
		if strings.ContainsRune(signs, r) && utf8.RuneCountInString(a) >= 2 && utf8.RuneCountInString(b) >= 2 {
			return a, b, true
		}
	}
	return "", "", false
}

// headingsOf are headings of a section that compares a and b; those in English
// only if the question is.
func headingsOf(a, b string, english bool) (list []string) {
	for _, end := range []string{"", "区别", "的区别", "比较", "对比"} {
		list = append(list, a+"与"+b+end, a+"和"+b+end)
	}
	if english {
		list = append(list, a+" and "+b, a+" vs "+b, "the difference between "+a+" and "+b)
	}
	return list
}

// isWeak says whether a word in lower case, or a run, tells little of what is wanted.
func isWeak(word string) bool {
	lists := []string{analyze.Shared.Questions, analyze.Shared.MaybeQuestions, analyze.Shared.Verbs, analyze.Shared.Asking, analyze.Shared.Weak}
	return slices.ContainsFunc(lists, func(list string) bool { return analyze.Has(list, word) })
}

// weakRuns are the words of asking and joining, and others that tell little, the
// longest first.
var weakRuns = func() (list [][]rune) {
	for _, w := range analyze.ListOf(analyze.Shared.Asking + " " + analyze.Shared.Weak) {
		list = append(list, []rune(w))
	}
	slices.SortStableFunc(list, func(a, b []rune) int { return len(b) - len(a) })
	return list
}()

// telling are the stretches of run that tell something: what weak words leave of it.
// None is cut where it would leave a single character, as 作用 would of 作用域; one
// of one character, nowhere but between others. t knows more of them.
func telling(run string, t *analyze.Tongue) (list []string) {
	letters := []rune(run)
	from := 0
	for at := 0; at < len(letters); at++ {
		if n := weakAt(letters, from, at); n > 0 {
			list = append(list, string(letters[from:at]))
			from = at + n
			at = from - 1
		}
	}
	list = append(list, string(letters[from:]))
	var pieces []string
	for _, piece := range list {
		pieces = append(pieces, t.Pieces(piece)...)
	}
	return slices.DeleteFunc(pieces, func(piece string) bool { return utf8.RuneCountInString(piece) < 2 })
}

// weakAt is how many letters the weak word has that may be cut at at from what is left
// of letters from from; 0 if none is there.
func weakAt(letters []rune, from, at int) int {
	for _, w := range weakRuns {
		end := at + len(w)
		if end > len(letters) || !slices.Equal(letters[at:end], w) || at == from+1 {
			continue
		}
		if (len(letters)-end != 1 || len(w) > 2) && (at > 0 || len(w) > 1 || w[0] == '的') {
			return len(w)
		}
	}
	return 0
}
