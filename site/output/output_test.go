package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/budget"
	"github.com/google/go-cmp/cmp"
)

// world is a site as a map of paths to contents.
type world map[string]string

var first = world{
	"index.html":        "<p>1",
	"redis/持久化.html":    "<p>AOF",
	"assets/biji-1a.js": "//1",
	"a b/c#d.txt":       "",
}

var second = world{
	"index.html":        "<p>2",
	"assets/biji-2b.js": "//2",
	"go/gc.html":        "<p>gc",
}

func (w world) put(t *testing.T, s Sink) {
	t.Helper()
	for p, text := range w {
		if err := s.Put(p, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

// contents reads a file system back, biji's own files left out.
func contents(t *testing.T, f fs.FS) world {
	t.Helper()
	w := world{}
	err := fs.WalkDir(f, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || p == Marker {
			return err
		}
		data, err := fs.ReadFile(f, p)
		w[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// build puts w into target.
func build(t *testing.T, target string, w world) *Dir {
	t.Helper()
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	w.put(t, d)
	if err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	return d
}

// holds fails unless target holds w and nothing lies beside it.
func holds(t *testing.T, target string, w world) {
	t.Helper()
	if diff := cmp.Diff(w, contents(t, os.DirFS(target))); diff != "" {
		t.Errorf("%s (-want +got)\n%s", target, diff)
	}
	beside, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range beside {
		if strings.Contains(e.Name(), ".biji") {
			t.Errorf("left behind: %s", e.Name())
		}
	}
}

func TestSinks(t *testing.T) {
	source := fstest.MapFS{"bild 1.png": {Data: []byte("PNG")}, "dir/x": {Data: nil}}
	sinks := map[string]func(*testing.T) (Sink, func() fs.FS){
		"memory": func(*testing.T) (Sink, func() fs.FS) {
			m := NewMemory()
			return m, func() fs.FS { return m }
		},
		"dir": func(t *testing.T) (Sink, func() fs.FS) {
			target := filepath.Join(t.TempDir(), "public")
			d, err := NewDir(t.Context(), target)
			if err != nil {
				t.Fatal(err)
			}
			return d, func() fs.FS {
				d.failed = nil // the refusals below are no reason not to look at the rest
				if err := d.Commit(); err != nil {
					t.Fatal(err)
				}
				return os.DirFS(target)
			}
		},
	}
	for name, open := range sinks {
		t.Run(name, func(t *testing.T) {
			s, done := open(t)
			first.put(t, s)
			if err := s.Copy(t.Context(), "redis/bild.png", source, "bild 1.png"); err != nil {
				t.Error(err)
			}
			for _, bad := range []string{"", ".", "/a", "../a", "a/../b", "a//b", "a\x00b", `a\b`, "a\nb",
				Marker, Marker + "-lock", "index.html", "redis", "index.html/x", "index.html/x/y"} {
				if err := s.Put(bad, nil); err == nil {
					t.Errorf("Put(%q) was accepted", bad)
				} else if !strings.Contains(err.Error(), strconv.Quote(bad)) && !strings.HasPrefix(bad, "index.html/") {
					t.Errorf("Put(%q) does not name it: %v", bad, err)
				}
			}
			if err := s.Copy(t.Context(), "new.png", source, "missing.png"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("copy of a missing file: %v", err)
			}
			if err := s.Copy(t.Context(), "new2.png", source, "dir"); err == nil {
				t.Error("a folder was copied as a file")
			}
			want := world{"redis/bild.png": "PNG"}
			for p, text := range first {
				want[p] = text
			}
			if files, size := s.(interface{ Size() (int, int64) }).Size(); files != len(want) || size != 16 {
				t.Errorf("Size() = %d, %d; want %d, 16", files, size, len(want))
			}
			if diff := cmp.Diff(want, contents(t, done())); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMemoryIsAFileSystem(t *testing.T) {
	m := NewMemory()
	first.put(t, m)
	if err := m.Copy(t.Context(), "img/a.png", fstest.MapFS{"a.png": {Data: []byte("PNG"), Mode: 0o644}}, "a.png"); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(m, "index.html", "redis/持久化.html", "a b/c#d.txt"); err != nil {
		t.Error(err)
	}
}

func TestPutKeepsNoData(t *testing.T) {
	m := NewMemory()
	data := []byte("before")
	if err := m.Put("a", data); err != nil {
		t.Fatal(err)
	}
	copy(data, "AFTER!")
	if got, _ := m.ReadFile("a"); string(got) != "before" {
		t.Errorf("file is %q", got)
	}
}

func TestManyAtOnce(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	m := NewMemory()
	want := world{}
	var wg sync.WaitGroup
	for i := range 200 {
		p := fmt.Sprintf("d%d/e%d/%d.html", i%7, i%3, i)
		want[p] = p
		wg.Go(func() {
			if err := errors.Join(d.Put(p, []byte(p)), m.Put(p, []byte(p))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, want)
	if diff := cmp.Diff(want, contents(t, m)); diff != "" {
		t.Error(diff)
	}
}

func TestSecondSiteReplacesTheFirst(t *testing.T) {
	target := filepath.Join(t.TempDir(), "new", "public")
	build(t, target, first)
	holds(t, target, first)
	d := build(t, target, second)
	holds(t, target, second)
	if d.Note() != "" {
		t.Errorf("note: %s", d.Note())
	}
	if err := d.Commit(); err == nil {
		t.Error("a second Commit was accepted")
	}
}

func TestSystemsThatOnlyRename(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, first)
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	second.put(t, d)
	if err := errors.Join(d.mark(d.next, newManifest(d.sorted())), d.shutStage(), d.swapTwice()); err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, second)

	// A build that died between the two renames.
	if err := os.Rename(target, filepath.Join(filepath.Dir(target), ".public.biji-old-x")); err != nil {
		t.Fatal(err)
	}
	d, err = NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, second)
}

func TestDiscardAndFailureLeaveTheOldSite(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, first)
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	second.put(t, d)
	if err := errors.Join(d.Discard(), d.Discard()); err != nil {
		t.Error(err)
	}
	holds(t, target, first)

	for name, source := range map[string]fs.FS{"missing": fstest.MapFS{}, "unreadable": broken{}} {
		d, err := NewDir(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		second.put(t, d)
		if err := d.Copy(t.Context(), "img.png", source, "img.png"); err == nil {
			t.Errorf("%s: copied", name)
		}
		if err := d.Commit(); err == nil || !strings.Contains(err.Error(), "img.png") {
			t.Errorf("%s: Commit says %v", name, err)
		}
		holds(t, target, first)
	}
}

// broken is a disk whose files end in an error.
type broken struct{}

func (broken) Open(name string) (fs.File, error) {
	return &badFile{openFile{bytes.NewReader(nil), memInfo{name: name, size: 9}}}, nil
}

type badFile struct{ openFile }

func (*badFile) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func (*badFile) WriteTo(io.Writer) (int64, error) { return 0, errors.New("input/output error") }

func TestH54_Refused(t *testing.T) {
	tmp := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	wd := filepath.Join(tmp, "home", "work")
	must(os.MkdirAll(wd, 0o755))
	must(os.MkdirAll(filepath.Join(tmp, "foreign"), 0o755))
	must(os.WriteFile(filepath.Join(tmp, "foreign", "thesis.tex"), []byte("x"), 0o644))
	must(os.WriteFile(filepath.Join(tmp, "file"), nil, 0o644))
	must(os.Symlink("nowhere", filepath.Join(tmp, "dangling")))
	must(os.MkdirAll(filepath.Join(tmp, "damaged"), 0o755))
	must(os.WriteFile(filepath.Join(tmp, "damaged", Marker), []byte("biji 9\n"), 0o644))
	must(os.MkdirAll(filepath.Join(tmp, "me"), 0o755))
	t.Setenv("HOME", filepath.Join(tmp, "me"))
	t.Setenv("USERPROFILE", filepath.Join(tmp, "me"))
	t.Chdir(wd)
	for target, why := range map[string]string{
		"":                             "no name",
		"/":                            "root",
		".":                            "working directory",
		"..":                           "working directory",
		tmp:                            "working directory",
		filepath.Join(tmp, "me"):       "home",
		filepath.Join(tmp, "foreign"):  "not made by biji",
		filepath.Join(tmp, "file"):     "not a folder",
		filepath.Join(tmp, "file/sub"): "not a directory",
		filepath.Join(tmp, "dangling"): "leads nowhere",
		filepath.Join(tmp, "damaged"):  "another version",
	} {
		d, err := NewDir(t.Context(), target)
		if err == nil {
			t.Errorf("%q was accepted", target)
			d.Discard()
		} else if !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v; want %q", target, err, why)
		}
	}
	if data, err := os.ReadFile(filepath.Join(tmp, "foreign", "thesis.tex")); string(data) != "x" {
		t.Errorf("foreign file: %q %v", data, err)
	}
	left, _ := filepath.Glob(filepath.Join(tmp, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestH55_ForeignFilesAreKept(t *testing.T) {
	for _, foreign := range []world{
		{"CNAME": "notes.example"},
		{".git/HEAD": "ref: x", ".git/objects/aa/b": "1"},
		{"redis/own.txt": "mine"},
		{"redis/own/deep/er.txt": "mine", ".DS_Store": "x"},
		{"assets/biji-9z.js": "x", "go.txt": "y"},
	} {
		target := filepath.Join(t.TempDir(), "public")
		build(t, target, first)
		for p, text := range foreign {
			p = filepath.Join(target, filepath.FromSlash(p))
			if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		for _, site := range []world{second, first, {"redis.html": "", "assets/x": "x"}, second} {
			d := build(t, target, site)
			if d.Note() == "" {
				t.Error("nothing is said of an update in place")
			}
			want := world{}
			for _, w := range []world{site, foreign} {
				for p, text := range w {
					want[p] = text
				}
			}
			holds(t, target, want)
		}
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	for _, c := range []struct{ foreign, site string }{
		{"go/gc.html", "go/gc.html"}, {"go", "go/gc.html"}, {"go/gc.html/x", "go/gc.html"},
	} {
		target := filepath.Join(t.TempDir(), "public")
		build(t, target, first)
		p := filepath.Join(target, filepath.FromSlash(c.foreign))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte("mine"), 0o644)); err != nil {
			t.Fatal(err)
		}
		d, err := NewDir(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		second.put(t, d)
		if err := d.Commit(); err == nil || !strings.Contains(err.Error(), "not made by biji") {
			t.Errorf("%v: %v", c, err)
		}
		want := world{c.foreign: "mine"}
		for p, text := range first {
			want[p] = text
		}
		holds(t, target, want)
	}
}

// A folder becomes a file and the reverse, also in place.
func TestFolderBecomesFile(t *testing.T) {
	sites := []world{{"a/b/c.html": "1", "x": "2"}, {"a": "3", "x/y/z": "4"}, {"a/b": "5", "x/y": "6"}, {"a/b/c.html": "7"}}
	backwards := slices.Clone(sites)
	slices.Reverse(backwards)
	for _, foreign := range []bool{false, true} {
		target := filepath.Join(t.TempDir(), "public")
		build(t, target, world{})
		if foreign {
			if err := os.WriteFile(filepath.Join(target, "CNAME"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, w := range slices.Concat(sites, backwards) {
			build(t, target, w)
			want := world{}
			if foreign {
				want["CNAME"] = ""
			}
			for p, text := range w {
				want[p] = text
			}
			holds(t, target, want)
		}
	}
}

func TestH58_TwoBuildsAtOnce(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewDir(t.Context(), target); !errors.Is(err, errBusy) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("second build: %v", err)
	}
	other, err := NewDir(t.Context(), target+"2") // its neighbour is free
	if err != nil {
		t.Fatal(err)
	}
	first.put(t, d)
	if err := errors.Join(d.Commit(), other.Discard()); err != nil {
		t.Fatal(err)
	}
	holds(t, target, first)
	build(t, target, second)
	holds(t, target, second)
}

func TestTargetIsASymlink(t *testing.T) {
	tmp := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(tmp, "real"), 0o755), os.Symlink("real", filepath.Join(tmp, "public"))); err != nil {
		t.Skip(err)
	}
	build(t, filepath.Join(tmp, "public"), first)
	holds(t, filepath.Join(tmp, "real"), first)
	if info, err := os.Lstat(filepath.Join(tmp, "public")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the symlink is gone: %v %v", info, err)
	}
}

func TestUserFoldersWithSimilarNamesStay(t *testing.T) {
	tmp := t.TempDir()
	mine := filepath.Join(tmp, ".public.biji-notes")
	if err := os.Mkdir(mine, 0o755); err != nil {
		t.Fatal(err)
	}
	build(t, filepath.Join(tmp, "public"), first)
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

func FuzzPut(f *testing.F) {
	for _, p := range []string{"a/b", "a", "a/b/c", "../x", ".biji", "a\\b"} {
		f.Add(p, "a/b")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		m := NewMemory()
		ok := map[string]bool{}
		for _, p := range []string{a, b} {
			if m.Put(p, []byte(p)) == nil {
				ok[p] = true
			}
		}
		got := contents(t, m)
		for p := range ok {
			if got[p] != p {
				t.Errorf("%q is lost", p)
			}
		}
		if len(got) != len(ok) {
			t.Errorf("%d files of %d", len(got), len(ok))
		}
	})
}

func BenchmarkDir(b *testing.B) {
	target := filepath.Join(b.TempDir(), "public")
	page := bytes.Repeat([]byte("x"), 20<<10)
	for b.Loop() {
		d, err := NewDir(context.Background(), target)
		if err != nil {
			b.Fatal(err)
		}
		var wg sync.WaitGroup
		for w := range 2 {
			wg.Go(func() {
				for i := range 500 {
					if err := d.Put(fmt.Sprintf("d%d/%d-%d.html", i%20, w, i), page); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if err := d.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// An update in place that fails says that the site is half updated only if it
// is.
func TestHalfUpdatedOnlyIfSo(t *testing.T) {
	for lost, half := range map[string]bool{"assets/biji-2b.js": false, "index.html": true} {
		target := filepath.Join(t.TempDir(), "public")
		build(t, target, first)
		if err := os.WriteFile(filepath.Join(target, "CNAME"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := NewDir(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		second.put(t, d)
		if err := d.stage.Remove(lost); err != nil {
			t.Fatal(err)
		}
		err = d.Commit()
		if err == nil || strings.Contains(err.Error(), "half updated") != half || strings.Contains(err.Error(), "left as it was") == half {
			t.Errorf("without %s: %v", lost, err)
		}
		if !half {
			w := contents(t, os.DirFS(target))
			delete(w, "CNAME")
			if diff := cmp.Diff(first, w); diff != "" {
				t.Error(diff)
			}
			marker, err := os.ReadFile(filepath.Join(target, Marker))
			if err != nil || strings.Contains(string(marker), "2b.js") {
				t.Errorf("the marker says %s %v", marker, err)
			}
		}
	}
}

// After an interrupt the removal of a large site does not keep anybody waiting;
// the next build removes the rest.
func TestRemovalAfterInterrupt(t *testing.T) {
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	ctx, interrupt := context.WithCancel(t.Context())
	d, err := NewDir(ctx, target)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		for k := range 600 {
			if err := d.Put(fmt.Sprintf("d%d/%d.html", i, k), nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	interrupt()
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	left := count(t, parent)
	if removed := 12*600 - left; removed == 0 || removed > budget.LateRemovals || d.Note() == "" {
		t.Errorf("%d removed, %d left, note %q", removed, left, d.Note())
	}
	d, err = NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if left := count(t, parent); left > 1 {
		t.Errorf("the next build leaves %d files", left)
	}
	if err := d.Discard(); err != nil || d.Note() != "" {
		t.Error(err, d.Note())
	}
}

// count counts the files in a folder and below.
func count(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
