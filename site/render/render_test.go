package render_test

import (
	"bytes"
	"flag"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/templates"
)

var update = flag.Bool("update", false, "write the golden files")

func newRenderer(t testing.TB, overrides fstest.MapFS) *render.Renderer {
	t.Helper()
	var r *render.Renderer
	var err error
	if overrides == nil {
		r, err = render.New(templates.FS, nil, "zh-CN")
	} else {
		r, err = render.New(templates.FS, overrides, "zh-CN")
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func page(t testing.TB, r *render.Renderer, v *render.View, nav *render.Nav) string {
	t.Helper()
	var b strings.Builder
	if err := r.Page(&b, v, nav); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func nav() *render.Nav {
	return render.NewNav([]*render.Node{
		{Title: "面试笔记", URL: "index.html"},
		{Title: "网络", URL: "net/index.html", Children: []*render.Node{{Title: "<TCP>", URL: "net/tcp.html"}, {Title: "HTTP", URL: "net/http.html"}}},
		{Title: "大笔记", URL: "big.html", Children: []*render.Node{{Title: "Socket", URL: "big/socket.html"}}},
	})
}

// views is a page of each type as a build would ask for it, by golden file.
func views(t testing.TB) map[string]*render.View {
	t.Helper()
	elements, err := os.ReadFile("testdata/elements.html")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	home := render.Link{Text: "面试笔记", Href: "../index.html"}
	tags := []render.TagLink{{Name: "网络", Href: "../tags/网络.html", Count: 12}, {Name: "C#", Href: "../tags/c%23.html", Count: 1}}
	entries := []render.Entry{{Text: "三次握手", ID: "三次握手", Children: []render.Entry{{Text: "a < b", ID: "a-b"}}}, {Text: "挥手", ID: "挥手"}}
	views := map[string]*render.View{
		"note": {
			Type: render.Note, URL: "net/tcp.html", Title: "<TCP>", TitleID: "tcp", Description: "“引号”与 & 号",
			Canonical: "https://example.org/notes/net/tcp.html", Date: day, Reading: render.Reading{Chars: 12345, Minutes: 31},
			Body: template.HTML(elements), Contents: entries, Crumbs: []render.Link{home, {Text: "网络", Href: "index.html"}},
			Prev: &render.Link{Text: "网络", Href: "index.html"}, Next: &render.Link{Text: "HTTP", Href: "http.html"},
			Tags: tags, Edit: "https://example.org/edit/net/tcp.md", Note: "照原文显示",
		},
		"note-en": {
			Type: render.Note, Lang: "en", URL: "net/http.html", Title: "HTTP", Body: "<p>Text.</p>", Contents: entries[1:],
			Linked: backlinks(9),
			Related: []render.Related{
				{Link: render.Link{Text: "UDP", Href: "udp.html"}, Tags: []string{"net", "传输层"}, Words: []string{"port"}},
				{Link: render.Link{Text: "HTTP", Href: "http.html"}, Both: "TCP"},
				{Link: render.Link{Text: "IP", Href: "ip.html"}, Words: []string{"packet", "路由"}},
				{Link: render.Link{Text: "<ARP>", Href: "arp.html"}},
			},
		},
		"empty": {Type: render.Note, URL: "big/socket.html", Title: "Socket", Empty: true},
		"overview": {
			Type: render.Overview, URL: "big.html", Title: "大笔记", Body: "<p>开头。</p>",
			Children: []render.Child{
				{Title: "Django", Href: "big/django.html", Empty: true, Headings: []render.Entry{{Text: "Django", ID: "django"}}},
				{Title: "Socket", Href: "big/socket.html", Description: "套接字", Headings: []render.Entry{{Text: "Socket", ID: "socket", Children: entries}}},
				{Title: "其余", Href: "big/rest.html", Headings: []render.Entry{{Text: "别的", ID: "别的"}}},
			},
		},
		"folder": {
			Type: render.Folder, URL: "net/index.html", Title: "网络", Crumbs: []render.Link{home},
			Children: []render.Child{
				{Title: "<TCP>", Href: "tcp.html", Description: "传输 <控制>", Date: day},
				{Title: "更深", Href: "deep/index.html", Folder: true, Count: 12},
			},
		},
		"tag": {
			Type: render.Tag, URL: "tags/c%23.html", Title: "C#", Crumbs: []render.Link{home, {Href: "index.html"}},
			Children: []render.Child{{Title: "HTTP", Href: "../net/http.html"}},
		},
		"tags":   {Type: render.Tags, URL: "tags/index.html", Crumbs: []render.Link{home}, AllTags: tags},
		"search": {Type: render.Search, URL: render.SearchPage},
		"terms": {
			Type: render.Terms, URL: render.TermsPage, Crumbs: []render.Link{home}, TermCount: 1234,
			Letters: []render.Letter{{Text: "A", Href: "terms-a.html"}, {Text: "C", Href: "terms-c.html", Current: true}, {Text: "#"}},
			Terms:   []render.TermGroup{{Letter: "C", ID: "biji-terms-c", Terms: terms()}},
		},
		"redirect": {Type: render.Redirect, URL: "old/tcp.html", Title: "<TCP>", To: "../net/tcp.html#三次握手", Features: site.FeatureSet{site.LeadsOn: true}},
		"404":      {Type: render.NotFound, URL: "404.html"},
		"404-base": {Type: render.NotFound, URL: "404.html", Site: render.Site{Base: "/notes/"}},
	}
	for _, v := range views {
		v.Root = site.Root(v.URL)
		if v.Lang == "" {
			v.Lang = "zh-CN"
		}
		v.UI = "zh"
		v.Site = render.Site{
			Title: "面试笔记", Author: "某人", HasTags: true, Base: v.Site.Base, Home: v.Root + "index.html",
			Index:  true,
			Script: "assets/biji-1.js", Theme: "assets/theme-2.js", Style: "assets/biji-3.css", Icon: "assets/icon-4.svg", Features: map[site.Feature]render.FeatureFiles{site.LeadsOn: {Script: "assets/moved-5.js"}},
		}
	}
	return views
}

// terms are lines of an index: in one place, in many, with markup in the
// text, of a tag, and a title.
func terms() []render.Term {
	many := make([]render.TermPlace, 10)
	for i := range many {
		many[i] = render.TermPlace{Text: "<TCP>", Href: "../net/tcp.html#<锁>"}
	}
	return []render.Term{
		{Before: "Redis ", Key: "持久化", After: "（AOF）", Places: []render.TermPlace{{Text: "Redis", Href: "../redis.html#持久化"}}},
		{Key: "重连", After: " <b>", Places: many},
		{Key: "C#", Places: []render.TermPlace{{Href: "../tags/c%23.html", Tag: true}}},
		{Key: "传输层", Places: []render.TermPlace{{Text: "传输层", Href: "../net.html"}}},
	}
}

func backlinks(n int) []render.Backlink {
	var all []render.Backlink
	for i := range n - 1 {
		all = append(all, render.Backlink{Title: "<TCP>", Href: "tcp.html#挥手", Quotes: quotes(i%4 + 1)})
	}
	return append(all, render.Backlink{Title: "HTTP", Href: "x.html"})
}

func quotes(n int) []render.Quote {
	return slices.Repeat([]render.Quote{
		{Href: "tcp.html#挥手", Text: "HTTP", Sentence: site.Sentence{Before: "上面跑着 ", After: " & 别的。"}},
	}, n)
}

// TestGolden compares a page of each type with the file of its name.
func TestGolden(t *testing.T) {
	r := newRenderer(t, nil)
	all := views(t)
	for name, v := range all {
		got := page(t, r, v, nav())
		file := filepath.Join("testdata", name+".golden.html")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	files, err := filepath.Glob("testdata/*.golden.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if all[strings.TrimSuffix(filepath.Base(file), ".golden.html")] == nil {
			t.Errorf("%s: no test reads it", file)
		}
	}
}

// TestPagesKeepTheRules looks at every element of every page type.
func TestPagesKeepTheRules(t *testing.T) {
	r := newRenderer(t, nil)
	for name, v := range views(t) {
		doc, err := html.Parse(strings.NewReader(page(t, r, v, nav())))
		if err != nil {
			t.Fatal(err)
		}
		seen := census{ids: map[string]int{}, tags: map[string]int{}}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode {
				seen.count(t, name, v, n)
			}
		}
		for id, n := range seen.ids {
			if n > 1 {
				t.Errorf("%s: %d elements with id %q", name, n, id)
			}
		}
		if seen.tags["h1"] != 1 || seen.tags["main"] != 1 || seen.tags["title"] != 1 {
			t.Errorf("%s: %d h1, %d main, %d title", name, seen.tags["h1"], seen.tags["main"], seen.tags["title"])
		}
		if unnamed := seen.unnamed; unnamed > 0 {
			t.Errorf("%s: %d nav elements without a name", name, unnamed)
		}
	}
}

type census struct {
	ids, tags map[string]int
	unnamed   int
}

func (c *census) count(t *testing.T, name string, v *render.View, n *html.Node) {
	t.Helper()
	c.tags[n.Data]++
	named := false
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			c.ids[a.Val]++
		case a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "integrity" || a.Key == "crossorigin":
			t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
		case a.Key == "aria-label":
			named = a.Val != ""
		case a.Key == "href" || a.Key == "src":
			absolute := strings.HasPrefix(a.Val, "/") && v.Site.Base == ""
			if absolute || a.Val == "" || strings.Contains(a.Val, "ZgotmplZ") {
				t.Errorf("%s: %s=%q", name, a.Key, a.Val)
			}
		}
	}
	switch n.Data {
	case "style", "base":
		t.Errorf("%s: <%s>", name, n.Data)
	case "script":
		if n.FirstChild != nil {
			t.Errorf("%s: inline script", name)
		}
	case "nav":
		if !named {
			c.unnamed++
		}
	}
}

