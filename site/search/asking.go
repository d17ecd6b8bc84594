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
