package markdown_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/testkit"
)

// The law of HTML from a trusted author: the page's frame stays whole, and every
// word that anybody's HTML would show is shown, or stands between the tags of an
// element that hides it, as the note says.
func lawfulTrust(t *testing.T, note string, words []string) string {
	t.Helper()
	main := trustedPage(t, note)
	shown, why := inFrame(main)
	if why != "" {
		return why
	}
	anybodys, _ := inFrame(show(t, markdown.Options{UI: "en"}, note))
	hidden := hiddenIn(t, main)
	for _, word := range words {
		if !strings.Contains(anybodys, word) || strings.Contains(shown, word) && hidden[word] == "" {
			continue
		}
		element := hidden[word]
		before, after, _ := strings.Cut(strings.ToLower(note), word)
		if element == "" || !strings.Contains(before, "<"+element) || !strings.Contains(after, "</"+element) {
			return fmt.Sprintf("%s is not shown (in <%s>)", word, element)
		}
	}
	return ""
}

func trustedPage(t *testing.T, note string) string {
	t.Helper()
	d, _ := parserFor(markdown.Options{UI: "en", Unsafe: true}).Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(note)})
	var w bytes.Buffer
	for _, p := range d.HTML(&w, 0, d.Outline().Blocks, -1, markdown.Hooks{}) {
		if strings.Contains(p.What, "broke the page") {
			t.Error(p)
		}
	}
	if why := readAsWritten(w.String(), func(*html.Node) string { return "" }); why != "" {
		t.Errorf("%s in\n%s", why, w.String())
	}
	return w.String()
}

// hiding are the elements that hide what is in them, in one way or another.
var hiding = strings.Fields("script style iframe noembed noframes noscript template xmp textarea object select datalist canvas dialog video audio")

// hiddenIn says of the words in a page that stand in such an element in which.
func hiddenIn(t *testing.T, page string) map[string]string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	var walk func(n *html.Node, in string)
	walk = func(n *html.Node, in string) {
		if n.Type == html.ElementNode && in == "" && slices.Contains(hiding, n.Data) {
			in = n.Data
		}
		if n.Type == html.TextNode && in != "" {
			for _, word := range wort.FindAllString(n.Data, -1) {
				found[word] = in
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	for _, n := range nodes {
		walk(n, "")
	}
	return found
}

func TestLawOfTrustedHTML(t *testing.T) {
	rounds := testkit.Times(700, 2_000, 100_000)
	random := rand.New(rand.NewPCG(5, 6))
	for i := range rounds {
		choices := make([]byte, 2+random.IntN(60))
		for k := range choices {
			choices[k] = byte(random.IntN(256))
		}
		note, words := stir(choices)
		if why := lawfulTrust(t, note, words); why != "" || t.Failed() {
			t.Fatalf("round %d: %s\nin %q\npage:\n%s", i, why, note, trustedPage(t, note))
		}
	}
}

func FuzzLawOfTrustedHTML(f *testing.F) {
	f.Add([]byte{0, 1, 200, 3, 0, 20, 130, 9})
	f.Fuzz(func(t *testing.T, choices []byte) {
		note, words := stir(choices)
		if why := lawfulTrust(t, note, words); why != "" {
			t.Errorf("%s\nin %q\npage:\n%s", why, note, trustedPage(t, note))
		}
	})
}

// HTML of a trusted author on the page.
func TestTrustedHTML(t *testing.T) {
	for _, c := range []struct{ note, page string }{
		{"> a <script>\n> b*c*d\n> </script> *e*\n", "<blockquote>\n<p>a <script>\nb*c*d\n</script> <em>e</em></p>\n</blockquote>\n"},
		{"- a <textarea>*b*</textarea> `</textarea>`\n", "<ul>\n<li>a <textarea>*b*</textarea> <code>&lt;/textarea&gt;</code></li>\n</ul>\n"},
		{"用 <script> 写，以 `</script>` 结束\n\n后面\n", "<p>用 &lt;script&gt; 写，以 <code>&lt;/script&gt;</code> 结束</p>\n<p>后面</p>\n"},
		{"<script>\n\n# A\n", "<p>&lt;script&gt;</p>\n<h2 id=\"a\">A</h2>\n"},
		{"</div></main> a\n\n</article>\n\nb\n", " a\n<p>b</p>\n"},
		{"<form action=x>\n\n**a**\n\n</form>\n\nb\n", "<form action=\"x\">\n<p><strong>a</strong></p>\n</form>\n<p>b</p>\n"},
		{"<form>\n\na\n", "<p>a</p>\n"},
		{"<table><colgroup><col style=\"width: 9em\"></colgroup><tr><td>a</table>\n", "<table><colgroup><col style=\"width: 9em\"/></colgroup><tbody><tr><td>a</td></tr></tbody></table>\n"},
		{"<img srcset=\"a.png 1x, b.png 2x\" onerror=\"c()\">\n", "<img onerror=\"c()\" srcset=\"a.png 1x, b.png 2x\"/>\n"},
	} {
		if got := trustedPage(t, c.note); got != c.page {
			t.Errorf("%q\n got %q\nwant %q", c.note, got, c.page)
		}
	}
}
