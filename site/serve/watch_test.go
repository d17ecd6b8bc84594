package serve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// always watches the same.
func always(paths ...string) func() []string { return func() []string { return paths } }

// However the folder of notes is named, a change in it is seen.
func TestFormsOfAFolder(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	notes := filepath.Join(dir, "notes")
	if err := errors.Join(os.Mkdir(notes, 0o755), os.Symlink(notes, filepath.Join(dir, "linked"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(notes)
	for i, form := range []string{".", "./", "../notes", "../notes/", "./../notes/.", notes, notes + "/", "../linked", "../linked/"} {
		changes, stop := watching(t, form)
		if err := os.WriteFile(fmt.Sprintf("%d.md", i), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		changed(t, changes, form)
		stop()
	}
}

const testTick = 100 * time.Millisecond

// watching watches paths and tells of changes from now on.
func watching(t *testing.T, paths ...string) (<-chan struct{}, context.CancelFunc) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	changes, done, ready := make(chan struct{}, 1), make(chan struct{}), make(chan struct{})
	o := Options{Log: func(line string) { t.Log(line) }, Ignore: func(string) bool { return false }, Touched: func(string) {}}
	asked := false
	o.Watch = func() []string {
		if !asked {
			asked = true
			defer close(ready)
		}
		return paths
	}
	go func() {
		defer close(done)
		watchBy(ctx, o, changes, func(w *watcher, ctx context.Context) error {
			w.tick = testTick
			return w.run(ctx)
		})
	}()
	<-ready
	for range 50 { // the folder is watched a moment after it is asked for
		file := filepath.Join(paths[0], "probe.md")
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		select {
		case <-changes:
			return changes, func() { stop(); <-done }
		case <-time.After(4 * quiet):
		}
	}
	t.Fatalf("%v is not watched", paths)
	return nil, nil
}

func changed(t *testing.T, changes <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-changes:
	case <-time.After(patience):
		t.Fatalf("%s: a change was not noticed", what)
	}
}

// A folder that is renamed, moved out and back, or takes the place of another
// is watched afterwards, whatever the system says late about its old name.
func TestH95_RenamedFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{dir}, parts...)...) }
	notes := at("notes")
	if err := os.MkdirAll(at("notes", "a", "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	changes, stop := watching(t, notes)
	defer stop()
	for i, step := range []struct {
		do    func() error
		there string // where a note is written afterwards
	}{
		{func() error { return os.Rename(at("notes", "a"), at("notes", "b")) }, at("notes", "b", "deep")},
		{func() error {
			return errors.Join(os.Rename(at("notes", "b"), at("notes", "c")), os.Rename(at("notes", "c"), at("notes", "d")))
		}, at("notes", "d")},
		{func() error { return os.Rename(at("notes", "d"), at("out")) }, notes},
		{func() error { return os.Rename(at("out"), at("notes", "e")) }, at("notes", "e", "deep")},
		{func() error {
			return errors.Join(os.RemoveAll(at("notes", "e")), os.MkdirAll(at("notes", "e", "deep"), 0o755))
		}, at("notes", "e", "deep")},
		{func() error {
			return errors.Join(os.RemoveAll(at("notes", "e")), os.WriteFile(at("notes", "e"), nil, 0o644))
		}, notes},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		changed(t, changes, fmt.Sprint("step ", i))
		calmDown(changes)
		for try := range 3 {
			if err := os.WriteFile(filepath.Join(step.there, fmt.Sprintf("%d-%d.md", i, try)), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			changed(t, changes, fmt.Sprintf("step %d, note %d", i, try))
		}
	}
}

// calmDown waits until the watcher has looked at everything once more.
func calmDown(changes <-chan struct{}) {
	for {
		select {
		case <-changes:
		case <-time.After((calm+1)*testTick + 2*quiet):
			return
		}
	}
}

func TestManyChangesAreFewBuilds(t *testing.T) {
	dir := t.TempDir()
	s := &stage{files: page("x")}
	r := start(t, Options{Build: s.build, Watch: always(dir)}).built(t)
	for i := range 500 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.md", i)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, "a second build", func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.count > 1 })
	r.stop()
	if s.count > 250 {
		t.Errorf("%d builds for 500 changes", s.count)
	}
}

func TestIgnored(t *testing.T) {
	w := &watcher{Options: Options{Ignore: func(p string) bool { return strings.HasSuffix(p, ".log") }}}
	for p, want := range map[string]bool{
		"a/b.md": false, "a/.git": true, "a/.b.md.swp": true, "a/b.md~": true, "a/#b.md#": true, "a/4913": true, "a/x.log": true, "a/图.png": false,
	} {
		if w.ignored(p) != want {
			t.Errorf("ignored(%q) = %v", p, !want)
		}
	}
}

// H96: where watches run out, we look ourselves, and say so.
func TestH96_Polling(t *testing.T) {
	dir := t.TempDir()
	var log running
	o := Options{Watch: always(dir), Log: log.log, Ignore: func(string) bool { return false }, Touched: func(string) {}}
	ctx, cancel := context.WithCancel(t.Context())
	changes, done := make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(done)
		watchBy(ctx, o, changes, func(*watcher, context.Context) error { return errors.New("no space left on device") })
	}()
	heard := func(what string) {
		t.Helper()
		select {
		case <-changes:
		case <-time.After(patience):
			t.Fatalf("%s was not noticed", what)
		}
	}
	heard("what happened before")
	if !log.said("no space left on device") {
		t.Errorf("logged: %q", log.logged)
	}
	for i, do := range []func() error{
		func() error { return os.WriteFile(filepath.Join(dir, "a.md"), []byte("1"), 0o644) },
		func() error { return os.WriteFile(filepath.Join(dir, "a.md"), []byte("12"), 0o644) },
		func() error { return os.MkdirAll(filepath.Join(dir, "x", "y"), 0o755) },
		func() error { return os.WriteFile(filepath.Join(dir, "x", "y", "b.md"), nil, 0o644) },
		func() error { return os.RemoveAll(filepath.Join(dir, "x")) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if i != 2 { // an empty folder is no change
			heard(fmt.Sprint("change ", i))
		}
	}
	cancel()
	<-done
}

// A link to the notes that is made to lead elsewhere is followed.
func TestLinkedFolderIsExchanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{dir}, parts...)...) }
	if err := errors.Join(os.Mkdir(at("one"), 0o755), os.Mkdir(at("two"), 0o755), os.Symlink(at("one"), at("notes"))); err != nil {
		t.Skip(err)
	}
	changes, stop := watching(t, at("notes"))
	defer stop()
	if err := errors.Join(os.Remove(at("notes")), os.Symlink(at("two"), at("notes"))); err != nil {
		t.Fatal(err)
	}
	changed(t, changes, "the link")
	calmDown(changes)
	if err := os.WriteFile(at("two", "a.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	changed(t, changes, "a note behind the link")
}