// TestLangOfTheInterface: what is not in the text's language says so.
func TestLangOfTheInterface(t *testing.T) {
	got := page(t, newRenderer(t, nil), views(t)["note-en"], nav())
	for _, want := range []string{`<html lang="en">`, `<header class="biji-header" lang="zh-CN">`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestOverrideOfOneFile: a file of the same name takes the place of ours.
func TestOverrideOfOneFile(t *testing.T) {
	r := newRenderer(t, fstest.MapFS{
		"html/parts/footer.html": {Data: []byte(`{{define "footer"}}<footer>{{.Site.Author}} wrote this</footer>{{end}}`)},
		"text/zh.json":           {Data: []byte(strings.ReplaceAll(readText(t, "text/zh.json"), "下一篇", "往后"))},
	})
	got := page(t, r, views(t)["note"], nav())
	for _, want := range []string{"<footer>某人 wrote this</footer>", "往后", "<h1"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	b, err := templates.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestBrokenTemplateIsNamed: the error says where, before any page is made.
func TestBrokenTemplateIsNamed(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"html/note.html", "{{define \"main\"}}\n  <p>{{.Titel}}</p>{{end}}", "html/note.html:2:7"},
		{"html/note.html", "{{define \"main\"}}\n  {{if .Empty}}{{.T.no_such_word}}{{end}}{{end}}", "html/note.html:2:19"},
		{"html/note.html", "{{define \"main\"}}{{end", "html/note.html:1"},
		{"html/parts/footer.html", "{{define \"footer\"}}{{range .Crumbs}}{{.Url}}{{end}}{{end}}", "html/parts/footer.html:1:38"},
		{"html/folder.html", "{{define \"main\"}}<a href='{{template \"title\" .}}{{end}}", "html/folder.html"},
		{"text/en.json", "{\"skip\": 1}", "text/en.json"},
	} {
		_, err := render.New(templates.FS, fstest.MapFS{c.file: {Data: []byte(c.text)}}, "en")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q\n does not name %s: %v", c.file, c.text, c.want, err)
		}
	}
}

func TestUnknownPageType(t *testing.T) {
	err := newRenderer(t, nil).Page(io.Discard, &render.View{Type: "poem", URL: "a.html"}, nil)
	if err == nil || !strings.Contains(err.Error(), `render a.html: no template for pages of type "poem"`) {
		t.Error(err)
	}
}

// BenchmarkPage is a page with a body of 100 KB, a sidebar and backlinks.
func BenchmarkPage(b *testing.B) {
	r := newRenderer(b, nil)
	v := views(b)["note"]
	v.Body = template.HTML(strings.Repeat("<p>一段文字，不长也不短，里面有 code 和别的。</p>\n", 1400))
	v.Linked = backlinks(20)
	var many []render.Entry
	for range 30 {
		many = append(many, v.Contents...)
	}
	v.Contents = many
	n := nav()
	var w bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		if err := r.Page(&w, v, n); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newRenderer(b, nil)
	}
}

