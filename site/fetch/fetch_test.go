package fetch

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net"
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

// Private addresses are not asked: by number, by name, after a redirect, and
// not through a proxy either.
func TestPrivate(t *testing.T) {
	s := newFaulty(t)
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, proxied := range []bool{false, true} {
		f, o := newFolder(t), quick()
		o.Private = false
		if proxied {
			o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(s.URL) }
		}
		for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "169.254.169.254", "10.0.0.1"} {
			r := f.fetch(o, "http://"+host+":"+port+"/dot.png")
			odd := strings.HasPrefix(host, "2") || strings.HasPrefix(host, "0x") || strings.HasPrefix(host, "[") // no name everywhere, or no IPv6
			if len(r.Failed) != 1 || r.Failed[0].Reason != string(private) && !odd {
				t.Errorf("%s: %+v", host, r)
			}
		}
	}
	if s.asked() > 0 {
		t.Errorf("asked for %d", s.asked())
	}
	// A redirect is judged as the first address is.
	o := quick()
	o.Private = false
	d := newDoor(o)
	d.direct.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == "example.org:80" {
			addr = s.Listener.Addr().String()
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}
		return nil, d.judge(addr)
	}
	client := newClient(o)
	client.Transport = d
	if _, err := client.Get("http://example.org/dot.png"); err != nil {
		t.Error(err)
	}
	redirects := httptest.NewServer(http.RedirectHandler(s.URL+"/dot.png", http.StatusFound))
	t.Cleanup(redirects.Close)
	d.direct.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == "example.com:80" {
			return (&net.Dialer{}).DialContext(ctx, network, redirects.Listener.Addr().String())
		}
		return nil, d.judge(addr)
	}
	if _, err := client.Get("http://example.com/"); err == nil || unheard(err).reason != string(private) {
		t.Error(err)
	}
}

// With a proxy all goes through it.
func TestProxy(t *testing.T) {
	s, f, o := newFaulty(t), newFolder(t), quick()
	o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(s.URL) }
	if r := f.fetch(o, "http://example.invalid/dot.png"); r.Fetched != 1 || s.count("/dot.png") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestAddresses(t *testing.T) {
	f := newFolder(t)
	for address, want := range map[string]string{
		"ftp://e.org/a.png": "neither http nor https", "http://": "no valid address", "http://a b/": "no valid address",
		"https://u:p@e.org/": "a user name in the address", "a.png": "neither http nor https", "http://[::1/": "no valid address",
	} {
		if r := f.fetch(quick(), address); len(r.Failed) != 1 || r.Failed[0].Reason != want {
			t.Errorf("%s: %+v", address, r)
		}
	}
	if u, reason := target("//e.org/图.png#x"); reason != "" || u.String() != "https://e.org/%E5%9B%BE.png" {
		t.Error(u, reason)
	}
}

