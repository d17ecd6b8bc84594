package attr_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/attr"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, attr.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "# a {#b}\n", "{#a ", "# {#a}", "{.a}\n", "a\n{.a}\n\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "# a {#b}", "a\n=\n", "## a {.b c=d} ##", "# {#", "a\n{: .b }", "{.a}\n\n- b\n{: #c}")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
