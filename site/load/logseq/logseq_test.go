package logseq_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/load/logseq"
)

func TestConfig(t *testing.T) {
	standard := logseq.Config{Pages: "pages", Journals: "journals", DayTitle: "MMM do, yyyy"}
	for _, c := range []struct {
		edn  string
		want func(*logseq.Config)
	}{
		{"", func(*logseq.Config) {}},
		{"{:all-pages-public? true,\n}", func(c *logseq.Config) { c.Public = logseq.All }},
		{"{:publishing/all-pages-public?   false}", func(c *logseq.Config) { c.Public = logseq.Chosen }},
		{"{;; :publishing/all-pages-public? true\n}", func(*logseq.Config) {}},
		{"{#_ :publishing/all-pages-public? true\n}", func(*logseq.Config) {}},
		{`{:a "; :publishing/all-pages-public? false" :publishing/all-pages-public? true}`, func(c *logseq.Config) { c.Public = logseq.Chosen }},
		{`{:hidden ["script" "/archived/" "a/b.md" "" "/"]}`, func(c *logseq.Config) { c.Hidden = []string{"script", "archived", "a/b.md"} }},
		{`{:pages-directory "notes" :journals-directory "日记/"}`, func(c *logseq.Config) { c.Pages, c.Journals = "notes", "日记" }},
		{`{:journal/page-title-format "yyyy-MM-dd EEEE"}`, func(c *logseq.Config) { c.DayTitle = "yyyy-MM-dd EEEE" }},
	} {
		want := standard
		c.want(&want)
		if diff := cmp.Diff(want, logseq.ReadConfig([]byte(c.edn))); diff != "" {
			t.Errorf("%s\n%s", c.edn, diff)
		}
	}
}

func TestHides(t *testing.T) {
	c := logseq.Config{Hidden: []string{"script", "a/b.md"}}
	for p, want := range map[string]bool{"script": true, "script/x.md": true, "scripts": false, "a/b.md": true, "a": false, "pages/script": false} {
		if c.Hides(p) != want {
			t.Errorf("%s: not %v", p, want)
		}
	}
}

func TestPageName(t *testing.T) {
	for file, want := range map[string]string{
		"a": "a", "a___b": "a/b", "a%2Fb": "a/b", "a%2fb___c": "a/b/c", "what%3F": "what?", "100%": "100%", "a %": "a %",
		"..%2Fx": "..%2Fx", "%2Fetc": "%2Fetc", "a___": "a___", "___": "___", "a%00b": "a%00b", "a%FFb": "a%FFb", "a / b": "a/b",
		"x%2F.git": "x%2F.git", "a__b": "a__b", "笔记___分类": "笔记/分类",
	} {
		if got := logseq.PageName(file); got != want {
			t.Errorf("%q is %q, not %q", file, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	day, ok := logseq.Day("2024_01_02")
	if !ok || !day.Equal(time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)) {
		t.Fatal(day, ok)
	}
	for _, no := range []string{"2024_13_02", "2024_1_2", "x2024_01_02", "2024_01_02 x", "2024_02_31"} {
		if _, ok := logseq.Day(no); ok {
			t.Errorf("%s is a day", no)
		}
	}
	for format, want := range map[string]string{
		"MMM do, yyyy": "Jan 2nd, 2024", "yyyy-MM-dd EEEE": "2024-01-02 Tuesday", "E, dd.M.yy": "Tue, 02.1.24", "yyyy年MM月dd日": "2024年01月02日",
		"d 'of' MMMM": "2 of January",
	} {
		if got := (logseq.Config{DayTitle: format}).Title(day); got != want {
			t.Errorf("%s: %q, not %q", format, got, want)
		}
	}
	var ends []string
	for _, d := range []int{1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31} {
		ends = append(ends, logseq.Config{DayTitle: "do"}.Title(time.Date(2024, 1, d, 0, 0, 0, 0, time.UTC)))
	}
	if got, want := strings.Join(ends, " "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 31st"; got != want {
		t.Errorf("%s", got)
	}
}

func TestProperties(t *testing.T) {
	for _, c := range []struct{ text, want, rest string }{
		{"title:: A page\nalias:: b, [[c d]]\npublic:: false\n\n- text\n", "title=A page;alias=b, [[c d]];public=false;", "\n- text\n"},
		{"- title:: x\n  tags:: y\n- text", "title=x;tags=y;", "- text"},
		{"- title:: x\n- public:: false", "title=x;", "- public:: false"},
		{"- title:: x\n  public:: false\n\t- child", "title=x;public=false;", "- title:: x\n  public:: false\n\t- child"},
		{"- title:: x\n  more text\n", "title=x;", "- title:: x\n  more text\n"},
		{"- text\n  id:: x", "", "- text\n  id:: x"},
		{"a::b\n", "", "a::b\n"},
		{"empty::\n状态:: 草稿", "empty=;状态=草稿;", ""},
		{"std::vector x\n", "", "std::vector x\n"},
		{"", "", ""},
	} {
		all, size, lines := logseq.Properties([]byte(c.text))
		got := ""
		for i, p := range all {
			got += fmt.Sprintf("%s=%s;", p.Key, p.Value)
			if p.Line != i {
				t.Errorf("%q: %s is in line %d", c.text, p.Key, p.Line)
			}
		}
		if got != c.want || c.text[size:] != c.rest || lines != strings.Count(c.text[:size], "\n")+strings.Count(c.want, "草稿") {
			t.Errorf("%q: %q, then %q (%d lines)", c.text, got, c.text[size:], lines)
		}
	}
}

func TestOutdent(t *testing.T) {
	for text, want := range map[string]string{
		"## H\nid:: x\n\t- a\n\t  b\n\n\t\t- c\n- d\n\t- e\n": "## H\nid:: x\n- a\n  b\n\n\t- c\n- d\n\t- e\n",
		"text\n\t- a\n":             "text\n- a\n",
		"- a\n\t- b\n\t\t- c\n":     "- a\n\t- b\n\t\t- c\n",
		"-\n\t- b\n":                "-\n\t- b\n",
		"- a\n  b\n\t- c\n":         "- a\n  b\n\t- c\n",
		"# H\n\tcode\n- a\n\t- b\n": "# H\n\tcode\n- a\n\t- b\n",
		"```\nx\n\t- a\n```\n":      "```\nx\n\t- a\n```\n",
		"- a\n\t- b\n# H\n\t- c":    "- a\n\t- b\n# H\n- c",
	} {
		if got := string(logseq.Outdent([]byte(text))); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func FuzzProperties(f *testing.F) {
	for _, s := range []string{"a:: b\n", "- a:: b\n  c::\n- d", "a::\n\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all, size, lines := logseq.Properties([]byte(s))
		if size < 0 || size > len(s) || lines != len(all) && lines != 0 || (lines == 0) != (size == 0) {
			t.Error(all, size, lines)
		}
	})
}
