package scratch_test

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/scratch"
)

// TestMain lets the test run itself as a program that makes a folder and then
// waits to be killed.
func TestMain(m *testing.M) {
	if os.Getenv("SCRATCH_CHILD") == "" {
		os.Exit(m.Run())
	}
	d, err := scratch.Make()
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	err = os.MkdirAll(filepath.Join(d.Path, "index", "store"), 0o755)
	fmt.Println(d.Path, errors.Join(err, os.WriteFile(filepath.Join(d.Path, "index", "data"), []byte("x"), 0o644)))
	time.Sleep(time.Hour)
}

// child starts a program with a folder in temp, and says which.
func child(t *testing.T) (*exec.Cmd, string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "SCRATCH_CHILD=1")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	path, ok := strings.CutSuffix(line, " <nil>\n")
	if err != nil || !ok {
		t.Fatal(line, err)
	}
	return c, path
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// tempIs makes dir the place for temporary files.
func tempIs(t *testing.T, dir string) {
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	t.Setenv("TEMP", dir)
}

// What killed programs left is swept; what is in use, or is not ours, stays.
func TestSweep(t *testing.T) {
	temp := t.TempDir()
	tempIs(t, temp)
	at := func(parts ...string) string { return filepath.Join(append([]string{temp}, parts...)...) }
	var keep []string
	for _, name := range []string{"biji-1/notes", "biji-notes/biji-is-using-this", "biji-2/biji-is-using-this", "other/biji-is-using-this", "biji-5x/x"} {
		if err := errors.Join(os.MkdirAll(at(filepath.Dir(name)), 0o755), os.WriteFile(at(name), nil, 0o644)); err != nil {
			t.Fatal(err)
		}
		keep = append(keep, filepath.Dir(name))
	}
	for _, name := range []string{"biji-notes", "other"} { // signed, but not called as ours are
		if err := os.WriteFile(at(name, "biji-is-using-this"), []byte("1\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(at("biji-3"), []byte("a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside")
	if err := errors.Join(os.Mkdir(outside, 0o755), os.WriteFile(filepath.Join(outside, "biji-is-using-this"), []byte("1\n"), 0o644), os.Symlink(outside, at("biji-4"))); err != nil {
		t.Fatal(err)
	}
	keep = append(keep, "biji-3", "biji-4")

	living, used := child(t)
	var dead []string
	for range 3 {
		c, path := child(t)
		dead = append(dead, filepath.Base(path))
		c.Process.Kill()
		c.Wait()
	}
	d, err := scratch.Make()
	if err != nil {
		t.Fatal(err)
	}
	want := append(slices.Clone(keep), filepath.Base(used), filepath.Base(d.Path))
	slices.Sort(want)
	if got := names(t, temp); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v; dead are %v", got, want, dead)
	}
	if _, err := os.Stat(filepath.Join(outside, "biji-is-using-this")); err != nil {
		t.Error(err)
	}
	if err := d.Remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(d.Path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", d.Path, err)
	}
	living.Process.Kill()
	living.Wait()
	if d, err = scratch.Make(); err != nil {
		t.Fatal(err)
	}
	defer d.Remove()
	if slices.Contains(names(t, temp), filepath.Base(used)) {
		t.Errorf("%s is not swept after its process died", used)
	}
}

// A bad folder for temporary files is named, and what to do about it.
func TestBadFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, temp := range []string{filepath.Join(dir, "missing"), file} {
		tempIs(t, temp)
		d, err := scratch.Make()
		if err == nil {
			d.Remove()
			t.Fatalf("%s was accepted", temp)
		}
		if text := err.Error(); !strings.Contains(text, temp+": ") || !strings.Contains(text, "environment variable TMP") || strings.Contains(text, "biji-") {
			t.Errorf("%s: %v", temp, err)
		}
	}
}

func TestExplain(t *testing.T) {
	tempIs(t, t.TempDir())
	d, err := scratch.Make()
	if err != nil {
		t.Fatal(err)
	}
	defer d.Remove()
	full := fmt.Errorf("write search index: %w", &fs.PathError{Op: "write", Path: filepath.Join(d.Path, "x"), Err: syscall.ENOSPC})
	if err := d.Explain(full); !errors.Is(err, full) || !strings.Contains(err.Error(), "environment variable TMP") {
		t.Error(err)
	}
	for _, other := range []error{nil, errors.New("no such note")} {
		if err := d.Explain(other); err != other {
			t.Errorf("%v became %v", other, err)
		}
	}
}
