package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/biji-notes/biji/site"
)

// patience is how long a test waits for what must come. It is no measure of
// speed: machines under load are slow.
const patience = 30 * time.Second

var siteFiles = fstest.MapFS{
	"index.html":         {Data: []byte("<html><body><p>home</p></body></html>")},
	"404.html":           {Data: []byte("<p>nothing here</p>")},
	"redis/index.html":   {Data: []byte("<body>redis</body>")},
	"redis/持久化.html":     {Data: []byte("<body>AOF</body>")},
	"redis/a b:c.html":   {Data: []byte("<body>abc</body>")},
	"assets/biji-1a.js":  {Data: []byte("//1")},
	"assets/biji-1a.css": {Data: []byte("p{}")},
	"img/x.png":          {Data: []byte("PNG")},
	".biji":              {Data: []byte("marker")},
	"a/.git/config":      {Data: []byte("secret")},
}

// A running server and what it has logged.
type running struct {
	url    string
	stop   func()
	mu     sync.Mutex
	logged []string
}

func (r *running) log(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.logged = append(r.logged, line)
}

func (r *running) said(part string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Contains(strings.Join(r.logged, "\n"), part)
}

// start runs a server until the test ends, or stop is called.
func start(t *testing.T, o Options) *running {
	t.Helper()
	r := &running{}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Build == nil {
		o.Build = func(context.Context) (fs.FS, []site.Problem, error) { return siteFiles, nil, nil }
	}
	ready, done := make(chan string, 1), make(chan error, 1)
	o.Log, o.Ready = r.log, func(url string) { ready <- url }
	ctx, cancel := context.WithCancel(context.Background())
	go func() { done <- Run(ctx, o) }()
	var once sync.Once
	r.stop = func() {
		once.Do(func() {
			cancel()
			select {
			case err := <-done:
				if err != nil {
					t.Errorf("Run: %v", err)
				}
			case <-time.After(patience):
				t.Error("the server does not stop")
			}
		})
	}
	t.Cleanup(r.stop)
	select {
	case r.url = <-ready:
	case err := <-done:
		t.Fatal(err)
	case <-time.After(patience):
		t.Fatal("the server does not start")
	}
	return r
}

// built waits for the first build.
func (r *running) built(t *testing.T) *running {
	t.Helper()
	wait(t, "a build", func() bool { return r.said("built in") })
	return r
}

func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// ask sends a request; header may change Host.
func ask(t *testing.T, method, address string, header map[string]string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		if k == "Host" {
			req.Host = v
		} else {
			req.Header.Set(k, v)
		}
	}
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(body)
}

func TestFiles(t *testing.T) {
	for _, prefix := range []string{"/", "/some/sub/path/"} {
		r := start(t, Options{Prefix: prefix}).built(t)
		for _, c := range []struct {
			path   string
			status int
			kind   string
			body   string
		}{
			{"", 200, "text/html; charset=utf-8", "<p>home</p><script src=\"" + prefix + ".biji/reload.js\""},
			{"index.html", 200, "text/html; charset=utf-8", "home"},
			{"?q=x", 200, "text/html; charset=utf-8", "home"},
			{"redis/", 200, "text/html; charset=utf-8", "redis<script"},
			{"redis", 302, "", ""},
			{"redis/%E6%8C%81%E4%B9%85%E5%8C%96.html", 200, "text/html; charset=utf-8", "AOF"},
			{"redis/a%20b:c.html", 200, "text/html; charset=utf-8", "abc"},
			{"assets/biji-1a.js", 200, "text/javascript; charset=utf-8", "//1"},
			{"assets/biji-1a.css", 200, "text/css; charset=utf-8", "p{}"},
			{"img/x.png", 200, "image/png", "PNG"},
			{"missing.html", 404, "text/html; charset=utf-8", "nothing here"},
			{"index.html/", 404, "text/html; charset=utf-8", "nothing here"},
			{"assets/", 404, "text/html; charset=utf-8", "nothing here"},
			{".biji", 404, "text/html; charset=utf-8", "nothing here"},
			{"a/.git/config", 404, "text/html; charset=utf-8", "nothing here"},
			{".biji/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		} {
			status, header, body := ask(t, "GET", r.url+c.path, nil)
			if status != c.status || c.kind != "" && header.Get("Content-Type") != c.kind || !strings.Contains(body, c.body) {
				t.Errorf("%s%s: %d %s %q", prefix, c.path, status, header.Get("Content-Type"), body)
			}
			for k, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
				"Cache-Control": "no-store", "Access-Control-Allow-Origin": ""} {
				if got := header.Get(k); got != want {
					t.Errorf("%s: %s is %q", c.path, k, got)
				}
			}
			if status == 302 && header.Get("Location") != "./redis/" {
				t.Errorf("redirect to %q", header.Get("Location"))
			}
		}
		status, header, body := ask(t, "HEAD", r.url, nil)
		if status != 200 || body != "" || header.Get("Content-Length") == "" {
			t.Errorf("HEAD: %d %v %q", status, header, body)
		}
		r.stop()
	}
}

