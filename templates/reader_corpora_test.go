package templates_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// corpus is the notes of a corpus as sections, cut at their headings: not
// just as a build would cut them, but as much text. It skips the test if the
// corpora are not there.
func corpus(t testing.TB, name string) []site.Section {
	t.Helper()
	dir := os.Getenv("BIJI_CORPORA")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "corpora")
	}
	root := os.DirFS(filepath.Join(dir, name))
	if _, err := fs.Stat(root, "."); err != nil {
		t.Skipf("no corpus: %v", err)
	}
	var all []site.Section
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".md" {
			return err
		}
		note, err := fs.ReadFile(root, p)
		all = append(all, sectionsOf(p, string(note))...)
		return err
	})
	if err != nil || len(all) < 100 {
		t.Fatalf("%d sections, %v", len(all), err)
	}
	return all
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

func sectionsOf(p, note string) []site.Section {
	base := strings.TrimSuffix(p, ".md")
	s := site.Section{Page: base + ".html", Title: path.Base(base), Dir: path.Join("notes", path.Dir(p))}
	var all []site.Section
	code := false
	for line := range strings.Lines(note) {
		text := strings.TrimLeft(line, "#")
		level := len(line) - len(text)
		switch {
		case strings.HasPrefix(line, "```"):
			code = !code
		case code:
			s.Code += line
		case level == 0 || level > 4 || !strings.HasPrefix(text, " "):
			s.Body += line
		default:
			all = append(all, s)
			heading := strings.TrimSpace(text)
			s.ID, s.Body, s.Code = strings.ReplaceAll(heading, " ", "-"), "", ""
			s.Trail = append(s.Trail[:min(level-1, len(s.Trail)):min(level-1, len(s.Trail))], heading)
			s.Tags = strings.Fields(heading)[:min(level, len(strings.Fields(heading)))]
		}
	}
	return append(all, s)
}
