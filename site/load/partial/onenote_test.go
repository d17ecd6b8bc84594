package partial

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

// One note, what it names, and nothing else; whole collections are looked
// through for names without a path, other folders are not.
func TestOneNote(t *testing.T) {
	world := fstest.MapFS{}
	for _, p := range []string{
		"a.md", "b.md", "pic.png", "other.png", "中 文.png", "img/deep.png", "img/no.png", "attachments/by-name.png", "sub/c.md", "sub/pic.png",
		".obsidian/app.json", ".hidden/x.png", ".assets/shown.png", "board.canvas", "café.png",
	} {
		world[p] = &fstest.MapFile{Data: []byte("x")}
	}
	const text = "![](pic.png) ![](%E4%B8%AD%20%E6%96%87.png) ![](img/deep.PNG) ![[by-name.png]] 100% ![](.assets/shown.png) [b](b.md) ![](cafe\u0301.png)"
	for _, c := range []struct {
		whole bool
		want  []string
	}{
		{true, []string{"a.md", "attachments/by-name.png", "café.png", "img/deep.png", "pic.png", "sub/pic.png", "中 文.png"}},
		{false, []string{"a.md", "café.png", "img/deep.png", "pic.png", "中 文.png"}},
	} {
		v := NewOneNote(world, "a.md", []byte(text), c.whole)
		if got := v.Files(); !slices.Equal(got, c.want) {
			t.Errorf("whole %v:\n%q, not\n%q", c.whole, got, c.want)
		}
		for name, there := range map[string]bool{
			"a.md": true, "b.md": false, "other.png": false, ".obsidian/app.json": true, ".assets/shown.png": true, "sub/c.md": false, "board.canvas": false,
		} {
			if _, err := fs.Stat(v, name); (err == nil) != there {
				t.Errorf("whole %v: %s: %v", c.whole, name, err)
			}
		}
	}
}

// The folders above a note are there, with nothing but the note in them.
func TestNoteInFolders(t *testing.T) {
	world := fstest.MapFS{"x/y/a.md": {Data: []byte("a")}, "x/b.md": {}, "z/c.png": {}}
	v := NewOneNote(world, "x/y/a.md", []byte("a"), false)
	if got := v.Files(); !slices.Equal(got, []string{"x/y/a.md"}) {
		t.Errorf("%q", got)
	}
}