func TestOnlyBelowThePrefix(t *testing.T) {
	r := start(t, Options{Prefix: "some/sub"}).built(t)
	root := strings.TrimSuffix(r.url, "some/sub/")
	for path, want := range map[string]int{"": 404, "index.html": 404, "some": 404, "some/sub": 302, "some/subx/": 404, "some/sub/": 200} {
		if status, _, _ := ask(t, "GET", root+path, nil); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
}

func TestH92_OnlyReading(t *testing.T) {
	r := start(t, Options{}).built(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"} {
		for _, path := range []string{"", ".biji/events", ".biji/reload.js", "missing"} {
			if status, header, _ := ask(t, method, r.url+path, nil); status != 405 || header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d", method, path, status)
			}
		}
	}
}

func TestH90_Host(t *testing.T) {
	r := start(t, Options{}).built(t)
	u, _ := url.Parse(r.url)
	port := u.Port()
	for host, want := range map[string]int{
		"localhost:" + port: 200, "LocalHost:" + port: 200, "notes.localhost:" + port: 200,
		"127.0.0.1:" + port: 200, "127.1.2.3:" + port: 200, "[::1]:" + port: 200,
		"localhost": 403, "localhost:1": 403, "127.0.0.1": 403, "evil.example:" + port: 403, "evil.example": 403,
		"localhost.evil.example:" + port: 403, "127.0.0.1.evil.example:" + port: 403, "evillocalhost:" + port: 403,
		"localhost.:" + port: 403, "2130706433:" + port: 403, "0x7f.0.0.1:" + port: 403, "127.1:" + port: 403,
		"0.0.0.0:" + port: 403, "192.168.0.1:" + port: 403, "[::]:" + port: 403, "[fe80::1]:" + port: 403,
		"xn--localhost-.example:" + port: 403, "localhost:" + port + "0": 403, ":" + port: 403, "::1": 403,
		"localhost:" + port + ":" + port: 403, "[::ffff:127.0.0.1]:" + port: 403,
	} {
		for _, path := range []string{"", ".biji/reload.js"} {
			status, _, body := ask(t, "GET", r.url+path, map[string]string{"Host": host})
			if status != want && !(host == "[::ffff:127.0.0.1]:"+port && status == 200) {
				t.Errorf("Host %q: %d, want %d", host, status, want)
			}
			if status == 403 && strings.Contains(body, "home") {
				t.Errorf("Host %q reads the site", host)
			}
		}
	}
}

