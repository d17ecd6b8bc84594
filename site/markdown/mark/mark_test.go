package mark_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/golden"
	"github.com/biji-notes/biji/site/markdown/mark"
)

var md = golden.Markdown(extension.GFM, mark.Extension)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "==", "==a ", "a== ", "=")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "==a==", "a==b==c", "==*a==b*")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
