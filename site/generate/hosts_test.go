package generate_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/testkit"
)

const hosted = `-- README.md --
# 笔记
-- net/tcp.md --
# TCP

## 三次握手

连接要**三次**握手。

~~~go
handshake()
~~~
-- net/udp.md --
# UDP

没有握手。
`

// A host serves a site in its own way.
type host struct {
	name     string
	browsers string                  // that visit it; in a long run both do
	policy   string                  // a Content-Security-Policy in the header of every answer
	typed    func(ext string) string // what it says files of an extension are; nil is the truth
	early    string                  // a script that runs before the page's own
	answer   answers
	visit    func(s searcher, base string) // how a reader fares; nil is uses
}

func (h host) serve(t testing.TB, files fs.FS) (base string) {
	server := httptest.NewServer(http.StripPrefix("/notes/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if h.answer != nil && h.answer(w, r) {
			return
		}
		data, err := fs.ReadFile(files, name)
		if err != nil { // as hosts do that make addresses pretty
			name += ".html"
			data, err = fs.ReadFile(files, name)
		}
		if err != nil {
			http.NotFound(w, r)
			return
		}
		if h.policy != "" {
			w.Header().Set("Content-Security-Policy", h.policy)
		}
		kind := mime.TypeByExtension(path.Ext(name))
		if h.typed != nil {
			kind = h.typed(path.Ext(name))
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if strings.HasPrefix(name, "assets/theme-") {
			data = append([]byte(watched+h.early+"\n"), data...)
		}
		w.Write(data)
	})))
	t.Cleanup(server.Close)
	return server.URL + "/notes/"
}

// watched notes all that the policy of a page refuses, in both browsers.
const watched = `window.refused = [];
addEventListener("securitypolicyviolation", (e) => refused.push([e.effectiveDirective, e.blockedURI, e.sample].join(" ")));
`

// quiet holds that the policy of a page had nothing to refuse; that there is to
// be no Trusted Types policy is the host's will.
func (s searcher) quiet() {
	s.Helper()
	s.Sees(`window.refused.filter((r) => !r.startsWith("trusted-types")).join()`, "")
}

// encoded says of all text that it has an encoding.
func encoded(charset string) func(ext string) string {
	return func(ext string) string {
		kind, _, _ := strings.Cut(mime.TypeByExtension(ext), ";")
		return kind + charset
	}
}

// scriptsAreText says of scripts that they are none.
func scriptsAreText(ext string) string {
	if ext == ".js" {
		return "text/plain"
	}
	return mime.TypeByExtension(ext)
}

const blocked = `for (const name of ["localStorage", "sessionStorage", "indexedDB"])
	Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError") } });`

const trustedTypes = "require-trusted-types-for 'script'; trusted-types biji"

// hosts are what servers, and the browsers of some readers, do to a site that
// is well.
var hosts = []host{
	{name: "all at once", browsers: "Chromium Firefox", typed: encoded("; charset=gbk"), policy: trustedTypes, answer: either(noQueries, pretty)},
	{name: "as it should be"},
	{name: "all is GBK", typed: encoded("; charset=gbk")},
	{name: "all is Latin-1", typed: encoded("; charset=iso-8859-1")},
	{name: "all is Shift JIS", typed: encoded("; charset=shift_jis")},
	{name: "no encoding", typed: encoded("")},
	{name: "Trusted Types", policy: trustedTypes},
	{name: "Trusted Types for nobody", browsers: "Chromium", policy: "require-trusted-types-for 'script'; trusted-types 'none'", visit: isTold("TypeError", "重新发布")},
	{name: "no policy but strings", policy: "trusted-types 'none'"},
	{name: "no scripts", browsers: "Firefox", policy: "script-src 'none'", visit: withoutScript},
	{name: "scripts are text", browsers: "Chromium", typed: scriptsAreText, visit: withoutScript},
	{name: "later scripts are not there", browsers: "Firefox", answer: noSearch, visit: isTold("LoadError", "重新发布")},
	{name: "no queries", answer: noQueries},
	{name: "pretty addresses", answer: pretty},
	{name: "storage is blocked", browsers: "Firefox", early: blocked + without("WebAssembly", "Worker")},
	{name: "storage is null", early: strings.Replace(blocked, `throw new DOMException("blocked", "SecurityError")`, "return null", 1)},
	{name: "storage is full", early: `{
		const set = Storage.prototype.setItem;
		Storage.prototype.setItem = function (key, value) {
			if (key.startsWith("biji:")) throw new DOMException("full", "QuotaExceededError");
			set.call(this, key, value);
		};
	}`},
	{name: "storage holds what others wrote", early: `for (const [s, key] of [[localStorage, "biji:theme"], [sessionStorage, "biji:query"]]) s.getItem(key) ?? s.setItem(key, '{"?a":[');`},
	{name: "neither WebAssembly nor workers", early: without("WebAssembly", "Worker")},
	{name: "an old browser", browsers: "Chromium", early: without("Worker", "DecompressionStream"), visit: isTold("太旧", "太旧")},
}

