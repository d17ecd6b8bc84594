package generate_test

import (
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// becomes are the things that the guide's page about other tools says a way of
// writing becomes, and how they are known in the page.
var becomes = map[string]string{
	"链接": `<a [^>]*href=`, "嵌入": `class="embed"`, "图片": `<img `, "折叠": `<details`, "换行": `<br>`, "标签": `class="biji-tag"`,
	"脚注": `class="footnote-ref"`, "高亮": `<mark>`, "不显示": ``, "任务": `class="task`, "公式": `<math`, "属性": `class="biji-properties`,
	"图": `<svg`, "颜色": `class="ink-`, "引文": `<blockquote>`, "目录": `class="toc"`, "上标": `<sup>`, "下标": `<sub>`, "下划线": `<u>|<ins>`,
	"提示块": `class="callout`, "标签页": `class="tabs"`, "代码": `<figure class="code"`, "片段": `片段的话`, "缩写": `<abbr title=`,
	"按键": `<kbd`, "粗体": `<strong>`, "照写的显示": `\{\{ x \}\}`, "小标签": `class="badge`, "列表": `<ul`, "表格": `<table`, "一行说明": `class="not-shown"`,
	"标题": `<h2`, "小字": `<small>`, "编号": `<ol>`,
}

// inEnglish are the names of these things in the English page.
var inEnglish = map[string]string{
	"link": "链接", "embed": "嵌入", "picture": "图片", "folded": "折叠", "folded callout": "折叠", "line break": "换行", "tag": "标签",
	"footnote": "脚注", "highlight": "高亮", "not shown": "不显示", "task": "任务", "formula": "公式", "properties": "属性",
	"drawing": "图", "colour": "颜色", "quote": "引文", "contents": "目录", "superscript": "上标", "subscript": "下标", "underline": "下划线",
	"callout": "提示块", "tabs": "标签页", "code": "代码", "text of the snippet": "片段", "abbreviation": "缩写",
	"keys": "按键", "bold": "粗体", "shown as written": "照写的显示", "small label": "小标签", "list": "列表", "table": "表格",
	"small print": "小字", "numbered list": "编号",
}

// englishNames are the files and words around the samples in the English page.
var englishNames = strings.NewReplacer("笔记.md", "note.md", "片段.md", "snippet.md", "图.svg", "pic.svg", "表.base", "list.base", "白板.canvas", "board.canvas",
	"画.excalidraw", "sketch.excalidraw", "小节", "section", "视图", "view", "# 笔记", "# note")

// aroundSamples is what the samples of each part of the guide's page find beside
// them.
func aroundSamples(english bool) fstest.MapFS {
	text := `-- 笔记.md --
# 笔记

## 小节

一段话 ^aaa
-- 片段.md --
片段的话
-- code.go --
package code
-- 图.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>
-- 表.base --
views:
  - type: table
    name: 视图
-- 白板.canvas --
{"nodes":[{"id":"a","type":"text","x":0,"y":0,"width":100,"height":50,"text":"卡片"}],"edges":[]}
-- 画.excalidraw.md --
---
excalidraw-plugin: parsed
---

# Excalidraw Data

## Drawing
` + "```json\n" + `{"elements":[{"type":"rectangle","x":0,"y":0,"width":10,"height":10,"strokeColor":"#000"}]}
` + "```\n"
	if english {
		text = englishNames.Replace(text)
	}
	return world(text)
}

// marks are the files by which the folders of a tool are known.
var marks = map[string]string{"Obsidian": ".obsidian/app.json", "Logseq": "logseq/config.edn", "思源笔记": siyuan, "SiYuan": siyuan}

const siyuan = "assets/a-20240102030405-abc1234.png"

// A sample is a row of a table: a way of writing, and what it becomes.
type sample struct{ text, becomes string }

// written are the rows of the tables in the guide's page, by the tool.
func written(t *testing.T, file string) map[string][]sample {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(testkit.OwnContent(t), "guide", file))
	if err != nil {
		t.Fatal(err)
	}
	all, row := map[string][]sample{}, regexp.MustCompile("(?m)^\\| (`.*) \\| ([^|]*) \\|$")
	for tool, part := range testkit.Sections(string(page), 2) {
		for _, m := range row.FindAllStringSubmatch(part, -1) {
			for _, code := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(m[1], -1) {
				text := strings.NewReplacer("⏎", "\n", `\|`, "|").Replace(code[1])
				all[tool] = append(all[tool], sample{text + "\n", m[2]})
			}
		}
	}
	return all
}

// TestComingFrom: what the guide says of other tools' ways of writing is so.
func TestComingFrom(t *testing.T) { testComingFrom(t, "coming-from.md", false) }

func TestComingFromInEnglish(t *testing.T) {
	for en, zh := range inEnglish {
		if _, ok := becomes[zh]; !ok {
			t.Errorf("%s is %s, and nobody knows how that is known", en, zh)
		}
	}
	testComingFrom(t, "coming-from.en.md", true)
}

func testComingFrom(t *testing.T, file string, english bool) {
	all := written(t, file)
	if len(all) < 9 {
		t.Fatalf("tables of %d tools", len(all))
	}
	for _, tool := range slices.Sorted(maps.Keys(all)) {
		t.Run(tool, func(t *testing.T) {
			content := aroundSamples(english)
			if mark, ok := marks[tool]; ok {
				content[mark] = &fstest.MapFile{Data: []byte("{}")}
			}
			for i, s := range all[tool] {
				content[fmt.Sprintf("例%02d.md", i)] = &fstest.MapFile{Data: []byte(s.text)}
			}
			out, result := buildMemory(t, content, site.Options{Mentions: site.Off}, 1) // what a piece says names its note
			for i, s := range all[tool] {
				html := article(page(t, out, fmt.Sprintf("例%02d.html", i)))
				thing, _, _ := strings.Cut(s.becomes, "，")
				is := regexp.MustCompile(becomesOf(t, thing))
				if !is.MatchString(html) {
					t.Errorf("%q is to become %s:\n%s", s.text, s.becomes, html)
				}
			}
			for _, p := range result.Problems {
				if strings.HasPrefix(p.At.File, "例") {
					t.Errorf("%s: %s", p, all[tool][number(p.At.File)].text)
				}
			}
		})
	}
}

// becomesOf is the pattern of the longest name with which the words begin.
func becomesOf(t *testing.T, words string) string {
	t.Helper()
	if name := longestStart(words, maps.Keys(becomes)); name != "" {
		return becomes[name]
	}
	name := longestStart(words, maps.Keys(inEnglish))
	if name == "" {
		t.Errorf("nobody knows what %q is", words)
	}
	return becomes[inEnglish[name]]
}

// longestStart is the longest of the names with which the words begin.
func longestStart(words string, names iter.Seq[string]) (longest string) {
	for name := range names {
		if strings.HasPrefix(words, name) && len(name) > len(longest) {
			longest = name
		}
	}
	return longest
}

func number(file string) (n int) {
	_, _ = fmt.Sscanf(strings.TrimPrefix(file, "例"), "%d", &n)
	return n
}
