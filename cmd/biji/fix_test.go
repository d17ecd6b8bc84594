package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/folder"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/testkit"
)

// Whatever is wrong with the links of notes: mending them brings no problem
// that was not there, changes nothing but destinations, and leaves nothing to
// mend.
func TestMendingMakesNothingWorse(t *testing.T) {
	mended, seeds := 0, testkit.Times(1, 4, 4)
	for seed := range uint64(seeds) {
		dir := t.TempDir()
		slips(t, dir, rand.New(rand.NewPCG(seed, 7)))
		before := texts(t, dir)
		known := mendAll(t, dir)
		for f, n := range mendAll(t, dir) {
			if n > known[f] {
				t.Errorf("seed %d: %v is new", seed, f)
			}
		}
		for name, text := range texts(t, dir) {
			if masked(text) != masked(before[name]) {
				t.Errorf("seed %d: more than destinations changed in %s:\n%s\n%s", seed, name, before[name], text)
			}
			if text != before[name] {
				mended++
			}
		}
		again := texts(t, dir)
		mendAll(t, dir)
		for name, text := range texts(t, dir) {
			if text != again[name] {
				t.Errorf("seed %d: %s is mended twice", seed, name)
			}
		}
	}
	if mended < seeds*7/2 {
		t.Errorf("only %d notes were mended", mended)
	}
}

// mendAll mends the notes in dir and gives the findings from before that.
func mendAll(t *testing.T, dir string) map[finding]int {
	t.Helper()
	in, err := openContent(source{dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cmd := &cobra.Command{}
	cmd.SetContext(t.Context())
	cmd.SetOut(t.Output())
	problems, err := examine(cmd, in)
	if err != nil {
		t.Fatal(err)
	}
	if err := fixContent(cmd, in, fixing{wanted: true, yes: true}, report.Policy{}.Tells); err != nil {
		t.Fatal(err)
	}
	return findings(problems)
}

// slips writes notes with the mistakes that people make in links.
func slips(t *testing.T, dir string, r *rand.Rand) {
	names := []string{"Setup.md", "net/三次握手.md", "net/Sockets API.md", "db/索引.md", "db/day-1.md", "db/day-2.md", "old/Setup.md"}
	headings := []string{"Install", "为什么是三次", "The `accept` queue", "A (b) 50%"}
	for _, name := range names {
		var b strings.Builder
		fmt.Fprintf(&b, "# About %s\r\n\r\n", name)
		for _, h := range headings {
			fmt.Fprintf(&b, "## %s\n\n", h)
			for range 3 {
				fmt.Fprintln(&b, link(r, path.Dir(name), names[r.IntN(len(names))], headings[r.IntN(len(headings))]))
			}
			b.WriteString("\n`[code](SETUP.md)` and text (Setup.md)\n\n")
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// link is a link in one of many forms, with slips.
func link(r *rand.Rand, from, to, heading string) string {
	dest := to
	if from == path.Dir(to) {
		dest = path.Base(to)
	} else if from != "." {
		dest = "../" + to
	}
	for range r.IntN(3) {
		dest, heading = slip(r, dest), slip(r, heading)
	}
	escaped := strings.ReplaceAll(dest, " ", "%20")
	id := strings.ReplaceAll(strings.ToLower(heading), " ", "-")
	return []string{
		"[a](" + escaped + ")", "[a](<" + dest + "> \"t\")", "[a](" + escaped + "#" + id + ")", "![a](" + escaped + ".png)",
		"[[" + dest + "]]", "[[" + dest + "#" + heading + "|x]]", "[[#" + heading + "]]", "<a href=\"" + escaped + "\">x</a>",
		"[![i](" + escaped + ")](" + escaped + ")", "[r]\n\n[r]: " + escaped + "\n",
	}[r.IntN(10)]
}

// slip changes the case of a letter, leaves one out, doubles one, or forgets a
// folder.
func slip(r *rand.Rand, s string) string {
	letters := []rune(s)
	i := r.IntN(len(letters))
	switch r.IntN(5) {
	case 0:
		return string(letters[:i]) + strings.ToUpper(string(letters[i:]))
	case 1:
		return string(letters[:i]) + string(letters[i+1:]) + strings.Repeat("x", 1/len(letters))
	case 2:
		return string(letters[:i+1]) + string(letters[i:])
	case 3:
		return path.Base(s)
	}
	return s
}

var destination = regexp.MustCompile(`\]\([^\n]*?\)|\[\[[^\]\n]*\]\]|href="[^"]*"|\]: [^\n]*`)

// masked is a text without the destinations of its links.
func masked(text string) string { return destination.ReplaceAllString(text, "_") }

func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	content, err := load.Notes(t.Context(), os.DirFS(dir), site.Options{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, n := range content.Notes {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(n.Path)))
		if err != nil {
			t.Fatal(err)
		}
		all[n.Path] = string(data)
	}
	if len(all) == 0 {
		t.Fatal("no notes")
	}
	return all
}

// A note that somebody changed after it was read is left as it is; the others
// are mended.
func TestChangedNoteIsNotMended(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.md": "[x](B.md)\n", "b.md": "[x](A.md)\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	m := mender{
		in:  &content{open: &folder.Folder{Root: root}},
		was: map[string][]byte{"a.md": []byte("[x](B.md), as it was read\n"), "b.md": []byte("[x](A.md)\n")},
		now: map[string][]byte{"a.md": []byte("[x](b.md)\n"), "b.md": []byte("[x](a.md)\n")},
	}
	if err := m.write(); err == nil || !strings.Contains(err.Error(), "a.md: it changed meanwhile") {
		t.Errorf("error is %v", err)
	}
	if got := texts(t, dir); got["a.md"] != "[x](B.md)\n" || got["b.md"] != "[x](a.md)\n" {
		t.Errorf("notes are %q", got)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, ".*")); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
	if info, err := os.Stat(filepath.Join(dir, "b.md")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v %v", info.Mode(), err)
	}
}
