package generate_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
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

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/testkit"
)

// browsers are those of all tests here.
var browsers browser.Browsers

func TestMain(m *testing.M) {
	code := m.Run()
	browsers.End()
	os.Exit(code)
}

// TestBrowser opens pages of every input over http below a sub-path, and from
// disk. A browser says more than a crawl does: policies, scripts, images.
func TestBrowser(t *testing.T) {
	browser := newBrowser(t)
	for name, content := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "my notes #1 100% 笔记")
			files, result := siteOf(t, name, content)
			if err := os.CopyFS(dir, files); err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(http.StripPrefix("/some/sub/path", http.FileServer(http.Dir(dir))))
			defer server.Close()
			for _, base := range []string{server.URL + "/some/sub/path", fileURL(dir)} {
				for _, p := range samples(result.Pages) {
					address := (&url.URL{Path: p}).EscapedPath()
					for _, bad := range browser.visit(t, base+"/"+address) {
						t.Errorf("%s/%s: %s", base, address, bad)
					}
				}
			}
		})
	}
}

func fileURL(dir string) string {
	slashed := filepath.ToSlash(dir)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	return "file://" + (&url.URL{Path: slashed}).EscapedPath()
}

// samples is the front page and some pages spread over the site.
func samples(pages []site.Page) []string {
	many := testkit.Times(1, 4, 12)
	addresses := []string{"index.html", "404.html"}
	for i := 0; i < len(pages); i += max(1, len(pages)/many) {
		addresses = append(addresses, pages[i].URL)
	}
	return addresses
}

// A testBrowser is a headless Chromium that notes what goes wrong on a page.
type testBrowser struct {
	ctx context.Context
	mu  sync.Mutex
	bad []string
}

func newBrowser(t *testing.T) *testBrowser {
	t.Helper()
	ctx, stop := chromedp.NewContext(browsers.DevTools(t))
	t.Cleanup(stop)
	b := &testBrowser{ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatalf("listen to the network: %v", err)
	}
	return b
}

func (b *testBrowser) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.note("exception: %s %s", e.ExceptionDetails.Text, e.ExceptionDetails.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			b.note("console: %s %v", e.Type, e.Args)
		}
	case *log.EventEntryAdded:
		b.note("log: %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			b.note("status %d: %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			b.note("failed: %s %s", e.Type, e.ErrorText)
		}
	case *network.EventRequestWillBeSent:
		if u := strings.TrimPrefix(e.Request.URL, "blob:"); !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") &&
			!strings.HasPrefix(u, "http://127.0.0.1:") {
			b.note("request to another place: %s", u)
		}
	}
}

func (b *testBrowser) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bad = append(b.bad, fmt.Sprintf(format, args...))
}

// visit opens the page on a phone's width and says what went wrong on it; a
// page that can be moved sideways is wrong too.
func (b *testBrowser) visit(t *testing.T, address string) []string {
	t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 60*time.Second)
	defer stop()
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(390, 844),
		chromedp.Navigate(address),
	)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	heading, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("h1")))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	// Images below the fold are loaded too, each of them.
	settled := `[...document.images].forEach(i => { i.loading = 'eager' }),
		document.readyState === 'complete' && [...document.images].every(i => i.complete)`
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](settled)); err != nil {
		t.Fatalf("%s: images: %v", address, err)
	}
	room := `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	beyond, err := chromedp.Run(ctx, chromedp.Evaluate[int](room))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	if strings.TrimSpace(heading) == "" {
		b.note("no heading")
	}
	if beyond > 0 {
		b.note("%d pixels wider than the screen", beyond)
	}
	return b.take()
}

// take is what went wrong since it was asked for last.
func (b *testBrowser) take() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	bad := b.bad
	b.bad = nil
	return bad
}

// The browser of these tests notices what they are there to notice.
func TestBrowserNotices(t *testing.T) {
	browser := newBrowser(t)
	const start = `<!DOCTYPE html><link rel="icon" href="data:,"><h1>x</h1>`
	bodies := map[string]string{
		"missing image":  `<img src="missing.png">`,
		"console":        `<script>console.error('x')</script>`,
		"exception":      `<script>throw new Error('x')</script>`,
		"policy":         `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p style="color:red">x`,
		"too wide":       `<pre style="width: 3000px">x</pre>`,
		"another place":  `<img src="http://localhost:9/x.png">`,
		"missing script": `<script src="x.js"></script>`,
	}
	for _, name := range testkit.Some(slices.Sorted(maps.Keys(bodies)), 3, len(bodies)) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				http.NotFound(w, r)
				return
			}
			fmt.Fprint(w, start+bodies[name])
		}))
		if bad := browser.visit(t, server.URL+"/"); len(bad) == 0 {
			t.Errorf("%s: not noticed", name)
		}
		server.Close()
	}
}

// ownNotes is the input of which realSite is made.
const ownNotes = "content"

// inputs is all real input there is, by name: the notes that come with biji,
// and in a long run the collections.
func inputs(t testing.TB) map[string]fs.FS {
	t.Helper()
	all := map[string]fs.FS{ownNotes: os.DirFS(testkit.OwnContent(t))}
	if testkit.Long() {
		for _, c := range testkit.Corpora(t) {
			all[c.Name] = os.DirFS(c.Dir)
		}
	}
	return all
}

// parts are those inputs, but in a short run only a folder of the notes that
// come with biji, for tests that build them twice.
func parts(all map[string]fs.FS) map[string]fs.FS {
	if folder, err := fs.Sub(all[ownNotes], "network"); err == nil && !testkit.Thorough() {
		all[ownNotes] = folder
	}
	return all
}
