package callout_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/internal/golden"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

var md = golden.Markdown(extension.GFM, callout.New(nil), wikilink.Extension)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "> [!a]\n", "> [!a]\n\n", "[!", "> [!note")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "> [!note]+ a\n> b", "> > [!x]\n>", "> [!a]\n> [!b]\n> ===")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
