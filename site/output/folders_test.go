package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// More folders than stay open, from several sides at once: every file comes to its
// place, and an error names all of it.
func TestManyFoldersAtOnce(t *testing.T) {
	d, err := NewDir(t.Context(), filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Discard()
	name := func(side, i int) string { return fmt.Sprintf("d%d/e%d/%d-%d.html", i%(2*openFolders), i%7, side, i) }
	var wg sync.WaitGroup
	for side := range 4 {
		wg.Go(func() {
			for i := range 300 {
				if err := d.Put(name(side, i), []byte(name(side, i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for side := range 4 {
		for i := range 300 {
			if data, err := fs.ReadFile(d, name(side, i)); err != nil || string(data) != name(side, i) {
				t.Fatalf("%s holds %q, %v", name(side, i), data, err)
			}
		}
	}
	if n := len(d.lately.open); n != openFolders {
		t.Errorf("%d folders stay open", n)
	}
	if _, err := d.Open("d0/e0/none.html"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "d0/e0/none.html") {
		t.Error(err)
	}
}
