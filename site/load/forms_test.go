package load_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/rogpeppe/go-internal/txtar"
)

// What keeps a note back keeps it back below blank lines too.
func TestBlankLinesPublishNothing(t *testing.T) {
	world, err := txtar.ParseFile("testdata/worlds/kept-back.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range world.Files {
		if !site.IsNoteFile(f.Name) || !strings.HasPrefix(string(f.Data), "---") && !strings.HasPrefix(string(f.Data), "{") {
			continue
		}
		for name, before := range map[string]string{"a": "\n\n", "b": "\ufeff\u200b", "c": " \n\t\n"} {
			fsys[name+"/"+f.Name] = &fstest.MapFile{Data: append([]byte(before), f.Data...)}
		}
	}
	if len(fsys) < 60 {
		t.Fatalf("only %d notes", len(fsys))
	}
	c, err := load.Notes(t.Context(), fsys, site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range c.Notes {
		t.Errorf("%s is published: %q", n.Path, fsys[n.Path].Data)
	}
}
