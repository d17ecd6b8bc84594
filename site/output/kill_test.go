//go:build unix

package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// childEnv, if set, makes the test binary a build that can be killed: it holds
// the target, a space, and the number of the site to write.
const childEnv = "BIJI_OUTPUT_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(child(job))
	}
	os.Exit(m.Run())
}

func child(job string) int {
	number, target, _ := strings.Cut(job, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 2
	}
	fmt.Println("ready")
	d, err := NewDir(context.Background(), target)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	for p, text := range numbered(n) {
		if err := d.Put(p, []byte(text)); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	if err := d.Commit(); err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("done")
	return 0
}

// numbered is site number n: every file tells the number, and the set of files
// depends on it.
func numbered(n int) world {
	w := world{"index.html": fmt.Sprint(n), fmt.Sprintf("assets/%d.js", n): fmt.Sprint(n)}
	for i := range 60 + n%5 {
		w[fmt.Sprintf("d%d/%d.html", i%4, i)] = fmt.Sprint(n)
	}
	return w
}

// runChild builds site n, killed after wait unless wait is negative, and
// returns how long it took.
func runChild(t *testing.T, target string, n int, wait time.Duration) time.Duration {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", childEnv, n, target))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan() // "ready"
	start := time.Now()
	if wait >= 0 {
		time.Sleep(wait)
		cmd.Process.Kill()
	}
	last := ""
	for lines.Scan() {
		last = lines.Text()
	}
	took := time.Since(start)
	cmd.Wait()
	if wait < 0 && last != "done" {
		t.Fatalf("child says %q", last)
	}
	return took
}

// whole says which site target holds, or fails if it is not one and whole.
func whole(t *testing.T, target string, sites ...int) int {
	t.Helper()
	got := contents(t, os.DirFS(target))
	n, err := strconv.Atoi(got["index.html"])
	if err != nil || n != sites[0] && n != sites[len(sites)-1] {
		t.Fatalf("index.html is %q, want one of %v", got["index.html"], sites)
	}
	want := numbered(n)
	for p, text := range want {
		if got[p] != text {
			t.Errorf("%s is %q in site %d", p, got[p], n)
		}
	}
	for p, text := range got {
		if _, ok := want[p]; !ok {
			t.Errorf("%s is %q in site %d, which has no such file", p, text, n)
		}
	}
	return n
}

func TestH50_KillNine(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	took := runChild(t, target, 1, -1)
	was, olds, news := 1, 0, 0
	for n := 2; n < 52; n++ {
		runChild(t, target, n, time.Duration(rand.Int64N(int64(took)+1)))
		now := whole(t, target, was, n)
		if now == n {
			news++
		} else {
			olds++
		}
		was = now
	}
	t.Logf("%d killed builds changed nothing, %d changed all", olds, news)
	build(t, target, numbered(99))
	whole(t, target, 99)
	holds(t, target, numbered(99)) // and nothing is left of the dead
}

// An update in place that was killed leaves whole files, keeps the foreign
// ones, and the next build completes it.
func TestH50_KillNineInPlace(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	took := runChild(t, target, 1, -1)
	if err := os.WriteFile(filepath.Join(target, "CNAME"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := 2; n < 22; n++ {
		runChild(t, target, n, time.Duration(rand.Int64N(int64(took)+1)))
		got := contents(t, os.DirFS(target))
		if got["CNAME"] != "x" {
			t.Fatal("the foreign file is gone")
		}
		for p, text := range got {
			if i, err := strconv.Atoi(text); p != "CNAME" && (err != nil || i > n) {
				t.Errorf("%s holds %q", p, text)
			}
		}
	}
	build(t, target, numbered(99))
	want := numbered(99)
	want["CNAME"] = "x"
	holds(t, target, want)
}

// A reader never finds the site absent while it is swapped.
func TestReadersNeverMiss(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, first)
	if d, err := NewDir(context.Background(), target); err != nil {
		t.Fatal(err)
	} else if err := canExchange(d); err != nil {
		t.Skip(err)
	}
	var stop atomic.Bool
	var reads, missing atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() {
		for !stop.Load() {
			reads.Add(1)
			if _, err := os.Stat(filepath.Join(target, "index.html")); err != nil {
				missing.Add(1)
			}
		}
	})
	for i := range 100 {
		build(t, target, []world{first, second}[i%2])
	}
	stop.Store(true)
	wg.Wait()
	if missing.Load() > 0 || reads.Load() == 0 {
		t.Errorf("missing in %d of %d reads", missing.Load(), reads.Load())
	}
}

// canExchange tries whether the file system swaps folders, and discards d.
func canExchange(d *Dir) error {
	parent, err := d.base.Open(".")
	if err != nil {
		return err
	}
	err = exchange(parent, d.next, d.inside)
	if err == nil {
		err = exchange(parent, d.next, d.inside)
	}
	return errors.Join(err, parent.Close(), d.Discard())
}

func TestStrictUmask(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, first)
	err := filepath.WalkDir(target, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if want := map[bool]fs.FileMode{true: 0o755, false: 0o644}[e.IsDir()]; info.Mode().Perm() != want && e.Name() != Marker {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
