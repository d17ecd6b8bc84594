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
	rounds := testkit.Times(2_000, 100_000)
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
