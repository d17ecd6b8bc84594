package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
	"github.com/biji-notes/biji/site/edition/cards"
	"github.com/biji-notes/biji/site/edition/epub"
	"github.com/biji-notes/biji/site/edition/onepage"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/templates"
)

const onePixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\x0f\x04\x00\x09\xfb\x03\xfd\xfb\x5ez+\x00\x00\x00\x00IEND\xaeB`\x82"

// oddNotes hold what is hard to take along: links of all kinds, ids that no XML has,
// pictures here, elsewhere and nowhere, formulas, drawings, raw HTML.
func oddNotes() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"README.md": file("---\ntitle: 笔记 & <notes>\n---\nSee [cache](redis/缓存.md#1-a-b), [[缓存#空]], [tag](#x), [file](data.csv), [out](https://example.org/?a=1&b=2).\n\n![](pic/a b.png) ![far](https://pics.example.net/x.png) [![near](pic/c.svg)](redis/缓存.md) ![gone](pic/gone.png)\n"),
		"redis/缓存.md": file("---\ntags: [redis, a b]\n---\n# 缓存\n\n## 1 a b\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n$x^2$ and $$\\sum_{i=1}^n i$$\n\n```mermaid\nflowchart LR\n  a[甲] --> b[乙]\n```\n\n```go\nfunc main() {}\n```\n\n" +
			"<center>old <font color=red>colour</font></center>\n<video src=\"film.mp4\"></video>\n<input value=\"x\">\n\n<a href=\"nowhere.md\"><p>a link around a paragraph</p></a>\n\nA footnote[^1].\n\n[^1]: here\n\n- [x] done\n\n控\x01制\n\n" +
			"## 常见追问\n\n### 为什么快？\n\n因为*在内存里*，见[首页](../README.md)。\n\n#### 细节\n\n更多\t细节 \"引号\"。\n\n### 没有答案？\n\n## 空\n\n尾。\n\n> [!question] 什么是 TTL？\n> 到期的时间。\n\n> [!question] 只有问题\n"),
		"redis/z.md":          file("# Z\n\n## FAQ\n\n### Again?\n\nYes, ![](../pic/a%20b.png)\n"),
		"en/x.md":             file("# Hidden\n\ntext\n"),
		"pic/a b.png":         file(onePixel),
		"pic/c.svg":           file(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`),
		"data.csv":            file("a,b\n"),
		"private/unlisted.md": file("---\nunlisted: true\n---\n# Secret\n"),
	}
}

// finishedSite builds notes in memory.
func finishedSite(t *testing.T, notes fs.FS, set func(*site.Options)) *finished {
	t.Helper()
	in, err := generate.FromFS(notes)
	if err != nil {
		t.Fatal(err)
	}
	set(&in.Options)
	built := output.NewMemory()
	result, err := generate.Site(t.Context(), in, built)
	if err != nil {
		t.Fatal(err)
	}
	return &finished{files: built, result: result, styles: templates.FS, target: "site.zip"}
}

func written(t *testing.T, s *finished, write func(context.Context, io.Writer, *finished) ([]site.Problem, error)) []byte {
	t.Helper()
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if _, err := write(t.Context(), b, s); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same site gives other bytes")
	}
	return first.Bytes()
}

