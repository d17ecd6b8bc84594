package toc_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/golden"
	"github.com/biji-notes/biji/site/markdown/toc"
)

var md = golden.Markdown(extension.GFM, toc.Extension)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "<!-- toc -->\n\n", "<!-- start doctoc -->\n\n", "[toc]\n\n")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "[TOC]", "<!-- toc -->\n- a\n\n<!-- /toc -->")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
