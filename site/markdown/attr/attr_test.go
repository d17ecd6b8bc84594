package attr_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/attr"
	"github.com/biji-notes/biji/site/markdown/internal/golden"
)

var md = golden.Markdown(extension.GFM, attr.Extension)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "# a {#b}\n", "{#a ", "# {#a}")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "# a {#b}", "a\n=\n", "## a {.b c=d} ##", "# {#")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
