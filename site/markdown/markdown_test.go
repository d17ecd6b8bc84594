package markdown_test

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

var parsers sync.Map // of Options as text: making a parser takes longer than most tests

func parserFor(o markdown.Options) *markdown.Parser {
	if o.Drawn != nil || o.Done != nil {
		return markdown.New(o)
	}
	key := fmt.Sprint(o)
	if p, ok := parsers.Load(key); ok {
		return p.(*markdown.Parser)
	}
	p, _ := parsers.LoadOrStore(key, markdown.New(o))
	return p.(*markdown.Parser)
}

// show renders a whole note without hooks.
func show(t *testing.T, o markdown.Options, body string) string {
	t.Helper()
	d, _ := parserFor(o).Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(body)})
	var w bytes.Buffer
	d.HTML(&w, 0, d.Outline().Blocks, -1, markdown.Hooks{})
	return w.String()
}

func TestHTML(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"# 标题\n", "<h2 id=\"标题\">标题</h2>\n"},
		{"中文\n换行 **a**\n", "<p>中文换行 <strong>a</strong></p>\n"},
		{"`grep -F` 和 `ab-cd-ef-gh-ij-kl-mn`\n", "<p><code class=\"whole\">grep -F</code> 和 <code class=\"whole\">ab-cd-ef-gh-ij-kl-mn</code></p>\n"},
		{"`ab-cd-ef-gh-ij-kl-mno`\n", "<p><code>ab-cd-ef-gh-ij-kl-mno</code></p>\n"},
		{"`  速度慢`，` x `, `  y`\n", "<p><code>速度慢</code>，<code>x</code>, <code>  y</code></p>\n"},
		{"用`-F`、`.x`，`\"a\"`和`b`；`c`、（`-d`）、见 `-e`\n", "<p>用<wbr><code class=\"whole\">-F</code>、<wbr><code>.x</code>，<wbr><code>&quot;a&quot;</code><wbr>和<code>b</code>；<code>c</code>、（<code class=\"whole\">-d</code>）、见 <code class=\"whole\">-e</code></p>\n"},
		{"a</br>b\n", "<p>a<br>b</p>\n"},
		{"||b|\n|-|-|\n|c|d|\n", "<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n<thead>\n<tr>\n<td></td>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<th scope=\"row\">c</th>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"|a|\n|-:|\n|b|\n", "<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n<thead>\n<tr>\n<th class=\"right\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"right\">b</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"a[^1]\n\n[^1]: *b*\n", "<p>a<sup class=\"footnote-ref\"><a href=\"#biji-fn-1\" id=\"biji-ref-1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup></p>\n" +
			"<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"biji-fn-1\"><p><em>b</em> <a class=\"footnote-back\" href=\"#biji-ref-1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n</ol>\n</section>\n"},
	} {
		if got := show(t, markdown.Options{UI: "en"}, c.body); got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.body, got, c.want)
		}
	}
}

func TestFormulaRunes(t *testing.T) {
	for note, want := range map[string]string{
		"$x$ 与 y": "x", `$\frac{a}{b}<c$`: "abc<", `$\sqrt 2$`: "√2", "$5": "", `$\unknown$`: "", `$\text{甲}$`: "甲",
	} {
		d, _ := parse(t, note)
		got := d.FormulaRunes()
		for _, r := range want {
			if !got[r] {
				t.Errorf("%q: %q is missing", note, r)
			}
		}
		if (len(got) > 0) != (want != "") || got['y'] || got['m'] {
			t.Errorf("%q: %v", note, got)
		}
	}
}