// What an EPUB has to be: its type first and as it is, each file in the manifest, XML
// everywhere, and no link or picture that leads nowhere.
func TestEPUBIsWhole(t *testing.T) {
	data := written(t, finishedSite(t, oddNotes(), func(*site.Options) {}), writeEPUB)
	if !epub.Made(bytes.NewReader(data), int64(len(data))) || !bytes.Equal(data[30:58], []byte("mimetypeapplication/epub+zip")) {
		t.Error("it does not begin with its type")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	ids, links := map[string]bool{}, map[string]string{}
	for _, f := range z.File {
		text, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		ids[f.Name] = true
		if slices.Contains([]string{".xhtml", ".opf", ".xml", ".svg"}, path.Ext(f.Name)) {
			readXML(t, f.Name, text, ids, links)
		}
	}
	for from, to := range links {
		name, _, _ := strings.Cut(from, " ")
		u, err := url.Parse(to)
		if err != nil || u.Scheme != "" {
			continue
		}
		if u.Path = path.Join(path.Dir(name), u.Path); u.Fragment != "" {
			u.Path += "#" + u.Fragment
		}
		if !ids[u.Path] {
			t.Errorf("%s: %s leads nowhere", name, to)
		}
	}
	for _, f := range z.File {
		if text, _ := fs.ReadFile(z, f.Name); strings.HasSuffix(f.Name, ".svg") && bytes.Contains(text, []byte("DTD")) {
			t.Errorf("%s holds what a book may not", f.Name)
		}
	}
	opf, _ := fs.ReadFile(z, "EPUB/package.opf")
	for _, f := range z.File[2:] {
		if name := strings.TrimPrefix(f.Name, "EPUB/"); name != "package.opf" && !bytes.Contains(opf, []byte(`href="`+name+`"`)) {
			t.Errorf("%s is not in the manifest", name)
		}
	}
	for _, want := range []string{"mathml svg", "image/png", "image/svg+xml", "笔记 &amp; &lt;notes&gt;", "urn:uuid:"} {
		if !bytes.Contains(opf, []byte(want)) {
			t.Errorf("the package document has no %q", want)
		}
	}
	if bytes.Contains(data, []byte("Secret")) || len(links) < 20 {
		t.Errorf("%d links, or an unlisted note", len(links))
	}
}

// readXML takes the ids of a document, by "name#id", and its links, by "name n".
func readXML(t *testing.T, name string, text []byte, ids map[string]bool, links map[string]string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	var above []string
	for n := 0; ; n++ {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, ends := token.(xml.EndElement); ends {
			above = above[:len(above)-1]
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if above = append(above, e.Name.Local); e.Name.Local == "p" && slices.Contains(above, "span") {
			t.Errorf("%s: a paragraph in a span", name)
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "id":
				if ids[name+"#"+a.Value] {
					t.Errorf("%s: id %s twice", name, a.Value)
				}
				ids[name+"#"+a.Value] = true
			case (a.Name.Local == "href" || a.Name.Local == "src") && e.Name.Local != "package":
				links[name+" "+string(rune('a'+n%26))+e.Name.Local+a.Value] = a.Value
			}
		}
	}
}

// One page needs no other file, and its links stay in it.
func TestOnePageIsWhole(t *testing.T) {
	data := written(t, finishedSite(t, oddNotes(), func(o *site.Options) { o.URL = "https://notes.example/x/" }), writeOnePage)
	if !onepage.Made(data[:300]) {
		t.Error("it is not known again")
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	ids, loaded, leads := map[string]bool{}, map[string]bool{}, map[string]bool{}
	article.Walk(root, func(n *html.Node) bool {
		if id := article.Attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %s twice", id)
			}
			ids[id] = true
		}
		if src := article.Attr(n, "src"); src != "" {
			loaded[src[:min(len(src), 40)]] = true
		}
		if href := article.Attr(n, "href"); href != "" {
			leads[href] = true
		}
		if n.Data == "script" || n.Data == "link" {
			t.Errorf("a %s", n.Data)
		}
		return true
	})
	for href := range leads {
		u, err := url.Parse(href)
		if err != nil || u.Scheme == "" && (u.Path != "" || !ids[u.Fragment]) {
			t.Errorf("%s leads nowhere", href)
		}
	}
	for _, want := range []string{"https://notes.example/x/data.csv", "https://example.org/?a=1&b=2", "#c6-1-a-b"} {
		if !leads[want] {
			t.Errorf("nothing leads to %s, but to %v", want, slices.Sorted(maps.Keys(leads)))
		}
	}
	if !loaded["https://pics.example.net/x.png"] || !bytes.Contains(data, []byte("img-src data: https://pics.example.net;")) || !bytes.Contains(data, []byte(">gone<")) {
		t.Errorf("pictures: %v", slices.Sorted(maps.Keys(loaded)))
	}
	if bytes.Contains(data, []byte("url(\"\")")) || bytes.Contains(data, []byte("Secret")) {
		t.Error("a style that lost what it loads, or an unlisted note")
	}
}

// Cards are questions with answers, each with a name that stays when the answer changes.
func TestCardsStay(t *testing.T) {
	deck := func(notes fs.FS) map[string][]string {
		data := written(t, finishedSite(t, notes, func(*site.Options) {}), writeCards)
		if !cards.Made(data) {
			t.Error("it is not known again")
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma, r.Comment, r.FieldsPerRecord = '\t', '#', 5
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		all := map[string][]string{}
		for _, row := range rows {
			if all[row[0]] != nil {
				t.Errorf("two cards have the name of %s", row[1])
			}
			all[row[0]] = row[1:]
		}
		return all
	}
	notes := oddNotes()
	first := deck(notes)
	var asked []string
	for _, row := range first {
		asked = append(asked, row[0])
		if row[0] == "为什么快？" && (!strings.Contains(row[1], `更多`) || row[2] != "笔记 & <notes>::redis" || row[3] != "a_b redis") {
			t.Errorf("%q", row)
		}
		if row[0] == "Again?" && !strings.Contains(row[1], "data:image/png;base64,") {
			t.Errorf("%q has no picture", row)
		}
	}
	slices.Sort(asked)
	if want := []string{"Again?", "为什么快？", "什么是 TTL？"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
	notes["redis/缓存.md"].Data = bytes.Replace(notes["redis/缓存.md"].Data, []byte("到期的时间"), []byte("活多久"), 1)
	second := deck(notes)
	if !slices.Equal(slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(second))) {
		t.Error("an answer that changed makes another card")
	}
}

// In a site in several languages an edition has the pages of one.
func TestEditionInALanguage(t *testing.T) {
	notes := fstest.MapFS{
		"biji.toml":   {Data: []byte("title = \"笔记\"\n[languages.zh-CN]\nlabel = \"中文\"\n[languages.en]\ntitle = \"Notes\"\n")},
		"a.md":        {Data: []byte("# 甲\n\n见 [乙](b.md)\n")},
		"a.en.md":     {Data: []byte("# Alpha\n\nSee [beta](b.md)\n")},
		"b.md":        {Data: []byte("# 乙\n")},
		"b.en.md":     {Data: []byte("# Beta\n")},
		"dir/c.md":    {Data: []byte("# 丙\n")},
		"dir/c.en.md": {Data: []byte("# Gamma\n")},
	}
	s := finishedSite(t, notes, func(*site.Options) {})
	if len(s.result.Options.Languages) != 2 {
		t.Fatalf("%d languages", len(s.result.Options.Languages))
	}
	for language, want := range []struct{ has, not string }{{"甲", "Alpha"}, {"Alpha", "甲"}} {
		s.language = language
		if text := string(written(t, s, writeOnePage)); !strings.Contains(text, want.has+"</h1>") || strings.Contains(text, want.not+"</h1>") {
			t.Errorf("language %d", language)
		}
	}
	if i, err := languageOf(s.result.Options.Languages, "EN"); i != 1 || err != nil {
		t.Errorf("en is %d, %v", i, err)
	}
	if _, err := languageOf(s.result.Options.Languages, "fr"); err == nil || !strings.Contains(err.Error(), "zh-CN, en") {
		t.Errorf("fr: %v", err)
	}
}
