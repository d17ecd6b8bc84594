package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every setting with a value that it cannot have is reported at its place and in
// one language: what stands in Chinese has no words of English but what is quoted.
func TestMistakesInChinese(t *testing.T) {
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	english := regexp.MustCompile(`[a-z]{2,} [a-z]{2,}|[a-z]{3} 不|不是[a-z]|, 和`)
	chinese := regexp.MustCompile(`\p{Han}`)
	quoted := regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\{[^}]*\}|（[^）]*）`)
	for _, settings := range mistakes() {
		dir, said := t.TempDir(), regexp.MustCompile(`biji\.toml(:\d+:\d+: .*)`)
		for name, text := range map[string]string{"a.md": "# A\n\n[B](b.md)\n", "b.md": "# B\n\n[A](a.md)\n", configName: settings} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var out, errs bytes.Buffer
		run(t.Context(), []string{"check", dir}, &out, &errs)
		lines := said.FindAllStringSubmatch(out.String()+errs.String(), -1)
		if want := strings.Count(settings, "\n"); len(lines) != want {
			t.Errorf("%d of %d settings are reported:\n%s%s%s", len(lines), want, settings, &out, &errs)
		}
		for _, line := range lines {
			if words := quoted.ReplaceAllString(line[1], ""); english.MatchString(words) || !chinese.MatchString(words) {
				t.Error(line[1])
			}
		}
	}
}

// mistakes are settings with wrong values, one a line. Of some a first is enough
// for there to be no site.
func mistakes() []string {
	return []string{"publish = \"explict\"\n", "title = “x”\n", "gitignore = \"no\"\n", `recent = 101
home = 3
dates = true
slug = "shrt"
nav = ["plain"]
footer = "[x](gone.md)"
social = ["nope"]
accent = "red"
logo = "b.md"
icon = "no.svg"
css = ["no.css"]
js = ["../x.js"]
copy = ["nothing/*"]
date-format = "YYYY-MM-DD"
languages = ["xx-yy-zz"]
encoding = "gbk2"
lang = "中文"
split = 9
titles = "x"
properties = "x"
breaks = 1
url = "example.org"
images = ["http://x"]
titel = "x"
redirects = ["x"]
folder = [{path = ".", unlisted = "yes"}]
analytics.service = "plausable"
comments = {service = "waline", server = "http://x"}
check.ignore = ["brokn-link"]
`, `languages = ["en", "en"]
home = "gone.md"
accent = ["#0b6b62", "no colour"]
social = ["javascript:alert(1)"]
redirects = {"../x" = "a.md"}
folder = [{path = ".", order = "x"}]
analytics = {service = "umami", site = "x"}
comments = {service = "giscus", repo = "a"}
`}
}
