package markdown_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// corpora returns the real notes that lie beside the project, by folder. A
// machine without them skips the test.
func corpora(t testing.TB) map[string][]site.Note {
	t.Helper()
	root := os.Getenv("BIJI_CORPORA")
	if root == "" {
		root = filepath.Join(moduleRoot(t), "../shared/corpora")
	}
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no corpora: %v", err)
	}
	all := make(map[string][]site.Note)
	for _, dir := range []string{root, filepath.Join(root, "../notes")} {
		read(t, dir, all)
	}
	if len(all) == 0 {
		t.Fatalf("no notes in %s", root)
	}
	return all
}

func read(t testing.TB, dir string, all map[string][]site.Note) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
		line := 1
		if rest, ok := bytes.CutPrefix(body, []byte("---\n")); ok {
			if matter, after, ok := bytes.Cut(rest, []byte("\n---\n")); ok && bytes.Contains(matter, []byte(": ")) {
				body, line = after, bytes.Count(matter, []byte("\n"))+4
			}
		}
		folder := strings.Split(filepath.ToSlash(name), "/")[0]
		all[folder] = append(all[folder], site.Note{Path: filepath.ToSlash(name), Line: line, Body: body})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

func TestCorpora(t *testing.T) {
	p := markdown.New(markdown.Options{UI: "zh"})
	for folder, notes := range corpora(t) {
		links, left := 0, 0
		for _, n := range notes {
			d, problems := p.Parse(n)
			for _, problem := range problems {
				if problem.Kind == site.OverBudget {
					t.Errorf("%v", problem)
				}
				left++
				t.Log(problem)
			}
			o := d.Outline()
			links += len(o.Links)
			for _, l := range o.Links {
				if l.At.Line < n.Line || l.At.Col < 1 {
					t.Errorf("link %+v has no place", l)
				}
			}
			var w bytes.Buffer
			d.HTML(&w, 0, o.Blocks, -1, markdown.Hooks{})
			if why := sound(w.String()); why != "" {
				t.Errorf("%s: %s", n.Path, why)
			}
		}
		t.Logf("%s: %d notes, %d links, %d problems", folder, len(notes), links, left)
	}
}

func BenchmarkCorpus(b *testing.B) {
	notes := corpora(b)["cs-notes"]
	p := markdown.New(markdown.Options{UI: "zh"})
	for name, sections := range map[string]bool{"page": false, "sections": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, n := range notes {
					d, _ := p.Parse(n)
					if sections {
						d.Sections(0, d.Outline().Blocks)
						continue
					}
					var w bytes.Buffer
					d.HTML(&w, 0, d.Outline().Blocks, -1, markdown.Hooks{})
				}
			}
		})
	}
}
