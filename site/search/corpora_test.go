package search_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// corpusOrNone is a corpus, or a single section if the corpora are not there.
func corpusOrNone(t *testing.T, name string) (sections []site.Section) {
	sections = threeSections
	t.Run(name, func(t *testing.T) { sections = corpus(t, name) })
	return sections
}

// corpus reads the notes of a corpus as sections, cut at headings of level 1
// to 4: roughly what package markdown makes of them. It skips the test if the
// corpora are not there.
func corpus(t testing.TB, name string) []site.Section {
	t.Helper()
	dir := filepath.Join(corporaDir(t), name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no corpus: %v", err)
	}
	return notes(t, dir)
}

// notes reads the notes in a folder as sections.
func notes(t testing.TB, dir string) []site.Section {
	t.Helper()
	root := os.DirFS(dir)
	var all []site.Section
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".md" {
			return err
		}
		note, err := fs.ReadFile(root, p)
		all = append(all, sectionsOf(p, string(note))...)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d sections, %v", len(all), err)
	}
	return all
}

// corporaDir is the folder of the corpora, which may not be there.
func corporaDir(t testing.TB) string {
	if dir := os.Getenv("BIJI_CORPORA"); dir != "" {
		return dir
	}
	return filepath.Join(moduleRoot(t), "..", "shared", "corpora")
}

func moduleRoot(t testing.TB) string {
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

// sectionsOf cuts a note at its headings.
func sectionsOf(p, note string) []site.Section {
	base := strings.TrimSuffix(p, ".md")
	s := site.Section{Page: base + ".html", Title: path.Base(base), Dir: strings.TrimPrefix(path.Dir(p), ".")}
	for line := range strings.Lines(note) {
		if level, text := heading(line); level > 0 {
			s.Title = text
			break
		}
	}
	var all []site.Section
	var trail [5]string
	fence := "" // the mark that ends the code block we are in
	for line := range strings.Lines(note) {
		mark := strings.TrimSpace(line)[:min(3, len(strings.TrimSpace(line)))]
		switch {
		case fence != "" && mark == fence:
			fence = ""
			continue
		case fence != "":
			s.Code += line
			continue
		case mark == "```" || mark == "~~~":
			fence = mark
			continue
		}
		if level, text := heading(line); level > 0 && level <= 4 {
			all = append(all, s)
			trail[level] = text
			clear(trail[level+1:])
			s.ID, s.Body, s.Code, s.Trail = strings.ReplaceAll(text, " ", "-"), "", "", nil
			for _, h := range trail {
				if h != "" && h != s.Title {
					s.Trail = append(s.Trail, h)
				}
			}
			continue
		}
		s.Body += line
	}
	return append(all, s)
}

func heading(line string) (level int, text string) {
	text = strings.TrimLeft(line, "#")
	level = len(line) - len(text)
	if level > 6 || !strings.HasPrefix(text, " ") {
		return 0, ""
	}
	return level, strings.TrimSpace(text)
}
