package generate_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// A searching is a reader who searches in an open page.
type searching struct {
	*testing.T
	ctx context.Context
}

func (s *searching) open(address string) {
	s.Helper()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(address)); err != nil {
		s.Fatal(err)
	}
}

func (s *searching) run(script string) {
	s.Helper()
	if _, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](script+";''")); err != nil {
		s.Fatal(err)
	}
}

// ask opens the dialog and asks.
func (s *searching) ask(text string) {
	s.Helper()
	s.run(`document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))`)
	s.sees(`document.activeElement.className`, "biji-find-input")
	s.run(`document.activeElement.value = "` + text + `"; document.activeElement.dispatchEvent(new InputEvent("input", { bubbles: true }))`)
}

// sees waits until the page answers want to the question ask.
func (s *searching) sees(ask, want string) {
	s.Helper()
	got := ""
	for range 300 {
		var err error
		if got, err = chromedp.Run(s.ctx, chromedp.Evaluate[string]("String("+ask+")")); err == nil && got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Fatalf("%s\n got %q\nwant %q", ask, got, want)
}

const (
	firstHit = `(document.querySelector("[role=option]") ?? document.querySelector(".biji-find-message"))?.textContent`
	said     = `document.querySelector(".biji-find-message").dataset.state`
)

const searched = `-- README.md --
# 笔记
-- net/tcp.md --
# TCP

## 三次握手

连接要**三次**握手，synchronized 不是一回事。

## 挥手

四次挥手。
`

// TestSearchOfABuiltSite: the very files of a build answer in a browser, over
// http and from disk; a missing piece is said, and found again by the button;
// a page whose index is gone says that the site was updated.
func TestSearchOfABuiltSite(t *testing.T) {
	browser := newBrowser(t)
	t.Run("offered", func(t *testing.T) { testOffered(t, browser) })
	for _, where := range testkit.Some([]string{"disk", "http"}, 1, 2) {
		t.Run(where, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "my notes #1 100% 笔记")
			buildDir(t, world(searched), dir)
			server := httptest.NewServer(http.StripPrefix("/some/sub/path", http.FileServer(http.Dir(dir))))
			defer server.Close()
			base := server.URL + "/some/sub/path/"
			if where == "disk" {
				base = fileURL(dir) + "/"
			}
			ctx, cancel := context.WithTimeout(browser.ctx, 2*time.Minute)
			defer cancel()
			s := &searching{t, ctx}

			s.open(base + "index.html")
			s.ask("三次握手")
			s.sees(firstHit, "三次握手连接要三次握手，synchronized 不是一回事。")
			s.run(`document.querySelector("[role=option]").click()`)
			s.sees(`decodeURIComponent(location.hash) + location.search + document.querySelector(".biji-marks-at")?.textContent`, "#三次握手第 1 处，共 2 处")

			s.open(base + "search.html?q=sychronized")
			s.sees(firstHit, "三次握手连接要三次握手，synchronized 不是一回事。")

			s.open(base + "index.html")
			away := takeAway(t, dir)
			s.ask("挥手")
			s.sees(said, "failed")
			away()
			s.run(`document.querySelector(".biji-find-message button").click()`)
			s.sees(firstHit, "挥手四次挥手。")

			s.open(base + "index.html")
			buildDir(t, world(searched+"\n新的一句。\n"), dir)
			s.ask("新的一句") // of the new site, on a page of the old
			s.sees(firstHit, "挥手四次挥手。 新的一句。")
		})
	}
}

// stub is the interface of browsers that let pages offer tools to programs, as
// https://webmachinelearning.github.io/webmcp/ has it; told keeps what is offered.
const stub = `
const told = {};
Object.defineProperty(document, "modelContext", { value: { registerTool: async (tool) => {
	if (!/^[\w.-]{1,128}$/.test(tool.name) || !tool.description || told[tool.name]) throw new DOMException(tool.name, "InvalidStateError");
	JSON.stringify(tool.inputSchema);
	told[tool.name] = tool;
} } });
window.use = async (name, input) => { window.answer = ""; window.answer = await told[name].execute(input, {}).then((a) => JSON.stringify(a), (e) => "no: " + e.message); };
window.told = told;`

// testOffered: where the browser takes tools, a page offers those of "biji mcp", and
// they answer; nothing is loaded for it elsewhere.
func testOffered(t *testing.T, browser *testBrowser) {
	out, _ := buildMemory(t, world(searched+"-- a.md --\n# A\n\nSee [TCP](net/tcp.md).\n"), site.Options{}, 1)
	server := httptest.NewServer(http.StripPrefix("/sub", http.FileServerFS(out)))
	defer server.Close()
	ctx, cancel := context.WithTimeout(browser.ctx, 2*time.Minute)
	defer cancel()
	s := &searching{t, ctx}
	s.open(server.URL + "/sub/net/tcp.html")
	s.sees(`performance.getEntriesByType("resource").filter((e) => /assets.offered-/.test(e.name)).length`, "0")
	script, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: stub})
	if err != nil {
		t.Fatal(err)
	}
	defer chromedp.Call(ctx, cdppage.RemoveScriptToEvaluateOnNewDocument, cdppage.RemoveScriptToEvaluateOnNewDocumentParams(script))
	s.open(server.URL + "/sub/net/tcp.html")
	s.sees(`Object.keys(window.told ?? {}).sort()`, "backlinks,list,read,search")
	base := server.URL + "/sub/"
	for _, asked := range []struct{ name, input, shows, want string }{
		{"search", `{query: "四次挥手"}`, `(JSON.parse(answer || "{}").hits ?? []).map((h) => h.address + " " + h.title)`, base + "net/tcp.html#挥手 TCP"},
		{"read", `{address: "net/tcp.html"}`, `/三次握手[^]*四次挥手/.test(answer)`, "true"},
		{"read", `{address: "` + base + `net/tcp.html#挥手"}`, `/四次挥手/.test(answer) && !/synchronized/.test(answer)`, "true"},
		{"read", `{address: "none.html"}`, `answer`, "no: no such page"},
		{"read", `{address: "https://example.org/net/tcp.html"}`, `answer`, "no: no such page"},
		{"list", `{folder: "net/"}`, `/net\/tcp\.html/.test(answer) && !/\(a\.html/.test(answer)`, "true"},
		{"backlinks", `{address: "net/tcp.html"}`, `JSON.parse(answer || "[]").map((b) => b[0])`, base + "a.html"},
	} {
		s.run(`use("` + asked.name + `", ` + asked.input + `)`)
		s.sees(asked.shows, asked.want)
	}
}

// takeAway hides the pieces of the index, and returns what brings them back.
func takeAway(t *testing.T, dir string) (back func()) {
	t.Helper()
	pieces, err := filepath.Glob(filepath.Join(dir, "search", "*", "c*.js"))
	if err != nil || len(pieces) == 0 {
		t.Fatal(len(pieces), err)
	}
	for _, name := range pieces {
		if err := os.Rename(name, name+".away"); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		for _, name := range pieces {
			if err := os.Rename(name+".away", name); err != nil {
				t.Fatal(err)
			}
		}
	}
}
