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
// there is no more memory than after 50.
func TestFromTheWriteToThePage(t *testing.T) {
	if !testkit.Long() {
		t.Skip("only in a long run")
	}
	t.Logf("%6s %12s %12s %12s %9s %9s", "notes", "first look", "median", "95 %", "MB at 50", "MB at 500")
	for _, n := range []int{100, 1000, 6289} {
		dir := t.TempDir()
		collection(t, dir, n)
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		in, live, begun := Input{Content: root.FS()}, Live{}, time.Now()
		look := func(changed []string) {
			if _, _, err := live.Look(t.Context(), in, changed); err != nil {
				t.Fatal(err)
			}
		}
		look(nil)
		first := time.Since(begun)
		var took []time.Duration
		heap := map[int]uint64{}
		for i := range 500 {
			text := fmt.Sprintf("# edited\n\nsentence %d\n", i)
			begun := time.Now()
			if err := os.WriteFile(filepath.Join(dir, "edited.md"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			look([]string{"edited.md"})
			page, err := fs.ReadFile(live.Current(), "edited.html")
			if err != nil || !strings.Contains(string(page), fmt.Sprintf("sentence %d<", i)) {
				t.Fatalf("after edit %d: %v\n%s", i, err, page)
			}
			took = append(took, time.Since(begun))
			if i == 49 || i == 499 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				heap[i+1] = m.HeapAlloc >> 20
			}
		}
		slices.Sort(took)
		t.Logf("%6d %12s %12s %12s %9d %9d", n, first.Round(time.Millisecond), took[250].Round(time.Millisecond/10), took[475].Round(time.Millisecond/10), heap[50], heap[500])
		if live.small < 490 {
			t.Errorf("of 500 edits %d looked at one note only", live.small)
		}
		if heap[500] > heap[50]+heap[50]/10+2 {
			t.Errorf("memory grows from %d to %d MB", heap[50], heap[500])
		}
	}
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
