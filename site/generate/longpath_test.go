package generate_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
)

// H36: paths that are too long for Windows are told of in one line, however
// many there are.
func TestH36_LongPaths(t *testing.T) {
	deep := strings.Repeat("很长的文件夹/", 30)
	notes := fstest.MapFS{
		"short.md":           {Data: []byte("# Short\n")},
		deep + "a.md":        {Data: []byte("# A\n\n![](picture.png)\n")},
		deep + "longer.md":   {Data: []byte("# B\n")},
		deep + "picture.png": {Data: []byte("PNG")},
	}
	_, result := buildMemory(t, notes, site.Options{}, 1)
	var found []site.Problem
	for _, p := range result.Problems {
		if p.Kind == site.LongPath {
			found = append(found, p)
		}
	}
	if len(found) != 1 || found[0].At.File != deep+"longer.md" ||
		!strings.Contains(found[0].What, "has 221 characters") || !strings.Contains(found[0].What, "longest of ") {
		t.Errorf("%q", found)
	}
	_, result = buildMemory(t, fstest.MapFS{strings.Repeat("很", 170) + ".md": {Data: []byte("# Not too long\n")}}, site.Options{}, 1)
	for _, p := range result.Problems {
		if p.Kind == site.LongPath {
			t.Error(p)
		}
	}
}
