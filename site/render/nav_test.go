package render

import (
	"fmt"
	"html"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
)

var navWords = Words{"lang": "en", "nav_all": "All {n}"}

// folder is a folder with its page and count notes.
func folder(name string, count int, inside ...*Node) *Node {
	n := &Node{Title: name, URL: name + "/index.html", Children: inside}
	for i := range count {
		n.Children = append(n.Children, &Node{Title: fmt.Sprintf("%s %d <&>", name, i), URL: fmt.Sprintf("%s/%d #?.html", name, i)})
	}
	return n
}

// TestNavEqualsPlainRendering compares the panel with its marks put in to a
// sidebar that is written from scratch for one page.
func TestNavEqualsPlainRendering(t *testing.T) {
	tree := []*Node{
		{Title: "Home", URL: "index.html"},
		folder("a", 3, folder("a/b", 4), folder("a/c", 0)),
		{Title: "no page", Children: []*Node{folder("d", 2)}},
		folder("锁", 2),
	}
	nav := NewNav(tree)
	pages := append(addresses(tree), "tags/x.html", "404.html")
	for _, from := range pages {
		var want strings.Builder
		plain(&want, tree, from)
		if diff := cmp.Diff(want.String(), nav.html(from, navWords)); diff != "" {
			t.Errorf("%s (-plain +panel)\n%s", from, diff)
		}
	}
	if folders := 7; nav.rendered != folders {
		t.Errorf("%d panels for pages in %d folders", nav.rendered, folders)
	}
}

func addresses(nodes []*Node) []string {
	var all []string
	for _, n := range nodes {
		if n.URL != "" {
			all = append(all, n.URL)
		}
		all = append(all, addresses(n.Children)...)
	}
	return all
}

// plain writes the sidebar of one page, and says whether it met the page.
func plain(b *strings.Builder, nodes []*Node, from string) {
	b.WriteString("<ul>\n")
	for _, n := range nodes {
		b.WriteString("<li>")
		title := html.EscapeString(n.Title)
		if n.URL != "" {
			current := ""
			if n.URL == from {
				current = ` aria-current="page"`
			}
			fmt.Fprintf(b, `<a%s href="%s">%s</a>`, current, html.EscapeString(site.Href(from, n.URL, "", "")), title)
		}
		if len(n.Children) > 0 {
			open, label := "", fmt.Sprintf(` aria-label="%s">`, title)
			if holds(n, from) {
				open = " open"
			}
			if n.URL == "" {
				label = ">" + title
			}
			fmt.Fprintf(b, "<details%s><summary%s</summary>", open, label)
			plain(b, n.Children, from)
			b.WriteString("</details>")
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>\n")
}

func holds(n *Node, from string) bool {
	if n.URL == from {
		return true
	}
	for _, c := range n.Children {
		if holds(c, from) {
			return true
		}
	}
	return false
}

// TestNavOfALargeTree: the way to the page is open, other folders are links,
// and of a long list only the neighbours are shown.
func TestNavOfALargeTree(t *testing.T) {
	deep := folder("big/deep", 5)
	nav := NewNav([]*Node{folder("big", 500, deep), folder("small", 3)})
	for _, c := range []struct {
		from           string
		shows, hides   []string
		links, details int
	}{
		{"big/250 #?.html", []string{"big 230", "big 249", "big 250", "All 501", `href="deep/index.html"`}, []string{"big 200", "big 280", "small 1"}, 1 + 1 + 40 + 1 + 1, 1},
		{"big/0 #?.html", []string{"big 0 ", "big 10 ", "big/deep"}, []string{"big 60 ", "deep 1"}, 43, 1},
		{"big/499 #?.html", []string{"big 499", "big 470"}, []string{"big 400"}, 44, 1},
		{"big/deep/2 #?.html", []string{"deep 0", "deep 4", "big 10 "}, []string{"big 100 ", "small 1"}, 2 + 40 + 1 + 5, 2},
		{"small/1 #?.html", []string{"small 0", "big"}, []string{"big 0"}, 5, 1},
		{"tags/index.html", []string{"big", "small"}, []string{"big 0", "small 0"}, 2, 0},
	} {
		got := nav.html(c.from, navWords)
		for _, want := range c.shows {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.from, want, got)
			}
		}
		for _, not := range c.hides {
			if strings.Contains(got, not) {
				t.Errorf("%s: shows %q", c.from, not)
			}
		}
		if links := strings.Count(got, "<a"); links != c.links {
			t.Errorf("%s: %d links, want %d\n%s", c.from, links, c.links, got)
		}
		if details := strings.Count(got, "<details open>"); details != c.details || strings.Count(got, "<details") != details {
			t.Errorf("%s: %d open folders, want %d\n%s", c.from, details, c.details, got)
		}
		if current := strings.Count(got, `aria-current="page"`); (current == 1) != strings.Contains(c.from, "#") {
			t.Errorf("%s: %d current lines", c.from, current)
		}
	}
}

