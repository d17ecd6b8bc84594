package task_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/task"
)

var md = syntaxtest.Markdown(extension.Table, task.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "- [ ] a\n", "[ ] ", "- [ ]\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "- [ ] a", "- [/] b\n  - [x] c")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
