package speech

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestSay(t *testing.T) {
	zh := Chinese()
	for message, want := range map[string]string{
		`link to "安装.md" leads nowhere`:            `链接 "安装.md" 没有通向任何笔记或文件`,
		`link to "a" leads nowhere" leads nowhere`: `链接 "a" leads nowhere" 没有通向任何笔记或文件`,
		`no heading "a" in "b`:                     `"b 里没有标题 "a"`,
		`3 × image "https://x.org/…" is on another site and is shown as a link, first here`: `3 处：图片 "https://x.org/…" 在别的网站上，显示成链接，第一处在这里`,
		`raw HTML: onclick of <b> is left out (lines 3 to 4)`:                               `HTML：<b> 的 onclick 没有保留（第 3 到 4 行）`,
		`formula shown as TeX: \foo is not known, & is not expected`:                        `公式按源文字显示：不认识 \foo、这里不该有 &`,
		`bold text shown as written: error: **a`:                                            `粗体的标记原样显示：error: **a`,
		`open notes: open a: b: no such file or directory`:                                  `打开笔记：打开 a：b: 没有这个文件或文件夹`,
		`html/page.html:3: read template: something new`:                                    `html/page.html:3: 读模板：something new`,
		`page.html: no such file or directory`:                                              `page.html: 没有这个文件或文件夹`,
		"nobody knows this":                                                                 "nobody knows this",
		"":                                                                                  "",
		`lang should be a language such as "zh-CN"`:                                         `lang 应该是语言，如 "zh-CN"`,
	} {
		if got := zh.Say(message); got != want {
			t.Errorf("%q is said as %q, not %q", message, got, want)
		}
		if got := (Speech{}).Say(message); got != message {
			t.Errorf("English: %q", got)
		}
	}
	if got := zh.Sprintf("… and %d more of %s", 3, "orphan"); got != "…… 还有 3 个 orphan" {
		t.Errorf("%q", got)
	}
	if got := zh.Sprintf("%d nothing %s", 3, "x"); got != "3 nothing x" {
		t.Errorf("%q", got)
	}
}

// Both languages of a phrase have the same arguments: the Chinese says each of
// them, as the verb does or as a message.
func TestVerbs(t *testing.T) {
	b := phrases()
	if len(b.by) < 500 || strings.Count(phraseText, "\n\t") != len(b.by) {
		t.Fatalf("%d phrases, %d lines of Chinese", len(b.by), strings.Count(phraseText, "\n\t"))
	}
	for english, p := range b.by {
		used, next := make([]bool, len(p.verbs)), 0
		for _, m := range verb.FindAllStringSubmatch(p.chinese, -1) {
			if m[2] == "%" {
				continue
			}
			if m[1] != "" {
				next = int(m[1][0] - '1')
			}
			if next >= len(used) || m[2] != "v" && plainVerb(p.verbs[next]) != plainVerb("%"+m[2]) {
				t.Errorf("%q and %q have not the same verbs", english, p.chinese)
				break
			}
			used[next] = true
			next++
		}
		if slices.Contains(used, false) {
			t.Errorf("%q is not all in %q", english, p.chinese)
		}
		if twoWords.MatchString(english) && !strings.ContainsFunc(p.chinese, han) {
			t.Errorf("%q is no Chinese: %q", english, p.chinese)
		}
	}
}

func plainVerb(v string) string {
	return strings.NewReplacer("%w", "%s", "%v", "%s", "%q", "%s", "%-s", "%s").Replace(v)
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

var twoWords = regexp.MustCompile(`[a-z]{3} [a-z]{3}`)

// FuzzSay holds the phrases to what authors wrote: all of it is still there, and
// nothing goes wrong.
func FuzzSay(f *testing.F) {
	for _, s := range []string{"a", `x" leads nowhere`, "is left out: a, b", "note: text", "1, 2: 3, %s: %[9]d"} {
		f.Add(s)
	}
	zh := Chinese()
	f.Fuzz(func(t *testing.T, s string) {
		if got := zh.Say(`link to "` + s + `" leads nowhere`); got != `链接 "`+s+`" 没有通向任何笔记或文件` && !strings.Contains(s, `"`) {
			t.Errorf("%q: %q", s, got)
		}
		zh.Say(s)
	})
}
