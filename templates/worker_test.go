package templates_test

import (
	"io/fs"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

const (
	says     = `document.querySelector(".biji-how b")?.textContent`
	failing  = `document.querySelector("dialog .biji-find-message").dataset.state`
	workers  = `window.workers`
	busy     = `document.querySelector(".biji-find-body").dataset.busy`
	unpacked = `[window.workers, window.ownWork].join()`
)

// counting counts the workers of a page, and what the page does that a worker
// is there for.
const counting = `
	window.workers = 0; window.ownWork = 0;
	const own = (name) => { const real = window[name]; window[name] = new Proxy(real, {
		apply: (f, self, args) => { window.ownWork++; return Reflect.apply(f, self, args) },
		construct: (f, args) => { window.ownWork++; return Reflect.construct(f, args) },
	}) };
	own("DecompressionStream");
	const Real = window.Worker;
	window.Worker = class { constructor(address) { window.workers++; return make(Real, address) } };`

// What a browser may do when it is asked for a worker.
const (
	willing  = `const make = (Real, address) => new Real(address);`
	throwing = `const make = () => { throw new DOMException("no workers", "SecurityError") };`
	erring   = `const make = (Real) => new Real(URL.createObjectURL(new Blob(["throw new Error('refused')"])));`
	silent   = `const make = (Real) => new Real(URL.createObjectURL(new Blob([""])));`
)

// workerVisits are questions to an engine in a worker, each on a fresh page.
var workerVisits = []struct {
	name, browser string
	complaint     string // that the console may make
	act           func(v *visit)
}{
	{"answers from a worker, for which the page does no work but loading", willing, "", func(v *visit) {
		v.ask("load")
		v.sees("unpacked", says, "worker: the start file")
		v.sees("one worker", unpacked, "1,0")
		v.fill("warmed")
		v.sees("warmed before", says+`.replace(/[1-9]/, "n")`, "worker: n en")
	}},
	{"answers from the page where a worker throws", throwing, "", onThePage},
	{"answers from the page where a worker fails by an event", erring, "refused", onThePage},
	{"answers from the page where a worker keeps silent", silent, "", onThePage},
	{"what is no longer wanted is stopped in the worker", willing, "", func(v *visit) {
		v.ask("wait")
		v.sees("busy", busy, "")
		v.fill("stopped")
		v.sees("stopped", says, "worker: wait")
		v.sees("the same worker", workers, "1")
	}},
	{"a worker that hangs is replaced", willing, "", func(v *visit) {
		v.ask("hang")
		v.sees("busy", busy, "")
		v.fill("next")
		v.sees("the next question", says, "worker: next")
		v.sees("another worker", workers, "2")
	}},
	{"a worker that dies is said, and started again by the button", willing, "died", func(v *visit) {
		v.ask("die")
		v.sees("failed", failing, "failed")
		v.sees("one for the question, one to try again", workers, "2")
		v.run(`document.querySelector(".biji-find-button").click()`)
		v.sees("again", workers, "4")
		v.fill("alive")
		v.sees("alive", says, "worker: alive")
	}},
	{"what few questions need comes when one does, and asks the worker", willing, "", func(v *visit) {
		v.run(`window.came = 0; new MutationObserver((list) => { for (const { addedNodes } of list) for (const n of addedNodes) came += Number(String(n.src).includes("/further-")) }).observe(document.head, { childList: true })`)
		v.ask("plain")
		v.sees("plain", says, "worker: plain")
		v.sees("not yet", `came`, "0")
		v.fill("further")
		v.sees("read", says, `worker: hash map {"kind":"all","kids":[{"kind":"words","text":"a","field":"","open":true,"typed":""}]}`)
		v.sees("once", `came`, "1")
	}},
	{"what a page cannot load fails in the worker too", willing, "gone.js", func(v *visit) {
		v.ask("gone")
		v.sees("failed", failing, "failed")
		v.fill("fine")
		v.sees("fine", says, "worker: fine")
	}},
}

func onThePage(v *visit) {
	v.ask("load")
	v.sees("unpacked", says, "page: the start file")
	v.sees("by the page", unpacked, "1,1")
	v.fill("wait")
	v.sees("busy", busy, "")
	v.fill("stopped")
	v.sees("stopped", says, "page: wait")
}

// TestWorkerInBrowser holds the engine to its worker, in Chromium, over http
// and from disk, under the pages' policy.
func TestWorkerInBrowser(t *testing.T) {
	ctx, complaints := startBrowser(t)
	for where, at := range workerSites(t) {
		for _, w := range testkit.Some(workerVisits, 4, len(workerVisits)) {
			if !chosenPlace(w.name, where) {
				continue
			}
			t.Run(where+"/"+strings.ReplaceAll(w.name, " ", "_"), func(t *testing.T) {
				v := &visit{t, ctx, at.base, at.dir}
				script, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "{" + w.browser + counting + "}"})
				if err != nil {
					t.Fatal(err)
				}
				defer chromedp.Call(ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(script))
				v.size(1280, 800)
				v.open("index.html")
				w.act(v)
				for _, c := range complaints.take() {
					if !strings.Contains(c, w.complaint) || w.complaint == "" {
						t.Error(c)
					}
				}
			})
		}
	}
}

func workerSites(t *testing.T) map[string]served {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a b#c%20中文")
	var files fs.FS = templates.Overlay(templates.FS, os.DirFS(filepath.Join("testdata", "worker")))
	writeSite(t, dir, files, searchViews())
	put(t, dir, pack.Start, pack.Script("start", []byte("the start file")))
	server := httptest.NewServer(subPath(dir))
	t.Cleanup(server.Close)
	return map[string]served{
		"http": {server.URL + "/sub/path/", dir},
		"disk": {"file://" + (&url.URL{Path: filepath.ToSlash(dir)}).EscapedPath() + "/", dir},
	}
}
