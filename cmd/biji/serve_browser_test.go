package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/chromium"
)

// A desk is somebody who writes notes with the site beside them in a browser.
type desk struct {
	t       *testing.T
	dir     string
	url     string
	browser context.Context
}

// sitDown serves notes and opens a page of theirs.
func sitDown(t *testing.T, notes map[string]string, page string) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	for name, text := range notes {
		d.write(name, text)
	}
	tab, end, err := chromium.Start(testkit.Chromium(t))
	if err != nil {
		t.Fatal(err)
	}
	d.browser = tab
	ctx, stop := context.WithCancel(t.Context())
	said, log := io.Pipe()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve", d.dir, "--addr", "127.0.0.1:0"}, io.Discard, log) }()
	t.Cleanup(func() { end(); stop(); <-ended })
	d.url = addressIn(said)
	if err := chromedp.Do(d.browser, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(d.url+page)); err != nil {
		t.Fatal(err)
	}
	d.sees("the page as it was sent", `document.querySelector("script[data-ready]") !== null && document.querySelector("main") !== null`)
	d.sees("the page, with a search", `document.querySelector("[data-biji-index]") !== null && document.querySelector("script[data-ready]") !== null && (window.kept = true)`)
	return d
}

var servedAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// addressIn is the address that a server tells, which may go on to talk.
func addressIn(said io.Reader) string {
	found := make(chan string, 1)
	go func() {
		var text strings.Builder
		var once sync.Once
		buf := make([]byte, 1024)
		for {
			n, err := said.Read(buf)
			text.Write(buf[:n])
			if at := servedAt.FindString(text.String()); at != "" || err != nil {
				once.Do(func() { found <- at })
			}
			if err != nil {
				return
			}
		}
	}()
	return <-found
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// sees waits for what an expression of the page says.
func (d *desk) sees(what, js string) {
	d.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(d.browser, chromedp.Evaluate[bool](js)); err == nil && ok {
			return
		}
	}
	page, _ := chromedp.Run(d.browser, chromedp.Evaluate[string](`String(window.kept) + document.querySelector("main")?.innerText`))
	d.t.Fatalf("%s: %s is not so in %s", what, js, page)
}

// Whatever kind of block is written anew, it is put in its place, and set up as if
// it had been there: the page is not loaded again.
func TestBlocksAreReplacedInPlace(t *testing.T) {
	note := "# Page\n\n" + strings.Repeat("some text\n\n", 60) + `## First

` + "```go\nvar a = 1\n```" + `

| a | b |
|---|---|
| cell | two |

> [!note] Call
> out

![alt](a.png)

$$ x + y $$

` + "```mermaid\ngraph LR\nA-->B\n```" + `

=== "one"

    tab

## Second

end
`
	d := sitDown(t, map[string]string{"page.md": note, "a.png": "", "b.png": "", "README.md": "# Home\n"}, "page.html")
	kept := `window.kept === true && `
	for _, edit := range []struct{ what, old, new, sees string }{
		{"code", "var a = 1", "var b = 2", `document.querySelector("figure.code").textContent.includes("var b = 2") && document.querySelectorAll("figure.code .biji-copy").length === 2`},
		{"a table", "cell", "another", `document.querySelector("td").textContent === "another"`},
		{"a callout", "> out", "> of it", `document.querySelector(".callout").textContent.includes("of it")`},
		{"a picture", "![alt](a.png)", "![other](b.png)", `document.querySelector(".biji-text").innerHTML.includes("b.png") && !document.querySelector(".biji-text").innerHTML.includes("a.png")`},
		{"a formula", "x + y", "y + x", `document.querySelector("math").textContent === "y+x"`},
		{"a diagram", "A-->B", "A-->Other", `document.querySelector(".diagram svg").textContent.includes("Other")`},
		{"a heading", "## Second", "## Third", `document.querySelector("#third > .biji-anchor") !== null && document.querySelector("[data-biji=contents]").textContent.includes("Third") && !document.querySelector("[data-biji=contents]").textContent.includes("Second")`},
		{"a new heading", "## Third", "## Third\n\nfoo\n\n### Fourth", `document.querySelector("#fourth > .biji-anchor") !== null && document.querySelector("[data-biji=contents]").textContent.includes("Fourth")`},
		{"new code", "end\n", "end\n\n```c\nint x;\n```\n", `document.querySelectorAll("figure.code .biji-copy").length === 3`},
	} {
		next := strings.Replace(note, edit.old, edit.new, 1)
		if next == note {
			t.Fatalf("%s is not in the note", edit.old)
		}
		note = next
		d.write("page.md", note)
		d.sees(edit.what, kept+edit.sees)
	}
	d.sees("what changed last", `(() => { const r = [...document.querySelectorAll("figure.code")].at(-1).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	d.write("page.md", strings.Replace(note, "# Page", "# Other", 1))
	d.sees("another title", `document.title.includes("Other") && document.querySelector("[data-biji=nav]").textContent.includes("Other")`)
}