// Dates are in the language of the interface, or in that of the site if it has
// none of its own; the setting is before the words, and these before the language.
func TestDates(t *testing.T) {
	day := time.Date(2026, 3, 5, 9, 7, 0, 0, time.UTC)
	own := newRenderer(t, fstest.MapFS{"text/zh.json": {Data: []byte(`{"date": "2006.1.2"}`)}})
	for _, c := range []struct {
		r                  *render.Renderer
		site, page, format string
		want               string
	}{
		{newRenderer(t, nil), "zh-CN", "zh-CN", "", `<time datetime="2026-03-05">2026年3月5日</time>`},
		{newRenderer(t, nil), "zh-CN", "de", "", `<time datetime="2026-03-05">2026年3月5日</time>`},
		{newRenderer(t, nil), "en-US", "en", "", `<time datetime="2026-03-05">March 5, 2026</time>`},
		{newRenderer(t, nil), "de", "de", "", `<time datetime="2026-03-05" lang="de">5. März 2026</time>`},
		{newRenderer(t, nil), "ja", "ja", "2006-01-02", `<time datetime="2026-03-05" lang="ja">2026-03-05</time>`},
		{own, "zh", "zh", "", `<time datetime="2026-03-05">2026.3.5</time>`},
		{own, "zh", "zh", "06/1/2", `<time datetime="2026-03-05">26/3/5</time>`},
	} {
		v := &render.View{Type: render.Note, Title: "a", URL: "a.html", Lang: c.page, UI: site.UI(c.site), Date: day,
			Site: render.Site{Lang: c.site, DateFormat: c.format}, Properties: []render.Property{{Name: "am", Values: []render.Value{{Time: day, Clock: true}}}}}
		got := page(t, c.r, v, nil)
		if !strings.Contains(got, c.want) {
			t.Errorf("%s, %s, %q: no %s", c.site, c.page, c.format, c.want)
		}
		clock := strings.NewReplacer("03-05\"", "03-05T09:07\"", "</time>", " 09:07</time>").Replace(c.want)
		if !strings.Contains(got, clock) {
			t.Errorf("%s, %s, %q: no %s", c.site, c.page, c.format, clock)
		}
	}
	old := newRenderer(t, fstest.MapFS{"html/note.html": {Data: []byte(`{{define "main"}}{{.Date.Format .T.date}}{{end}}`)}})
	if got := page(t, old, &render.View{Type: render.Note, URL: "a.html", Date: day}, nil); !strings.Contains(got, "2026年3月5日") {
		t.Error("a template that formats dates itself says", got)
	}
}