// Nothing is written outside the folder, and nothing by two at once.
func TestFolder(t *testing.T) {
	s := newFaulty(t)
	for name, spoil := range map[string]func(f *folder) error{
		"link to another folder": func(f *folder) error {
			if err := os.Mkdir(filepath.Join(f.dir, "notes"), 0o755); err != nil {
				return err
			}
			return os.Symlink("notes", filepath.Join(f.dir, ".biji"))
		},
		"link out of the notes": func(f *folder) error { return os.Symlink(f.TempDir(), filepath.Join(f.dir, ".biji")) },
		"a file":                func(f *folder) error { return os.WriteFile(filepath.Join(f.dir, ".biji"), nil, 0o644) },
		"damaged index": func(f *folder) error {
			os.MkdirAll(f.path(""), 0o755)
			return os.WriteFile(f.path("index.txt"), []byte("../../x.png http://e.org/\n"), 0o644)
		},
		"index is a link": func(f *folder) error {
			os.MkdirAll(f.path(""), 0o755)
			return os.Symlink("../../notes.md", f.path("index.txt"))
		},
		"in use": func(f *folder) error {
			s, err := openStore(f.root)
			if err == nil {
				f.Cleanup(s.close)
			}
			return err
		},
	} {
		f := newFolder(t)
		if err := spoil(f); err != nil {
			t.Fatal(err)
		}
		if r, err := Pictures(t.Context(), f.root, []string{s.URL + "/dot.png"}, quick()); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if s.asked() > 0 {
		t.Errorf("asked for %d", s.asked())
	}
}

func encoded(t *testing.T) map[string][]byte {
	var j, g bytes.Buffer
	if err := jpeg.Encode(&j, image.NewGray(image.Rect(0, 0, 9, 9)), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&g, image.NewGray(image.Rect(0, 0, 9, 9)), nil); err != nil {
		t.Fatal(err)
	}
	bmp := append([]byte("BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), make([]byte, 40)...)
	return map[string][]byte{
		"png": dot, "jpg": j.Bytes(), "gif": g.Bytes(), "svg": []byte(drawing), "bmp": bmp,
		"webp": []byte("RIFF\x0c\x00\x00\x00WEBPVP8L\x00\x00\x00\x00"),
		"avif": []byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00avifmiaf\x00\x00\x00\x0cmdat1234"),
		"ico":  append([]byte("\x00\x00\x01\x00\x01\x00\x01\x01\x00\x00"), make([]byte, 20)...),
	}
}

// Formats are told by their bytes, and a picture without its end is none.
func TestKinds(t *testing.T) {
	for want, data := range encoded(t) {
		if ext, reason := kind(data); ext != want || reason != "" {
			t.Errorf("%s is %q, %q", want, ext, reason)
		}
		if ext, reason := kind(data[:len(data)-6]); reason == "" && want != "ico" {
			t.Errorf("%s without its end is %s", want, ext)
		}
	}
	for data, want := range map[string]string{
		"": "an empty answer", "<html><body>": "a web page, no picture", "BM is no picture, only two letters of text": "no picture",
		"%PDF-1.7": "no picture", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic": "no picture", "\x1f\x8b": "no picture",
	} {
		if ext, reason := kind([]byte(data)); reason != want {
			t.Errorf("%q is %q, %q", data, ext, reason)
		}
	}
}

func TestSVG(t *testing.T) {
	in := func(s string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- c --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:one="http://e.org/">` + s + `</svg>`
	}
	for s, want := range map[string]string{
		`<g id="a" fill="url(#b)" style="fill:url('#b')"><use xlink:href="#a"/><title>t</title></g>`: "",
		`<image href="data:image/png;base64,AAAA"/><a href="https://e.org"><text>x</text></a>`:       "",
		`<style>.a{fill:red}/* \ */</style>`:                                                         svgOutside,
		`<style>.a{fill:red;background:url(#x)}</style>`:                                             "",
		`<animate attributeName="x" to="5"/><metadata one:onions="x"/>`:                              "",
		`<script>x()</script>`:                                      svgScript,
		`<one:script xmlns:one="http://www.w3.org/2000/svg"/>`:      svgScript,
		`<g onload="x()"/>`:                                         svgScript,
		`<g OnClick="x()"/>`:                                        svgScript,
		`<set attributeName="onclick" to="x()"/>`:                   svgScript,
		`<a href=" javascript:x()"><text>x</text></a>`:              svgScript,
		`<a xlink:href="java&#10;script:x()"><text>x</text></a>`:    svgScript,
		`<a href="data:text/html,x"><text>x</text></a>`:             svgOutside,
		`<animate attributeName="xlink:href" to="javascript:x()"/>`: svgOutside,
		`<foreignObject><p>x</p></foreignObject>`:                   svgForeign,
		`<h:p>x</h:p>`:                                             svgForeign,
		`<image href="https://e.org/a.png"/>`:                      svgOutside,
		`<image href="a.png"/>`:                                    svgOutside,
		`<use href="data:image/svg+xml,x"/>`:                       svgOutside,
		`<style>@import "x.css";</style>`:                          svgOutside,
		`<style>@im<!-- x -->port "x.css";</style>`:                svgOutside,
		`<style><![CDATA[a{fill:url( "http://e.org/")}]]></style>`: svgOutside,
		`<g fill="url(http://e.org/#a)"/>`:                         svgOutside,
		`<g fill="u\72l(http://e.org/#a)"/>`:                       svgOutside,
		`<g xml:base="http://e.org/"/>`:                            svgOutside,
		`<?xml-stylesheet href="x.css"?>`:                          svgOutside,
		`<g>`:                                                      svgDamaged,
		`&x;`:                                                      svgDamaged,
	} {
		if got := svg([]byte(in(s))); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"<svg>": notSVG, "<svg/>": notSVG, "x<svg": notSVG, `<html><svg xmlns="http://www.w3.org/2000/svg"/></html>`: notSVG,
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + drawing: svgEntities, drawing + drawing: notSVG, "\ufeff\n" + drawing: "",
	} {
		if got := svg([]byte(s)); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func FuzzKind(f *testing.F) {
	f.Add([]byte(drawing))
	f.Add(dot)
	f.Add([]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00avifmiaf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if ext, reason := kind(data); (ext == "") == (reason == "") {
			t.Errorf("%q, %q", ext, reason)
		}
	})
}
