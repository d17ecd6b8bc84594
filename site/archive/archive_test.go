package archive_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/slug"
)

// A world is a site: paths and texts.
type world map[string]string

func (w world) fs() fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range w {
		fsys[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(len(name))*1e6, 0), Mode: 0o600}
	}
	return fsys
}

func noise(n int) string {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(b)
	return string(b)
}

func pack(t *testing.T, fsys fs.FS, lang string) ([]byte, []string) {
	t.Helper()
	var b bytes.Buffer
	problems, err := archive.Write(t.Context(), &b, fsys, "site", lang)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range problems {
		if p.Kind != site.BadFile {
			t.Errorf("%s is of the kind %s", p, p.Kind)
		}
		lines = append(lines, p.String())
	}
	return b.Bytes(), lines
}

func open(t *testing.T, data []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// files is what a program finds in the zip, without the one that says how to
// unpack it.
func files(t *testing.T, data []byte, hint string) world {
	t.Helper()
	got := world{}
	for _, f := range open(t, data).File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		name, ok := strings.CutPrefix(f.Name, "site/")
		if !ok {
			t.Errorf("%s is not in the folder", f.Name)
		}
		got[name] = string(text)
	}
	if !strings.Contains(got[hint], "index.html") {
		t.Errorf("%s says %q", hint, got[hint])
	}
	delete(got, hint)
	return got
}

var plain = world{
	"index.html":              strings.Repeat("<p>首页</p>", 500),
	"redis/持久化.html":          strings.Repeat("AOF RDB ", 300),
	"assets/picture.png":      noise(5000),
	"assets/empty.css":        "",
	"search/ab/c00001.js":     fmt.Sprintf("__biji(1,%x)", noise(900)),
	"a/b/c/d/e/f/deep.html":   "x",
	"emoji/😀 with space.html": "y",
}

func TestWhatGoesInComesOut(t *testing.T) {
	data, problems := pack(t, plain.fs(), "en")
	if len(problems) > 0 {
		t.Error(problems)
	}
	if diff := cmp.Diff(plain, files(t, data, "Extract first.txt")); diff != "" {
		t.Errorf("-site +zip\n%s", diff)
	}
	z := open(t, data)
	names := make([]string, len(z.File))
	for i, f := range z.File {
		names[i] = f.Name
		switch {
		case f.Flags != 1<<11:
			t.Errorf("%s: flags %x", f.Name, f.Flags)
		case f.ModifiedDate != 0x21 || f.ModifiedTime != 0:
			t.Errorf("%s is of %s", f.Name, f.Modified)
		case f.Mode() != 0o644:
			t.Errorf("%s: mode %v", f.Name, f.Mode())
		case len(f.Extra) > 0:
			t.Errorf("%s: extra fields %x", f.Name, f.Extra)
		}
		wantMethod := zip.Deflate
		if strings.Contains("site/assets/picture.png site/assets/empty.css site/a/b/c/d/e/f/deep.html site/emoji/😀 with space.html", f.Name) {
			wantMethod = zip.Store
		}
		if f.Method != wantMethod {
			t.Errorf("%s: method %d", f.Name, f.Method)
		}
	}
	if !slices.IsSorted(names) {
		t.Error("not sorted:", names)
	}
}

// One file after the other could be read without the directory at the end.
func TestSizesStandBeforeTheFiles(t *testing.T) {
	data, _ := pack(t, plain.fs(), "en")
	if n := bytes.Count(data, []byte("PK\x07\x08")); n > 0 {
		t.Errorf("%d data descriptors", n)
	}
}

