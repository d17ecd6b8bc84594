package math_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/mark"
	"github.com/biji-notes/biji/site/markdown/math"
)

var md = syntaxtest.Markdown(extension.GFM, mark.Extension, math.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "$", "$$", "$a ", "$$a ", "$a\n", "$$ a\n", "x $$\n", "$$\n", "$$a\n\n", "a$ $", "> $$\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "$a$", "$$a$$", "$$\na\n$$", "- $$\n  a\n  $$")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
