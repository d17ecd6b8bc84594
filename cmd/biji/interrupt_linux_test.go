package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
)

// Interrupted at random moments of its work, a build of notes that keep each of
// its steps busy ends soon, and leaves the old site and nothing else. Soon is
// counted in the processor's time, which other programs do not take away. Of a site of many files
// some may stay, if it says so.
func TestInterruptAtRandomMoments(t *testing.T) {
	const most = 1500 * time.Millisecond // on two cores; half a second for somebody who waits, and some noise
	random := rand.New(rand.NewPCG(8, uint64(testkit.Times(1, 1, 2))))
	all := busyNotes()
	for _, name := range testkit.Some(slices.Sorted(maps.Keys(all)), 3, len(all)) {
		dir := t.TempDir()
		writeAll(t, dir, all[name])
		whole := buildUntil(t, dir, 0)
		for range testkit.Times(1, 1, 15) {
			at := time.Duration(random.Float64() * float64(whole.cpu) * 0.9)
			r := buildUntil(t, dir, at)
			if late := r.cpu - r.until; r.code == 130 && late > most || r.code != 130 && r.code > 1 {
				t.Errorf("%s: interrupted after %v of %v it worked for another %v and ended with %d", name, r.until, whole.cpu, late, r.code)
			}
			if entries, err := os.ReadDir(filepath.Join(dir, "out")); err != nil || len(entries) != 1 && !strings.Contains(r.said, "stays for the next build") {
				t.Errorf("%s: beside the site is %v, %v, and nothing said but %q", name, entries, err, r.said)
			}
		}
	}
}

// busyNotes are notes that each keep other steps of a build busy.
func busyNotes() map[string]map[string]string {
	size := testkit.Times(1<<18, 1<<18, 12<<20)
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	many := map[string]string{}
	for i := range size / 4000 {
		many[fmt.Sprintf("d%d/n%d.md", i%50, i)] = fmt.Sprintf("---\ntags: [t%d]\n---\n# Note %d\n\nSee [[n%d]] of %d.\n\n## Part %d\n\ntext\n", i, i, i/2, i, i)
	}
	return map[string]map[string]string{
		"one line": {"a.md": repeat("lorem ipsum dolor ")},
		"one word": {"a.md": repeat("a")},
		"Chinese":  {"a.md": repeat("笔记是软件。")},
		"table":    {"a.md": "# T\n\n```\n" + repeat("2024-01-05,1,7,ok,true\n") + "```\n"},
		"code":     {"a.md": "```go\n" + repeat("func f(a, b int) (int, error) { return a + b, nil } // sum\n") + "```\n"},
		"heads":    {"a.md": repeat("## A heading of some words\n\ntext\n\n")},
		"many":     many,
	}
}

func writeAll(t *testing.T, dir string, notes map[string]string) {
	t.Helper()
	for name, text := range notes {
		p := filepath.Join(dir, "notes", name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A busyRun is how a build ended that may have been interrupted.
type busyRun struct {
	cpu   time.Duration // of all its work
	until time.Duration // of the work before the interrupt
	code  int
	said  string
}

// buildUntil builds the notes in dir and interrupts when that has taken so much of the
// processor's time; 0 means never.
func buildUntil(t *testing.T, dir string, at time.Duration) (r busyRun) {
	t.Helper()
	c := exec.Command("biji", "build", filepath.Join(dir, "notes"), "-o", filepath.Join(dir, "out", "site"))
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for at > 0 && r.until < at {
		time.Sleep(time.Millisecond)
		now, running := used(c.Process.Pid)
		if !running {
			break
		}
		r.until = now
	}
	if at > 0 {
		c.Process.Signal(syscall.SIGINT)
	}
	c.Wait() // its exit code tells
	r.cpu, r.code = c.ProcessState.UserTime()+c.ProcessState.SystemTime(), c.ProcessState.ExitCode()
	r.said = said.String()
	return r
}

// used is the processor's time that a process has had (proc_pid_stat(5)), and
// whether it still runs.
func used(pid int) (time.Duration, bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, false
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / 100, fields[0] != "Z"
}