type answers = func(w http.ResponseWriter, r *http.Request) bool

func either(a, b answers) answers {
	return func(w http.ResponseWriter, r *http.Request) bool { return a(w, r) || b(w, r) }
}

func noQueries(w http.ResponseWriter, r *http.Request) bool {
	return refuses(w, r.URL.RawQuery != "")
}

func noSearch(w http.ResponseWriter, r *http.Request) bool {
	return refuses(w, strings.HasPrefix(r.URL.Path, "assets/search-"))
}

func refuses(w http.ResponseWriter, is bool) bool {
	if is {
		http.Error(w, "no", http.StatusForbidden)
	}
	return is
}

// pretty leads from a.html to a.
func pretty(w http.ResponseWriter, r *http.Request) bool {
	name, isPage := strings.CutSuffix(r.URL.Path, ".html")
	if isPage {
		http.Redirect(w, r, "/notes/"+name, http.StatusMovedPermanently)
	}
	return isPage
}

func without(names ...string) string {
	return "for (const name of " + fmt.Sprintf("%q", strings.Join(names, " ")) + `.split(" ")) delete window[name];`
}

// TestHosts: a site works on hosts as they are; where it cannot, it says so,
// and what needs no script is there.
func TestHosts(t *testing.T) {
	files, _ := buildMemory(t, world(hosted), site.Options{}, 0)
	for _, b := range browsers.Some(t) {
		r := browser.NewReader(t, b)
		visited := slices.DeleteFunc(slices.Clone(hosts), func(h host) bool {
			return !testkit.Long() && !strings.Contains(h.browsers, b.Name())
		})
		for _, h := range testkit.Some(visited, 2, len(visited)) {
			t.Run(b.Name()+"/"+strings.ReplaceAll(h.name, " ", "_"), func(t *testing.T) {
				visit := h.visit
				if visit == nil {
					visit = uses
				}
				visit(searcher{r.For(t)}, h.serve(t, files))
			})
		}
	}
}

// TestTakenNames: a page on which elements have the names of what scripts use
// works all the same.
func TestTakenNames(t *testing.T) {
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) { takenNames(searcher{browser.NewReader(t, b)}) })
	}
}

const openTCP = "net/tcp.html"

// uses is a reader who uses all that a page has: colours, menu, a button that
// copies, search from two places, and what was found.
func uses(s searcher, base string) {
	s.Helper()
	s.Open(base + openTCP)
	s.Sees(`document.title + document.querySelector("h1").firstChild.data`, "TCP · 笔记TCP")
	s.Sees(`getComputedStyle(document.querySelector(".biji-header")).position`, "sticky")
	s.Run(`try { localStorage.clear(); localStorage.setItem("theme", "of another site") } catch {}`)
	const theme = `document.querySelector("[data-biji=theme]")`
	s.Run(theme + `.click(); ` + theme + `.click()`)
	s.Sees(`document.documentElement.dataset.theme + getComputedStyle(document.body).colorScheme`, "darkdark")
	s.Run(`document.querySelector("[data-biji=menu]").click()`)
	s.Sees(`document.documentElement.dataset.bijiMenu`, "open")
	s.Run(`document.querySelector("[data-biji=close]").click(); document.querySelector(".biji-copy").click()`)
	s.Sees(`["done", "failed"].includes(document.querySelector(".biji-copy").dataset.state)`, "true")

	s.asks("三次握手")
	s.found("三次握手")
	s.quiet()
	s.Press(browser.Enter)
	const landed = `decodeURIComponent(location.hash) + document.querySelector(".biji-marks-at")?.textContent.replace(/\d+/g, "n")`
	s.Sees(landed, "#三次握手第 n 处，共 n 处")
	s.Sees(`document.querySelector(".biji-mark[data-now]").textContent`, "三次握手")
	s.quiet()

	s.Open(base + "net/udp.html")
	s.asks("握手")
	s.found("握手")
	s.Run(`document.querySelector(".biji-find-all").click()`)
	s.Sees(`(all => all[0]?.textContent + all.at(-1)?.textContent)([...document.querySelectorAll("[data-biji=found] [role=option]")])`, "三次握手连接要三次握手。开头没有握手。")
	s.Sees(`decodeURIComponent(location.search)`, "?q=握手")
	s.quiet()
	s.Run(`document.querySelector("[role=option]").click()`)
	s.Sees(`document.querySelectorAll(".biji-marks").length + location.search`, "1")

	s.Run(theme + `.click()`) // as the system again
	s.Sees(`(() => { try { return localStorage.getItem("theme") + Object.keys(localStorage).filter((key) => !/^biji:(asked|read):\/notes\//.test(key)) } catch { return "of another sitetheme" } })()`, "of another sitetheme")
}

