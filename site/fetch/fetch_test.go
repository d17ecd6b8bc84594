package fetch

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
)

var dot = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 3))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`

// A folder is one to fetch into.
type folder struct {
	*testing.T
	dir  string
	root *os.Root
}

func newFolder(t *testing.T) *folder {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &folder{t, dir, root}
}

// quick are options for tests against a server of this computer.
func quick() Options {
	return Options{Private: true, Pause: time.Millisecond, Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }}
}

func (f *folder) fetch(o Options, addresses ...string) Report {
	f.Helper()
	r, err := Pictures(f.Context(), f.root, addresses, o)
	if err != nil {
		f.Fatal(err)
	}
	return r
}

func (f *folder) path(name string) string {
	return filepath.Join(f.dir, filepath.FromSlash(site.FetchedDir), name)
}

// index is what the index says, each file being whole.
func (f *folder) index() map[string]string {
	f.Helper()
	data, err := os.ReadFile(f.path("index.txt"))
	if err != nil {
		f.Fatal(err)
	}
	all, err := site.ParseFetched(data)
	if err != nil {
		f.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range all {
		data, err := os.ReadFile(f.path(e.File))
		if ext, reason := kind(data); err != nil || reason != "" || "."+ext != filepath.Ext(e.File) {
			f.Errorf("%s: %v %s", e.File, err, reason)
		}
		files[e.URL] = e.File
	}
	return files
}

// names lists the folder.
func (f *folder) names() (names []string) {
	f.Helper()
	entries, err := os.ReadDir(f.path(""))
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A faulty is a server with faults. It counts the requests for each path.
type faulty struct {
	*httptest.Server
	mu   sync.Mutex
	seen map[string]int
	bad  []string // what no request should have
}

func newFaulty(t *testing.T) *faulty {
	s := &faulty{seen: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *faulty) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen[path]
}

// asked is how many paths were asked for.
func (s *faulty) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seen)
}

func (s *faulty) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.seen[r.URL.Path]++
	n := s.seen[r.URL.Path]
	if r.Header.Get("Referer") != "" || r.Header.Get("Cookie") != "" || !strings.HasPrefix(r.UserAgent(), "biji") {
		s.bad = append(s.bad, fmt.Sprint(r.URL, r.Header))
	}
	s.mu.Unlock()
	path, _, _ := strings.Cut(r.URL.Path[1:], "-")
	switch path {
	case "dot.png":
		w.Header().Set("Set-Cookie", "a=b")
		w.Write(dot)
	case "lies.html": // the name and the header say something else
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(drawing))
	case "page.png":
		w.Header().Set("Content-Type", "image/png")
		w.Write([]byte("<!DOCTYPE html><title>Log in</title>"))
	case "script.svg":
		w.Write([]byte(strings.Replace(drawing, "<path", "<script>alert(1)</script><path", 1)))
	case "short.png": // less than was promised
		w.Header().Set("Content-Length", fmt.Sprint(len(dot)))
		w.Write(dot[:20])
	case "cut.png": // and nothing was promised
		w.Write(dot[:len(dot)-12])
	case "once-short.png":
		w.Write(dot)
	case "flaky.png":
		if n < 3 {
			panic(http.ErrAbortHandler)
		}
		w.Write(dot)
	case "dead.png":
		panic(http.ErrAbortHandler)
	case "huge.png":
		w.Write(dot)
		for range 300 {
			w.Write(make([]byte, 1<<10))
		}
	case "long.png": // says so, and would never end
		w.Header().Set("Content-Length", "1000000000000")
		w.Write(dot)
	case "slow.png":
		w.Write(dot[:20])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	case "silent.png":
		<-r.Context().Done()
	case "loop.png":
		http.Redirect(w, r, "/loop.png", http.StatusFound)
	case "hop":
		http.Redirect(w, r, "/dot.png", http.StatusMovedPermanently)
	case "file.png":
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	case "busy.png":
		w.Header().Set("Retry-After", "0")
		if n < 3 {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		w.Write(dot)
	case "tomorrow.png":
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusServiceUnavailable)
	case "empty.png":
	default:
		code := http.StatusNotFound
		fmt.Sscan(path, &code)
		w.WriteHeader(code)
	}
}

// Each fault of a server has its words in the report, and leaves no file.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		path, want string // want is the end of the file's name, or why there is none
		tries      int
	}{
		{"/dot.png", ".png", 1},
		{"/lies.html", ".svg", 1},
		{"/hop", ".png", 1},
		{"/flaky.png", ".png", 3},
		{"/busy.png", ".png", 3},
		{"/page.png", "a web page, no picture", 1},
		{"/script.svg", "an SVG with a script", 1},
		{"/short.png", "the answer is cut off", 3},
		{"/cut.png", "the answer is cut off", 3},
		{"/dead.png", "no connection", 3},
		{"/huge.png", "larger than 1 MB", 1},
		{"/long.png", "larger than 1 MB", 1},
		{"/slow.png", "no answer in time", 3},
		{"/silent.png", "no answer in time", 3},
		{"/loop.png", "too many redirects", 6},
		{"/file.png", "a redirect to neither http nor https", 1},
		{"/tomorrow.png", "HTTP 503 Service Unavailable", 1},
		{"/empty.png", "an empty answer", 1},
		{"/404", "HTTP 404 Not Found", 1},
		{"/403", "HTTP 403 Forbidden", 1},
		{"/500", "HTTP 500 Internal Server Error", 3},
		{"/204", "HTTP 204 No Content", 1},
	} {
		t.Run(c.path[1:], func(t *testing.T) {
			t.Parallel()
			s, f := newFaulty(t), newFolder(t)
			o := quick()
			if o.MaxSize = 100 << 10; c.want == "no answer in time" {
				o.Timeout = 100 * time.Millisecond
			}
			address := s.URL + c.path
			r := f.fetch(o, address)
			if ext, ok := strings.CutPrefix(c.want, "."); ok {
				if want := stem(address) + "." + ext; f.index()[address] != want || r.Fetched != 1 || len(r.Failed) > 0 {
					t.Errorf("%+v, want %s", r, want)
				}
			} else if diff := cmp.Diff([]Failure{{address, c.want}}, r.Failed); diff != "" || slices.ContainsFunc(f.names(), isCopy) {
				t.Errorf("%v %s", f.names(), diff)
			}
			if n := s.count(c.path); n != c.tries || len(s.bad) > 0 {
				t.Errorf("asked %d times, want %d; %v", n, c.tries, s.bad)
			}
		})
	}
}

// A second run asks only for what is not there; --again asks for all, and keeps
// what it cannot have anew.
func TestResume(t *testing.T) {
	s, f := newFaulty(t), newFolder(t)
	a, b, gone := s.URL+"/dot.png-a", s.URL+"/dot.png-b", s.URL+"/404"
	if r := f.fetch(quick(), a, b, a, gone); r.Fetched != 2 || len(r.Failed) != 1 || r.Bytes != int64(2*len(dot)) {
		t.Errorf("%+v", r)
	}
	if r := f.fetch(quick(), a, b); r.Kept != 2 || s.count("/dot.png-a") != 1 {
		t.Errorf("%+v", r)
	}
	// A file that is lost, or a link, is fetched anew, and nothing is written where the link leads.
	other := filepath.Join(f.dir, "other.md")
	files := f.index()
	for _, err := range []error{os.WriteFile(other, []byte("mine"), 0o644), os.Remove(f.path(files[a])), os.Symlink(other, f.path(files[a]))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if r := f.fetch(quick(), a, b); r.Fetched != 1 || r.Kept != 1 {
		t.Errorf("%+v", r)
	}
	if text, err := os.ReadFile(other); string(text) != "mine" {
		t.Error("written through a link", err)
	}
	// A killed run could not write the index.
	if err := os.Remove(f.path("index.txt")); err != nil {
		t.Fatal(err)
	}
	if r := f.fetch(quick(), a, b); r.Kept != 2 {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff(files, f.index()); diff != "" {
		t.Error(diff)
	}
	again := quick()
	again.Again = true
	s.Close()
	if r := f.fetch(again, a, b); len(r.Failed) != 2 || len(f.index()) != 2 {
		t.Errorf("%+v", r)
	}
}

// What is fetched before an interrupt is kept, and nothing is left half.
func TestInterrupt(t *testing.T) {
	s, f := newFaulty(t), newFolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := quick()
	o.Progress = func(done, total int) {
		if done == 3 {
			cancel()
		}
	}
	var all []string
	for i := range 40 {
		all = append(all, fmt.Sprintf("%s/dot.png-%d", s.URL, i))
	}
	r, err := Pictures(ctx, f.root, append(all, s.URL+"/slow.png"), o)
	if err == nil || r.Fetched < 3 || r.Fetched > 10 || len(f.index()) != r.Fetched || len(r.Failed) > 0 {
		t.Errorf("%v %+v %d", err, r, len(f.index()))
	}
	if err := os.WriteFile(f.path(tempPrefix+"x.png"), dot[:9], 0o644); err != nil { // of a killed run
		t.Fatal(err)
	}
	if next := f.fetch(quick(), all...); next.Kept != r.Fetched || len(f.index()) != len(all) {
		t.Errorf("%+v", next)
	}
	if names := f.names(); len(names) > len(all)+2 { // the index, and the lock
		t.Error(names)
	}
}

// Only --prune removes anything, and only what is named as copies are.
func TestPrune(t *testing.T) {
	s, f := newFaulty(t), newFolder(t)
	a, b := s.URL+"/dot.png-a", s.URL+"/dot.png-b"
	f.fetch(quick(), a, b)
	for _, name := range []string{"mine.png", strings.Repeat("0", 20) + ".png"} {
		if err := os.WriteFile(f.path(name), dot, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if r := f.fetch(quick(), a); r.Removed != 0 || len(f.index()) != 2 {
		t.Errorf("%+v", r)
	}
	o := quick()
	o.Prune = true
	if r := f.fetch(o, a); r.Removed != 2 || len(f.index()) != 1 || !slices.Contains(f.names(), "mine.png") {
		t.Errorf("%+v %v", r, f.names())
	}
}

func TestTotal(t *testing.T) {
	s, f := newFaulty(t), newFolder(t)
	o := quick()
	o.MaxTotal = int64(len(dot)) * 5 / 2
	var all []string
	for i := range 9 {
		all = append(all, fmt.Sprintf("%s/dot.png-%d", s.URL, i))
	}
	if r := f.fetch(o, all...); r.Bytes > o.MaxTotal || r.Fetched == 0 || len(r.Failed) != 9-r.Fetched {
		t.Errorf("%+v", r)
	}
}

// A host that is busy, or does not answer, is let be; others are not affected.
func TestGivenUp(t *testing.T) {
	busy, dead, fine, f := newFaulty(t), newFaulty(t), newFaulty(t), newFolder(t)
	var all []string
	for i := range 20 {
		all = append(all, fmt.Sprintf("%s/tomorrow.png-%d", busy.URL, i), fmt.Sprintf("%s/dead.png-%d", dead.URL, i), fmt.Sprintf("%s/dot.png-%d", fine.URL, i))
	}
	if r := f.fetch(quick(), all...); r.Fetched != 20 || len(r.Failed) != 40 {
		t.Errorf("%d %d", r.Fetched, len(r.Failed))
	}
	if busy.asked() > perHost || dead.asked() > patience+perHost-1 {
		t.Errorf("asked for %d and %d", busy.asked(), dead.asked())
	}
}

// At most a few hosts are asked at once, and each for two pictures.
func TestPolite(t *testing.T) {
	var mu sync.Mutex
	at, most, all, mostAll := map[string]int{}, 0, 0, 0
	serve := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at[r.Host]++
		all++
		most, mostAll = max(most, at[r.Host]), max(mostAll, all)
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		at[r.Host]--
		all--
		mu.Unlock()
		w.Write(dot)
	})
	var addresses []string
	for range 6 {
		s := httptest.NewServer(serve)
		t.Cleanup(s.Close)
		for i := range 6 {
			addresses = append(addresses, fmt.Sprintf("%s/%d", s.URL, i))
		}
	}
	if r := newFolder(t).fetch(quick(), addresses...); r.Fetched != 36 || most != perHost || mostAll > perHost*hostsAtOnce {
		t.Errorf("%+v, %d of a host, %d at once", r, most, mostAll)
	}
}
