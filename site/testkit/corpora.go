package testkit

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
)

// A Corpus is a collection of other people's notes, which are no part of the
// project: a folder in one of the folders of collections, or the folder notes
// beside the first of these.
type Corpus struct {
	Name string // of its folder
	Dir  string
}

// Corpora are all collections that are here in a long run, and cs-notes alone in
// a short one. The test is skipped if they are not here.
func Corpora(tb testing.TB) []Corpus {
	tb.Helper()
	if !Long() {
		return []Corpus{{"cs-notes", CorpusDir(tb, "cs-notes")}}
	}
	return allCorpora(tb)
}

func allCorpora(tb testing.TB) []Corpus {
	tb.Helper()
	var all []Corpus
	for _, folder := range corporaFolders(tb) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			Missing(tb, "corpora", err)
		}
		for _, e := range entries {
			if e.IsDir() {
				all = append(all, Corpus{e.Name(), filepath.Join(folder, e.Name())})
			}
		}
	}
	if len(all) == 0 {
		tb.Fatal("the folders of the corpora are empty")
	}
	if own := filepath.Join(corporaFolders(tb)[0], "..", "notes"); isDir(own) {
		all = append(all, Corpus{"notes", own})
	}
	return all
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// CorpusDir is the folder of the collection of that name. The test is skipped if
// it is not here.
func CorpusDir(tb testing.TB, name string) string {
	tb.Helper()
	all := allCorpora(tb)
	i := slices.IndexFunc(all, func(c Corpus) bool { return c.Name == name })
	if i < 0 {
		Missing(tb, "corpora", name)
	}
	return all[i].Dir
}

// Queries is the file of queries with known answers for the collection of that
// name, in the folder queries beside the first folder of collections. The test is
// skipped if it is not here.
func Queries(tb testing.TB, name string) string {
	tb.Helper()
	file := filepath.Join(corporaFolders(tb)[0], "..", "queries", name+".json")
	if _, err := os.Stat(file); err != nil {
		Missing(tb, "corpora", err)
	}
	return file
}

// Notes are the .md files of a folder, in order.
func Notes(tb testing.TB, dir string) []Note {
	tb.Helper()
	root := os.DirFS(dir)
	var all []Note
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(root, name)
		all = append(all, Note{name, text})
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	if len(all) == 0 {
		tb.Fatalf("no notes below %s", dir)
	}
	return all
}

// A Note is a file of a collection.
type Note struct {
	Path string // in the folder of the collection, with slashes
	Text []byte
}

// corporaFolders hold a folder for each collection.
func corporaFolders(tb testing.TB) []string {
	tb.Helper()
	if list := filepath.SplitList(os.Getenv("BIJI_CORPORA")); len(list) > 0 {
		return list
	}
	shared := filepath.Join(Root(tb), "..", "shared")
	return []string{filepath.Join(shared, "corpora"), filepath.Join(shared, "more-corpora")}
}
