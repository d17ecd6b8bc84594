package generate_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// A badDisk changes one file while it is written, and says nothing.
type badDisk struct {
	output.Sink
	name   string
	change func(data []byte) []byte // nil if the file is lost
}

func (b badDisk) Put(name string, data []byte) error {
	if name == b.name {
		if data = b.change(slices.Clone(data)); data == nil {
			return nil
		}
	}
	return b.Sink.Put(name, data)
}

// TestUnreadableIndexIsNotPublished: whatever happens to a file of the index
// on its way to the disk, there is no new site, and the old one stays.
func TestUnreadableIndexIsNotPublished(t *testing.T) {
	content := os.DirFS(filepath.Join(testkit.OwnContent(t), "redis"))
	dir := filepath.Join(t.TempDir(), "public")
	buildDir(t, content, dir)
	before := sums(t, os.DirFS(dir))
	pieces, err := fs.Glob(os.DirFS(dir), "search/*/c*.js")
	if err != nil || len(pieces) < 3 {
		t.Fatal(len(pieces), err)
	}
	lost := func([]byte) []byte { return nil }
	empty := func([]byte) []byte { return []byte{} }
	half := func(data []byte) []byte { return data[:len(data)/2] }
	flip := func(data []byte) []byte { data[len(data)*2/3] ^= 1; return data }
	type fault struct {
		what   string
		name   string
		change func([]byte) []byte
	}
	faults := []fault{
		{"start.js lost", "search/start.js", lost},
		{"start.js half", "search/start.js", half},
		{"start.js flip", "search/start.js", flip},
		{"first piece empty", pieces[0], empty},
		{"middle piece flip", pieces[len(pieces)/2], flip},
		{"last piece lost", pieces[len(pieces)-1], lost},
	}
	for _, c := range testkit.Some(faults, 2, len(faults)) {
		t.Run(c.what, func(t *testing.T) {
			out, err := output.NewDir(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			_, err = generate.Site(context.Background(), generate.Input{
				Content: content, Templates: templates.FS, Scratch: t.TempDir(),
			}, badDisk{out, c.name, c.change})
			if err == nil || !strings.Contains(err.Error(), "search") {
				t.Errorf("built, or for another reason not: %v", err)
			}
			if err := out.Discard(); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(before, sums(t, os.DirFS(dir))); diff != "" {
				t.Errorf("the old site is another (-before +after)\n%s", diff)
			}
		})
	}
}
