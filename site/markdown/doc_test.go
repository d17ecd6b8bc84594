package markdown_test

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

func parse(t *testing.T, body string) (*markdown.Doc, []site.Problem) {
	t.Helper()
	return parserFor(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Line: 5, Body: []byte(body)})
}

func TestHeadingIDs(t *testing.T) {
	d, problems := parse(t, "# 锁\n# 锁\n# 锁-1\n# 锁\n# Biji build\n# __biji\n# !\n# A {#锁}\n# B {#锁}\n# C {#x}\n# x\n# D {#__biji_x}\n\n<a id=\"__biji\"></a><a name=\"__biji\"></a><a id=\"x\"></a><a id=\"y\"></a><a name=\"y\"></a>\n> # Q\n")
	var got []string
	for _, h := range d.Outline().Headings {
		got = append(got, h.ID)
	}
	want := []string{"锁-2", "锁-3", "锁-1-1", "锁-4", "note-biji-build", "note-__biji", "section", "锁", "锁-1", "x", "x-1", "note-__biji_x", "q"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if h := d.Outline().Headings[12]; h.Top {
		t.Errorf("a heading in a quote is a top-level block: %+v", h)
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.String())
	}
	want = []string{
		`a.md:13:1: heading id "锁" is used twice; this one becomes "锁-1"`,
		`a.md:18:69: id "y" is used twice`,
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]site.Anchor{{ID: "y", Block: 12}}, d.Outline().Anchors); diff != "" {
		t.Error(diff)
	}
}

// Ten thousand equal headings take no longer than different ones.
func TestEqualHeadings(t *testing.T) {
	d, _ := parse(t, strings.Repeat("# a\n", 10_000))
	heads := d.Outline().Headings
	if len(heads) != 10_000 || heads[9_999].ID != "a-9999" {
		t.Errorf("%d headings, the last is %+v", len(heads), heads[len(heads)-1])
	}
}

func TestUnder(t *testing.T) {
	d, _ := parse(t, "intro\n\n# A\n\na\n\n## B\n\nb ^mark\n\n# C\n\n## B\n\n> ## Q\n\nc\n")
	for _, c := range []struct {
		fragment string
		from, to int
		ok       bool
	}{
		{"a", 1, 5, true},
		{"A", 1, 5, true},
		{"B", 3, 5, true},
		{"b-1", 6, 9, true},
		{"C#B", 6, 9, true},
		{"A#B", 3, 5, true},
		{"C#A", 0, 0, false},
		{"^mark", 4, 5, true},
		{"Q", 7, 8, true},
		{"", 0, 0, false},
		{"D", 0, 0, false},
	} {
		from, to, ok := d.Under(c.fragment)
		if from != c.from || to != c.to || ok != c.ok {
			t.Errorf("Under(%q) = %d, %d, %t; want %d, %d, %t", c.fragment, from, to, ok, c.from, c.to, c.ok)
		}
	}
}

func TestSentences(t *testing.T) {
	long := strings.Repeat("长", 70)
	for _, c := range []struct{ body, before, text, after string }{
		{"前一句。这一句有[链接](x)在中间！后一句。", "这一句有", "链接", "在中间！"},
		{"See Node.js 1.2 in [the docs](x). More.", "See Node.js 1.2 in ", "the docs", "."},
		{"One. Two [three](x) four? Five.", "Two ", "three", " four?"},
		{"[x](x)", "", "x", ""},
		{"甲\n乙[丙](x)\n丁", "甲乙", "丙", "丁"},
		{"a\\\nb [c](x) d", "b ", "c", " d"},
		{long + "[x](x)" + long, "…" + long[:180], "x", long[:180] + "…"},
		{"&lt;a&gt; *b* <a href=x>c <i>d</i></a> e", "<a> b ", "c d", " e"},
		{"| a [b](x) | c |\n|---|---|\n", "a ", "b", ""},
		{"- a\n- b [c](x)\n", "b ", "c", ""},
	} {
		d, _ := parse(t, c.body+"\n")
		links := d.Outline().Links
		if len(links) != 1 {
			t.Fatalf("%q has %d links", c.body, len(links))
		}
		got := links[0]
		if got.Sentence.Before != c.before || got.Text != c.text || got.Sentence.After != c.after {
			t.Errorf("%q: %q %q %q, want %q %q %q", c.body, got.Sentence.Before, got.Text, got.Sentence.After, c.before, c.text, c.after)
		}
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"# Title\n\n| a |\n|---|\n\n```\ncode\n```\n\n一二三，四五六七八九十。\n", "一二三，四五六七八…"},
		{"![alt](x)\n\na *b*\n- c\n", "a b c"},
		{"一二三，四\n", "一二三，四"},
		{"一二三四五六七八，九十\n", "一二三四五六七八…"},
		{"$\\frac{1}{2}$ 与\n\n$$\nx^2\n$$\n", "1/2 与 x²"},
		{"$\\unknown$\n", "\\unknown"},
		{"", ""},
	} {
		d, _ := parse(t, c.body)
		if got := d.Summary(0, d.Outline().Blocks, 10); got != c.want {
			t.Errorf("%q: %q, want %q", c.body, got, c.want)
		}
	}
}

