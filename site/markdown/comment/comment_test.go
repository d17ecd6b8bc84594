package comment_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/internal/golden"
)

var md = golden.Markdown(extension.GFM, comment.Extension)

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "%%", "%% a\n\n", "a %% \n", "%%\n", "x %%a\n%% b\n")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "%%a%%", "%%\n\n%%x", "a\n%%\n> %%")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}
