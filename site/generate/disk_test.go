package generate_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
)

// journey searches in the dialog by the keyboard and on the page of results by
// a click, and holds that each leads to a section whose matches are marked.
// base is the address of the site, with a slash at its end.
func (s searcher) journey(base string) {
	s.Helper()
	const hash = `decodeURIComponent(location.hash)`
	const landed = hash + ` + (document.querySelector(".biji-marks-at")?.textContent.replace(/\d+/g, "n") ?? "") +
		[...document.querySelectorAll(".biji-mark[data-now]")].every((m) => m.getBoundingClientRect().bottom < innerHeight)`
	s.Open(base + "index.html")
	s.asks("三次握手")
	s.found("三次握手")
	s.Press(browser.Enter)
	s.Sees(landed, "#三次握手第 n 处，共 n 处true")
	s.Sees(`document.querySelector(".biji-mark").textContent`, "三次握手")
	s.Sees(`[...document.images].map((i) => { i.loading = "eager"; return i.complete && i.naturalWidth > 0 }).join()`, "true")

	s.Open(base + "search.html?q=三次我手") // which takes a table, and the browser's own GB 2312
	s.found("三次握手")

	s.Open(base + "search.html?q=SO_REUSEADDR")
	s.found("SO_REUSEADDR")
	want := s.Ask(`decodeURIComponent(new URL(document.querySelector("[role=option]").href).hash)`)
	s.Run(`document.querySelector("[role=option]").click()`)
	s.Sees(hash+` + document.querySelectorAll(".biji-marks").length`, want+"1")
}

// found waits for hits, of which the first speaks of what was asked.
func (s searcher) found(text string) {
	s.Helper()
	got := s.outcome()
	if lines := strings.SplitN(got, "\n", 3); lines[0] != "hits" || !strings.Contains(lines[1], text) {
		s.Fatalf("the reader sees %.300q", got)
	}
}

// folders is where readers put what they have unpacked.
var folders = []string{"a&b+c=d;e,(f)[g]{h}~!@$^`?q=1", "my notes", "C# #1", "100% %20", "笔记 é é", "😀👩‍💻", `it's "quoted"`,
	".hidden", "-rf", "..name", "a%2e%2e%2fb", "%23%3F%", "two  spaces ", "Straße İstanbul", "ملاحظات", "con", "a;type=b", "a\\b", "e\u0301 NFD", strings.Repeat("很长", 40)}

// TestDisk: one site, in folders of all names, opened from disk and served
// below such a path, is searched in both browsers.
func TestDisk(t *testing.T) {
	memory, _ := realSite(t)
	top := t.TempDir()
	dir := filepath.Join(top, "site")
	if err := os.CopyFS(dir, memory); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(top)))
	t.Cleanup(server.Close)
	readers := map[string]*browser.Reader{}
	for _, b := range browsers.All(t) { // also in a short run: pages on disk is where they differ
		readers[b.Name()] = browser.NewReader(t, b)
	}
	for _, folder := range testkit.Some(folders, 1, 1) {
		moved := filepath.Join(top, folder)
		if err := os.Rename(dir, moved); err != nil {
			t.Fatal(err)
		}
		dir = moved
		for name, r := range readers {
			t.Run(name+"/"+folder, func(t *testing.T) {
				searcher{r.For(t)}.journey(fileURL(dir) + "/")
			})
		}
	}
	for name, r := range readers {
		t.Run(name+"/http", func(t *testing.T) {
			searcher{r.For(t)}.journey(server.URL + strings.TrimPrefix(fileURL("/"+filepath.Base(dir)), "file://") + "/")
		})
	}
}

// TestDiskFaults: a file of the search that is missing on disk, or damaged, is
// said, and when it is there again the button finds it. What an empty box shows is
// not missed.
func TestDiskFaults(t *testing.T) {
	memory, _ := realSite(t)
	dir := filepath.Join(t.TempDir(), "my notes")
	if err := os.CopyFS(dir, memory); err != nil {
		t.Fatal(err)
	}
	for i, b := range browsers.Some(t) {
		s := searcher{browser.NewReader(t, b)}
		s.Open(fileURL(dir) + "/index.html")
		s.asks("進程")
		want := s.outcome()
		names, _ := needed(s, serveFaults(s, memory), "進程") // disks tell nobody what is read
		names = slices.DeleteFunc(names, func(name string) bool { return path.Ext(name) != ".js" || strings.HasPrefix(name, reminder) })
		t.Run(b.Name()+"/reminder", func(t *testing.T) {
			searcher{s.For(t)}.missesNoReminder(t, dir, want)
		})
		if len(names) < 5 {
			t.Fatal(names)
		}
		for k, name := range testkit.Some(append(names[:3], names[len(names)-2:]...), 1, 1) {
			damages := []string{"missing", "empty", "half", "flip"}
			what := damages[(k+2*i)%len(damages)]
			t.Run(b.Name()+"/"+path.Base(name)+"/"+what, func(t *testing.T) {
				s := searcher{s.For(t)}
				restore := damage(t, filepath.Join(dir, filepath.FromSlash(name)), what)
				s.Open(fileURL(dir) + "/index.html")
				s.Run(`window.same = true`)
				s.asks("進程")
				if got := s.outcome(); got != "failed" {
					t.Errorf("the reader sees %.200q", got)
				}
				restore()
				s.Run(clickRetry)
				if got := s.outcome(); got != want {
					t.Errorf("after the button the reader sees %.200q", got)
				}
				s.Sees(`window.same`, "true")
			})
		}
	}
}

