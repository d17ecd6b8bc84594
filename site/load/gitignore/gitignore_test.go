package gitignore

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

func TestRules(t *testing.T) {
	for _, c := range []struct {
		lines   string // of .gitignore; several with |
		yes, no string // paths; folders end with a slash
	}{
		{"*.tmp", "a.tmp b/c.tmp d.tmp/", "a.tmp.md tmp"},
		{"private/", "private/ a/private/", "private a/private"},
		{"/todo.md", "todo.md", "a/todo.md"},
		{"a/*.md", "a/b.md", "a/b/c.md b/a/c.md"},
		{"a/**", "a/b a/b/c", "a/ b/a"},
		{"**/b", "b a/b a/c/b", "ab b/c"},
		{"a/**/b", "a/b a/c/b a/c/d/b", "a/bb c/a/b"},
		{"a**b", "ab axb a/axb", "a/b"},
		{"x/a**b", "x/ab x/axb", "x/a/b"},
		{"*.md|!keep.md", "a.md", "keep.md x/keep.md"},
		{"!a|a", "a", "b"},
		{"#a|\\#b|\\!c", "#b !c", "#a a b c"},
		{"a ", "a", "a\u00a0"},
		{`a\ `, "", "a"},
		{"[a-c]x|[!a]y|[^b]z|[[:digit:]]", "ax by az 1", "dx ay bz x"},
		{"日记/|*.私密.md", "日记/ b/日记/ 我.私密.md", "日记 日.md"},
		{"\ufeffa\r|b\r", "a b", "c"},
		{"[|a[b|\\", "", "[ a[b \\"},
		{"/", "", "a a/"},
		{"***|!a", "b x/c", "a"},
	} {
		r, err := Rules{}.With("", ".gitignore", []byte(strings.ReplaceAll(c.lines, "|", "\n")))
		if err != nil {
			t.Fatal(err)
		}
		for want, paths := range map[bool]string{true: c.yes, false: c.no} {
			for _, p := range strings.Split(paths, " ") {
				name, folder := strings.CutSuffix(p, "/")
				if by, got := r.Ignored(name, folder); p != "" && got != want {
					t.Errorf("%q: %s: %v (%s)", c.lines, p, got, by)
				}
			}
		}
	}
}

func TestRulesOfFolders(t *testing.T) {
	r, _ := Rules{}.With("", ".gitignore", []byte("*.md\n/notes/x\n"))
	r = r.Below("notes")
	r, _ = r.With("", "notes/.gitignore", []byte("!a.md\n/b\n"))
	r, _ = r.With("deep", "notes/deep/.gitignore", []byte("a.md\n/c\n"))
	for p, want := range map[string]bool{
		"a.md": false, "z.md": true, "deep/a.md": true, "deeper/a.md": false, "x": true, "b": true, "deep/b": false, "deep/c": true, "c": false,
	} {
		if _, got := r.Ignored(p, false); got != want {
			t.Errorf("%s: %v", p, got)
		}
	}
	if by, _ := r.Ignored("deep/a.md", false); by != "notes/deep/.gitignore:1: a.md" {
		t.Error(by)
	}
	if _, err := r.With("", "x", bytes.Repeat([]byte("a"), maxPattern+1)); err == nil {
		t.Error("a line without end is taken")
	}
	folded, _ := Rules{}.Fold().With("", "", []byte("Private/\n"))
	if _, ok := folded.Ignored("pRIVATE", true); !ok {
		t.Error("case counts")
	}
}

// Patterns that cost other matchers for ever.
func TestStars(t *testing.T) {
	text := strings.Repeat("a", 300)
	for _, p := range []string{strings.Repeat("*a", 60) + "b", strings.Repeat("**/", 60) + "b", strings.Repeat("a**", 60) + "b"} {
		if wildmatch(p, text, true) || wildmatch(p, strings.Repeat("a/", 300), true) {
			t.Errorf("%s matches", p)
		}
	}
}

