package highlight

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// A block is a fenced block of a note, found in a rough way.
type block struct{ file, info, code string }

// realBlocks are blocks of all collections, or a sample of them.
func realBlocks(tb testing.TB) (all []block) {
	tb.Helper()
	for _, c := range testkit.Corpora(tb) {
		all = append(all, blocks(tb, c.Dir)...)
	}
	return testkit.Some(all, 300)
}

// blocks reads all fenced blocks below dir.
func blocks(tb testing.TB, dir string) []block {
	tb.Helper()
	var all []block
	for _, n := range testkit.Notes(tb, dir) {
		var open string
		var b block
		var code strings.Builder
		for line := range strings.Lines(strings.ReplaceAll(string(n.Text), "\r\n", "\n")) {
			text := strings.TrimLeft(line, " ")
			fence := text[:len(text)-len(strings.TrimLeft(text, "`"))]
			switch {
			case open == "" && len(fence) >= 3:
				open, b = fence, block{file: n.Path, info: strings.TrimSpace(text[len(fence):])}
				code.Reset()
			case open != "" && strings.TrimSpace(text) == open:
				b.code = code.String()
				all = append(all, b)
				open = ""
			case open != "":
				code.WriteString(line)
			}
		}
	}
	if len(all) == 0 {
		tb.Fatalf("no code blocks below %s", dir)
	}
	return all
}
