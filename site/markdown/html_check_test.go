package markdown_test

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr"}

// sound says what is wrong with a page's HTML: elements that do not nest, that
// a browser would move elsewhere, or that could run a script; "" if nothing is.
func sound(page string) string { return readAsWritten(page, harmful) }

// readAsWritten says what of a page's HTML a browser reads in another way than
// it was written, or what wrong finds in it.
func readAsWritten(page string, wrong func(*html.Node) string) string {
	if why := tagsNest(page); why != "" {
		return why
	}
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		return err.Error()
	}
	var again strings.Builder
	for _, n := range nodes {
		if why := wrong(n); why != "" {
			return why
		}
		if err := html.Render(&again, n); err != nil {
			return err.Error()
		}
	}
	want, got := tagsOf(page), tagsOf(again.String())
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return fmt.Sprintf("a browser reads tag %d as %s, not as %s (after %v)", i, got[i], want[i], want[max(0, i-5):i])
		}
	}
	if len(want) != len(got) {
		return fmt.Sprintf("a browser reads %d tags, not %d", len(got), len(want))
	}
	return ""
}

func tagsNest(page string) string {
	var open []string
	for _, tag := range tagsOf(page) {
		name, end := strings.CutPrefix(tag, "/")
		switch {
		case slices.Contains(void, name):
		case !end:
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return fmt.Sprintf("</%s> where %v are open", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Sprintf("%v are never closed", open)
	}
	return ""
}

// tagsOf lists the tags of a page: "div", "/div" …
func tagsOf(page string) []string {
	var tags []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return tags
		}
		name, _ := z.TagName()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			tags = append(tags, string(name))
		case html.EndTagToken:
			tags = append(tags, "/"+string(name))
		}
	}
}

// harmful finds what could run a script or change the page around.
func harmful(n *html.Node) string {
	if n.Type == html.ElementNode {
		switch n.Data {
		case "script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "svg":
			return "<" + n.Data + "> in the page"
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
				return a.Key + " in the page"
			case a.Key == "href" || a.Key == "src" || a.Key == "srcset":
				if strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "vbscript:") ||
					strings.HasPrefix(value, "data:") && !strings.HasPrefix(value, "data:image/") {
					return a.Key + "=" + a.Val + " in the page"
				}
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if why := harmful(c); why != "" {
			return why
		}
	}
	return ""
}
