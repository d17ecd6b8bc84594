package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/speech"
)

// Every text of help is there in both languages, nothing is translated that is
// gone, and both name the same flags, codes and commands.
func TestChinese(t *testing.T) {
	said := map[string]bool{}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, text := range helpTexts(c) {
			both := strings.Contains(*text, "\n\nbiji 把") // the first page is in both languages
			if said[*text] = true; *text != "" && !both && chinese[*text] == "" {
				t.Errorf("%s: not in Chinese: %s", c.CommandPath(), *text)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(rootCommand())
	if len(said) < 60 {
		t.Errorf("only %d texts", len(said))
	}
	verbatim := regexp.MustCompile(`--[a-z]+|\b(?:64|[012])\b|biji check|/[a-z]+/|\b(?:broken-link|bleve\.Open|QUERIES|CONTENT|SITE|DIR)\b`)
	for en, zh := range chinese {
		if !said[en] {
			t.Errorf("nobody says %q", en)
		}
		if strings.IndexFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 && !strings.HasPrefix(zh, "同") && zh != "zip 文件" {
			t.Errorf("no Chinese: %q", zh)
		}
		for _, word := range verbatim.FindAllString(en, -1) {
			if !strings.Contains(zh, word) {
				t.Errorf("%q is not in\n%s", word, zh)
			}
		}
	}
}

// The locale chooses the language of help.
func TestLocale(t *testing.T) {
	help := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != exitFine {
			t.Fatalf("exit code %d %s", code, &errs)
		}
		return out.String()
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	for _, c := range []struct {
		name, value string
		zh          bool
	}{{"LANG", "zh_CN.UTF-8", true}, {"LC_MESSAGES", "en_GB.UTF-8", false}, {"LC_ALL", "zh_TW", true}, {"LC_ALL", "C", false}} {
		t.Setenv(c.name, c.value)
		text := help("build", "--help")
		if got := strings.Contains(text, "草稿也生成") && strings.Contains(text, "选项：") && strings.Contains(text, "用法："); got != c.zh {
			t.Errorf("%s=%s:\n%s", c.name, c.value, text)
		}
		if c.zh && regexp.MustCompile(`(?m)^(?:Usage|Flags|Available)|help for`).MatchString(help("--help")+text) {
			t.Errorf("two languages at once:\n%s", text)
		}
	}
}

// What a command says at its end is in the language of the notes, or in the one
// that the locale asks for; what programs read is English.
func TestSaidInChinese(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	for _, c := range []struct {
		lang, name, value string
		zh                bool
	}{
		{"", "LANG", "en_US.UTF-8", false}, {"", "LANG", "zh_CN.UTF-8", true}, {"zh-CN", "LANG", "en_US.UTF-8", true},
		{"en", "LANG", "zh_CN.UTF-8", true}, {"zh-CN", "LC_ALL", "C.UTF-8", false}, {"en", "LC_MESSAGES", "zh_TW.UTF-8", true},
	} {
		t.Setenv("LC_ALL", "")
		t.Setenv("LC_MESSAGES", "")
		t.Setenv(c.name, c.value)
		if got := speechFor(c.lang).IsChinese(); got != c.zh {
			t.Errorf("notes in %q, %s=%s: Chinese is %v", c.lang, c.name, c.value, got)
		}
	}
	o := outcome{Pages: 3, Sections: 4, Bytes: 2048, Problems: []report.Finding{{Severity: site.SeverityNote}, {Severity: site.SeverityError}, {Severity: site.SeverityError}}}
	for verb, zh := range map[string]string{"built": "生成了", "bundled": "打包了", "checked": "检查了"} {
		if got := o.headline(verb, speech.Chinese()); got != zh+" 3 页、4 节，2 个错误、1 个提示，2 KB，用时 0.00 秒" {
			t.Errorf("%q", got)
		}
	}
}
