package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/testkit"
)

// A world is a repository of git. Its commits have the hours since 2023-11-14
// 22:13:20 for dates.
type world struct {
	t   *testing.T
	dir string
	at  int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	testkit.Program(t, "git", "git")
	w := &world{t: t, dir: t.TempDir()}
	w.git("init", "-q", "-b", "main")
	return w
}

func (w *world) git(args ...string) string {
	w.t.Helper()
	return git(w.t, w.dir, w.at, args...)
}

func git(t *testing.T, dir string, at int, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"}, args...)...)
	day := fmt.Sprintf("%d +0800", 1700000000+3600*at)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+day, "GIT_COMMITTER_DATE=2000000000 +0000", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit writes files, removes those whose text is "-", and commits an hour after
// the last.
func (w *world) commit(files ...string) {
	w.t.Helper()
	for i := 0; i < len(files); i += 2 {
		w.write(files[i], files[i+1])
	}
	w.at++
	w.git("add", "-A")
	w.git("commit", "-q", "--allow-empty", "-m", "c")
}

func (w *world) write(name, text string) {
	w.t.Helper()
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	err := os.MkdirAll(filepath.Dir(file), 0o777)
	if text == "-" {
		err = os.Remove(file)
	} else if err == nil {
		err = os.WriteFile(file, []byte(text), 0o666)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// dates are the hours of the notes in a repository: made, changed.
func dates(t *testing.T, r Repository, notes ...string) (map[string]string, error) {
	t.Helper()
	head, err := r.Head()
	if err != nil {
		return nil, err
	}
	d, err := r.Dates(t.Context(), head, func(p string) bool { return strings.HasSuffix(p, ".md") })
	hours := map[string]string{}
	for _, n := range notes {
		of := d.Of(n)
		hour := func(u int64) any {
			if u < 0 {
				return "?"
			}
			return (u - 1700000000) / 3600
		}
		hours[n] = fmt.Sprint(hour(of.Created.Unix()), " ", hour(of.Updated.Unix()))
		if _, offset := of.Updated.Zone(); !of.Updated.IsZero() && offset != 8*3600 {
			t.Errorf("%s was changed at %v", n, of.Updated)
		}
	}
	return hours, err
}

func (w *world) repository(below string) Repository {
	return Repository{filepath.Join(w.dir, ".git"), filepath.Join(w.dir, ".git"), below}
}

// told makes the commits of the tests below, and says what notes/ has to show.
func told(t *testing.T) (*world, map[string]string) {
	w := newWorld(t)
	w.commit("notes/a.md", "a", "notes/图/e\u0301.md", "b", "old/moved.md", "m", "main.go", "x") // 1
	w.commit("notes/a.md", "a2")                                                                // 2
	w.commit("old/moved.md", "m2", "notes/gone.md", "g")                                        // 3
	w.commit("old/moved.md", "-", "notes/moved.md", "m2", "main.go", "y")                       // 4: no change of the text
	w.commit("notes/gone.md", "-", "notes/edited.md", "g, and more")                            // 5: no exact move
	w.git("checkout", "-q", "-b", "side")
	w.commit("notes/side.md", "s") // 6
	w.git("checkout", "-q", "main")
	w.commit("notes/a.md", "a3") // 7
	w.at++
	w.git("merge", "-q", "--no-edit", "side")           // 8
	w.commit("notes/e1.md", "", "notes/deep/e2.md", "") // 9
	w.commit("notes/e1.md", "-", "notes/e3.md", "")     // 10: an empty file is none that was moved
	w.git("mv", "notes/图", "notes/pic")
	w.commit() // 11
	w.write("notes/not-yet.md", "n")
	return w, map[string]string{
		"a.md": "1 7", "pic/\u00e9.md": "1 1", "moved.md": "1 3", "edited.md": "5 5", "side.md": "8 8", "deep/e2.md": "9 9", "e3.md": "10 10",
		"not-yet.md": "? ?", "gone.md": "? ?",
	}
}

func names(want map[string]string) (all []string) {
	for n := range want {
		all = append(all, n)
	}
	return all
}

// However a repository is kept, its dates are the same.
func TestDates(t *testing.T) {
	w, want := told(t)
	check := func(what string, r Repository) {
		t.Helper()
		got, err := dates(t, r, names(want)...)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", what, err, diff)
		}
	}
	check("loose", w.repository("notes"))

	shared := filepath.Join(t.TempDir(), "shared")
	git(t, w.dir, 0, "clone", "-q", "-s", w.dir, shared)
	check("shared", Repository{filepath.Join(shared, ".git"), filepath.Join(shared, ".git"), "notes"})

	second := filepath.Join(t.TempDir(), "second")
	w.git("worktree", "add", "-q", "--detach", second)
	check("second work tree", Repository{filepath.Join(w.dir, ".git", "worktrees", "second"), filepath.Join(w.dir, ".git"), "notes"})

	w.git("gc", "-q", "--prune=now")
	if loose, _ := filepath.Glob(filepath.Join(w.dir, ".git", "refs", "heads", "*")); len(loose) > 0 {
		t.Errorf("references are not packed: %v", loose)
	}
	check("packed", w.repository("notes"))

	whole, err := dates(t, w.repository(""), "notes/a.md", "notes/moved.md", "main.go")
	if diff := cmp.Diff(map[string]string{"notes/a.md": "1 7", "notes/moved.md": "1 3", "main.go": "? ?"}, whole); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

// What a shallow clone does not know is not invented.
func TestShallow(t *testing.T) {
	w, _ := told(t)
	clone := filepath.Join(t.TempDir(), "clone")
	git(t, w.dir, 0, "clone", "-q", "--depth", "5", "file://"+w.dir, clone)
	got, err := dates(t, Repository{filepath.Join(clone, ".git"), filepath.Join(clone, ".git"), "notes"}, "a.md", "moved.md", "side.md", "deep/e2.md")
	want := map[string]string{"a.md": "? ?", "moved.md": "? ?", "side.md": "8 8", "deep/e2.md": "9 9"}
	if diff := cmp.Diff(want, got); diff != "" || !errors.Is(err, ErrShallow) {
		t.Error(err, diff)
	}
}

// What is broken, or not there, ends with a reason, and neither in a panic nor never.
func TestBroken(t *testing.T) {
	w := newWorld(t)
	if _, err := w.repository("").Head(); err == nil || !strings.Contains(err.Error(), "nothing is committed") {
		t.Error(err)
	}
	w.commit("a.md", strings.Repeat("a\n", 500), "d/b.md", "b")
	for i := range 8 {
		w.commit("a.md", strings.Repeat("a\n", 500)+fmt.Sprint(i), "d/b.md", fmt.Sprint(i))
	}
	w.git("gc", "-q", "--prune=now")
	packs, _ := filepath.Glob(filepath.Join(w.dir, ".git", "objects", "pack", "*"))
	flipped := 0
	for _, file := range packs {
		if ext := filepath.Ext(file); ext != ".pack" && ext != ".idx" {
			continue
		}
		good, err := os.ReadFile(file)
		if err != nil || os.Chmod(file, 0o666) != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(good); at += max(1, len(good)/60) {
			bad := append([]byte{}, good...)
			bad[at] ^= 0x55
			for _, text := range [][]byte{bad, good[:at]} {
				flipped++
				if err := os.WriteFile(file, text, 0o666); err != nil {
					t.Fatal(err)
				}
				dates(t, w.repository(""), "a.md")
			}
		}
		if err := os.WriteFile(file, good, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if flipped < 200 {
		t.Errorf("only %d broken packs", flipped)
	}
	head := w.git("rev-parse", "HEAD")
	for _, text := range []string{"", "ref: refs/heads/none", "ref: ../../etc/passwd", "ref: HEAD", strings.Repeat("0", 40), head[:39], strings.Repeat("1", 40)} {
		if err := os.WriteFile(filepath.Join(w.dir, ".git", "HEAD"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := dates(t, w.repository(""), "a.md"); err == nil {
			t.Errorf("HEAD %q: %v", text, got)
		}
	}
	done, stop := context.WithCancel(t.Context())
	stop()
	if _, err := w.repository("").Dates(done, head, func(string) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestMoment(t *testing.T) {
	for text, want := range map[string]string{
		" 1700000000 +0800": "2023-11-15T06:13:20+08:00", "0 -0330": "1969-12-31T20:30:00-03:30", "253402300799 +0000": "9999-12-31T23:59:59Z",
		"": "", "1 +08": "", "-1 +0000": "", "253402300800 +0000": "", "x +0000": "", "1 +0800 2": "", "99999999999999999999 +0000": "",
	} {
		got := ""
		if at := moment(text); !at.IsZero() {
			got = at.Format("2006-01-02T15:04:05Z07:00")
		}
		if got != want {
			t.Errorf("%q is %s, not %s", text, got, want)
		}
	}
}