func TestSameSiteSameBytes(t *testing.T) {
	w := maps.Clone(plain)
	for i := range 300 {
		w[fmt.Sprintf("notes/%d.html", i)] = strings.Repeat(fmt.Sprint(i), 1+i*i%5000)
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one, _ := pack(t, w.fs(), "zh-CN")
	runtime.GOMAXPROCS(8)
	eight, _ := pack(t, w.fs(), "zh-CN")
	if !bytes.Equal(one, eight) {
		t.Error("the bytes depend on the number of workers")
	}
}

func TestLargeFilesAreCopied(t *testing.T) {
	w := world{"film.mp4": strings.Repeat("0123456789abcdef", 17<<16)}
	data, _ := pack(t, w.fs(), "en")
	if !cmp.Equal(w, files(t, data, "Extract first.txt")) {
		t.Error("the film is not what it was")
	}
}

func TestNames(t *testing.T) {
	long := strings.Repeat("很长/", 60) + "x.html"
	for _, c := range []struct {
		names   string // of the site, separated by |
		want    string // of the zip, if others
		problem string
	}{
		{names: "a.html|A/b.html"},
		{names: "con.html", want: "", problem: `con.html: is left out of the zip: "con" is a device on Windows (rename what it comes from)`},
		{names: "x/NUL", want: "", problem: `x/NUL: is left out of the zip: "NUL" is a device on Windows (rename what it comes from)`},
		{names: "aux .tar.gz", want: "", problem: `aux .tar.gz: is left out of the zip: "aux " is a device on Windows (rename what it comes from)`},
		{names: "COM¹.txt", want: "", problem: `COM¹.txt: is left out of the zip: "COM¹" is a device on Windows (rename what it comes from)`},
		{names: "lpt9/x", want: "", problem: `lpt9: is left out of the zip: "lpt9" is a device on Windows (rename what it comes from)`},
		{names: "com10.html|lpt.html|con-.html|icon.png|com12|common"},
		{names: "end.", want: "", problem: `end.: is left out of the zip: Windows allows no dot or space at the end of a name (rename what it comes from)`},
		{names: "end /x", want: "", problem: `end : is left out of the zip: Windows allows no dot or space at the end of a name (rename what it comes from)`},
		{names: "a:b", want: "", problem: `a:b: is left out of the zip: Windows allows no ':' in a name (rename what it comes from)`},
		{names: `a\..\b`, want: "", problem: `a\..\b: is left out of the zip: Windows allows no '\\' in a name (rename what it comes from)`},
		{names: "what?.html|ok", want: "ok", problem: `what?.html: is left out of the zip: Windows allows no '?' in a name (rename what it comes from)`},
		{names: "a\tb", want: "", problem: `a\tb: is left out of the zip: its name has a control character (rename what it comes from)`},
		{names: "a\xffb", want: "", problem: "a\ufffdb: is left out of the zip: its name is not UTF-8 (rename what it comes from)"},
		{names: strings.Repeat("n", 256), want: "", problem: strings.Repeat("n", 256) + ": is left out of the zip: its name is longer than 255 bytes (rename what it comes from)"},
		{names: ".nojekyll|.biji|.git/config|a/.x/y|a/b", want: "a/b"},
		{names: "Readme.html|readme.html", want: "Readme.html", problem: `readme.html: is left out of the zip: on many disks it is the same as "Readme.html" (rename what it comes from)`},
		{names: "e\u0301.html|\u00e9.html", want: "e\u0301.html", problem: "\u00e9.html: is left out of the zip: on many disks it is the same as \"e\u0301.html\" (rename what it comes from)"},
		{names: "A|a/b", want: "A", problem: `a/b: is left out of the zip: on many disks it is the same as "A" (rename what it comes from)`},
		{names: "A/b|a", want: "A/b", problem: `a: is left out of the zip: on many disks it is the same as "A" (rename what it comes from)`},
		{names: long},
		{names: strings.Repeat("很", 80) + "/" + strings.Repeat("长", 80) + ".html"},
	} {
		w := world{}
		for name := range strings.SplitSeq(c.names, "|") {
			w[name] = "text"
		}
		data, problems := pack(t, w.fs(), "en")
		if c.want == "" && c.problem == "" {
			c.want = c.names
		}
		want := slices.DeleteFunc(strings.Split(c.want, "|"), func(s string) bool { return s == "" })
		slices.Sort(want)
		got := slices.Sorted(maps.Keys(files(t, data, "Extract first.txt")))
		if !slices.Equal(got, want) {
			t.Errorf("%q: the zip has %q", c.names, got)
		}
		if p := strings.Join(problems, "\n"); p != c.problem {
			t.Errorf("%q: problems %q", c.names, p)
		}
	}
}

// Addresses that biji makes of any name can be unpacked anywhere.
func TestAddressesAreGoodNames(t *testing.T) {
	w := world{}
	for _, name := range []string{
		"con", "NUL.tar", "COM¹", "lpt9 ", "aux.", "a:b", `c:\x`, "what?", "tab\there", "...", ". .", "~$x", "conin$", "é", "e\u0301 2",
		"😀", strings.Repeat("长", 300), "C#", "C++", "<b>", "a|b", "\u202ertl", "100%", "a\x7fb", "\u0085",
	} {
		w[slug.Path(name)+".html"] = name
	}
	data, problems := pack(t, w.fs(), "en")
	if len(problems) > 0 {
		t.Error(problems)
	}
	if diff := cmp.Diff(w, files(t, data, "Extract first.txt")); diff != "" {
		t.Errorf("-site +zip\n%s", diff)
	}
}

func TestTheHint(t *testing.T) {
	for _, c := range []struct{ lang, name, says string }{
		{"zh-CN", "请先解压.txt", "先把整个压缩包解压"},
		{"zh", "请先解压.txt", "index.html"},
		{"en", "Extract first.txt", "Extract the whole zip"},
		{"", "Extract first.txt", "index.html"},
		{"zhx", "Extract first.txt", "index.html"},
	} {
		data, _ := pack(t, world{"index.html": "x"}.fs(), c.lang)
		text, err := fs.ReadFile(open(t, data), "site/"+c.name)
		if err != nil || !bytes.Contains(text, []byte(c.says)) || !bytes.HasPrefix(text, []byte("\ufeff")) {
			t.Errorf("%s: %q %v", c.lang, text, err)
		}
		if bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) {
			t.Errorf("%s: %q", c.lang, text)
		}
	}
	w := world{"extract first.TXT": "a note", "Extract first 2.txt/x": "y"}
	data, problems := pack(t, w.fs(), "en")
	if len(problems) > 0 || !cmp.Equal(files(t, data, "Extract first 3.txt"), w) {
		t.Errorf("%v, %v", problems, open(t, data).File)
	}
}