// TestAsGit compares with git: random files .gitignore and random paths.
func TestAsGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		testkit.Missing(t, "git", err)
	}
	worlds := testkit.Times(25, 25, 1500)
	compared, ignored := 0, 0
	for seed := range uint64(worlds) {
		random := rand.New(rand.NewPCG(seed, 8))
		files := map[string]string{"": randomLines(random)}
		for _, dir := range []string{"a", "b", "a/b"} {
			if random.IntN(2) == 0 {
				files[dir] = randomLines(random)
			}
		}
		paths := map[string]bool{}
		for range 60 {
			paths[randomPath(random)] = true
		}
		folders := map[string]bool{"a": true, "b": true, "a/b": true}
		for p := range paths {
			name, folder := strings.CutSuffix(p, "/")
			for name != "." && folder {
				folders[name] = true
				name = path.Dir(name)
			}
		}
		all := slices.Sorted(maps.Keys(paths))
		for i := range all {
			all[i] = strings.TrimSuffix(all[i], "/") // git looks whether it is a folder
		}
		want := askGit(t, git, files, slices.Sorted(maps.Keys(folders)), all)
		for _, p := range all {
			compared++
			if got := walked(t, files, folders, p); got != want[p] {
				t.Errorf("seed %d: %q: %v, git says %v\n%q", seed, p, got, want[p], files)
			} else if got {
				ignored++
			}
		}
	}
	if compared < worlds*20 || ignored < compared/50 || ignored > compared*9/10 {
		t.Errorf("%d compared, %d ignored", compared, ignored)
	}
}

// walked says whether a walk from the top would leave p out.
func walked(t *testing.T, files map[string]string, folders map[string]bool, p string) bool {
	t.Helper()
	var r Rules
	parts := strings.Split(p, "/")
	for i := range parts {
		dir := strings.Join(parts[:i], "/")
		var err error
		if r, err = r.With(dir, dir, []byte(files[dir])); err != nil {
			t.Fatal(err)
		}
		if _, ignored := r.Ignored(strings.Join(parts[:i+1], "/"), i+1 < len(parts) || folders[p]); ignored {
			return true
		}
	}
	return false
}

func askGit(t *testing.T, git string, files map[string]string, folders, paths []string) map[string]bool {
	t.Helper()
	dir := t.TempDir()
	run := func(stdin string, args ...string) string {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Stdin = strings.NewReader(stdin)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
		out, err := cmd.Output()
		if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != 1) {
			t.Fatalf("git %v: %v", args, err)
		}
		return string(out)
	}
	run("", "init", "-q")
	for _, folder := range folders {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for folder, text := range files {
		if err := os.WriteFile(filepath.Join(dir, folder, ".gitignore"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	says := map[string]bool{}
	for _, p := range strings.Split(run(strings.Join(paths, "\x00")+"\x00", "check-ignore", "--no-index", "-z", "--stdin"), "\x00") {
		says[p] = true
	}
	return says
}

func randomLines(random *rand.Rand) string {
	pieces := []string{
		"*", "**", "/", "/", "?", "a", "b", "ab", "c.md", "*.md", "[ab]", "[!a]", "[^b]", "[a-c]", "[]]", "[]-c]", "[[:alpha:]]", "[[:bogus:]]", "[[:alpha]",
		"[", "]", `\`, `\a`, `\*`, " ", "!", "#", "中", ".", "**/", "/**", "**/b", "a/**/b", "***",
	}
	var b strings.Builder
	for range 1 + random.IntN(4) {
		if random.IntN(4) == 0 {
			b.WriteString("!")
		}
		for range 1 + random.IntN(4) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		b.WriteString([]string{"\n", "\n", "/\n", " \n", "\r\n"}[random.IntN(5)])
	}
	return b.String()
}

func randomPath(random *rand.Rand) string {
	names := []string{"a", "b", "ab", "c", "c.md", "a.md", "中", "]", "*", "-", "a b", "#", "!"}
	var parts []string
	for range 1 + random.IntN(4) {
		parts = append(parts, names[random.IntN(len(names))])
	}
	return strings.Join(parts, "/") + []string{"", "", "/"}[random.IntN(3)]
}

func FuzzWildmatch(f *testing.F) {
	f.Add("a/**/[!b]*", "a/x/c")
	f.Add("[[:alpha:]-\\]", "-")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 200 || len(text) > 200 {
			t.Skip()
		}
		plain := fmt.Sprint(strings.ContainsAny(pattern, `*?[\`))
		if wildmatch(pattern, text, true) != (pattern == text) && plain == "false" {
			t.Errorf("%q, %q", pattern, text)
		}
		if wildmatch(pattern, text, true) && !wildmatch(pattern, text, false) && !strings.Contains(pattern, "**/") {
			t.Errorf("%q matches the path %q, not the text", pattern, text)
		}
	})
}
