package site_test

import (
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestUI(t *testing.T) {
	for lang, want := range map[string]string{
		"": "en", "en": "en", "de": "en", "zhx": "en", "zh": "zh", "zh-CN": "zh", "zh-SG": "zh", "ZH-hans-TW": "zh",
		"zh-TW": "zh-Hant", "zh-hk": "zh-Hant", "zh-MO": "zh-Hant", "zh-Hant": "zh-Hant", "zh-Hant-CN": "zh-Hant",
	} {
		if got := site.UI(lang); got != want || site.IsChinese(got) != (want != "en") {
			t.Errorf("%s has the interface %s, want %s", lang, got, want)
		}
	}
}

func TestWord(t *testing.T) {
	for ui, want := range map[string]string{"zh": "源码", "zh-Hant": "原始碼", "en": "Source"} {
		if got := site.Word(ui, "源码", "Source"); got != want {
			t.Errorf("%s: %s, want %s", ui, got, want)
		}
	}
	if got := site.Word(site.Traditional, "重要", "Important"); got != "重要" { // it is the same in both
		t.Error(got)
	}
}
