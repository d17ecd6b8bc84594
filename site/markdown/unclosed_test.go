package markdown_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// What raw HTML opens and never closes is told where more follows, and only
// there; an end tag counts only in the same container.
func TestNeverClosed(t *testing.T) {
	for in, want := range map[string]string{
		"<details><summary>a</summary>\n\nb\n\n## c\n":                      "1:1 <details>",
		"a\n\n<center>\n\nb\n":                                              "3:1 <center>",
		"<div>\n<sub>\n\nb\n\n</div>\n\nc\n":                                "",
		"<div>\n<div>\n\nb\n\n</div>\n\nc\n":                                "1:1 <div>",
		"- a\n\n  <details>\n\n  b\n\n</details>\n\nc\n":                    "3:3 <details>",
		"> <details>\n>\n> b\n\nc\n":                                        "1:3 <details>",
		"> <details>\n\nc\n":                                                "",
		"a\n\n<details><summary>b</summary>\nc\n":                           "",
		"<details>\n\na\n\n</details>\n\nb\n":                               "",
		"<p align=\"center\">\n\na\n\n<ul><li>b\n<li>c</ul>\n\nd\n":         "",
		"<table><tr><td>\n\na <b>c</b>\n\n</table>\n\nd\n":                  "",
		"<table><tr><td>\n<div>\n\na\n\n</td></tr></table>\n\nd\n":          "",
		"<table><tr><td>\n\na\n":                                            "1:1 <table>",
		"<img src=\"a.png\">\n\n<br>\n\n<input>\n\n<hr>\n\na\n":             "",
		"<blockquote>\n\na\n\n<details>\n\nb\n\n</blockquote>\n\nc\n":       "",
		"<details>\n\n<summary>a</summary>\n\n```\n</details>\n```\n\nb\n":  "1:1 <details>",
		"```html\n<details>\n```\n\n`<details>` and <details> in text\n\na": "",
	} {
		for _, unsafe := range []bool{false, true} {
			var got []string
			_, problems := parserFor(markdown.Options{Unsafe: unsafe}).Parse(site.Note{Path: "a.md", Body: []byte(in), Line: 1})
			for _, p := range problems {
				if what, ok := strings.CutSuffix(p.What, " is never closed, so all that follows is in it"); ok {
					got = append(got, strings.TrimPrefix(p.At.String(), "a.md:")+" "+strings.TrimPrefix(what, "raw HTML: "))
				}
			}
			if got := strings.Join(got, ", "); got != want {
				t.Errorf("%q, unsafe %v: got %q, want %q", in, unsafe, got, want)
			}
		}
	}
}

// A <details> in the text of a cell, a paragraph or a footnote folds the rest.
func TestFoldedRest(t *testing.T) {
	for in, want := range map[string]string{
		"| a | b |\n|--|--|\n| <details>x | y |\n":           "3:3",
		"text <details>more *text*\nand more\n":              "1:6",
		"a[^1]\n\n[^1]: see <details>foot\n":                 "3:11",
		"text <details><summary>a</summary>b</details> more": "",
		"text <b>bold <kbd>x":                                "",
		"`<details>` \\<details> x":                          "",
	} {
		got := ""
		_, problems := parserFor(markdown.Options{}).Parse(site.Note{Path: "a.md", Body: []byte(in), Line: 1})
		for _, p := range problems {
			if strings.Contains(p.What, "<details> is never closed") {
				got += strings.TrimPrefix(p.At.String(), "a.md:")
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
