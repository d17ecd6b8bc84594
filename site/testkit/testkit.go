// Package testkit is what tests of several packages share: where things are,
// how much of them to try, and what to do where something is missing.
//
// Three variables of the environment change what tests do, and there are no
// others:
//
//	BIJI_LONG=1      a long run, of everything: every case, every file of every
//	                 collection
//	BIJI_REQUIRE=…   fail where one of these is missing, instead of skipping:
//	                 browser, python, git, corpora, content (with spaces or commas between);
//	                 with browser, as in CI, it is a thorough run: of more cases, and
//	                 what tries one of two browsers tries both
//	BIJI_CORPORA=…   folders of collections of notes, as in PATH; otherwise
//	                 shared/corpora and shared/more-corpora beside the module
//
// Without any of them it is a short run. What a short or a thorough run tries is a
// fixed sample of what a long run tries, by the same code: it does not grow with
// the collections.
package testkit

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Long tells whether everything is to be tried.
func Long() bool { return os.Getenv("BIJI_LONG") != "" }

// Thorough tells whether more is to be tried than an author waits for: in a long
// run, and where browsers must not be missing, as in CI.
func Thorough() bool { return Long() || Required("browser") }

// Times is how often to try something, or what to try, in a short, a thorough
// and a long run.
func Times[T any](short, thorough, long T) T {
	switch {
	case Long():
		return long
	case Thorough():
		return thorough
	}
	return short
}

// Some are as many of all as a short or a thorough run tries, at even distances
// and in order, or all of them in a long run.
func Some[T any](all []T, short, thorough int) []T {
	n := min(Times(short, thorough, len(all)), len(all))
	some := make([]T, n)
	for i := range some {
		some[i] = all[i*len(all)/n]
	}
	return some
}

// Missing skips the test because a thing of the given kind is not here. It fails
// the test if BIJI_REQUIRE names the kind.
func Missing(tb testing.TB, kind string, why ...any) {
	tb.Helper()
	if Required(kind) {
		tb.Fatal(append([]any{"BIJI_REQUIRE asks for ", kind, ": "}, why...)...)
	}
	tb.Skip(append([]any{"no ", kind, ": "}, why...)...)
}

// Required says whether BIJI_REQUIRE names the kind.
func Required(kind string) bool {
	kinds := strings.FieldsFunc(os.Getenv("BIJI_REQUIRE"), func(r rune) bool { return r == ',' || r == ' ' })
	return slices.Contains(kinds, kind)
}

// Root is the folder of go.mod.
func Root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	tb.Fatal("no go.mod above the test")
	return ""
}

// OwnContent is the folder of the notes that come with biji. In a fork, whose
// notes are somebody else's, the test is skipped: what is wrong with these is no
// fault of the program.
func OwnContent(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(Root(tb), "content")
	for _, own := range []string{"guide/commands.md", "queries.yaml"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(own))); err != nil {
			Missing(tb, "content", "the notes here are not those of biji: ", err)
		}
	}
	return dir
}

// Cases are the names of the files that match pattern. None is a failure: a test
// that runs over nothing passes for ever.
func Cases(tb testing.TB, fsys fs.FS, pattern string) []string {
	tb.Helper()
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		tb.Fatal(err)
	}
	if len(names) == 0 {
		tb.Fatalf("no files match %s", pattern)
	}
	return names
}

// Chromium and Firefox are the programs of the browsers. The test is skipped
// where there is none.
func Chromium(tb testing.TB) string {
	tb.Helper()
	return Program(tb, "browser", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
}

func Firefox(tb testing.TB) string {
	tb.Helper()
	return Program(tb, "browser", "firefox-esr", "firefox")
}

// Program is the first of the programs of these names that is installed. The
// test is skipped where none is: a thing of that kind is Missing.
func Program(tb testing.TB, kind string, names ...string) string {
	tb.Helper()
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	Missing(tb, kind, names[0], " is not installed")
	return ""
}
