package site

import "strings"

// The languages of the interface.
const (
	Chinese     = "zh"
	Traditional = "zh-Hant" // Chinese in traditional characters, in the words of Taiwan
	English     = "en"
)

// UI is the language of the interface of a site, or a page, of language lang, which
// is a BCP 47 tag: Chinese, Traditional or English.
func UI(lang string) string {
	primary, rest, _ := strings.Cut(strings.ToLower(lang), "-")
	if primary != "zh" {
		return English
	}
	for sub := range strings.SplitSeq(rest, "-") {
		switch sub {
		case "hans":
			return Chinese
		case "hant", "tw", "hk", "mo":
			return Traditional
		}
	}
	return Chinese
}

// UIs are all of them.
func UIs() []string { return []string{Chinese, Traditional, English} }

// IsChinese says of a language of the interface whether it is Chinese, in whatever
// characters.
func IsChinese(ui string) bool { return ui == Chinese || ui == Traditional }

// Word is a word that the program itself adds to a page, in a language of the
// interface; the one in traditional characters is in hant.
func Word(ui, zh, en string) string {
	switch ui {
	case Chinese:
		return zh
	case Traditional:
		if word, ok := hant[zh]; ok {
			return word
		}
		return zh
	}
	return en
}

// hant are the words that are written otherwise in traditional characters, or
// called otherwise in Taiwan.
var hant = words(`
笔记=筆記
目录=目錄
源码=原始碼
信息=資訊
待办=待辦
问题=問題
当心=當心
失败=失敗
危险=危險
缺陷=程式錯誤
例子=範例
总结=總結
详情=詳情
常见问题=常見問題
错误=錯誤
流程图=流程圖
时序图=循序圖
类图=類別圖
状态图=狀態圖
实体关系图=實體關聯圖
甘特图=甘特圖
饼图=圓餅圖
思维导图=心智圖
时间线=時間軸
Git 提交图=Git 提交圖
旅程图=旅程圖
象限图=象限圖
柱形图与折线图=長條圖與折線圖
UML 图=UML 圖
关系图=關係圖
手绘图=手繪圖
`)

func words(pairs string) map[string]string {
	words := map[string]string{}
	for line := range strings.Lines(pairs) {
		if zh, traditional, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			words[zh] = traditional
		}
	}
	return words
}
