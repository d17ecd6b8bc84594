package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/google/go-cmp/cmp"
)

// Front matter that makes other readers hang, crash or fill the memory costs
// nothing: one short problem at most.
func TestBombs(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("a: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c < 'j'; c++ {
		fmt.Fprintf(&laughs, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	fronts := map[string]string{
		"duplicate keys":   strings.Repeat("a: 1\n", 10_000),
		"few duplicates":   strings.Repeat("a: 1\n", 900),
		"brackets":         "title: " + strings.Repeat("[", 60_000) + "\n",
		"closed brackets":  "title: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "\n",
		"dashes":           "title:\n" + strings.Repeat("- ", 30_000) + "x\n",
		"braces":           "title: " + strings.Repeat("{a: ", 15_000) + "\n",
		"laughs":           laughs.String() + "tags: *i\ntitle: *i\n",
		"itself":           "tags: &a [*a, *a]\ntitle: *a\n",
		"merged itself":    "a: &a\n  <<: *a\n<<: *a\ntitle: x\n",
		"long key":         strings.Repeat("k", 60_000) + ": x\n",
		"long title":       "title: " + strings.Repeat("长", 20_000) + "\n",
		"many tags":        "tags: [" + strings.Repeat("a, ", 20_000) + "]\n",
		"many tags, spelt": "tags: " + strings.Repeat("a ", 30_000) + "\n",
		"question marks":   "title: x\n" + strings.Repeat("? ", 30_000) + "\n",
		"anchors":          "title: x\nb: [" + strings.Repeat("&a 1, ", 10_000) + "]\n",
		"quotes":           "title: " + strings.Repeat(`"\"`, 20_000) + "\n",
		"tabs":             "title:\n" + strings.Repeat("\t", 60_000) + "\n",
		"bad lines":        strings.Repeat("a\n", 10_000) + "title: x\n",
	}
	for _, name := range testkit.Some(slices.Sorted(maps.Keys(fronts)), 6, len(fronts)) {
		front := fronts[name]
		for _, fence := range []string{"---", "+++"} {
			if fence == "+++" {
				front = strings.ReplaceAll(front, ": ", "=")
			}
			n, problems := read(t, fence+"\n"+front+fence+"\ntext\n", "")
			if !strings.HasSuffix(string(n.Body), "text\n") {
				t.Errorf("%s: the text is lost", name)
			}
			if len(problems) > 2 || len(strings.Join(problems, "")) > 1000 {
				t.Errorf("%s: %d problems, %d bytes", name, len(problems), len(strings.Join(problems, "")))
			}
			if len(n.Meta.Title) > 1000 || len(n.Meta.Tags) > budget.FrontMatterKeys {
				t.Errorf("%s: title of %d bytes, %d tags", name, len(n.Meta.Title), len(n.Meta.Tags))
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	line := strings.Repeat("x", 1023) + "\n"
	full := strings.Repeat(line, budget.NoteBytes>>10)
	fsys := fstest.MapFS{
		"full.md":      {Data: []byte(full)},
		"over.md":      {Data: []byte(full + "x")},
		"front.md":     {Data: []byte("---\ntitle: x\n#" + strings.Repeat(line, budget.FrontMatterBytes>>10) + "---\ntext\n")},
		"biji.toml":    {Data: []byte("title = 'x'\n#" + strings.Repeat("x", budget.ConfigBytes))},
		"big.picture":  {Data: []byte(full + full)},
		"no-folder.md": {Mode: fs.ModeDir},
	}
	_, _, tooLarge := Options(fsys, ".")
	if tooLarge == nil || tooLarge.Error() != "settings: biji.toml: cannot be read: larger than 1 MB" {
		t.Error(tooLarge)
	}
	c, err := Notes(t.Context(), fsys, site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"front.md:1:1: front matter is longer than 64 KB, or does not end",
		"over.md: cannot be read: larger than 16 MB",
	}
	var got []string
	for _, p := range c.Problems {
		got = append(got, p.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	sizes := map[string]int{}
	for _, n := range c.Notes {
		sizes[n.Path] = len(n.Body)
	}
	if sizes["full.md"] != budget.NoteBytes || sizes["over.md"] != 0 || len(sizes) != 3 {
		t.Errorf("sizes %v", sizes)
	}
}

// Links within the content are read. Links that leave it, lead to folders, to
// nothing or to what is kept back are named, and so is what is not a file; all
// else is read.
func TestSymlinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege")
	}
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.md", "secret")
	write("content/real.md", "real")
	write("content/folder/in.md", "in")
	write("content/draft.md", "---\ndraft: true\n---\n")
	write("content/.git/config", "password")
	write("content/.Git/a.png", "a")
	write("content/.gitignore", "ignored.png")
	write("content/ignored.png", "b")
	write("content/.biji/images/a.png", "fetched")
	write("content/.biji/images/index.txt", "a.png https://a.org/a.png\nb.png https://a.org/b.png\n")
	for name, target := range map[string]string{
		"inner.md":           "folder/in.md",
		"folder/up.md":       "../real.md",
		"out.md":             "../secret.md",
		"folder/deep.md":     "../../secret.md",
		"absolute.md":        filepath.Join(dir, "secret.md"),
		"nowhere.md":         "gone.md",
		"loop.md":            "loop.md",
		"linked":             "folder",
		"folder/parent":      "..",
		"outside":            "..",
		"via.md":             "outside/secret.md",
		".hidden.md":         "../secret.md",
		"picture.png":        "real.md",
		"not-there.png":      "gone.png",
		"folder/chain.md":    "../inner.md",
		"to-draft.png":       "draft.md",
		"to-git.png":         ".git/config",
		"to-git.md":          ".git/config",
		"to-git2.png":        "git.link/config",
		"git.link":           ".git",
		"to-ignored.png":     "folder/../ignored.png",
		".biji/images/b.png": "../../real.md",
	} {
		if err := os.Symlink(target, filepath.Join(content, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c, err := Notes(t.Context(), root.FS(), site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.Path+" "+string(n.Body))
	}
	for _, f := range c.Files {
		got = append(got, fmt.Sprint(f.Path, " ", f.Size))
	}
	for _, p := range c.Problems {
		got = append(got, strings.ReplaceAll(p.String(), dir, "DIR"))
	}
	want := []string{
		"folder/chain.md in",
		"folder/in.md in",
		"folder/up.md real",
		"inner.md in",
		"real.md real",
		".biji/images/a.png 7",
		"picture.png 4",
		"absolute.md: is a symbolic link to DIR/secret.md, outside the content (put a copy here)",
		"folder/deep.md: is a symbolic link to ../../secret.md, outside the content (put a copy here)",
		"folder/parent: is a symbolic link to .., a folder; such links are not followed (put the folder itself here)",
		"git.link: is a symbolic link to .git, a folder; such links are not followed (put the folder itself here)",
		"linked: is a symbolic link to folder, a folder; such links are not followed (put the folder itself here)",
		"loop.md: is a symbolic link to loop.md, which cannot be read: too many levels of symbolic links",
		"not-there.png: is a symbolic link to gone.png, which does not exist",
		"nowhere.md: is a symbolic link to gone.md, which does not exist",
		"out.md: is a symbolic link to ../secret.md, outside the content (put a copy here)",
		"outside: is a symbolic link to .., outside the content (put a copy here)",
		"to-draft.png: is a symbolic link to draft.md, which is not published (put a copy here)",
		"to-git.md: is a symbolic link to .git/config, which is not published (put a copy here)",
		"to-git.png: is a symbolic link to .git/config, which is not published (put a copy here)",
		"to-git2.png: is a symbolic link to git.link/config, which is not published (put a copy here)",
		"to-ignored.png: is a symbolic link to folder/../ignored.png, which is not published (put a copy here)",
		"via.md: is a symbolic link to outside/secret.md, which cannot be read: path escapes from parent",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// One file or folder that cannot be opened does not keep us from the others.
func TestUnreadable(t *testing.T) {
	fsys := failing{fstest.MapFS{
		"a.md":       {Data: []byte("a")},
		"bad.md":     {Data: []byte("b")},
		"bad/c.md":   {Data: []byte("c")},
		"d/e.md":     {Data: []byte("e")},
		"pipe.md":    {Mode: fs.ModeNamedPipe},
		"z\xff/q.md": {Data: []byte("q")},
	}, "bad"}
	c, err := Notes(t.Context(), fsys, site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.Path+" "+string(n.Body))
	}
	for _, p := range c.Problems {
		got = append(got, p.String())
	}
	want := []string{
		"a.md a", "bad.md ", "d/e.md e",
		"bad: cannot be read: input/output error",
		"bad.md: cannot be read: input/output error",
		"pipe.md: is left out: it is not a regular file",
		"z\ufffd: is left out: its name is not UTF-8 (rename it)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if _, err := Notes(t.Context(), failing{fstest.MapFS{}, "."}, site.Options{}, 2); err == nil {
		t.Error("no error for a folder that cannot be read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Notes(ctx, fsys, site.Options{}, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
}

// failing is a file system in which one name, with or without an extension,
// cannot be opened.
type failing struct {
	fs.FS
	name string
}

func (f failing) Open(name string) (fs.File, error) {
	if strings.TrimSuffix(name, ".md") == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("input/output error")}
	}
	return f.FS.Open(name)
}

// Front matter that is too long to be read, never closed, or further down keeps
// a note back if it says so; text and code that show how it is written do not.
func TestBuriedDrafts(t *testing.T) {
	long := strings.Repeat("a", budget.FrontMatterBytes)
	for text, kept := range map[string]bool{
		"---\nx: " + long + "\ndraft: true\n---\ntext\n":                                                  true,
		"---\n" + strings.Repeat("# comment\n", budget.FrontMatterBytes/10) + "private: yes\n---\ntext\n": true,
		"---\nx: " + long + "\ndraft: false\n---\ntext\n":                                                 false,
		"# T\n\n---\ntitle: x\ntags: [a]\ndraft: true\n---\ntext\n":                                       true,
		"text\n\n+++\ntitle = \"x\"\ndraft = true\n+++\ntext\n":                                           true,
		"# T\n\n---\ntitle: x\n\npublish: no\n---\ntext\n":                                                true,
		"# T\n\n```yaml\n---\ndraft: true\n---\n```\n":                                                    false,
		"# T\n\n---\n\nA sentence.\n\ndraft: true\n\n---\n\ntext\n":                                       false,
	} {
		content, err := Notes(t.Context(), fstest.MapFS{"a.md": {Data: []byte(text)}}, site.Options{}, 1)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(content.Problems, func(p site.Problem) bool { return p.Kind == site.KeptBack })
		if back := len(content.Notes) == 0; back != kept || back != said {
			t.Errorf("%.60q…: kept back %v, said %v, want %v", text, back, said, kept)
		}
	}
}
