package highlight

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpora returns the folder of real notes, or skips the test.
func corpora(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("BIJI_CORPORA")
	if dir == "" {
		dir = "../shared/corpora"
	}
	if !filepath.IsAbs(dir) {
		root, err := os.Getwd()
		if err != nil {
			tb.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			if root == filepath.Dir(root) {
				tb.Fatal("no go.mod above the test")
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(root, dir)
	}
	if _, err := os.Stat(dir); err != nil {
		tb.Skip(err)
	}
	return dir
}

// A block is a fenced block of a note, found in a rough way.
type block struct{ file, info, code string }

// blocks reads all fenced blocks below dir.
func blocks(tb testing.TB, dir string) []block {
	tb.Helper()
	var all []block
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".md") || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		var open string
		var b block
		var code strings.Builder
		for line := range strings.Lines(strings.ReplaceAll(string(data), "\r\n", "\n")) {
			text := strings.TrimLeft(line, " ")
			fence := text[:len(text)-len(strings.TrimLeft(text, "`"))]
			switch {
			case open == "" && len(fence) >= 3:
				open, b = fence, block{file: p, info: strings.TrimSpace(text[len(fence):])}
				code.Reset()
			case open != "" && strings.TrimSpace(text) == open:
				b.code = code.String()
				all = append(all, b)
				open = ""
			case open != "":
				code.WriteString(line)
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	if len(all) == 0 {
		tb.Fatalf("no code blocks below %s", dir)
	}
	return all
}
