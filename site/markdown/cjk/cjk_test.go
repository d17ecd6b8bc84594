package cjk_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, cjk.Emphasis, cjk.LineBreaks)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "**", "** 中 ", "*a_ ", "~~", "`**", "中\n", "*中\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "**半（a）**b", "** 中 **", "~~a~~b", "中\n**文**\n")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
