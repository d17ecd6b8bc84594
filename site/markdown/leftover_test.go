package markdown_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// left are the leftovers of a note: "line:col sort what".
func left(t testing.TB, body string) (*markdown.Doc, []site.Problem) {
	t.Helper()
	d, problems := parserFor(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(body)})
	return d, slices.DeleteFunc(problems, func(p site.Problem) bool { return p.Kind != site.Leftover })
}

// What was not understood is reported: sort, place and count.
func TestLeftover(t *testing.T) {
	said := make(map[string]bool)
	for _, c := range []struct{ body, want string }{
		{"甲 ** 乙 **丙", "bold 1:3 2"},
		{"a **b c", "bold 1:3"},
		{"这是**“未完", "bold 1:3"},
		{"***a **b c", "bold 1:1 2"},
		{"# 标题 **粗", "bold 1:6"},
		{"| a |\n|---|\n| **b |", "bold 3:3"},
		{"> [!tip] **题\n> x", "bold 1:10"},
		{"[a **b](c.md)", "bold 1:4"},
		{"[^1]\n\n[^1]: a **b", "bold 3:9"},
		{"==重点", "highlight 1:1"},
		{"说 ==重点", "highlight 1:3"},
		{"yields ^^search it^^ now", ""},
		{"[文](my note.md) ![](my pic.png) ![图](p.png =300x)", ""},
		{"[*文*](my note.md)", "link 1:1"},
		{"a [`文`](my note.md) 和 [*丙*](x y.md)", "link 1:3 2"},
		{"![](my pic)", "image 1:1"},
		{"![图](p.png =x) ![](q r)", "image 1:1 2"},
		{"见![图片]", "image 1:2"},
		{"[[没有完", "wikilink 1:1"},
		{"| a | b |\n|---|---|\n| [[x|y]] | c |", "wikilink 3:3; cells 3:13"},
		{"正文[^无]。[^none]", "footnote 1:3 2"},
		{"正文^[脚注]。", ""},
		{"正文^[脚\n注]。", "inline-footnote 1:3"},
		{"a$ \\alpha $", "math 1:2"},
		{"设 $ \\theta $5 和 $ \\alpha $b", "math 1:3 2"},
		{"$$\n\nx", "math 1:1"},
		{"$$\n\nthis is text\n\n$$", "math 1:1 2"},
		{"由 [a]\\(x_1\\) 得 \\[ \\frac{a}{b}", ""},
		{"\\begin{align} x", "math 1:1"},
		{"$\\boxe{x}$ $\\boxe{y}$ $\\cee{H}$", "formula 1:2 3 \\boxe is not known, \\cee is not known"},
		{"$$\n\\begin{picture} x \\end{picture}\n$$", "formula 2:1 1 \\begin{picture} is not known"},
		{"$\\frac{1}$", "formula 1:1 1 something is missing at the end"},
		{"$$\nx + \\alpha\n+ \\alphax\n$$", "formula 3:3 1 \\alphax is not known"},
		{"$a & b$", "formula 1:1 1 & is not expected"},
		{"$\\new{x}$ $\\newcommand{\\new}[1]{#1^2} \\new{x}$ $\\new{y}$", "formula 1:2 1 \\new is not known"},
		{":::tip 提示\n正文\n:::\n\n!!! note \"T\"\n    x\n\n??? tip\n\n    x\n\n=== \"甲\"\n\n    x\n\n{% hint style=\"info\" %}\nx\n{% endhint %}", ""},
		{":::无名 提示\n正文\n:::\n\n- ::: foo\n- x", "container 1:1 2; unclosed 5:3"},
		{"正文\n\n:::\n\n::: {", "container 3:1 2"},
		{"!!! note T\n    x", ""},
		{"::: tip\n正文\n\n{% hint style=\"info\" %}\nx", "unclosed 1:1 2"},
		{"- ::: tip\n  x\n\n> ::: tip\n> x\n> :::", "unclosed 1:3"},
		{"!!! nota bene\nx", "admonition 1:1"},
		{"- 甲\n  !!! nota \"T\n\n??? nota bene", "admonition 2:3 2"},
		{"=== \"甲", "tabs 1:1"},
		{"{% if x %}\nx\n{% endif %}", "template 1:1 2"},
		{"见 {{ site.url }}", "template 1:3"},
		{"{{< youtube x >}} {{% note %}}", "shortcode 1:1 2"},
		{"a\n\n{{#include x.rs}}", "include 3:1"},
		{"<!-- @include: ./x.md -->", "include 1:1"},
		{"@include(x.md)", "include 1:1"},
		{"--8<-- \"x.md\"", "include 1:1"},
		{"<<< @/x.js", "include 1:1"},
		{"正文 <App/> 后", "component 1:4"},
		{"正文 <Badge type=\"tip\"/> 后 <Badge text=\"新\"/>", "interactive 1:4"},
		{"<Team :all=\"x\" />\n\n<Team/>", "interactive 1:1 2"},
		{"<Tabs>\n\n甲\n\n</Tabs>", ""},
		{"<Team>\n\n甲\n\n</Team>", "interactive 1:1"},
		{"a <Tip>b</Tip>", "interactive 1:3"},
		{"<code-group>b</code-group>", "interactive 1:1"},
		{"import A from './a'\nexport const b = 1\n\n正文", "import 1:1 2"},
		{"# 题\n\nimport './a.css';\n\nimport B from \"b\"", "import 3:1 2"},
		{"![](a.png){width=50%} ![](b.png){:height 100, :width 200} [按钮](x.md){ .md-button }", ""},
		{"![](a.png) {width=50%} [按钮](x.md){ .md-button", ""},
		{"[甲]{style=\"color:red\"}", ""},
		{"**甲**]{style=\"color:red\"} 乙", "attributes 1:7"},
		{"## 1.0 { id=\"1.0\" }\n\n正文\n{: .x }", ""},
		{"## 1.0 { title=\"1.0\" }", "attributes 1:8"},
		{"#+BEGIN_QUOTE\nx\n#+END_QUOTE", ""},
		{"- #+BEGIN_EXPORT html\n  x", "org 1:3"},
		{"| a |\n|---|\n| 1 | 2 | 3 |", "cells 3:7"},
		{"| [[t|x]] | b |\n|---|---|\n| w | z |", "table 1:1"},
		{"- a | b | c\n  --|:-:", "table 1:3"},
		{"a | b\n--- | ---\nc | d\n\nA `|` b\n---\n\n```\na | b\n--|--|--\n```\n\na\n|---|---|", ""},
		{"甲\n\n[^x]: 没人用", "unused-footnote 3:1"},
		{"甲[^x]\n\n[^x]: 一\n\n[^x]: 二", "unused-footnote 5:1"},
		{"[注]: 文字", "definition 1:1"},
		{"甲 HTML5\n\n*[HTML]: 超文本\n*[甲]: x", "abbreviation 3:1"},
		{"<!-- toc -->\n- [甲](#甲)\n- [乙](b.md)\n- 丙\n<!-- tocstop -->\n\n# 甲", "contents 3:3 2"},
		{"<div>\n**粗** 和 [a](b c.md)\n</div>", "bold 2:1 2; link 2:9"},
	} {
		_, problems := left(t, c.body)
		var got []string
		for _, p := range problems {
			got = append(got, brief(p))
			said[p.Sub] = true
			if p.Hint == "" && p.Sub != "formula" {
				t.Errorf("%q: no hint: %v", c.body, p)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %s\nwant %s\n%v", c.body, s, c.want, problems)
		}
	}
	info, _ := site.KindNamed(string(site.Leftover))
	for _, name := range info.Subs() {
		if !said[name] {
			t.Errorf("no case has the sort %q", name)
		}
	}
}

var times = regexp.MustCompile(`^(\d+) × `)

// brief is sort, place, and count if it is not one; of a formula also why.
func brief(p site.Problem) string {
	s := fmt.Sprintf("%s %d:%d", p.Sub, p.At.Line, p.At.Col)
	n := times.FindStringSubmatch(p.What)
	switch {
	case n != nil:
		s += " " + n[1]
	case p.Sub == "formula":
		s += " 1"
	}
	if _, why, ok := strings.Cut(p.What, "TeX: "); ok && p.Sub == "formula" {
		s += " " + why
	}
	return s
}

// What is meant is not reported.
func TestNoLeftover(t *testing.T) {
	for _, body := range []string{
		"`**` `==` `[[x` `](` `$$` `{{<` `<Badge/>` `:::`",
		"```\n**a [b](c d) $ \\alpha $ {% x %}\n```\n\n    ::: tip\n    [[x",
		"<pre>\n**a ::: {{< x >}}\n</pre>\n\n<code>**a</code> x <kbd>==文</kbd>",
		"\\*\\*meant\\*\\* \\[\\[x\\]\\] \\[文\\](my note.md) !\\[a b](c d)",
		"\\[^x] ^\\[x] \\$ \\\\alpha \\$ \\:::tip\n\n\\::: tip\n\n\\{{< x >}} \\{% x %} \\<Badge/>",
		"\\!!! note\n\n\\=== \"x\"\n\n\\\\begin{x}\n\n\\--8<-- x",
		"&#42;&#42;a &lt;Badge/&gt; &lbrack;[x",
		"<div>\n&lt;Badge/> &#42;&#42;a\n</div>",
		"2**3 = 8, a ** b, f(**kwargs), src/**/*.md, **/x, a/**, ****, “**”, '**', (**)",
		"| 符号 | 含义 |\n|---|---|\n| ** | 乘方 |\n| == | 等于 |\n| [[ | x |\n| $$ | pid |",
		"a == b, a==b, a== b, 甲==乙, 甲 == 乙, !==, ==>, <==, ====, x ==null，==1 个，== 判断是否相等",
		"$5 and $6, $HOME/bin:$PATH, $my_var and $other_var, 「$$」, US$ 5_000 $",
		"[^a-z]* 与 [^0-9] 与 [^\"]+ 与 ([^,]) 与 [^\\s] 与 ^[a-z]+$ 与 ^[A-Z0-9]",
		"[[1, 2], [3, 4]] if [[ -f x ]]; then [[\"a\"]]",
		"List<String> Map<K, V> <T> <JRE_HOME> <文件名> a < B && c > D vector<Int>",
		"用 <![CDATA[a]]> 或 <![CDATA[ 开头\n\n<![CDATA[\n\nb",
		"std::vector a:::b foo:::bar 注意!!! 什么??? 很好!!!\n\n!!! 注意安全\n\n??? 为什么",
		"正文 {x=1} 集合 {a, b} max{ i | 1 <= i } {{}} {{ }} 一对 {{ 与 }}",
		"\\(见下文\\) \\[1\\] \\[注\\] [a]\\(b\\) 用 \\(.*\\) 分组",
		"从 x import y\n\nimport antigravity\n\nexport PATH=x",
		"正文\n\nimport A from './a'",
		"[//]: # (注释)\n\n[comment]: <> (注释)\n\n[a]: https://e.org\n\n[b]: ./x.md\n\n[用]\n\n[用]: 文字",
		"正文[^1]。\n\n[^1]: 见[^2]。\n\n[^2]: 文字",
		"<!-- toc -->\n- [甲](#甲)\n  - [`乙`](#old)\n<!-- tocstop -->\n\n# 甲",
		"$ \\alpha $ 设 $ \\theta $ 和 $ C_5 $\n\n$$\n\nx\n\n$$\n\n由 \\(x\\) 得 \\[ \\frac{a}{b} \\]",
		"$x$ $$y$$ ![a|300](p.png) [[a|b]] ==好== **粗** ~~删~~ [a](<b c.md>)",
		"| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | |\n| `x\\|y` | 2 |",
		"<div>\n\n**粗**\n\n</div>\n\n<!-- ** [[x ::: -->\n\n%%** [[x%%",
		"https://e.org/a**b <https://e.org/**> a@b.c",
		"^_^ 开心^^ 2^10 x^2^",
	} {
		if _, problems := left(t, body); len(problems) > 0 {
			t.Errorf("%q: %v", body, problems)
		}
	}
}

// signs are those of the law, as they stand in the text of a page.
var signs = map[string]*regexp.Regexp{
	"bold":            regexp.MustCompile(`\*\*`),
	"highlight":       regexp.MustCompile(`==`),
	"link":            regexp.MustCompile(`\]\(`),
	"image":           regexp.MustCompile(`!\[`),
	"wikilink":        regexp.MustCompile(`\[\[`),
	"footnote":        regexp.MustCompile(`\[\^[^\]]*\]`),
	"inline-footnote": regexp.MustCompile(`\^\[`),
	"math":            regexp.MustCompile(`\$\$|\$[^$]*\\[a-z]{2}[^$]*\$|\\begin\{`),
	"container":       regexp.MustCompile(`(?m)^:::`),
	"admonition":      regexp.MustCompile(`(?m)^(!!!|\?\?\?) `),
	"tabs":            regexp.MustCompile(`(?m)^=== "`),
	"template":        regexp.MustCompile(`(^|[^{])\{%([^%]|$)`),
	"shortcode":       regexp.MustCompile(`\{\{[<%]`),
	"include":         regexp.MustCompile(`(?m)\{\{#include|^--8<--|^<<< @/|^@include`),
	"component":       regexp.MustCompile(`</[A-Z]\w+>|<[A-Z]\w+[^<>]*/>`),
}

// pieces are what random notes are made of.
var pieces = strings.Split("文字 |，|。|\n|\n\n|\n\n| 后|word |> |- |1. |# || a || b |\n|---|---|\n|"+
	"**|**粗|**“粗|粗** |==重|==|[文](|[文](a b)|](|![|![](a b.png)|[[甲|[[甲]]|]]|[^无]|[^1]|\n\n[^1]: 注|^[注]|"+
	"$ \\alpha $|$\\alpha$|$$|$$x$$|\\begin{|\n:::tip|\n:::\n|\n!!! note|\n??? tip|\n=== \"T\"|{% x %}|{{< x >}}|{{% y %}}|"+
	"{{#include x}}|\n--8<-- \"x\"|\n<<< @/x|\n@include(x)|<Badge/>|<Tabs>|</Tabs>|<b>|</b>|<div>\n|</div>\n|`|`a**`|```\n|*|_|~~|<br>|%%|<!-- x -->|<code>|</code>", "|")

// TestSignsInTheTextAreReported is a law: a sign that stands in the text of a
// page, outside code, is reported for its note.
func TestSignsInTheTextAreReported(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	seen := make(map[string]int)
	for range 4000 {
		var b strings.Builder
		for range 2 + r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		reported(t, b.String(), seen)
	}
	for sort := range signs {
		if seen[sort] < 10 {
			t.Errorf("only %d notes show a sign of %q", seen[sort], sort)
		}
	}
}

// reported checks one note, and counts the sorts of signs that its page shows.
func reported(t *testing.T, body string, seen map[string]int) {
	t.Helper()
	d, problems := left(t, body)
	said := make(map[string]bool)
	for _, p := range problems {
		said[p.Sub] = true
		if p.At.Line < 1 || p.At.Line > 1+strings.Count(body, "\n") || p.At.Col < 1 {
			t.Errorf("%q: a leftover at %v", body, p.At)
		}
	}
	var page bytes.Buffer
	d.HTML(&page, 0, d.Outline().Blocks, -1, markdown.Hooks{})
	for _, text := range visible(page.String()) {
		for sort, sign := range signs {
			if at := sign.FindStringIndex(text); at != nil && !meant(sort, text, at) {
				seen[sort]++
				if !said[sort] {
					t.Errorf("%q shows %q, a sign of %q, which is not reported: %v", body, text, sort, problems)
				}
			}
		}
	}
}

// meant says whether a sign of the random notes has become one that prose
// holds too, by what stands around it.
func meant(sort, text string, at []int) bool {
	before, after := text[:at[0]], text[at[1]:]
	if sort != "math" && strings.Contains(text, "$") {
		return true // in a formula
	}
	switch sort {
	case "bold": // a run of stars, an operator, the whole text
		return strings.HasSuffix(before, "*") || strings.HasPrefix(after, "*") || strings.TrimSpace(before) == "" && strings.TrimSpace(after) == "" ||
			!strings.HasPrefix(after, "粗") && !strings.HasPrefix(after, "“") && !strings.HasSuffix(before, "粗")
	case "highlight":
		return !strings.HasPrefix(after, "重") || !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "\n")
	case "image":
		return strings.TrimSpace(before+after) == "" || strings.HasPrefix(after, "[") || strings.HasPrefix(after, "^") || word.MatchString(before)
	case "link":
		return strings.TrimSpace(before+after) == "" || strings.Contains(before, "[") && strings.Contains(before, "!")
	case "wikilink":
		return !strings.HasPrefix(after, "甲") || strings.HasSuffix(before, "[") || strings.Contains(after, "[") || strings.Contains(after, "]")
	case "footnote":
		return strings.ContainsAny(text[at[0]+1:at[1]], "[(") || strings.HasPrefix(after, "{") || strings.HasPrefix(after, "*") && !strings.HasPrefix(after, "**") || !strings.Contains(text[at[0]:at[1]], "无") ||
			strings.TrimSpace(before+after) == ""
	case "inline-footnote":
		return !strings.HasPrefix(after, "注]") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, "(") || strings.HasPrefix(after, "注]{") || strings.HasPrefix(after, "注]*")
	case "math":
		return strings.HasSuffix(before, "$") || strings.HasPrefix(after, "$") || strings.TrimSpace(before+after) == "" || strings.Contains(text, "$$$") || strings.Count(text, "$") > 2
	case "container":
		return !strings.HasPrefix(after, "tip") && strings.TrimSpace(after) != ""
	case "admonition":
		rest, _, whole := strings.Cut(after, "\n")
		return !whole || rest != "note" && rest != "tip"
	case "component":
		return word.MatchString(before)
	}
	return strings.TrimSpace(before+after) == ""
}

var word = regexp.MustCompile(`[A-Za-z0-9]$`)

// visible are the texts of a page outside code, each of which stands between
// two tags.
func visible(page string) []string {
	var all []string
	code := 0
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return all
		case html.TextToken:
			if s := string(z.Text()); code == 0 && strings.TrimSpace(s) != "" {
				all = append(all, s)
			}
		case html.StartTagToken, html.EndTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "code", "pre", "math", "kbd":
				if code++; kind == html.EndTagToken {
					code -= 2
				}
			}
		}
	}
}