// reminder is how the name of the script begins that shows below an empty box what
// was asked and read.
const reminder = "assets/recent-"

// missesNoReminder holds that a search whose box was empty for a while answers want
// without the reminder, missing or damaged, and says nothing of it.
func (s searcher) missesNoReminder(t *testing.T, dir, want string) {
	files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(reminder)+"*.js"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	for _, what := range []string{"half", "missing"} {
		restore := damage(t, files[0], what)
		defer restore()
		s.Open(fileURL(dir) + "/index.html")
		s.Run(`window.tried = 0; new MutationObserver((all) => { for (const { removedNodes } of all) for (const n of removedNodes) if (n.src?.includes("` + reminder + `")) tried++ }).observe(document.head, { childList: true })`)
		s.Press("/")
		s.Sees(`tried > 1`, "true")
		s.Sees(`document.querySelectorAll(".biji-find-message button").length`, "0")
		s.asksOn("進程")
		if got := s.outcome(); got != want {
			t.Errorf("%s: the reader sees %.200q", what, got)
		}
	}
}

func damage(t *testing.T, file, what string) (restore func()) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(data []byte) {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	switch what {
	case "missing":
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	case "empty":
		write(nil)
	case "half":
		write(data[:len(data)/2])
	case "flip":
		write(otherLetter(data))
	}
	return func() { write(data) }
}

// zipOf makes the zip of notes of this repository, and of hostile ones.
func zipOf(t *testing.T, workers int) []byte {
	t.Helper()
	notes := world(`-- con.md --
# Con
-- aux/nul.md --
# Nul
-- dots.../end. .md --
# Dots
-- Case.md --
# Case
-- case.MD --
# case
-- a:b?c*d|e"f<g>h.md --
# Signs
-- pics/CON.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
-- pics/Pic.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
-- pics/pic.SVG --
<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>
-- pictures.md --
![](pics/CON.svg) ![](pics/Pic.svg) ![](pics/pic.SVG)
`)
	notes[strings.Repeat("深/", 30)+strings.Repeat("长", 60)+".md"] = notes["con.md"]
	content := os.DirFS(testkit.OwnContent(t))
	folder := testkit.Times("network/", "", "")
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "biji.toml" || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		if !strings.HasPrefix(name, folder) && !strings.HasPrefix(name, "pics/") {
			return nil
		}
		data, err := fs.ReadFile(content, name)
		file := *notes["con.md"]
		file.Data = data
		notes[name] = &file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	memory, _ := buildMemory(t, notes, site.Options{Title: "笔记"}, workers)
	return bundled(t, memory)
}

func bundled(t *testing.T, memory *output.Memory) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := archive.Write(t.Context(), &b, memory, "my notes", "zh"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBundle: the zip of a site has the same bytes twice, only names that
// every system takes, and what comes out of it is searched from disk.
func TestBundle(t *testing.T) {
	data := zipOf(t, 1)
	if !bytes.Equal(data, zipOf(t, 4)) {
		t.Error("another zip the second time")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, f := range z.File {
		for _, why := range refusedBySystems(f) {
			t.Errorf("%q: %s", f.Name, why)
		}
		folded := strings.ToLower(norm.NFC.String(strings.TrimSuffix(f.Name, "/")))
		if other := seen[folded]; other != "" {
			t.Errorf("%q and %q are one file on some systems", f.Name, other)
		}
		seen[folded] = f.Name
	}
	if len(seen) < 100 {
		t.Fatalf("only %d files", len(seen))
	}
	dir := filepath.Join(t.TempDir(), "从 网上#下载 100%")
	for _, f := range z.File {
		unzip(t, f, dir)
	}
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			searcher{browser.NewReader(t, b)}.journey(fileURL(filepath.Join(dir, "my notes")) + "/")
		})
	}
}

// refusedBySystems says what is wrong with an entry, by the rules in
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func refusedBySystems(f *zip.File) (why []string) {
	const utf8Names = 1 << 11 // APPNOTE.TXT 4.4.4
	if f.Flags&utf8Names == 0 {
		why = append(why, "its name is not said to be UTF-8")
	}
	if !strings.HasPrefix(f.Name, "my notes/") {
		why = append(why, "not in the one folder")
	}
	if !f.Mode().IsRegular() && !f.Mode().IsDir() {
		why = append(why, "neither file nor folder: "+f.Mode().String())
	}
	if n := len(utf16.Encode([]rune(f.Name))); n > 180+len("my notes/") {
		why = append(why, "too long a path")
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(f.Name, "/"), "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		switch stem = strings.TrimSpace(stem); {
		case part == "" || part == "." || part == "..":
			why = append(why, "an odd part")
		case strings.ContainsAny(part, "<>:\"\\|?*\x00\x7f"):
			why = append(why, "a sign that Windows refuses")
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			why = append(why, "Windows drops its end")
		case stem == "con" || stem == "prn" || stem == "aux" || stem == "nul",
			len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] >= '0' && stem[3] <= '9':
			why = append(why, "a device on Windows")
		}
	}
	return why
}

func unzip(t *testing.T, f *zip.File, dir string) {
	t.Helper()
	target := filepath.Join(dir, filepath.FromSlash(f.Name))
	if f.Mode().IsDir() {
		if err := os.MkdirAll(target, 0o755); err != nil {
			t.Fatal(err)
		}
		return
	}
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil { // checks the CRC as well
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(target, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
