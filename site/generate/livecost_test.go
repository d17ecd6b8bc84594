package generate

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
)

// How long it takes from a write to the page, and what memory: a table, in a long
// run, of collections of these sizes made of those that are here. After 500 edits
// there is no more memory than after 50, the search index that is made beside them
// included.
func TestFromTheWriteToThePage(t *testing.T) {
	if !testkit.Long() {
		t.Skip("only in a long run")
	}
	t.Logf("%6s %-8s %10s %10s %10s %8s", "notes", "edit", "median", "95 %", "CPU", "MB")
	for _, n := range []int{100, 1000, 6289} {
		dir := t.TempDir()
		collection(t, dir, n)
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		e := &editor{t: t, dir: dir, in: Input{Content: root.FS()}}
		e.row(n, "first", 1, func(int) []string { return nil })
		e.row(n, "text", 50, e.text)
		before := e.megabytes()
		e.row(n, "text", 450, e.text)
		if after := e.megabytes(); after > before+before/10+2 {
			t.Errorf("memory grows from %d to %d MB", before, after)
		}
		if e.live.small < 490 {
			t.Errorf("of 500 edits %d looked at one note only", e.live.small)
		}
		e.row(n, "title", 50, func(i int) []string { return e.write("edited.md", fmt.Sprintf("# edited %d\n\nsentence %d\n", i, i)) })
		if e.live.small < 535 {
			t.Errorf("of 550 edits %d looked at one note only", e.live.small)
		}
		e.row(n, "new note", 20, func(i int) []string {
			return append(e.write(fmt.Sprintf("new %d.md", i), "# new\n"), e.write("edited.md", fmt.Sprintf("# edited\n\n[[new %d]] sentence %d\n", i, i))...)
		})
		e.row(n, "renamed", 20, func(i int) []string {
			was, is := fmt.Sprintf("new %d.md", i), fmt.Sprintf("other %d.md", i)
			if err := os.Rename(filepath.Join(dir, was), filepath.Join(dir, is)); err != nil {
				t.Fatal(err)
			}
			return append(e.write("edited.md", fmt.Sprintf("# edited\n\n[[new %d]] sentence %d\n", i, i)), was, is)
		})
		e.row(n, "deleted", 20, func(i int) []string {
			name := fmt.Sprintf("other %d.md", i)
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			return append(e.write("edited.md", fmt.Sprintf("# edited\n\n[[other %d]] sentence %d\n", i, i)), name)
		})
		if e.live.moved < 55 {
			t.Errorf("of 60 notes that came, went or got another name, %d were taken up alone", e.live.moved)
		}
	}
}

// An editor writes notes and looks at the page of one.
type editor struct {
	t    *testing.T
	dir  string
	in   Input
	live Live
}

func (e *editor) write(name, text string) []string {
	if err := os.WriteFile(filepath.Join(e.dir, name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	return []string{name}
}

func (e *editor) text(i int) []string {
	return e.write("edited.md", fmt.Sprintf("# edited\n\nsentence %d\n", i))
}

// row edits so many times, and tells what that took.
func (e *editor) row(n int, what string, times int, edit func(i int) []string) {
	e.t.Helper()
	var took, cpu []time.Duration
	for i := range times {
		begun, used := time.Now(), testkit.CPU()
		told := edit(i)
		if _, _, err := e.live.Look(e.t.Context(), e.in, told); err != nil {
			e.t.Fatal(err)
		}
		page, err := fs.ReadFile(e.live.Current(), "edited.html")
		if err != nil || told != nil && !strings.Contains(string(page), fmt.Sprintf("sentence %d<", i)) {
			e.t.Fatalf("after edit %d: %v\n%s", i, err, page)
		}
		took, cpu = append(took, time.Since(begun)), append(cpu, testkit.CPU()-used)
	}
	slices.Sort(took)
	slices.Sort(cpu)
	e.t.Logf("%6d %-8s %10s %10s %10s %8d", n, what, took[times/2].Round(time.Millisecond/10), took[times*19/20].Round(time.Millisecond/10), cpu[times/2].Round(time.Millisecond/10), e.megabytes())
}

// megabytes is what is held once the search index is that of the notes.
func (e *editor) megabytes() uint64 {
	e.t.Helper()
	if err := e.live.Index(e.t.Context(), 1); err != nil {
		e.t.Fatal(err)
	}
	var m runtime.MemStats
	for range 2 { // pools are let go at the second
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

// collection makes a collection of n notes of those that are here, each as it is,
// in folders by how often they were taken, and one more.
func collection(t *testing.T, dir string, n int) {
	var all []testkit.Note
	for _, c := range testkit.Corpora(t) {
		for _, note := range testkit.Notes(t, c.Dir) {
			all = append(all, testkit.Note{Path: c.Name + "/" + note.Path, Text: note.Text})
		}
	}
	for i := range n - 1 {
		note := all[i%len(all)]
		name := filepath.Join(dir, fmt.Sprint(i/len(all)), filepath.FromSlash(note.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, note.Text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "edited.md"), []byte("# edited\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
