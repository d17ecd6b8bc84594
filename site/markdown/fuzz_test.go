package markdown_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// every is a world in which links lead to everything that a link can lead to.
func every(d *markdown.Doc) markdown.Hooks {
	kinds := []site.TargetKind{site.ToPage, site.ToFile, site.External, site.Broken, site.Unsafe}
	return markdown.Hooks{
		Link: func(link int) (string, site.Target) {
			t := site.Target{Kind: kinds[link%len(kinds)], URL: "x.html", Title: "T"}
			if link%len(kinds) == 2 {
				t.URL = d.Outline().Links[link].Dest // as hostile as it was written
			}
			return t.URL, t
		},
		Code: func(w *bytes.Buffer, _ string, code []byte, _ int) []site.Problem {
			w.WriteString("<pre></pre>")
			return []site.Problem{{At: site.Pos{Col: 1}, Kind: site.BadFence, What: "x"}}
		},
		Embed: func(w *bytes.Buffer, link, _ int) bool {
			if link%2 == 0 {
				w.WriteString("<h1>embedded</h1><p>a</p>")
			}
			return link%2 == 0
		},
		Image: func(site.Target) (int, int) { return 640, 480 },
	}
}

// Any bytes become a page that a browser reads as it was written, and that
// runs nothing.
func FuzzPage(f *testing.F) {
	for _, c := range costly {
		f.Add([]byte(c.head+strings.Repeat(c.piece, 3)+c.tail), uint8(1))
	}
	for _, s := range seeds {
		f.Add([]byte(s), uint8(2))
	}
	for _, note := range goldens(f, "*/testdata", ".md") {
		body, err := os.ReadFile(note + ".md")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, uint8(3))
	}
	f.Fuzz(func(t *testing.T, body []byte, cut uint8) {
		d, problems := parserFor(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Line: 1, Body: body})
		n := d.Outline().Blocks
		whole := page(t, d, 0, n, markdown.Hooks{})
		full, again := page(t, d, 0, n, every(d)), d.Sketch.Doc()
		if twice := page(t, again, 0, n, every(again)); twice != full {
			t.Errorf("parsed again it is\n%s\nnot\n%s", twice, full)
		}
		k := min(int(cut), n)
		halves := page(t, d, 0, k, markdown.Hooks{}) + page(t, d, k, n, markdown.Hooks{})
		if !strings.Contains(whole, `class="footnotes"`) && !bytes.ContainsAny(body, "<") && !strings.Contains(whole, `class="toc"`) && levelless(whole) != levelless(halves) {
			t.Errorf("two pages hold\n%s\nnot\n%s", halves, whole)
		}
		for _, p := range problems {
			if strings.Contains(p.What, "broke the parser") {
				t.Error(p)
			}
		}
		if diff := cmp.Diff(d.Sections(0, n), again.Sections(0, n)); diff != "" {
			t.Errorf("sections of the note, and when it is parsed again\n%s", diff)
		}
		for _, s := range append(d.Sections(0, k), d.Sections(k, n)...) {
			if !utf8.ValidString(s.Body) || !utf8.ValidString(s.Code) {
				t.Errorf("section %+v", s)
			}
		}
		seen := make(map[string]bool)
		for _, h := range d.Outline().Headings {
			if seen[h.ID] || h.ID == "" {
				t.Errorf("id %q of two headings", h.ID)
			}
			seen[h.ID] = true
			if from, to, ok := d.Under(h.ID); !ok || from > to || to > n {
				t.Errorf("under %q are the blocks %d to %d of %d, %t", h.ID, from, to, n, ok)
			}
		}
	})
}

func page(t *testing.T, d *markdown.Doc, from, to int, h markdown.Hooks) string {
	t.Helper()
	var w bytes.Buffer
	for _, p := range d.HTML(&w, from, to, -1, h) {
		if strings.Contains(p.What, "broke the page") {
			t.Error(p)
		}
	}
	if !utf8.Valid(w.Bytes()) {
		t.Errorf("the page is not UTF-8: %q", w.Bytes())
	}
	if why := sound(w.String()); why != "" {
		t.Errorf("%s\n%s", why, w.Bytes())
	}
	return w.String()
}

// seeds are hostile, or have been found by fuzzing to go wrong.
var seeds = []string{
	"<div align=center>\n\n**a**\n\n</div></div></div>\n",
	"<details open><summary>a</summary>\n\n- b\n\n</details>\n",
	"<table>\n<tr><td>\n\n| a |\n|---|\n| b |\n\n</td></tr></table>",
	"<p>\n\n# a\n\n<p>b\n\n</p>",
	"a <b>*c</b>* </p> <div> d\n",
	"<a href='javascript:alert(1)'>a</a> [b](javascript:c) <a href=\"&#106;avascript:d\">d</a> <JaVaScRiPt:e>",
	"[a](java\nscript:b) [c](%6aavascript:d) [e](data:text/html,f) ![g](data:image/svg+xml,h) ![i](data:image/png;base64,aaaa)",
	"<img src=x onerror=alert(1)> <script>alert(2)</script> <svg onload=alert(3)><iframe src=y></iframe>",
	"<img src=\"x\" alt=\"a\" style=\"zoom:50%\" width=\"20%\">",
	"# a {#b}\n\n# a {#b}\n\n## <a id=\"c\"></a>c\n\nd ^e\n\n- f ^e\n\n^g\n",
	"a[^1] b[^2]\n\n[^1]: c[^2]\n\n    d\n[^2]: e[^1]\n",
	"![[a.png|300]] ![[b]] [[c#d|e]] [[f/g]] ![[h.mp4]] **![[i]]**\n\n![[j]]\n",
	"> [!warning]- *a*\n> > [!x]\n> > b\n\n- [/] c\n\n[TOC]\n",
	"<ul><li>a<li>b<dl><dt>c<dd>d</ul> <ruby>e<rt>f</ruby>\n",
	"<h1><h2>a</h1>\n\n<center><font color=red>b</center>\n",
	"<video src=a.mp4><source src=b>c</video><picture><source srcset=\"d 2x\"><img src=e></picture>",
	"[<a href=b>c</a>](d) <a href=e>[f](g) ![h](i)</a>",
	"<table>a<b>c<tr>d<th>e</table><caption>f<td>g",
	"<pre>\n\na\n\n</pre> <textarea>b</textarea><title>c<plaintext>d",
	"![a](b \"c\")\n\n$$a^2$$ and $\\frac12$ :smile: ==b== %%c%%\n",
}
