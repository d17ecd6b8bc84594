package markdown_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// HTML as its author wrote it is whole where a callout stands without its note, too, and
// what it loads is told.
func TestInsideIsWhole(t *testing.T) {
	note := site.Note{Path: "a.md", Line: 1, Body: []byte("> [!tip] T\n> <div><b>open <img src=\"https://example.org/x.png\">\n")}
	doc, _ := markdown.New(markdown.Options{Unsafe: true}).Parse(note)
	var out bytes.Buffer
	told := 0
	doc.Inside(&out, 0, markdown.Hooks{Source: func(site.Source) { told++ }})
	if s := out.String(); !strings.Contains(s, "open") || strings.Count(s, "<div>") != strings.Count(s, "</div>") || strings.Count(s, "<b>") != strings.Count(s, "</b>") {
		t.Errorf("%s", s)
	}
	if told != 1 {
		t.Errorf("told of %d sources", told)
	}
}
