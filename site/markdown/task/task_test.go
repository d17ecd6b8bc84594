package task_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/golden"
	"github.com/biji-notes/biji/site/markdown/task"
)

var md = golden.Markdown(extension.Table, task.New(label))

func TestGolden(t *testing.T) { golden.Run(t, md) }

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	golden.Repeat(t, md, "- [ ] a\n", "[ ] ", "- [ ]\n")
}

func Fuzz(f *testing.F) {
	golden.Seed(f, "- [ ] a", "- [/] b\n  - [x] c")
	f.Fuzz(func(t *testing.T, note []byte) { golden.Convert(t, md, note) })
}

func label(state byte) string {
	if state == ' ' {
		return "open"
	}
	return "state " + string(rune(state))
}
