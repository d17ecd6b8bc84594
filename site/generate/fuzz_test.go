package generate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
)

// FuzzSite builds whole sites of random notes: names, front matter, links, raw
// HTML and bytes as they come. The site is there, its pages are whole and run
// nothing, and no link that biji itself made is dead.
func FuzzSite(f *testing.F) {
	for seed := range uint64(3) {
		f.Add(seed, []byte("<b>x</b> [[a]] $x$ `c`\n"))
	}
	f.Fuzz(func(t *testing.T, seed uint64, text []byte) {
		random := rand.New(rand.NewPCG(seed, 1))
		notes := fstest.MapFS{}
		for i := range 30 {
			notes[randomName(random, i)] = &fstest.MapFile{Data: randomNote(random, text), Mode: 0o644}
		}
		out, result := buildMemory(t, notes, site.Options{Lang: "en", URL: "https://example.org/x/"}, 2)
		for _, p := range result.Problems {
			if !utf8.ValidString(p.What) || p.Kind == "" || strings.Contains(p.What, "broke the parser") {
				t.Errorf("problem %+v", p)
			}
		}
		pagesAreWhole(t, out)
		for _, p := range check.Site(out) {
			if p.Kind == site.BrokenLink {
				t.Error(p)
			}
		}
	})
}

func randomName(random *rand.Rand, i int) string {
	folders := []string{"", "a/", "A/", "b c/", "笔记/", "tags/", "search/", "a/../", "index.html/", "con/"}
	names := []string{"a", "A", "README", "index", "SUMMARY", "x%20y", "n#1", "404", "é", "e\u0301", "-", "_x", "标题", "a.html"}
	name := path.Clean(folders[random.IntN(len(folders))] + names[random.IntN(len(names))])
	if random.IntN(2) == 0 {
		name += fmt.Sprint(i)
	}
	return name + []string{".md", ".md", ".markdown", ".png", ".MD"}[random.IntN(5)]
}

// notePieces are what random notes are made of.
var notePieces = strings.Split("---\n|title: x\n|draft: maybe\n|tags: [a, b/c, '#']\n|aliases: [old.html, ../up, tags/a]\n|date: 2024-02-30\n|\n\n|# A heading\n|## Part {#x}\n|"+
	"[[a]]|[[README#Part]]|![[a]]|![[x.png\\|30]]|[link](a.md#x)|[up](../../etc/passwd)|![p](p.png)|<div>|</div>|<script>alert(1)</script>|<!--|-->|<img src=x onerror=alert(1)>|"+
	"```js\n|```\n|$$\n|$\\frac{1}{2}$|\\||> [!note]\n> |- [ ] |1. |\t|:::\n|{{< x >}}|[^1]|[^1]: note\n|<a id=__biji>|<svg><style>|**|==|~~|<iframe src=//x>|[x]: javascript:alert(1)\n|[x]|"+
	"\\begin{x}|&#106;|\x00|\xff|\u202e|死锁|😀| |\n|| a | b |\n|---|---|\n", "|")

func randomNote(random *rand.Rand, text []byte) []byte {
	var b bytes.Buffer
	if random.IntN(3) == 0 {
		b.WriteString("---\n")
	}
	for range random.IntN(60) {
		if random.IntN(8) == 0 {
			b.Write(text)
		}
		b.WriteString(notePieces[random.IntN(len(notePieces))])
	}
	return b.Bytes()
}

// pagesAreWhole holds that each page has one frame, and nothing in it that runs.
func pagesAreWhole(t *testing.T, out fs.FS) {
	t.Helper()
	pages := 0
	err := fs.WalkDir(out, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".html") {
			return err
		}
		pages++
		doc, err := html.Parse(strings.NewReader(page(t, out, p)))
		if err != nil {
			return err
		}
		count := map[string]int{}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			count[n.Data]++
			if bad := runs(n); bad != "" && p != "404.html" { // which leads to the site's own address
				t.Errorf("%s: <%s> has %s", p, n.Data, bad)
			}
		}
		if count["main"] > 1 || count["body"] != 1 || count["title"] != 1 || count["iframe"]+count["object"]+count["embed"] > 0 || count["form"] > 2 {
			t.Errorf("%s: elements %v", p, count)
		}
		return nil
	})
	if err != nil || pages < 3 {
		t.Fatal(pages, err)
	}
}

// runs is what of an element a browser would run; "" if nothing.
func runs(n *html.Node) string {
	data := slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"})
	if n.Data == "script" && n.FirstChild != nil && !(data && json.Valid([]byte(n.FirstChild.Data))) {
		return "an inline script"
	}
	for _, a := range n.Attr {
		value := strings.ToLower(strings.TrimSpace(a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", strings.HasPrefix(value, "javascript:"):
			return a.Key + "=" + a.Val
		case a.Key == "src" && (strings.Contains(value, "//") || strings.HasPrefix(value, "/")):
			return a.Key + "=" + a.Val
		}
	}
	return ""
}
