package callout_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

var md = syntaxtest.Markdown(extension.GFM, callout.Extension, wikilink.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "> [!a]\n", "> [!a]\n\n", "[!", "> [!note")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "> [!note]+ a\n> b", "> > [!x]\n>", "> [!a]\n> [!b]\n> ===")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
