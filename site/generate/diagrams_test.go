package generate_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

const wideDiagram = "flowchart LR\n" +
	"  a[第一步 preparation] --> b[第二步 transport] --> c[第三步 assembly] --> d[第四步 inspection] --> e[第五步 packaging] --> f[第六步 delivery]\n"

// Diagrams are pictures of the page: its words are found and marked, nothing is
// wider than the page, and no text leaves the drawing.
func TestDiagrams(t *testing.T) {
	content := fstest.MapFS{
		"a.md": {Data: []byte("# A\n\n```mermaid\n" + wideDiagram + "```\n\n```mermaid\nsequenceDiagram\n  甲->>乙: 三次握手 handshake\n```\n")},
		"b.md": {Data: []byte("# B\n\n```mermaid\nflowchart LR\n  a --> [\n```\n\n```go\nvar x = 1\n```\n")},
		"c.md": {Data: []byte("# C\n\n![[a]]\n")},
	}
	dir := t.TempDir()
	if result := buildWith(t, site.Options{}, content, dir); len(result.Problems) != 1 || result.Problems[0].String() !=
		`b.md:5:9: the diagram is shown as source: "[" is no name of a node` {
		t.Errorf("%v", result.Problems)
	}
	for address, want := range map[string]bool{"a.html": true, "b.html": false, "c.html": true, "index.html": false} {
		html := page(t, os.DirFS(dir), address)
		if strings.Contains(html, "assets/diagrams-") != want || strings.Contains(html, `<svg xmlns="http://www.w3.org/2000/svg" class="dg`) != want {
			t.Errorf("%s: diagrams and their style sheet do not go together", address)
		}
	}
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/a.html?mark=" + "%E6%8F%A1%E6%89%8B")
			r.Sees(`[...document.querySelectorAll(".biji-mark")].map((m) => m.tagName + m.textContent).join()`, "tspan握手")
			r.Sees(`getComputedStyle(document.querySelector(".dg rect")).fill !== "rgb(0, 0, 0)"`, "true")
			r.Sees(`[...document.querySelectorAll(".dg")].map((svg) => {
				const all = svg.getBoundingClientRect();
				return [...svg.querySelectorAll("text")].every((t) => {
					const r = t.getBoundingClientRect();
					return r.width > 0 && r.left >= all.left && r.right <= all.right && r.top >= all.top && r.bottom <= all.bottom;
				});
			}).join()`, "true,true")
			r.Sees(`(() => {
				document.body.style.width = "390px";
				const box = document.querySelector(".diagram-box"), wide = box.scrollWidth > box.clientWidth;
				const narrow = box.getBoundingClientRect().width <= 390;
				document.body.style.width = "";
				return wide + "," + narrow;
			})()`, "true,true")
		})
	}
}