// Each part of a split note has the footnotes that it refers to, and they
// count from 1.
func TestFootnotesOfParts(t *testing.T) {
	d, _ := parse(t, "# A\n\na[^x] b[^y]\n\n# B\n\nc[^y] [ref]\n\n[^x]: of A\n[^y]: of both\n[^z]: of none\n\n[ref]: http://a.com\n")
	first, second := page(t, d, 0, 2, markdown.Hooks{}), page(t, d, 2, d.Outline().Blocks, markdown.Hooks{})
	for _, c := range []struct {
		page, text string
		want       int
	}{
		{first, "of A", 1}, {first, "of both", 1}, {first, "of none", 0}, {first, `id="biji-fn-2"`, 1},
		{second, "of A", 0}, {second, "of both", 1}, {second, `id="biji-fn-1"`, 1}, {second, `id="biji-fn-2"`, 0},
		{second, `href="http://a.com"`, 1},
	} {
		if got := strings.Count(c.page, c.text); got != c.want {
			t.Errorf("%q stands %d times, not %d, in\n%s", c.text, got, c.want, c.page)
		}
	}
	sections := d.Sections(0, d.Outline().Blocks)
	if len(sections) != 2 || sections[0].Body != "a b\nof A\nof both\n" || sections[1].Body != "c ref\n" {
		t.Errorf("%+v", sections)
	}
}

func TestEmbeddedHasNoIDs(t *testing.T) {
	d, _ := parse(t, "# A\n\na[^1] ^b\n\n<a id=c></a>\n\n[TOC]\n\n[^1]: d\n")
	if got := page(t, d, 0, d.Outline().Blocks, markdown.Hooks{Embedded: true}); strings.Contains(got, " id=") || strings.Contains(got, `href="#`) {
		t.Error(got)
	}
}

func TestUnsafe(t *testing.T) {
	p := parserFor(markdown.Options{Unsafe: true, UI: "en"})
	d, problems := p.Parse(site.Note{Path: "a.md", Line: 1, Body: []byte("<script>x()</script>\n\na <a style='b' href='c.md' onclick=d>e</a> <!-- f -->\n")})
	if len(problems) > 0 || len(d.Outline().Links) != 1 || d.Outline().Links[0].Text != "e" {
		t.Error(problems, d.Outline().Links)
	}
	var w bytes.Buffer
	d.HTML(&w, 0, 2, -1, markdown.Hooks{Link: func(int) (string, site.Target) {
		return "c.html", site.Target{Kind: site.ToPage}
	}})
	want := "<script>x()</script>\n<p>a <a href=\"c.html\" onclick=\"d\" style=\"b\">e</a> <!-- f --></p>\n"
	if w.String() != want {
		t.Errorf("%s\nwant\n%s", w.String(), want)
	}
}

// A problem of a code block has its place in the file.
func TestProblemsOfCode(t *testing.T) {
	d, _ := parse(t, "> - 中\n>\n>   ``` go {9}\n>   a\n>   ```\n")
	var w bytes.Buffer
	problems := d.HTML(&w, 0, 1, -1, markdown.Hooks{Code: func(w *bytes.Buffer, info string, code []byte, _ int) []site.Problem {
		if info != "go {9}" || string(code) != "a\n" {
			t.Errorf("%q %q", info, code)
		}
		return []site.Problem{{At: site.Pos{Col: 5}}}
	}})
	if len(problems) != 1 || problems[0].At != (site.Pos{File: "a.md", Line: 7, Col: 13}) {
		t.Error(problems)
	}
}

// References do not make a small note a huge page.
func TestReferencesHaveABudget(t *testing.T) {
	d, problems := parse(t, "[a]: /"+strings.Repeat("u", 10_000)+"\n\n"+strings.Repeat("[a]\n\n", 1000))
	if len(problems) != 1 || problems[0].Kind != site.OverBudget {
		t.Error(problems)
	}
	if got := page(t, d, 0, d.Outline().Blocks, markdown.Hooks{}); len(got) > 200_000 {
		t.Errorf("a page of %d bytes", len(got))
	}
}

