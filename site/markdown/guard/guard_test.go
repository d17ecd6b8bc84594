package guard_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/markdown/guard"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ok         bool
	}{
		{"prose", strings.Repeat("A *word* and a [link](x).\n\n", 10_000), true},
		{"a long rule", strings.Repeat("* ", 1000) + "\n", true},
		{"code", "```go\n" + strings.Repeat("a[i] = *b[(c)] // x_y\n", 100_000) + "```\n", true},
		{"code in a list", "- a\n  ```\n" + strings.Repeat("  a[i] = *b[(c)]\n", 50_000) + "  ```\n", true},
		{"indented code", strings.Repeat("    a[i] = *b[(c)] // x_y\n", 50_000), true},
		{"a table of 10 columns and 5000 rows", "|a" + strings.Repeat("|a", 9) + "|\n" + strings.Repeat("|-", 10) + "|\n" +
			strings.Repeat(strings.Repeat("|`a`", 10)+"|\n", 5000), true},
		{"no table: the head is narrower", "|a|\n" + strings.Repeat("|-", 10) + "|\n" + strings.Repeat(strings.Repeat("|`a`", 10)+"|\n", 5000), false},
		{"100 quotes", strings.Repeat("> ", 100) + "a\n", true},
		{"101 quotes", strings.Repeat("> ", 101) + "a\n", false},
		{"101 quotes without spaces", strings.Repeat(">", 101) + "a\n", false},
		{"101 items", strings.Repeat("- ", 101) + "a\n", false},
		{"101 numbered items", strings.Repeat("1. ", 101) + "a\n", false},
		{"an item far to the right", strings.Repeat(" ", 401) + "- a\n", false},
		{"brackets", strings.Repeat("[a](", 20_000), false},
		{"many paragraphs of brackets", strings.Repeat(strings.Repeat("[a](", 1000)+"\n\n", 1000), false},
		{"a wide table", strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("|\n", 300), false},
		{"lines", strings.Repeat("a\n\n", 300_000), false},
	} {
		if f, ok := guard.Check([]byte(c.text)); ok != c.ok {
			t.Errorf("%s: %t %+v", c.name, ok, f)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte("> - 1. a\n\n|a|b|\n|-|-|\n```\n*\n```\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if finding, ok := guard.Check(src); !ok && (finding.What == "" || finding.Offset > len(src)) {
			t.Errorf("%+v", finding)
		}
	})
}
