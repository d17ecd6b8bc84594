package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/chromium"
	"github.com/chromedp/chromedp"
)

// browser starts a real browser, or skips the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	ctx, end, err := chromium.Start(testkit.Chromium(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	return ctx
}

// H99: the page reloads when the site changes, keeps its place, and shows why a
// build failed, as text.
func TestH99_ReloadAndOverlay(t *testing.T) {
	ctx := browser(t)
	dir := t.TempDir()
	tall := func(text string) string {
		return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">` +
			`<p id="x">` + text + `</p><pre>` + strings.Repeat("line\n", 500) + `</pre>`
	}
	s := &stage{files: page(tall("one"))}
	r := start(t, Options{Build: s.build, Watch: always(dir), Prefix: "/sub/"}).built(t)
	sees := func(what, js string) {
		t.Helper()
		wait(t, what, func() bool { // a page that is reloading answers with an error
			ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](js))
			return err == nil && ok
		})
	}
	turn := func(text string, err error) {
		t.Helper()
		s.set(page(tall(text)), err)
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(time.Now().String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url)); err != nil {
		t.Fatal(err)
	}
	const shows = `document.querySelector("#x").textContent === `
	const alert = `document.querySelector("[role=alert]")`
	sees("the site", shows+`"one"`)
	sees("its middle", `(scrollTo(0, 1000), scrollY > 900)`)
	turn("two", nil)
	sees("the new site", shows+`"two"`)
	sees("the same place", `scrollY > 900`)
	turn("three", errors.New("a.md:3: <img src=x onerror='document.title=\"owned\"'>"))
	sees("the error", alert+` !== null && `+alert+`.textContent.includes("a.md:3: <img") && `+alert+`.childElementCount === 0`)
	sees("the site before it", shows+`"two" && document.title !== "owned"`)
	turn("two", nil)
	sees("the site without the error", alert+` === null`)
	turn("four", nil)
	sees("the next site", shows+`"four"`)
}

// What changed in the text is put in its place: the page is not loaded again, folds
// stay open and the place is kept, unless more than the text changed.
func TestTextIsReplacedInPlace(t *testing.T) {
	ctx := browser(t)
	dir := t.TempDir()
	tall := func(title, text, code string) string {
		return `<!DOCTYPE html><title>` + title + `</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'">` +
			`<header>` + title + `</header><main><article><div><p id="a">first</p><details id="fold"><summary>more</summary><p>inside</p></details>` +
			strings.Repeat("<p>line</p>", 300) + `<p id="x">` + text + `</p><figure><pre>` + code + `</pre></figure></div></article></main>`
	}
	s := &stage{files: page(tall("t", "one", "code"))}
	r := start(t, Options{Build: s.build, Watch: always(dir)}).built(t)
	sees := func(what, js string) {
		t.Helper()
		wait(t, what, func() bool {
			ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](js))
			return err == nil && ok
		})
	}
	turn := func(html string) {
		t.Helper()
		s.set(page(html), nil)
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(time.Now().String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url)); err != nil {
		t.Fatal(err)
	}
	sees("the page as it was sent", `document.querySelector("script[data-ready]") !== null`)
	sees("the page", `(document.querySelector("#fold").open = true, window.kept = true, document.querySelector("#x").textContent === "one")`)
	turn(tall("t", "two", "code"))
	sees("the new text in its place", `document.querySelector("#x").textContent === "two" && window.kept === true && document.querySelector("#fold").open`)
	sees("the text that changed", `(() => { const r = document.querySelector("#x").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	turn(tall("t", "three", "code"))
	sees("the next text", `document.querySelector("#x").textContent === "three" && window.kept === true`)
	turn(tall("t", "three", "other"))
	sees("other code in its place", `document.querySelector("pre").textContent === "other" && window.kept === true`)
	turn(tall("another", "three", "other"))
	sees("the frame", `document.title === "another" && window.kept === undefined`)
}
