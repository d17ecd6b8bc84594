package outliner_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/outliner"
)

var md = syntaxtest.Markdown(extension.GFM, outliner.New(outliner.Words{Scheduled: "on", Deadline: "by", Query: "query", Plugin: "plugin"}))

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "- TODO [#A] a\n", "- \n", "- :LOGBOOK:\n", "- a\n  id:: b\n", "{{query ", "#[[", "[a]([[", "a:: ", "- SCHEDULED: <2024-01-01>\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "- TODO [#A] a\n  DEADLINE: <2024-01-02 Tue>\n  id:: b\n- ", "- a\n  :LOGBOOK:\n  b\n  :END:\n\t- c", "- #[[a b]] [c]([[d]]) {{video https://a.b/c}}", "- # TODO\n- ```\n  id:: x\n  ```")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
