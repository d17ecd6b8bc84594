package twin_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/edition/twin"
)

func markdown(t *testing.T, text string, link twin.Link) string {
	t.Helper()
	out, err := twin.Fragment(text, link)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What pages show, and how it is written again.
func TestFragment(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"nothing", "<p> </p>\n", ""},
		{"paragraphs", "<p>a\nb</p><p>c<br>d</p>", "a b\n\nc\\\nd\n"},
		{"marks", `<p><em>a </em><strong>b</strong> <del>c</del><mark>d</mark> H<sub>2</sub>O <kbd>K</kbd></p>`, "*a* **b** ~~c~~==d== H<sub>2</sub>O <kbd>K</kbd>\n"},
		{"links", `<p><a href="b%20c.html#x">b</a> <a href="x (1).html">[y]</a> <img src="p.png" alt="a*b"></p>`, "[b](b%20c.html#x) [\\[y\\]](<x (1).html>) ![a\\*b](p.png)\n"},
		{"code in lines", "<p><code>a`b</code> <code>`</code> <code>*</code></p>", "``a`b`` `` ` `` `*`\n"},
		{"headings", `<h2 id="a">A  <code>b</code></h2><h3> </h3><h6>C</h6>`, "## A `b`\n\n###### C\n"},
		{"lists", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=\"3\"><li><p>d</p><p>e</p></li><li><p>f</p></li></ol>", "- a\n  - b\n- c\n\n3. d\n\n   e\n\n4. f\n"},
		{"tasks", `<ul><li class="task"><p><input type="checkbox" checked> a</p></li><li><input type="checkbox"> b</li></ul>`, "- [x] a\n- [ ] b\n"},
		{"quotes", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", "> a\n>\n> > b\n"},
		{"callouts", `<div class="callout callout-tip" role="note"><p class="callout-title">T <em>x</em></p><p>a</p></div><details class="callout callout-note"><summary class="callout-title">S</summary></details>`, "> [!tip] T *x*\n> a\n\n> [!note] S\n"},
		{"folded", "<details><summary>S</summary><p>a</p></details>", "**S**\n\na\n"},
		{"code", `<figure class="code" data-lang="go"><figcaption>a "b".go</figcaption><pre class="chroma"><code><span class="line"><span class="ln">1</span>x := "` + "```" + `"` + "\n" + `</span><span class="line">  y</span></code></pre></figure><pre>z</pre>`, "````go title=\"a 'b'.go\"\nx := \"```\"\n  y\n````\n\n```\nz\n```\n"},
		{"diagrams", `<figure class="diagram"><div><svg aria-label="flow"><text>A</text></svg></div><details><summary>Source</summary><figure class="code" data-lang="mermaid"><pre><code>graph LR` + "\n" + `</code></pre></figure></details></figure>`, "```mermaid\ngraph LR\n```\n"},
		{"tables", `<div class="table-wrap"><table><thead><tr><th class="left">a</th><th class="right">b|c</th></tr></thead><tbody><tr><td><code>|</code></td><td><p>x</p><p>y<br>z</p></td></tr><tr><td></td></tr></tbody></table></div>`, "| a | b\\|c |\n| :-- | --: |\n| `\\|` | x<br>y<br>z |\n| | |\n"},
		{"headless tables", `<table><tr><td>a</td></tr></table>`, "| |\n| --- |\n| a |\n"},
		{"definitions", `<dl><dt>t</dt><dd>a</dd><dd><p>b</p><p>c</p></dd><dt>u</dt><dd>d</dd></dl>`, "t\n: a\n: b\n\n  c\n\nu\n: d\n"},
		{"footnotes", `<p>a<sup class="footnote-ref"><a href="#f">1</a></sup></p><section class="footnotes"><ol><li><p>b</p><p>c <a class="footnote-back" href="#r">↩</a></p></li></ol></section>`, "a[^1]\n\n[^1]: b\n\n    c\n"},
		{"tabs", `<div class="tabs"><section class="tab"><p class="tab-title">npm</p><p>a</p></section></div>`, "**npm**\n\na\n"},
		{"embeds in paragraphs", `<div class="paragraph">see <div class="embed"><p>b</p></div> c</div>`, "see\n\nb\n\nc\n"},
		{"ruby", `<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>`, "漢（kan）\n"},
		{"media", `<p><video src="a/b.mp4"></video><iframe src="https://e.example/v" title="V"></iframe></p>`, "[b.mp4](a/b.mp4)[V](https://e.example/v)\n"},
		{"not text", `<p>a<!-- c --><script>x</script><button>copy</button></p><style>y</style>`, "a\n"},
		{"formulas", `<p>若 <math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><mo>≤</mo><mfrac><mi>a</mi><mrow><mi>ln</mi><mi>b</mi></mrow></mfrac></math></p><math display="block"><msqrt><mi>x</mi></msqrt><mtext>if {</mtext><mover><mi>x</mi><mo>→</mo></mover></math>`, "若 $x_{i}^{2}≤\\frac{a}{\\ln b}$\n\n$$\\sqrt{x}\\text{if \\{}\\vec{x}$$\n"},
	} {
		if got := markdown(t, c.html, twin.Same); got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
	}
}

// Text that looks like Markdown is no Markdown.
func TestEscaped(t *testing.T) {
	for text, want := range map[string]string{
		"*a* [b](c) `d`":       "\\*a\\* \\[b\\](c) \\`d\\`",
		"snake_case _a_":       "snake_case \\_a\\_",
		"5 &lt; 6 &lt;b&gt;":   "5 < 6 \\<b>",
		"a &amp;amp; b &amp; ": "a \\&amp; b &",
		"# h":                  "\\# h",
		"- i":                  "\\- i",
		"1. n":                 "1\\. n",
		"1.5":                  "1.5",
		"&gt; q":               "\\> q",
		"==a== ~~b~~ %%c%%":    "\\==a\\== \\~~b\\~~ \\%%c\\%%",
		"$5 和 $6":              "\\$5 和 $6",
		`C:\new \ x`:           `C:\\new \ x`,
		"a | b":                "a | b",
		"::: tip":              "\\::: tip",
	} {
		if got := strings.TrimSuffix(markdown(t, "<p>"+text+"</p>", twin.Same), "\n"); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// All links and pictures go through the one function.
func TestLinks(t *testing.T) {
	text := markdown(t, `<p><a href="a">a</a><img src="b"><video src="c"></video></p><table><tr><th><a href="d">d</a></th></tr></table>`, func(href string) string { return "up/" + href })
	for _, want := range []string{"(up/a)", "(up/b)", "(up/c)", "(up/d)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing: %s", want, text)
		}
	}
}

// Whatever text says, Markdown says it too: without the backslashes before signs it
// is the same.
func FuzzTextStays(f *testing.F) {
	for _, text := range []string{"a *b* _c_ `d`", "1. x", "# y \\ z", "<b> & &amp;", "说 $x$ ==m== [l](h)", "-", "=", "\\", "> ::: ~~~"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool { return r <= ' ' }), " ")
		if strings.ContainsRune(text, utf8.RuneError) || unicode.IsSpace(firstRune(text)) || unicode.IsSpace(lastRune(text)) {
			return // what the parser of HTML changes, and what is trimmed
		}
		out := strings.TrimSuffix(markdown(t, "<p>"+html.EscapeString(text)+"</p>", twin.Same), "\n")
		if got := backslashes.ReplaceAllString(out, "$1"); got != text {
			t.Errorf("%q became %q", text, out)
		}
	})
}

var backslashes = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
