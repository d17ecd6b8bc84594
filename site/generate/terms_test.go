package generate_test

import (
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
)

// termLines is a page of terms as text: each line with its keyword in
// brackets, then where it leads.
func termLines(t *testing.T, out fs.FS, name string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page(t, out, name)))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h2" {
			lines = append(lines, "# "+n.FirstChild.Data)
		}
		if n.Type == html.ElementNode && n.Data == "li" && n.Parent.Parent.Data == "section" {
			lines = append(lines, strings.Join(strings.Fields(termText(n)), " "))
		}
	}
	return lines
}

func termText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(termText(c))
	}
	switch n.Data {
	case "b":
		return "[" + b.String() + "]"
	case "a":
		for _, a := range n.Attr {
			if a.Key == "href" {
				fmt.Fprintf(&b, " →%s", a.Val)
			}
		}
	}
	return b.String()
}

func unescape(t *testing.T, text string) string {
	t.Helper()
	plain, err := url.PathUnescape(text)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// TestTerms: headings, titles, other names and tags stand under each of their
// words, sorted by letter and by sound.
func TestTerms(t *testing.T) {
	out, _ := buildMemory(t, world(`-- README.md --
# 笔记
-- net/tcp.md --
---
tags: [网络]
aliases: [传输控制协议, old/tcp.html]
---
# TCP

## 第一章

## 进程与线程的区别

## The state of a socket

##### 太深的标题
-- net/udp.md --
# UDP

## 1. 小结

## 其他

### 1. 小结
-- redis.md --
# Redis 持久化

## 小结
`), site.Options{Lang: "zh-CN"}, 2)
	want := []string{
		"# B", "[笔记] →../index.html",
		"# C", "Redis [持久化] →../redis.html", "[传输控制协议] →../net/tcp.html TCP",
		"# D", "[第一章] →../net/tcp.html#第一章 TCP",
		"# J", "[进程]与线程的区别 →../net/tcp.html#进程与线程的区别 TCP",
		"# N", "[net] →../net/index.html",
		"# Q", "[其他] →../net/udp.html#其他 UDP", "进程与线程的[区别] →../net/tcp.html#进程与线程的区别 TCP",
		"# R", "[Redis] 持久化 →../redis.html",
		"# S", "The state of a [socket] →../net/tcp.html#the-state-of-a-socket TCP", "The [state] of a socket →../net/tcp.html#the-state-of-a-socket TCP",
		"# T", "[TCP] →../net/tcp.html net",
		"# U", "[UDP] →../net/udp.html net",
		"# W", "[网络] →../tags/网络.html 标签",
		"# X", "进程与[线程]的区别 →../net/tcp.html#进程与线程的区别 TCP", "[小结] →../redis.html#小结 Redis 持久化",
		"1. [小结] UDP →../net/udp.html#1-小结 其他 →../net/udp.html#1-小结-1",
	}
	got := termLines(t, out, "search/terms.html")
	for i := range got {
		got[i] = unescape(t, got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	contains(t, page(t, out, "search.html"), `data-biji="search-page"`, `data-biji-page="search.html"`)
}

// TestManyTermsHaveAPageForEachLetter: the first page then holds no headings.
func TestManyTermsHaveAPageForEachLetter(t *testing.T) {
	var many strings.Builder
	for i := range 2100 {
		fmt.Fprintf(&many, "## heading%d\n\n", i)
	}
	out, _ := buildMemory(t, world("-- a.md --\n# Alpha beta\n\n"+many.String()), site.Options{Lang: "en"}, 2)
	first := termLines(t, out, "search/terms.html")
	want := []string{"# A", "[Alpha] beta →../a.html", "# B", "Alpha [beta] →../a.html", "# N", "[Notes] →../index.html"}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	h := termLines(t, out, "search/terms-h.html")
	for _, p := range []string{"search/terms-h-2.html", "search/terms-h-3.html"} { // no page is larger than 200 KB
		if _, err := fs.Stat(out, p); err == nil {
			h = append(h, termLines(t, out, p)[1:]...)
		}
	}
	if len(h) != 2101 || h[0] != "# H" || h[1] != "[heading0] →../a.html#heading0 Alpha beta" || h[11] != "[heading10] →../a.html#heading10 Alpha beta" {
		t.Errorf("%d lines, %q", len(h), h[:12])
	}
	contains(t, page(t, out, "search/terms.html"), `<a href="terms-h.html">H</a>`, "<span>C</span>", "2,103 entries")
	contains(t, page(t, out, "search/terms-h.html"), `<a href="terms-h.html" aria-current="page">H</a>`, `<a href="terms-a.html">A</a>`)
}

// TestPagesHaveAnIndex: every page knows that the site has an index, and none which.
func TestPagesHaveAnIndex(t *testing.T) {
	out, _ := buildMemory(t, world("-- a.md --\n# A\n"), site.Options{}, 2)
	page(t, out, "search/start.js")
	for _, name := range []string{"index.html", "a.html", "search.html", "search/terms.html"} {
		contains(t, page(t, out, name), ` data-biji-index data-biji-lang=`)
	}
}
