package build_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
)

// bytesOf counts what a site holds outside of its index and assets.
func bytesOf(t *testing.T, out fs.FS) (pages int, largest string, most int) {
	t.Helper()
	total := 0
	err := fs.WalkDir(out, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".html") {
			return err
		}
		n := len(page(t, out, p))
		if total += n; n > most {
			largest, most = p, n
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return total, largest, most
}

// embedding is n notes that each embed all.
func embedding(n int) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "# N%d\n", i)
		for k := range n {
			fmt.Fprintf(&b, "\n![[n%d]]\n", k)
		}
		fsys[fmt.Sprintf("n%d.md", i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// Notes that embed one another have pages of bounded size, and for each page
// and reason one problem, however often it is met.
func TestEmbedsAreBounded(t *testing.T) {
	for _, n := range []int{8, 24} {
		out, result := buildMemory(t, embedding(n), site.Options{Lang: "en"}, 2)
		if _, largest, most := bytesOf(t, out); most > 3<<20 {
			t.Errorf("%d notes: %s has %d bytes", n, largest, most)
		}
		if got := len(result.Problems); got == 0 || got > 4*n {
			t.Errorf("%d notes have %d problems", n, got)
		}
	}
}

// A heading that is a text has its beginning in lists; the page and the search
// have all of it.
func TestLongHeading(t *testing.T) {
	long := strings.Repeat("word ", 200) + "needle"
	for _, n := range []int{1, 10} {
		fsys := world("-- a.md --\n# Title\n\n## " + strings.Repeat(long+" ", n) + "\n\ntext\n")
		out, result := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
		if len(result.Problems) != 1 || result.Problems[0].Kind != site.OverBudget || result.Problems[0].At.Line != 3 {
			t.Fatalf("problems %v", result.Problems)
		}
		if got := strings.Count(page(t, out, "a.html"), "needle"); got != n {
			t.Errorf("the page has the end of the heading %d times, not %d", got, n)
		}
		if got := len(page(t, out, "search/terms.html")); got > 100<<10 {
			t.Errorf("the index of terms has %d bytes", got)
		}
	}
}

// A note in a thousand folders has a page; folders as deep as people's stay as
// they are.
func TestDeepFolders(t *testing.T) {
	deep := strings.Repeat("d/", 1000) + "a.md"
	fsys := fstest.MapFS{deep: {Data: []byte("# Deep\n\n[other](b.md)\n")}, strings.Repeat("d/", 1000) + "b.md": {Data: []byte("# Other\n")},
		strings.Repeat("e/", 64) + "c.md": {Data: []byte("# Kept\n")}}
	out, result := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
	if len(result.Problems) != 2 || result.Problems[0].Kind != site.OverBudget || result.Problems[0].At.File != deep {
		t.Fatalf("problems %v", result.Problems)
	}
	contains(t, page(t, out, strings.Repeat("d/", 64)+"a.html"), "Deep", `href="b.html"`)
	contains(t, page(t, out, strings.Repeat("e/", 64)+"c.html"), "Kept")
	if total, _, _ := bytesOf(t, out); total > 8<<20 {
		t.Errorf("the pages have %d bytes", total)
	}
}
