package languages_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load/languages"
)

const (
	inEnglish = "This is the text of a note, and it is about the things that are to be done with a folder of notes and with the pages of the site that it makes for them.\n"
	inChinese = "这是一篇笔记的正文，讲的是怎样把一个文件夹里的笔记做成网站。\n"
)

// What is taken for a language without a setting, and what is not.
func TestFind(t *testing.T) {
	for _, c := range []struct{ name, paths, want string }{
		{"beside", "a.md=zh a.en.md=en b.md=zh", "zh-CN: en:en"},
		{"folder and root", "a.md=zh b.md=zh en/a.md=en", "zh-CN: en:en"},
		{"two folders", "zh/a.md=zh zh/b.md=zh en/a.md=en", "zh:zh en:en"},
		{"docusaurus", "docs/a.md=zh i18n/en/docusaurus-plugin-content-docs/current/a.md=en", "zh-CN: en:en"},
		{"notes about languages", "en/a.md=zh ja/a.md=zh b.md=zh", ""},
		{"subjects", "it/a.md=en it/b.md=en is/a.md=en is/b.md=en", ""},
		{"subjects in Chinese", "os/a.md=zh cs/a.md=zh ml/a.md=zh", ""},
		{"no twins", "en/a.md=en b.md=zh", ""},
		{"not a language", "a.md=zh a.go.md=en a.v2.md=en", ""},
	} {
		var notes []site.Note
		for f := range strings.FieldsSeq(c.paths) {
			p, lang, _ := strings.Cut(f, "=")
			notes = append(notes, site.Note{Path: p, Body: []byte(map[string]string{"en": inEnglish, "zh": inChinese}[lang])})
		}
		guess := func([]site.Note) string { return "zh-CN" }
		var got []string
		for _, l := range languages.Find(languages.Input{Notes: notes, Guess: guess}) {
			got = append(got, l.Tag+":"+l.Folder)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}
