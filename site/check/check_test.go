package check_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/check"
)

func tree(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return m
}

// What each page may hold, and what is said of what it may not.
func TestSite(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string
	}{
		{"nothing", "", nil},
		{"links that lead somewhere", `<a href="b.html">b</a> <a href="./b.html?q=1#x">b</a> <a href="d/c%20c.html">c</a> <a href="d/%E9%94%81.html">锁</a>
			<a href="d/锁.html#%E4%B8%80">锁</a> <a href="100%25.html">%</a> <a href="#own">own</a><p id="own"> <a href="#">top</a> <a href="?q=1">self</a> <a href="">self</a>
			<a href="#top">top</a> <a href="b.html#:~:text=x">x</a> <a href="p.pdf#page=3">pdf</a> <a name="old"></a><a href="#old">old</a>`, nil},
		{"out of the site", `<a href="https://example.com/x#y">x</a> <a href="mailto:a@b.c">m</a> <a href="tel:1">t</a> <link rel="canonical" href="https://example.com/">`, nil},
		{"missing page", `<a href="x.html">x</a> <a href="x.html">x</a>`, []string{`broken-link: link "x.html" leads to no file of the site`}},
		{"missing id", `<a href="b.html#y">x</a> <a href="#y">y</a> <a href="d/锁.html#%25E4">z</a>`, []string{
			`broken-anchor: link "#y": a.html has no id "y"`,
			`broken-anchor: link "b.html#y": b.html has no id "y"`,
			`broken-anchor: link "d/锁.html#%25E4": d/锁.html has no id "%E4"`,
		}},
		{"encoded twice", `<a href="d/c%2520c.html">c</a>`, []string{`broken-link: link "d/c%2520c.html" leads to no file of the site (it is percent-encoded twice)`}},
		{"not encoded", `<a href="100%.html">c</a>`, []string{`broken-link: link "100%.html" is not a URL`}},
		{"folder", `<a href="d">d</a> <a href="d/">d</a> <a href=".">.</a> <a href="b.html/">b</a>`, []string{
			`broken-link: link "." leads to a folder, which does not open from disk`,
			`broken-link: link "b.html/" leads to a folder, which does not open from disk`,
			`broken-link: link "d" leads to a folder, which does not open from disk`,
			`broken-link: link "d/" leads to a folder, which does not open from disk`,
		}},
		{"out of the root", `<a href="../b.html">b</a> <a href="d/../../b.html">b</a>`, []string{
			`broken-link: link "../b.html" leads out of the site`,
			`broken-link: link "d/../../b.html" leads out of the site`,
		}},
		{"absolute", `<a href="/b.html">b</a> <a href="file:///b.html">b</a> <a href="//h/b.html">b</a>`, []string{
			`unsafe-url: link "//h/b.html" has a scheme that is not allowed`,
			`unsafe-url: link "/b.html" is not relative: it fails from disk and below a sub-path`,
			`unsafe-url: link "file:///b.html" has a scheme that is not allowed`,
		}},
		{"schemes", `<a href="javascript:x">b</a> <a href=" java&#9;script:x">b</a> <a href="data:text/html,x">x</a> <img src="data:image/png;base64,AA=="> <img src="data:text/html,x">`, []string{
			`broken-link: link " java\tscript:x" is not a URL`,
			`unsafe-url: link "data:text/html,x" has a scheme that is not allowed`,
			`unsafe-url: link "javascript:x" has a scheme that is not allowed`,
		}},
		{"images", `<img src="i.png" srcset="i.png 1x, j.png 2x"><video poster="k.png" src="b.html"></video><source srcset="l.png, i.png"><object data="m.pdf"></object>`, []string{
			`broken-image: link "j.png" leads to no file of the site`,
			`broken-image: link "k.png" leads to no file of the site`,
			`broken-image: link "m.pdf" leads to no file of the site`,
		}},
		{"images in a srcset", `<img srcset="i.png,, n.png 100w,o.png 2x">`, []string{
			`broken-image: link "n.png" leads to no file of the site`,
			`broken-image: link "o.png" leads to no file of the site`,
		}},
		{"what is fetched", `<script src="https://example.com/x.js"></script><link rel="stylesheet" href="x.css"><link rel="icon" href="https://h/i"><img src="http://h/i.png">`, []string{
			`broken-image: link "x.css" leads to no file of the site`,
			`external-image: link "http://h/i.png" is loaded from another site`,
			`external-image: link "https://example.com/x.js" is loaded from another site`,
			`external-image: link "https://h/i" is loaded from another site`,
		}},
		{"forms", `<form action="b.html"></form><form action="x.html"><button formaction="y.html">`, []string{
			`broken-link: link "x.html" leads to no file of the site`,
			`broken-link: link "y.html" leads to no file of the site`,
		}},
		{"ids", `<p id="x"><p id="x"><p id="y"><p id="X">`, []string{`duplicate-id: id "x" is there more than once`}},
		{"inline", `<base href="../"><style>p{}</style><p style="color:red" onclick="x()"><script>x()</script><script src="s.js"></script><script type="application/json">{"a":1}</script><style></style>`, []string{
			`html: <base>: it sends #fragments and ?queries to another page`,
			`html: <p> with a style attribute`,
			`html: <p> with an onclick attribute`,
			`html: <script> with text of its own: only files of the site may hold script and style`,
			`html: <style> with text of its own: only files of the site may hold script and style`,
		}},
		{"redirect", `<meta http-equiv="refresh" content="0; url=b.html"><meta http-equiv="Refresh" content="0;URL='z.html'">`, []string{`broken-link: link "z.html" leads to no file of the site`}},
		{"drawing", `<svg><use href="#i"/><use xlink:href="#j"/><g id="i"/></svg>`, []string{`broken-anchor: link "#j": a.html has no id "j"`}},
		{"text is no markup", `<!-- <a href="x.html"> --><textarea><a href="x.html"></textarea><pre>&lt;a href="x.html"></pre>`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems := check.Site(tree(map[string]string{
				"a.html": c.html, "b.html": `<p id="x">`, "100%.html": "", "d/c c.html": "", "d/锁.html": `<p id="一">`,
				"i.png": "", "l.png": "", "p.pdf": "", "s.js": "",
			}))
			var got []string
			for _, p := range problems {
				if p.At.File != "a.html" {
					t.Errorf("at %s: %s", p.At, p)
				}
				p.At.File = ""
				got = append(got, fmt.Sprintf("%s: %s", p.Kind, p))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPagesOfAFolderAreResolvedFromThere(t *testing.T) {
	page := `<a href="../a.html#x">a</a> <a href="b.html#self">b</a> <a href="#self">b</a>`
	problems := check.Site(tree(map[string]string{
		"a.html": `<p id="x"><a href="d/b.html">`, "d/b.html": page + `<p id="self">`, "d/c.html": page, "e/b.html": page, "f/g/b.html": page,
	}))
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	if diff := cmp.Diff([]string{
		`d/c.html: link "#self": d/c.html has no id "self"`,
		`e/b.html: link "#self": e/b.html has no id "self"`,
		`e/b.html: link "b.html#self": e/b.html has no id "self"`,
		`f/g/b.html: link "#self": f/g/b.html has no id "self"`,
		`f/g/b.html: link "b.html#self": f/g/b.html has no id "self"`,
		`f/g/b.html: link "../a.html#x" leads to no file of the site`,
	}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// 404.html is shown for addresses at any depth: it alone may name its host's
// root, or the folder of the address that was not found.
func TestNotFoundIsShownAnywhere(t *testing.T) {
	page := `<a href="/repo/index.html">home</a> <a href="./">here</a> <a href="../">up</a>`
	problems := check.Site(tree(map[string]string{"404.html": page + `<a href="x.html">x</a>`, "d/404.html": page}))
	var at []string
	for _, p := range problems {
		at = append(at, p.At.File)
	}
	if diff := cmp.Diff([]string{"404.html", "d/404.html", "d/404.html", "d/404.html"}, at); diff != "" {
		t.Error(diff, problems)
	}
}

func FuzzSite(f *testing.F) {
	f.Add(`<a href="b.html#x" id=x><img srcset="a 1x, b"><meta http-equiv=refresh content="0;url=c">`)
	f.Add("<script>\x00<style></a>")
	f.Fuzz(func(t *testing.T, page string) {
		for _, p := range check.Site(tree(map[string]string{"d/a.html": page, "b.html": page})) {
			if p.What == "" || p.Kind == "" || p.At.File == "" {
				t.Errorf("%#v", p)
			}
		}
	})
}

// 175 pages in 10 folders, each with a sidebar of all pages.
func BenchmarkSite(b *testing.B) {
	files := map[string]string{}
	var sidebar strings.Builder
	for i := range 175 {
		fmt.Fprintf(&sidebar, `<li><a href="../%d/笔记%d.html#s">笔记 %d</a></li>`+"\n", i%10, i, i)
	}
	bytes := 0
	for i := range 175 {
		page := `<!doctype html><p id="s">` + sidebar.String() + strings.Repeat(`<p>text <code class="x">text</code></p>`+"\n", 500)
		files[fmt.Sprintf("%d/笔记%d.html", i%10, i)] = page
		bytes += len(page)
	}
	site := tree(files)
	b.SetBytes(int64(bytes))
	for b.Loop() {
		if problems := check.Site(site); len(problems) > 0 {
			b.Fatal(problems[0])
		}
	}
}
