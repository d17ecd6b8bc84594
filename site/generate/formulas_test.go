package generate_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

const formulaNote = `# 公式

行内 $f(x)=a_0+a_1x+a_2x^2+a_3x^3+a_4x^4+a_5x^5+a_6x^6+a_7x^7+a_8x^8+a_9x^9$ 与
$\begin{pmatrix} aaaa+b & aaaa+b & aaaa+b & aaaa+b & aaaa+b & aaaa+b & aaaa+b & aaaa+b \end{pmatrix}$。

$$
\left\{\frac{\frac ab}{\frac cd}\right\} + \sqrt{\frac 12} + \bigstar + abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnop
$$

$$\unknown{abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz}$$
`

// Pages with formulas load the font, from disk in both browsers, and are no
// wider than the window.
func TestFormulas(t *testing.T) {
	memory, _ := buildMemory(t, fstest.MapFS{
		"README.md": {Data: []byte("# 首页\n\n没有公式，只有 $5 和 $6。")}, "math.md": {Data: []byte(formulaNote)},
	}, site.Options{}, 0)
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "site"), memory); err != nil {
		t.Fatal(err)
	}
	base := fileURL(filepath.Join(dir, "site"))
	for _, b := range browsers.All(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(base + "/index.html")
			r.Sees(`[...document.fonts].filter((f) => !/biji-points/.test(f.family)).length`, "0") // that one is the system's
			r.Open(base + "/math.html")
			r.Sees(`[...document.fonts].filter((f) => !/biji-points/.test(f.family)).map((f) => f.family.replaceAll('"', "") + " " + f.status).join()`, "Biji Math loaded,Biji Math 2 loaded")
			r.Run(`document.querySelector(".biji-text").style.width = "320px"`) // as on a phone
			r.Sees(`[...document.querySelectorAll(".biji-text :is(math, .math-wide, .math-source)")].filter((m) =>
				!m.parentElement.matches(".math-wide") && m.getBoundingClientRect().right > m.closest("p, div").getBoundingClientRect().right + 1).length`, "0")
			if n := r.Ask(`document.querySelectorAll(".biji-text math").length`); n == "0" {
				t.Error("the page has no formula")
			}
		})
	}
}

// The font, its style sheet and its licence are in sites with formulas only.
func TestFontOnlyWithFormulas(t *testing.T) {
	for note, want := range map[string]int{"# a\n\n$5 和 $6": 0, "# a\n\n$x$": 2, "# a\n\n$\\unknown$": 1} {
		memory, _ := buildMemory(t, fstest.MapFS{"README.md": {Data: []byte(note)}}, site.Options{}, 0)
		found, err := fs.Glob(memory, "assets/formulas-*")
		if err != nil || len(found) != want {
			t.Errorf("%q: %v %v", note, found, err)
		}
		page, err := fs.ReadFile(memory, "index.html")
		if err != nil {
			t.Fatal(err)
		}
		if links := regexp.MustCompile(`assets/formulas-\w+\.css`).FindAll(page, -1); len(links) != min(want, 1) {
			t.Errorf("%q: the page loads %q", note, links)
		}
		if allowed := strings.Contains(string(page), "font-src &#39;self&#39; data:"); allowed != (want > 0) {
			t.Errorf("%q: fonts in style sheets are allowed: %v", note, allowed)
		}
	}
}
