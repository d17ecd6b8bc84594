package toc_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/toc"
)

var md = syntaxtest.Markdown(extension.GFM, toc.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "<!-- toc -->\n\n", "<!-- start doctoc -->\n\n", "[toc]\n\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "[TOC]", "<!-- toc -->\n- a\n\n<!-- /toc -->")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