const termsLink = `document.querySelector("dialog .biji-find-message a")`

// isTold is a reader who searches and is told why that does not work, once
// more with what to do if it stays so, and is shown the way without a script.
func isTold(first, then string) func(s searcher, base string) {
	return func(s searcher, base string) {
		s.Helper()
		s.Open(base + openTCP)
		s.asks("握手")
		const says = `(document.querySelector("dialog .biji-find-message")?.dataset.state ?? "") + (` + termsLink + `?.checkVisibility() ?? "")`
		s.Sees(says, "failedtrue")
		s.Sees(`document.querySelector("dialog .biji-find-message").textContent.includes("`+first+`")`, "true")
		s.Run(clickRetry)
		s.Sees(`document.querySelector("dialog .biji-find-message").textContent.includes("`+then+`")`, "true")
		s.Run(termsLink + `.click()`)
		s.Sees(`document.querySelectorAll(".biji-terms a").length > 0`, "true")
	}
}

// withoutScript is a reader whose browser runs no script: the box is a form
// that leads to the index, and every page that it lists is there.
func withoutScript(s searcher, base string) {
	s.Helper()
	s.Open(base + openTCP)
	s.Sees(`document.documentElement.dataset.bijiScript === undefined`, "true")
	s.Sees(`document.querySelector(".biji-search-field").checkVisibility()`, "true")
	s.Run(`document.querySelector(".biji-search-field").value = "握手"; document.querySelector(".biji-search-button").click()`)
	s.Sees(`document.querySelector(".biji-terms a[href*=tcp]") !== null`, "true")
	s.Run(`document.querySelector(".biji-terms a[href*=tcp]").click()`)
	s.Sees(`document.querySelector("h1").textContent`, "TCP")
	s.Open(base + "search.html")
	s.Sees(`document.querySelector(".biji-search-without").checkVisibility()`, "true")
}

// takenNames opens a page on which an element has the name of everything that
// scripts can ask the window or the document for, and of what is ours.
func takenNames(s searcher) {
	s.Helper()
	s.Open("about:blank")
	var names []string
	const all = `JSON.stringify([window, document, document.createElement("form")].flatMap((o) => {
		const names = []
		for (let p = o; p && p !== Object.prototype.__proto__; p = Object.getPrototypeOf(p)) names.push(...Object.getOwnPropertyNames(p))
		return names
	}))`
	if err := json.Unmarshal([]byte(s.Ask(all)), &names); err != nil {
		s.Fatal(err)
	}
	names = append(names, "__biji", "__bijiX", "trustedTypes", "biji-main", "biji-nav", "biji-find", "biji-find-list", "biji-find-o0",
		"biji-found-list", "q", "tag", "dir", "main", "nav", "search", "dialog", "theme", "copy", "__proto__", "hasOwnProperty")
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) < 800 {
		s.Fatalf("only %d names", len(names))
	}
	var note strings.Builder
	for i, name := range names {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&note, "\n##### %d {#%s}\n", i, name)
		case 1:
			fmt.Fprintf(&note, "\n<a id=\"%s\"></a><img src=\"x.png\" id=\"%[1]s\" name=\"%[1]s\">\n", name)
		default:
			fmt.Fprintf(&note, "\n<a name=\"%s\">x</a><form id=\"%[1]s\" name=\"%[1]s\"><input name=\"%[1]s\"></form>\n", name)
		}
	}
	for _, word := range []string{"body", "location", "document", "__biji", "currentScript", "forms", "history"} {
		fmt.Fprintf(&note, "\n##### %s\n", word)
	}
	text := strings.Replace(hosted, "-- net/udp.md --", note.String()+"-- net/udp.md --", 1)
	files, _ := buildMemory(s, world(text), site.Options{Lang: "zh-CN"}, 0) // of more than half it is English
	page, err := fs.ReadFile(files, openTCP)
	if err != nil || strings.Count(string(page), ` id="`) < len(names)*9/10 || strings.Contains(string(page), `id="__biji`) {
		s.Fatalf("%v: not the page that this is about", err)
	}
	uses(s, host{}.serve(s, files))
}