// A Doc is shown on several pages at the same time.
func TestConcurrentPages(t *testing.T) {
	d, _ := parse(t, strings.Join(seeds, "\n\n"))
	n := d.Outline().Blocks
	want := page(t, d, 0, n, markdown.Hooks{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := page(t, d, 0, n, markdown.Hooks{}); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			d.Sections(0, n)
			d.Under("a")
		})
	}
	wg.Wait()
}

var headingLevel = regexp.MustCompile(`<h(\d)[^>]*>([^<]*)</h(\d)>`)

// levelsOf are the headings of a page as it shows them: "2a 3b".
func levelsOf(t *testing.T, page string) string {
	t.Helper()
	var all []string
	for _, h := range headingLevel.FindAllStringSubmatch(page, -1) {
		if h[1] != h[3] {
			t.Errorf("%s", h[0])
		}
		all = append(all, h[1]+h[2])
	}
	return strings.Join(all, " ")
}

// Headings begin below the title of the page and leave no level out, at whatever level
// they are written, in raw HTML too; those in a box stand below the one above the box,
// and what follows the box does not know them.
func TestLevels(t *testing.T) {
	for note, want := range map[string]string{
		"# a\n\n## b\n\n# c\n":                               "2a 3b 2c",
		"#### a\n\n##### b\n\n#### c\n\n## d\n\n### e\n":     "2a 3b 2c 2d 3e",
		"## a\n\n##### b\n\n#### c\n\n###### d\n\n### e\n":   "2a 3b 3c 4d 3e",
		"# a\n## b\n### c\n#### d\n##### e\n###### f\n":      "2a 3b 4c 5d 6e 6f",
		"## a\n\n### b\n\n> # q\n>\n> ### r\n\n### c\n":      "2a 3b 4q 5r 3c",
		"- # a\n- ## b\n\n## c\n":                            "2a 2b 2c",
		"<h4>a</h4>\n\n<h5 align=center>b</h5>\n\n##### c\n": "2a 3b 3c",
		"## a\n\n<div>\n\n#### b\n\n</div>\n\n<h3>c</h3>\n":  "2a 3b 3c",
	} {
		d, _ := parse(t, note)
		if got := levelsOf(t, page(t, d, 0, d.Outline().Blocks, markdown.Hooks{})); got != want {
			t.Errorf("%q: %s, want %s", note, got, want)
		}
	}
	d, _ := parse(t, "# a\n\n## b\n\n### c\n\n![[d]]\n\n## e\n\n#### f\n")
	below := 0
	hooks := markdown.Hooks{Below: 3, Link: func(int) (string, site.Target) { return "d", site.Target{Kind: site.ToPage} }, Embed: func(_ *bytes.Buffer, _, level int) bool { below = level; return true }}
	if got := levelsOf(t, page(t, d, 0, d.Outline().Blocks, hooks)); got != "4a 5b 6c 5e 6f" || below != 6 {
		t.Errorf("embedded: %s, in it below %d", got, below)
	}
	if got := levelsOf(t, page(t, d, 1, d.Outline().Blocks, markdown.Hooks{})); got != "2b 3c 2e 3f" {
		t.Errorf("a part: %s", got)
	}
	deep, _ := parse(t, "#### a\n\n##### b\n\nb\n\n###### c\n\nc\n\n## d\n\n### e\n\n#### f\n\n##### g\n")
	got := ""
	for _, s := range deep.Sections(0, deep.Outline().Blocks) {
		got += strings.Join(s.Trail, ">") + " "
	}
	if want := "a a>b a>b>c d d>e d>e>f "; got != want {
		t.Errorf("sections %s, want %s", got, want)
	}
}

// On a page that is written from right to left, a whole text that is not stands by
// itself, so that its numbers and signs stay where they are.
func TestTextsInTheOtherDirection(t *testing.T) {
	d, _ := parse(t, "- 12 MB\n- C++ و Go\n- Redis\n- 12\n\n`git push` 2.0.\n\nالاسم (x)\n\n| الاسم | K8s |\n| --- | --- |\n| **C++** | 100 % |\n")
	got := page(t, d, 0, d.Outline().Blocks, markdown.Hooks{RightToLeft: true})
	for _, want := range []string{
		"<li><bdi>12 MB</bdi></li>", "<li>C++ و Go</li>", "<li>Redis</li>", "<li>12</li>", "<p><bdi><code>git push</code> 2.0.</bdi></p>",
		"<p>الاسم (x)</p>", "<th>الاسم</th>", "<th><bdi>K8s</bdi></th>", "<td><bdi><strong>C++</strong></bdi></td>", "<td>100 %</td>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if got := page(t, d, 0, d.Outline().Blocks, markdown.Hooks{}); strings.Contains(got, "<bdi>") {
		t.Errorf("a page from left to right has\n%s", got)
	}
}