// TestNavOfAFlatSite: a thousand notes and no folder.
func TestNavOfAFlatSite(t *testing.T) {
	flat := folder("x", 1000).Children
	nav := NewNav(flat)
	got := nav.html("x/700 #?.html", navWords)
	if n := strings.Count(got, "<a"); n != navWindow || !strings.Contains(got, "x 699") || !strings.Contains(got, ">All 1,000<") {
		t.Errorf("%d links:\n%s", n, got)
	}
	if n := strings.Count(nav.html("404.html", navWords), "<a"); n != navWindow {
		t.Errorf("%d links on a page outside the tree", n)
	}
}

// TestNavForgets: the cache stays small on a site with many folders, and pages
// of one folder share a panel.
func TestNavForgets(t *testing.T) {
	var tree []*Node
	for i := range 3 * navPanels {
		tree = append(tree, folder(fmt.Sprintf("f%d", i), 3))
	}
	nav := NewNav(tree)
	var wg sync.WaitGroup
	for _, from := range addresses(tree) {
		for range 2 {
			wg.Go(func() { nav.html(from, navWords) })
		}
		wg.Wait()
		if len(nav.panels) > navPanels {
			t.Fatal("the cache grows")
		}
	}
	if nav.rendered != 3*navPanels {
		t.Errorf("%d panels for %d folders", nav.rendered, 3*navPanels)
	}
}

func BenchmarkNav(b *testing.B) {
	var tree []*Node
	for i := range 5 {
		tree = append(tree, folder(fmt.Sprintf("f%d", i), 34))
	}
	pages := addresses(tree)
	for b.Loop() {
		nav := NewNav(tree)
		for _, from := range pages {
			nav.html(from, navWords)
		}
	}
}

// A thousand folders beside one another are listed as notes are: those around
// the way to the page.
func TestManyFolders(t *testing.T) {
	sizes := map[int]int{}
	for _, n := range []int{navFlat + 1, 10 * navFlat} {
		var tree []*Node
		for i := range n {
			tree = append(tree, folder(fmt.Sprint("f", i), 3))
		}
		nav := NewNav(tree)
		text := nav.html(tree[n/2].Children[1].URL, Words{"nav_all": "All {n}"})
		sizes[n] = len(text)
		for _, want := range []string{fmt.Sprintf("f%d &lt;", n/2), fmt.Sprintf("f%d &lt;", n/2-navWindow/2), "aria-current"} {
			if !strings.Contains(text, want) && !strings.Contains(text, strings.TrimSuffix(want, " &lt;")) {
				t.Errorf("%d folders: no %q", n, want)
			}
		}
	}
	if small, large := sizes[navFlat+1], sizes[10*navFlat]; large > small+small/4 {
		t.Errorf("the sidebar grows with the folders: %d bytes, then %d", small, large)
	}
}
