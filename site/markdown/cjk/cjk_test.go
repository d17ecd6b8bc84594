package cjk_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/internal/golden"
)

var md = golden.Markdown(extension.GFM, cjk.Emphasis, cjk.LineBreaks)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "**", "** 中 ", "*a_ ", "~~", "`**", "中\n", "*中\n")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "**半（a）**b", "** 中 **", "~~a~~b", "中\n**文**\n")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