func TestBadFolderName(t *testing.T) {
	for _, top := range []string{"", ".", "..", "a/b", `a\b`, "con", "x ", ".x", "a:"} {
		if _, err := archive.Write(t.Context(), io.Discard, fstest.MapFS{}, top, "en"); err == nil {
			t.Errorf("%q was taken for a folder", top)
		}
	}
}

// odd is a file system with one file, which is as one pleases.
type odd struct {
	fstest.MapFS
	size int64
	mode fs.FileMode
}

func (o odd) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := o.MapFS.ReadDir(name)
	for i, e := range entries {
		info, _ := e.Info()
		entries[i] = fs.FileInfoToDirEntry(oddInfo{info, o})
	}
	return entries, err
}

type oddInfo struct {
	fs.FileInfo
	o odd
}

func (i oddInfo) Size() int64       { return i.o.size }
func (i oddInfo) Mode() fs.FileMode { return i.o.mode }

func TestOddFiles(t *testing.T) {
	for _, c := range []struct {
		size int64
		mode fs.FileMode
		want string
	}{
		{4, fs.ModeSymlink, "x.html: is left out of the zip: it is a symbolic link (put the file itself there)"},
		{4, fs.ModeNamedPipe, "x.html: is left out of the zip: it is not a regular file"},
		{1 << 32, 0, "x.html: is left out of the zip: it has 4 GB or more"},
	} {
		fsys := odd{world{"x.html": "text"}.fs(), c.size, c.mode}
		data, problems := pack(t, fsys, "en")
		if len(files(t, data, "Extract first.txt")) > 0 || strings.Join(problems, "") != c.want {
			t.Errorf("%q", problems)
		}
	}
	_, err := archive.Write(t.Context(), io.Discard, odd{world{"x.html": "text"}.fs(), 100 << 20, 0}, "site", "en")
	if err == nil || !strings.Contains(err.Error(), "changed while it was read") {
		t.Errorf("a large file that shrank: %v", err)
	}
}

