// Package browser lets tests act as a reader does, in Chromium and in Firefox:
// open a page, press keys, look.
//
// Both are started as a reader's browser is, without a flag or a preference
// that changes what a page may do. (Firefox's remote agent would set some by
// itself, among them one that lets pages on disk read their neighbours.)
package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/chromium"
)

// A Browser is a running browser without a window on the screen.
type Browser interface {
	// Name is "Chromium" or "Firefox".
	Name() string
	open() (tab, error)
}

type tab interface {
	navigate(url string) error
	eval(script string) (string, error)
	press(keys string) error
	resize(width, height int64) error
	close() error
}

// Browsers are what the tests of a package share: each browser is started when a
// test first asks for it. One that is not installed skips the test, or fails it
// if BIJI_REQUIRE asks for browsers.
type Browsers struct {
	// Proxy, if it is set, is the host:port through which all goes that is not on
	// disk; what it says of a certificate is believed.
	Proxy string

	chromium *chromiumBrowser
	firefox  *firefox
}

// All are Chromium and Firefox.
func (b *Browsers) All(t testing.TB) []Browser {
	t.Helper()
	return []Browser{b.Chromium(t), b.Firefox(t)}
}

// Some are both in a thorough run, as in CI, and Chromium in a short one: the
// start of Firefox costs as much as ten tests.
func (b *Browsers) Some(t testing.TB) []Browser {
	t.Helper()
	if testkit.Thorough() {
		return b.All(t)
	}
	return []Browser{b.Chromium(t)}
}

// Chromium is Chromium.
func (b *Browsers) Chromium(t testing.TB) Browser {
	t.Helper()
	b.start(t)
	return b.chromium
}

// DevTools is Chromium, for tests that speak its own protocol: a context for new
// tabs.
func (b *Browsers) DevTools(t testing.TB) context.Context {
	t.Helper()
	b.start(t)
	return b.chromium.ctx
}

func (b *Browsers) start(t testing.TB) {
	t.Helper()
	if b.chromium != nil {
		return
	}
	ctx, end, err := chromium.Start(testkit.Chromium(t), b.flags()...)
	if err != nil {
		t.Fatal(err)
	}
	b.chromium = &chromiumBrowser{ctx, end}
}

// Firefox is Firefox.
func (b *Browsers) Firefox(t testing.TB) Browser {
	t.Helper()
	if b.firefox == nil {
		f, err := startFirefox(testkit.Firefox(t), b.Proxy)
		if err != nil {
			t.Fatalf("start Firefox: %v", err)
		}
		b.firefox = f
	}
	return b.firefox
}

// End ends those that were started.
func (b *Browsers) End() {
	if b.chromium != nil {
		b.chromium.end()
	}
	if b.firefox != nil {
		b.firefox.end()
	}
	*b = Browsers{}
}

// flags are those of Chromium.
func (b *Browsers) flags() []chromedp.ExecAllocatorOption {
	if b.Proxy == "" {
		return nil
	}
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("no-proxy-server", false), chromedp.ProxyServer(b.Proxy), chromedp.Flag("ignore-certificate-errors", true),
	}
}

// A Reader has a tab of a browser. What goes wrong in the browser itself fails
// the test.
type Reader struct {
	testing.TB
	tab tab
	// Patience is how long Sees waits; 20 seconds if it is not set.
	Patience time.Duration
}

// NewReader opens a tab, which is closed when the test ends.
func NewReader(t testing.TB, b Browser) *Reader {
	t.Helper()
	opened, err := b.open()
	if err != nil {
		t.Fatalf("open a tab in %s: %v", b.Name(), err)
	}
	t.Cleanup(func() { opened.close() })
	return &Reader{TB: t, tab: opened}
}

// For is the same reader in a part of the test.
func (r *Reader) For(t testing.TB) *Reader {
	return &Reader{TB: t, tab: r.tab, Patience: r.Patience}
}

// Open goes to an address and waits until the page has loaded.
func (r *Reader) Open(url string) {
	r.Helper()
	if strings.Contains(url, "#") { // if it is open already, it would only be scrolled
		r.navigate("about:blank")
	}
	r.navigate(url)
}

func (r *Reader) navigate(url string) {
	r.Helper()
	if err := r.tab.navigate(url); err != nil {
		r.Fatalf("open %s: %v", url, err)
	}
}

// Press presses a key for every character, as a keyboard does.
func (r *Reader) Press(keys string) {
	r.Helper()
	if err := r.tab.press(keys); err != nil {
		r.Fatalf("press %q: %v", keys, err)
	}
}

// Keys that have no character.
const (
	Enter     = "\uE007"
	Escape    = "\uE00C"
	ArrowDown = "\uE015"
	Tab       = "\uE004"
)

// Resize gives the page so many pixels.
func (r *Reader) Resize(width, height int64) {
	r.Helper()
	if err := r.tab.resize(width, height); err != nil {
		r.Fatalf("resize: %v", err)
	}
}

// Run runs a script and drops what it gives.
func (r *Reader) Run(script string) {
	r.Helper()
	if _, err := r.tab.eval(script + `;""`); err != nil {
		r.Fatalf("%s: %v", script, err)
	}
}

// Ask is what an expression gives, as a string; a promise is waited for.
func (r *Reader) Ask(expression string) string {
	r.Helper()
	got, err := r.ask(expression)
	if err != nil {
		r.Fatalf("%s: %v", expression, err)
	}
	return got
}

func (r *Reader) ask(expression string) (string, error) {
	return r.tab.eval("(async () => String(await (" + expression + ")))()")
}

// Sees waits until an expression gives want.
func (r *Reader) Sees(expression, want string) {
	r.Helper()
	got := r.Waits(expression, func(got string) bool { return got == want })
	if got != want {
		r.Fatalf("%s\n got %q\nwant %q", expression, got, want)
	}
}

// Waits asks until enough says so, or patience is at its end, and gives the
// last answer. While one page makes room for another there is none.
func (r *Reader) Waits(expression string, enough func(got string) bool) string {
	r.Helper()
	patience := r.Patience
	if patience == 0 {
		patience = 20 * time.Second
	}
	last := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		got, err := r.ask(expression)
		if err != nil {
			last = fmt.Sprint("no answer: ", err)
			continue
		}
		if last = got; enough(got) {
			break
		}
	}
	return last
}
