package generate_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
	"github.com/biji-notes/biji/site/generate"
)

// Two implementations agree: the links of every page as they were resolved from
// the source, and as a crawler finds them in the finished HTML.
func TestGraphAgreesWithCrawl(t *testing.T) {
	for name, content := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			out, result := siteOf(t, name, content)
			compared := 0
			for i := range result.Pages {
				p := &result.Pages[i]
				if p.Note < 0 || embeds(result, p) {
					continue // what is embedded brings links of another note
				}
				want, got := resolved(result, p), crawled(t, out, p.URL)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-source +html)\n%s", p.URL, diff)
				}
				compared += len(want)
			}
			t.Logf("%d links compared", compared)
			if compared == 0 && len(result.Pages) > 10 {
				t.Error("no link was compared")
			}
		})
	}
}

// The checker, which knows nothing of the notes, finds no fault in the pages.
func TestFinishedSiteIsWhole(t *testing.T) {
	for name, content := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			out, _ := siteOf(t, name, content)
			for _, p := range check.Site(out) {
				t.Error(p)
			}
		})
	}
}

func embeds(result *generate.Result, p *site.Page) bool {
	return slices.ContainsFunc(result.Outlines[p.Note].Links, func(l site.Link) bool {
		return l.Kind == site.WikiEmbed && p.From <= l.Block && l.Block < p.To
	})
}

// resolved is where the links of a page lead, without repeats, sorted.
func resolved(result *generate.Result, p *site.Page) []string {
	var all []string
	for k, l := range result.Outlines[p.Note].Links {
		t := result.Graph.Targets[p.Note][k]
		if l.Block < p.From || l.Block >= p.To || (t.Kind != site.ToPage && t.Kind != site.ToFile) {
			continue
		}
		all = append(all, t.URL+fragment(t.Fragment))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func fragment(f string) string {
	if f == "" {
		return ""
	}
	return "#" + f
}

// crawled is where the links and images in the text of a page lead.
func crawled(t *testing.T, out fs.FS, address string) []string {
	t.Helper()
	data, err := fs.ReadFile(out, address)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || hasClass(n, "biji-text") || hasClass(n, "mention") || !inText(n) || ours(n) {
			continue
		}
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "poster" {
				continue
			}
			u, err := url.Parse(a.Val)
			if err != nil {
				t.Errorf("%s: %v", address, err)
				continue
			}
			if u.Scheme != "" || u.Host != "" {
				continue
			}
			to := path.Join(path.Dir(address), u.Path)
			if u.Path == "" {
				to = address
			}
			all = append(all, to+fragment(u.Fragment))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func inText(n *html.Node) bool {
	for p := range n.Ancestors() {
		if hasClass(p, "biji-text") {
			return true
		}
	}
	return false
}

// ours says whether a link of the text was put there by biji, not the author:
// footnotes, generated contents, what is gathered from other notes, and what the home shows below its text.
func ours(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if slices.ContainsFunc([]string{"footnotes", "footnote-ref", "toc", "collected", "biji-block"}, func(c string) bool { return hasClass(p, c) }) {
			return true
		}
	}
	return false
}

func hasClass(n *html.Node, class string) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && slices.Contains(strings.Fields(a.Val), class) {
			return true
		}
	}
	return false
}