// broken fails when one file is opened.
type broken struct {
	fstest.MapFS
}

func (b broken) Open(name string) (fs.File, error) {
	if name == "b.html" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadFile(name string) ([]byte, error) {
	if _, err := b.Open(name); err != nil {
		return nil, err
	}
	return b.MapFS.ReadFile(name)
}

type full struct{ left int }

var errFull = errors.New("disk full")

func (w *full) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestErrorsEndTheZip(t *testing.T) {
	w := world{"b.html": "x"}
	for i := range 100 {
		w[fmt.Sprintf("%d.html", i)] = noise(2000)
	}
	_, err := archive.Write(t.Context(), io.Discard, broken{w.fs()}, "site", "en")
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "b.html") {
		t.Errorf("unreadable file: %v", err)
	}
	for left := 0; left < 300_000; left += 7000 {
		_, err := archive.Write(t.Context(), &full{left}, w.fs(), "site", "en")
		if left < 200_000 && !errors.Is(err, errFull) {
			t.Errorf("disk with %d bytes: %v", left, err)
		}
	}
}

func TestMade(t *testing.T) {
	ours, _ := pack(t, plain.fs(), "en")
	var other bytes.Buffer
	if err := zip.NewWriter(&other).Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"ours", ours, true}, {"another zip", other.Bytes(), false}, {"half", ours[:len(ours)/2], false},
		{"nothing", nil, false}, {"text", []byte("my thesis"), false},
	} {
		if got := archive.Made(bytes.NewReader(c.data), int64(len(c.data))); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Info-ZIP and Python have their own readers of the format.
func TestOtherProgramsUnpackIt(t *testing.T) {
	data, _ := pack(t, plain.fs(), "zh-CN")
	for _, program := range [][]string{{"unzip", "-q", "site.zip"}, {"python3", "-m", "zipfile", "-e", "site.zip", "."}} {
		t.Run(program[0], func(t *testing.T) {
			if _, err := exec.LookPath(program[0]); err != nil {
				t.Skip(err)
			}
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "site.zip"), data, 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(program[0], program[1:]...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			got := world{}
			root := os.DirFS(filepath.Join(dir, "site"))
			err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				text, err := fs.ReadFile(root, p)
				got[p] = string(text)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			delete(got, "请先解压.txt")
			if diff := cmp.Diff(plain, got); diff != "" {
				t.Errorf("-site +folder\n%s", diff)
			}
		})
	}
}

// Whatever the names are: nothing that unpacks outside its folder or onto
// another file, and everything that is not in the zip is reported.
func FuzzNames(f *testing.F) {
	f.Add("a.html", "A.html")
	f.Add("con", "x/../y")
	f.Add("a/b", "a")
	f.Add(`c:\x`, "é")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !fs.ValidPath(a) || !fs.ValidPath(b) || a == "." || b == "." ||
			a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/") {
			return
		}
		data, problems := pack(t, world{a: "1", b: "2"}.fs(), "en")
		seen := map[string]bool{}
		for _, file := range open(t, data).File {
			if !filepath.IsLocal(file.Name) || strings.ContainsAny(file.Name, `\:`) || seen[strings.ToLower(file.Name)] {
				t.Errorf("%q", file.Name)
			}
			seen[strings.ToLower(file.Name)] = true
		}
		hidden := 0
		for _, name := range []string{a, b} {
			if name[0] == '.' || strings.Contains(name, "/.") {
				hidden++
			}
		}
		if len(seen) < 3-hidden && len(problems) == 0 {
			t.Errorf("%q or %q is missing: %q", a, b, slices.Sorted(maps.Keys(seen)))
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	w := world{}
	for i := range 500 {
		w[fmt.Sprintf("notes/%d.html", i)] = strings.Repeat(plain["index.html"], 4) + noise(4000)
		w[fmt.Sprintf("search/%d.js", i)] = fmt.Sprintf("%x", noise(5000))
	}
	fsys, size := w.fs(), 0
	for _, text := range w {
		size += len(text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := archive.Write(b.Context(), io.Discard, fsys, "site", "en"); err != nil {
			b.Fatal(err)
		}
	}
}