func TestH91_OtherSites(t *testing.T) {
	r := start(t, Options{}).built(t)
	own := strings.TrimSuffix(r.url, "/")
	type headers map[string]string
	for _, c := range []struct {
		h    headers
		want int
	}{
		{headers{}, 200},
		{headers{"Origin": own}, 200},
		{headers{"Sec-Fetch-Site": "same-origin"}, 200},
		{headers{"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200},
		{headers{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		{headers{"Origin": "null"}, 403},
		{headers{"Origin": "http://evil.example"}, 403},
		{headers{"Origin": "https" + own[4:]}, 403},
		{headers{"Origin": "http://localhost:1"}, 403},
		{headers{"Origin": own + ".evil.example"}, 403},
		{headers{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403},
		{headers{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403},
		{headers{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 403},
		{headers{"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403},
		{headers{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "websocket"}, 403},
	} {
		for _, path := range []string{"index.html", ".biji/reload.js"} {
			if status, _, _ := ask(t, "GET", r.url+path, c.h); status != c.want {
				t.Errorf("%v: %d, want %d", c.h, status, c.want)
			}
		}
	}
}

func TestH93_Traversal(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "site"), 0o755),
		os.WriteFile(filepath.Join(dir, "site", "index.html"), []byte("home"), 0o644),
		os.WriteFile(filepath.Join(dir, "secret"), []byte("SECRET"), 0o644)); err != nil {
		t.Fatal(err)
	}
	r := start(t, Options{Build: func(context.Context) (fs.FS, []site.Problem, error) {
		return os.DirFS(filepath.Join(dir, "site")), nil, nil
	}}).built(t)
	u, _ := url.Parse(r.url)
	n := 0
	for _, up := range []string{"..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "...", "%c0%ae%c0%ae", "%u002e%u002e", ". .", "..%20"} {
		for _, slash := range []string{"/", "%2f", "%5c", "\\", "//", "/./", "%252f", ";/"} {
			for _, head := range []string{"/", "/x/", "//", "/index.html/"} {
				conn, err := net.Dial("tcp", u.Host)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(conn, "GET %s%s%ssecret HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", head, up, slash, u.Host)
				answer, _ := io.ReadAll(conn)
				conn.Close()
				n++
				if strings.Contains(string(answer), "SECRET") || strings.HasPrefix(string(answer), "HTTP/1.1 2") || strings.HasPrefix(string(answer), "HTTP/1.1 5") {
					t.Errorf("%s%s%s: %.100s", head, up, slash, answer)
				}
			}
		}
	}
	if n < 250 {
		t.Errorf("only %d encodings", n)
	}
}

// hear reads the events of a page until stop.
func hear(t *testing.T, r *running) (next func() state, stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	req, err := http.NewRequestWithContext(ctx, "GET", r.url+".biji/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("events are %s", got)
	}
	lines := bufio.NewScanner(res.Body)
	next = func() state {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var s state
				if err := json.Unmarshal([]byte(data), &s); err != nil {
					t.Fatal(err)
				}
				return s
			}
		}
		t.Fatalf("the events end: %v", lines.Err())
		return state{}
	}
	return next, func() { cancel(); res.Body.Close() }
}

// A stage is a site that the test changes.
type stage struct {
	mu    sync.Mutex
	files fs.FS
	err   error
	count int
}

func (s *stage) build(context.Context) (fs.FS, []site.Problem, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	return s.files, []site.Problem{{At: site.Pos{File: "a.md", Line: 3}, What: "link to x"}}, s.err
}

func (s *stage) set(files fs.FS, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files, s.err = files, err
}

func page(text string) fs.FS {
	return fstest.MapFS{"index.html": {Data: []byte("<body>" + text + "</body>")}}
}

func TestLife(t *testing.T) {
	dir := t.TempDir()
	touch := func() {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(time.Now().String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	evil := errors.New("a.md:3: </pre><script>alert(1)</script>\x1b[31m")
	s := &stage{err: evil}
	r := start(t, Options{Build: s.build, Watch: always(dir)})
	wait(t, "the first build", func() bool { return r.said("not built") })
	status, header, body := ask(t, "GET", r.url+"any.html", nil)
	if status != 503 || !strings.Contains(body, "&lt;script&gt;alert(1)") || strings.Contains(body, "<script>alert") ||
		!strings.Contains(body, "reload.js") || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("no site yet: %d %s", status, body)
	}
	next, stop := hear(t, r)
	defer stop()
	if got := next(); got.Build != "" || got.Error != evil.Error() || got.Problems != 1 {
		t.Errorf("first event %+v", got)
	}

	s.set(page("one"), nil)
	touch()
	one := next()
	if one.Build == "" || one.Error != "" {
		t.Errorf("after a good build: %+v", one)
	}
	if _, _, body := ask(t, "GET", r.url, nil); !strings.Contains(body, "one") || !strings.Contains(body, `data-build="`+one.Build+`"`) {
		t.Errorf("page: %s", body)
	}

	s.set(nil, evil) // the last good site stays
	touch()
	if got := next(); got.Build != one.Build || got.Error != evil.Error() {
		t.Errorf("after a bad build: %+v", got)
	}
	if status, _, body := ask(t, "GET", r.url, nil); status != 200 || !strings.Contains(body, "one") {
		t.Errorf("page after a bad build: %d %s", status, body)
	}

	s.set(page("one"), nil) // the same bytes: nothing to reload
	touch()
	if got := next(); got.Build != one.Build || got.Error != "" {
		t.Errorf("same site again: %+v", got)
	}
	s.set(page("two"), nil)
	touch()
	if got := next(); got.Build == one.Build {
		t.Errorf("another site: %+v", got)
	}
	if !r.said("a.md:3: link to x") {
		t.Errorf("problems are not logged: %q", r.logged)
	}
}

// The ways in which editors and tools change files.
func TestH95_Edits(t *testing.T) {
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes")
	config := filepath.Join(dir, "biji.toml")
	file := filepath.Join(notes, "a.md")
	write := func(name, text string) error {
		return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644))
	}
	if err := errors.Join(write(file, "0"), write(config, "0")); err != nil {
		t.Fatal(err)
	}
	// The site is one page with all that the notes and the config hold.
	build := func(context.Context) (fs.FS, []site.Problem, error) {
		var all strings.Builder
		err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
				return nil // it went while we looked; there will be another build
			}
			data, _ := os.ReadFile(p)
			fmt.Fprintf(&all, "[%s=%s]", e.Name(), data)
			return nil
		})
		return page(all.String()), nil, err
	}
	r := start(t, Options{Build: build, Watch: always(notes, config, filepath.Join(dir, "later"))}).built(t)
	for name, edit := range map[string]struct {
		do   func() error
		want string
	}{
		"in place": {func() error {
			f, err := os.OpenFile(file, os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("in place")
			return errors.Join(err, f.Close())
		}, "[a.md=in place"},
		"truncate and write": {func() error { return write(file, "truncated") }, "[a.md=truncated]"},
		"rename over": {func() error {
			temp := filepath.Join(notes, ".a.md.tmp")
			return errors.Join(write(temp, "renamed"), os.Rename(temp, file))
		}, "[a.md=renamed]"},
		"backup":          {func() error { return errors.Join(os.Rename(file, file+"~"), write(file, "backed up")) }, "[a.md=backed up]"},
		"delete and make": {func() error { return errors.Join(os.Remove(file), write(file, "made")) }, "[a.md=made]"},
		"new folders":     {func() error { return write(filepath.Join(notes, "x", "y", "z", "deep.md"), "deep") }, "[deep.md=deep]"},
		"folder moved in": {func() error {
			return errors.Join(write(filepath.Join(dir, "out", "in.md"), "moved"), os.Rename(filepath.Join(dir, "out"), filepath.Join(notes, "in")))
		}, "[in.md=moved]"},
		"config":                      {func() error { return write(config, "conf") }, "[biji.toml=conf]"},
		"config replaced":             {func() error { return errors.Join(write(config+".new", "conf2"), os.Rename(config+".new", config)) }, "[biji.toml=conf2]"},
		"a folder that was not there": {func() error { return write(filepath.Join(dir, "later", "l.md"), "late") }, "[l.md=late]"},
	} {
		if err := edit.do(); err != nil {
			t.Fatal(name, err)
		}
		wait(t, name, func() bool {
			_, _, body := ask(t, "GET", r.url, nil)
			return strings.Contains(body, edit.want)
		})
	}
	if err := write(filepath.Join(notes, "x", "y", "z", "deep.md"), "deeper"); err != nil {
		t.Fatal(err)
	}
	wait(t, "a change in a new folder", func() bool {
		_, _, body := ask(t, "GET", r.url, nil)
		return strings.Contains(body, "[deep.md=deeper]")
	})
	if err := os.RemoveAll(filepath.Join(notes, "x")); err != nil {
		t.Fatal(err)
	}
	wait(t, "a deletion", func() bool {
		_, _, body := ask(t, "GET", r.url, nil)
		return !strings.Contains(body, "deep.md")
	})
	// The whole folder goes and comes back, as when branches are switched.
	if err := errors.Join(os.RemoveAll(notes), write(filepath.Join(notes, "b.md"), "back")); err != nil {
		t.Fatal(err)
	}
	wait(t, "the folder to come back", func() bool {
		_, _, body := ask(t, "GET", r.url, nil)
		return strings.Contains(body, "[b.md=back]") && !strings.Contains(body, "a.md")
	})
	if err := write(filepath.Join(notes, "b.md"), "again"); err != nil {
		t.Fatal(err)
	}
	wait(t, "a change in the folder that came back", func() bool {
		_, _, body := ask(t, "GET", r.url, nil)
		return strings.Contains(body, "[b.md=again]")
	})
}

func TestH98_PortInUse(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	r := start(t, Options{Addr: other.Addr().String()}).built(t)
	if u, _ := url.Parse(r.url); u.Host == other.Addr().String() || !r.said("is in use; using "+u.Port()) {
		t.Errorf("serves at %s, logged %q", r.url, r.logged)
	}
	if status, _, _ := ask(t, "GET", r.url, nil); status != 200 {
		t.Errorf("status %d", status)
	}
}

// Until the first build is done, what there is before is shown, and of what is not
// there nobody says that it is missing.
func TestBeforeTheFirstBuild(t *testing.T) {
	build := make(chan struct{})
	r := start(t, Options{
		Begin: func(context.Context) (fs.FS, error) {
			return fstest.MapFS{"index.html": {Data: []byte("<body>early</body>")}, "404.html": {Data: []byte("<p>nothing here</p>")}}, nil
		},
		Build: func(ctx context.Context) (fs.FS, []site.Problem, error) {
			select {
			case <-build:
			case <-ctx.Done():
			}
			return siteFiles, nil, nil
		},
	})
	get := func(name string) (status int, body string) {
		answer, err := http.Get(r.url + name)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		data, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(data)
	}
	wait(t, "what is there before", func() bool { status, body := get(""); return status == 200 && strings.Contains(body, "early") })
	if status, body := get("redis/"); status != http.StatusServiceUnavailable || !strings.Contains(body, "Building") {
		t.Errorf("%d %s", status, body)
	}
	if r.said("built in") {
		t.Error("there was a build")
	}
	close(build)
	r.built(t)
	if status, body := get(""); status != 200 || !strings.Contains(body, "home") {
		t.Errorf("%d %s", status, body)
	}
	if status, body := get("redis/"); status != 200 || !strings.Contains(body, "redis") {
		t.Errorf("%d %s", status, body)
	}
	if status, body := get("none.html"); status != http.StatusNotFound || !strings.Contains(body, "nothing here") {
		t.Errorf("%d %s", status, body)
	}
}

func TestBadAddress(t *testing.T) {
	for _, addr := range []string{"8080", "127.0.0.1:x", "256.0.0.1:80"} {
		if err := Run(t.Context(), Options{Addr: addr}); err == nil {
			t.Errorf("%q was accepted", addr)
		}
	}
	if o, err := (Options{Addr: ":8080"}).filled(); err != nil || o.Addr != "127.0.0.1:8080" {
		t.Errorf("without a host: %q %v", o.Addr, err)
	}
}

// H97: clients come and go, and the server ends with all that it began.
func TestH97_NothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	r := start(t, Options{Watch: always(t.TempDir())}).built(t)
	var stops []func()
	for range 100 {
		next, stop := hear(t, r)
		next()
		stops = append(stops, stop)
	}
	for _, stop := range stops[:50] {
		stop()
	}
	r.stop() // with fifty still there
	for _, stop := range stops[50:] {
		stop()
	}
	wait(t, "goroutines to end", func() bool { return runtime.NumGoroutine() <= before })
}

// H94: nobody else is let in unless that is asked for, and then it is said
// under which address.
func TestH94_Bind(t *testing.T) {
	for addr, open := range map[string]bool{":0": false, "127.0.0.1:0": false, "localhost:0": false, "0.0.0.0:0": true} {
		r := start(t, Options{Addr: addr}).built(t)
		if got := r.said("every machine"); got != open {
			t.Errorf("%s: warned %v", addr, got)
		}
		if r.said("http://[::]") || r.said("http://0.0.0.0") {
			t.Errorf("%s: %v", addr, r.logged)
		}
		for _, host := range outer() {
			if open != r.said("http://"+host+":") {
				t.Errorf("%s: %s is named %v", addr, host, !open)
			}
		}
		if status, _, _ := ask(t, "GET", r.url, nil); status != 200 {
			t.Errorf("%s: %s answers %d", addr, r.url, status)
		}
	}
}
