package generate_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
)

// A feed reader takes a text for what its type says: html is parsed once more.
// Code in a title or a text must come out as text, and bring no elements.
func TestFeedIsText(t *testing.T) {
	const hostile = `Use List<String> & <img src=x onerror=alert(1)>`
	notes := fstest.MapFS{
		"a.md": {Data: []byte("---\ndate: 2024-01-02\ntitle: 'A " + hostile + "'\n---\nUse `List<String>` & `<img src=x onerror=alert(1)>`\n")},
		"b.md": {Data: []byte("---\ndate: 2024-01-03\ndescription: '" + hostile + "'\n---\n# B\n")},
	}
	out, _ := buildMemory(t, notes, site.Options{URL: "https://example.org/", Title: "T " + hostile, Description: hostile, Author: hostile}, 1)
	type text struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	var feed struct {
		Title    text `xml:"title"`
		Subtitle text `xml:"subtitle"`
		Author   text `xml:"author>name"`
		Entries  []struct {
			Title   text `xml:"title"`
			Summary text `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(page(t, out, "feed.xml")), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 2 {
		t.Fatalf("%d entries", len(feed.Entries))
	}
	texts := []text{feed.Title, feed.Subtitle, feed.Author}
	for _, e := range feed.Entries {
		texts = append(texts, e.Title, e.Summary)
	}
	said := 0
	for _, x := range texts {
		if shown := asShown(t, x.Type, x.Text); strings.Contains(shown, hostile) {
			said++
		}
	}
	if said != 6 { // all but the title of b.md
		t.Errorf("%d texts are shown as written: %q", said, texts)
	}
}

// asShown is what a feed reader shows of a text construct (RFC 4287, 3.1).
func asShown(t *testing.T, kind, text string) string {
	t.Helper()
	if kind == "" || kind == "text" {
		return text
	}
	z := html.NewTokenizer(strings.NewReader(text))
	var shown strings.Builder
	for z.Next() != html.ErrorToken {
		if token := z.Token(); token.Type == html.TextToken {
			shown.WriteString(token.Data)
		}
	}
	return shown.String()
}
