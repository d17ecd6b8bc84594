package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Chinese words of asking and joining, longest first. They are around and
// between what a question asks for, and rarely in the text that answers it.
var (
	askingBefore = []string{
		"请问", "什么是", "什么叫", "为什么", "为何", "如何", "怎么样", "怎么", "怎样", "有什么", "有哪些", "哪些", "关于", "之间的", "之间",
		"的", "和", "与", "或", "跟", "及",
	}
	askingAfter = []string{
		"是什么意思", "有什么区别", "是什么", "是啥", "什么意思", "怎么办", "怎么用", "怎么做", "有哪些", "有什么用", "为什么", "吗", "呢", "的",
	}
	// between are those at which a run is cut that is found nowhere.
	between = []string{
		"为什么", "怎么样", "有没有", "怎么", "怎样", "如何", "什么", "哪些", "哪个", "哪种", "还是", "以及", "是否", "能否",
		"的", "和", "与", "或", "及", "跟", "是", "了", "吗", "呢",
	}
	// particles ask for nothing if they stand alone beside other words.
	particles = []string{"的", "和", "与", "或", "及", "跟", "是", "了", "吗", "呢", "在", "有"}
)

// contrasts ask how two things differ, which a text may say in any words.
var contrasts = []string{
	"有什么区别", "有什么不同", "有何区别", "有何不同", "有啥区别", "的区别", "的不同", "区别", "不同", "差别", "差异", "异同", "对比", "比较",
	"怎么选择", "怎样选择", "如何选择", "怎么选", "怎样选", "选哪个",
}

// contrastWords ask the same, as words of their own.
const contrastWords = " vs versus difference differences differ compare compared comparison "

// joins stand between two things.
const joins = " 和 与 跟 及 and or "

// headingWords are terms of headings under which things are compared, in the
// language of the word that asks for it. Each costs a reader about 4 KB. The
// stem of difference is not one of them: it is that of different as well.
func headingWords(word *unit) []string {
	if word.kind == runUnit {
		return []string{"区别", "比较", "对比", "对照", "样选"}
	}
	return []string{"vs", "compar"}
}

// contrasted are the two things that a run asks to compare, as 进程和线程的区别
// does.
func contrasted(run string) (a, b string, ok bool) {
	for _, word := range contrasts {
		if rest, found := strings.CutSuffix(run, word); found {
			return sidesOf(strings.TrimSuffix(strings.TrimSuffix(rest, "的"), "之间"), "和与跟及")
		}
	}
	return "", "", false
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

// A question in English begins with one of questions, or one of maybeQuestions
// and one of verbs. Its words that are in idle ask for nothing.
const (
	questions      = " what what's how why "
	maybeQuestions = " when where which who difference differences "
	verbs          = " is are do does did to can should between "
	idle           = questions + maybeQuestions + verbs + " was were could would i we you my a an the of in and work works mean means "
)

// has says whether a list like questions has a word.
func has(list, word string) bool { return strings.Contains(list, " "+word+" ") }

// withoutAsking is run without the words of asking around it, if two
// characters or more are left.
func withoutAsking(run string) string {
	for _, before := range askingBefore {
		if rest, ok := strings.CutPrefix(run, before); ok && utf8.RuneCountInString(rest) >= 2 {
			run = rest
		}
	}
	for _, after := range askingAfter {
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
	for _, word := range between {
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
