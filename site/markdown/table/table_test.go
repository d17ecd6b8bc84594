package table_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/table"
)

// Cells beyond the header are one more cell of their row.
func TestCellsBeyondTheHeader(t *testing.T) {
	for row, want := range map[string]string{
		"| 1 |":                     "1,",
		"| 1 | 2 |":                 "1,2",
		"| 1 | 2 | |":               "1,2",
		"| 1 | 2 | | |":             "1,2",
		"| 1 | 2 | 3 |":             "1,2,3",
		"1 | 2 | *3*":               "1,2,<em>3</em>",
		"| 1 | 2 | 3 | 4 |":         "1,2,3 | 4",
		"| 1 | 2 || 4":              "1,2,| 4",
		"| 1 | 2 | 3 \\|":           "1,2,3 |",
		"| `a|b` | c |":             "`a,b`,c",
		"| 1 | | 3":                 "1,,3",
		"> | 1 | 2 | 3 |  ":         "", // after the table: a quote
		"| 1 | [x](y) | ![z](w) | ": `1,<a href="y">x</a>,<img src="w" alt="z">`,
	} {
		if got := cells(t, "| a | b |\n|---|---|\n"+row+"\n"); got != want {
			t.Errorf("%s: %s, not %s", row, got, want)
		}
	}
	if got := cells(t, "> 文字\n> | a |\n> |---|\n> | 1 | 2 |"); got != "1,2" {
		t.Errorf("behind a paragraph in a quote: %s", got)
	}
}

// cells are those of the body, with commas between them.
func cells(t *testing.T, body string) string {
	t.Helper()
	md := goldmark.New(goldmark.WithExtensions(table.Extension), goldmark.WithRendererOptions(
		renderer.WithNodeRenderers(util.Prioritized(extension.NewTableHTMLRenderer(), 500))))
	var b bytes.Buffer
	if err := md.Convert([]byte(body), &b); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, part := range strings.Split(b.String(), "<td>")[1:] {
		cell, _, _ := strings.Cut(part, "</td>")
		all = append(all, cell)
	}
	return strings.Join(all, ",")
}
