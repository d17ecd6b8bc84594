package hashtag_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/hashtag"
)

var md = goldmark.New(goldmark.WithExtensions(hashtag.Extension))

func names(src string) string {
	var all []string
	_ = ast.Walk(md.Parser().Parse(text.NewReader([]byte(src))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if tag, ok := n.(*hashtag.Node); ok && entering {
			all = append(all, tag.Name)
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(all, " ")
}

func TestHashtags(t *testing.T) {
	for src, want := range map[string]string{
		"#标签 正文 #a/b。#c":                     "标签 a/b c",
		"#2024目标 #2024 #a-b_c #a/ # #/x #-x": "2024目标 a-b_c a",
		"a#b https://x.org/#c `#d` \\#e":     "",
		"- #todo\n- 甲（#乙）":                   "todo 乙",
		"# 标题\n\n#不是标题":                      "不是标题",
		"[#文](b) #🎉 #y1984":                  "🎉 y1984",
		"C# 和 F#":                            "",
	} {
		if got := names(src); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func FuzzHashtags(f *testing.F) {
	f.Add("#a #b/c #1 #é\n# #")
	f.Fuzz(func(t *testing.T, src string) {
		for _, name := range strings.Fields(names(src)) {
			if strings.HasPrefix(name, "/") || strings.HasSuffix(name, "/") {
				t.Errorf("%q has a tag %q", src, name)
			}
		}
	})
}
