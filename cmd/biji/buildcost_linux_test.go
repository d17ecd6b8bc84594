package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/babel"
)

// What a build costs: a table, in a long run, of cs-notes, of all collections that
// are here, and of one of them in 37 languages, each into a new folder.
//
//	BIJI_LONG=1 go test ./cmd/biji -run TestWhatABuildCosts -v
func TestWhatABuildCosts(t *testing.T) {
	if !testkit.Long() {
		t.Skip("only in a long run")
	}
	biji, err := exec.LookPath("biji") // the program of this test
	if err != nil {
		t.Fatal(err)
	}
	all := testkit.Corpora(t)
	t.Logf("%-12s %6s %9s %9s %9s %7s %7s %9s", "", "notes", "sections", "user", "system", "MB", "files", "bytes")
	for _, c := range []struct {
		name      string
		of        []testkit.Corpus
		languages int
	}{
		{"cs-notes", []testkit.Corpus{{Name: "cs-notes", Dir: testkit.CorpusDir(t, "cs-notes")}}, 1},
		{"all", all, 1},
		{"37 languages", []testkit.Corpus{{Name: "obsidian-zh", Dir: testkit.CorpusDir(t, "obsidian-zh")}}, 37},
	} {
		notes, site := t.TempDir(), filepath.Join(t.TempDir(), "public")
		n := writeInLanguages(t, notes, c.of, c.languages)
		cmd := exec.Command(biji, "build", notes, "-o", site)
		cmd.Env = append(os.Environ(), "LANG=C")
		said, err := cmd.CombinedOutput()
		sections := regexp.MustCompile(`built \d+ pages in (\d+) sections`).FindSubmatch(said)
		if sections == nil {
			t.Fatalf("%v\n%s", err, said)
		}
		files, bytes := sizeOf(t, site)
		used := cmd.ProcessState
		memory := used.SysUsage().(*syscall.Rusage).Maxrss >> 10
		t.Logf("%-12s %6d %9s %9s %9s %7d %7d %9d", c.name, n, sections[1], used.UserTime().Round(time.Millisecond), used.SystemTime().Round(time.Millisecond), memory, files, bytes)
	}
}

// writeInLanguages writes the notes of collections into a folder, once for each of
// so many languages.
func writeInLanguages(t *testing.T, dir string, of []testkit.Corpus, languages int) (notes int) {
	t.Helper()
	for _, c := range of {
		for _, note := range testkit.Notes(t, c.Dir) {
			for language := range languages {
				name := filepath.Join(dir, fmt.Sprintf("l%02d", language), c.Name, filepath.FromSlash(note.Path))
				writeFile(t, name, babel.Text(string(note.Text), language))
				notes++
			}
		}
	}
	return notes
}

func sizeOf(t *testing.T, dir string) (files int, bytes int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, bytes
}
