package mark_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/mark"
)

var md = syntaxtest.Markdown(extension.GFM, mark.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "==", "==a ", "a== ", "=")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "==a==", "a==b==c", "==*a==b*")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
