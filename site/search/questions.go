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

// isIdle says whether a word asks for nothing in a question in English.
func isIdle(word string) bool {
	return analyze.Has(analyze.Shared.Questions, word) || analyze.Has(analyze.Shared.MaybeQuestions, word) || analyze.Has(analyze.Shared.Verbs, word) || analyze.Has(analyze.Shared.Idle, word)
}

// withoutAsking is run without the words of asking around it, if two
// characters or more are left.
func withoutAsking(run string) string {
	for _, before := range analyze.ListOf(analyze.Shared.AskingBefore) {
		if rest, ok := strings.CutPrefix(run, before); ok && utf8.RuneCountInString(rest) >= 2 {
			run = rest
		}
	}
	for _, after := range analyze.ListOf(analyze.Shared.AskingAfter) {
		if rest, ok := strings.CutSuffix(run, after); ok && utf8.RuneCountInString(rest) >= 2 {
			run = rest
		}
	}
	return run
}

// pieces are what words of asking and joining leave of run, in order: those of
// two characters or more. There are none if nothing was cut away.
func pieces(run string) []string {
	list := []string{run}
	for _, word := range analyze.ListOf(analyze.Shared.Between) {
		var cut []string
		for _, piece := range list {
			cut = append(cut, strings.Split(piece, word)...)
		}
		list = cut
	}
	if len(list) == 1 {
		return nil
	}
	return slices.DeleteFunc(list, func(piece string) bool { return utf8.RuneCountInString(piece) < 2 })
}
