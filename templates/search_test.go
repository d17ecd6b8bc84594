package templates_test

import (
	"context"
	"html/template"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// A visit is a reader before a browser: it opens pages, types and looks.
type visit struct {
	*testing.T
	ctx  context.Context
	base string // address of the site, with a slash at its end
	dir  string // where its files are
}

func (v *visit) open(page string) {
	v.Helper()
	v.do(opening(v.base + page)...)
}

func (v *visit) do(actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 20*time.Second)
	defer cancel()
	for _, a := range actions {
		if err := chromedp.Do(ctx, a); err != nil {
			v.Fatal(err)
		}
	}
}

// press sends keys, each as a keyboard would: a letter is typed only if the
// page lets its key pass.
func (v *visit) press(keys string, modifiers ...chromedp.Modifier) {
	v.Helper()
	for _, r := range keys {
		for _, k := range kb.Encode(r) {
			switch {
			case k.Type == kb.KeyChar:
				continue
			case k.Type != kb.KeyUp && (strconv.IsPrint(r) || r == '\r') && len(modifiers) == 0:
				k.Type, k.Text = "keyDown", string(r)
			}
			for _, m := range modifiers {
				k.Modifiers |= int64(m)
			}
			if _, err := chromedp.Call(v.ctx, input.DispatchKeyEvent, *k); err != nil {
				v.Fatal(err)
			}
		}
	}
}

// fill puts text into the box that has the focus, all at once.
func (v *visit) fill(text string) {
	v.Helper()
	v.run(`{ const box = document.activeElement; box.value = ` + strconv.Quote(text) + `; box.dispatchEvent(new InputEvent("input", { bubbles: true })) }`)
}

// ask opens the dialog and asks.
func (v *visit) ask(text string) {
	v.Helper()
	v.press("/")
	v.sees("ready", `document.activeElement.getAttribute("role")`, "combobox")
	v.fill(text)
}

// sees waits until the page answers want to the question ask.
func (v *visit) sees(what, ask, want string) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 8*time.Second)
	defer cancel()
	var got string
	for {
		var err error
		got, err = chromedp.Run(ctx, chromedp.Evaluate[string]("String("+ask+")"))
		if err == nil && got == want {
			return
		}
		select {
		case <-ctx.Done():
			v.Fatalf("%s: %s\n got %q\nwant %q (%v)", what, ask, got, want, err)
		case <-time.After(40 * time.Millisecond):
		}
	}
}

// stays holds that the page answers want when all has happened that was to
// happen: timers of up to 200 ms that were set before, and what they led to.
// Timers of a page fire in the order of their times, however slow the machine.
func (v *visit) stays(what, ask, want string) {
	v.Helper()
	const later = `new Promise((done) => setTimeout(() => requestIdleCallback(() => setTimeout(() => done(""))), 201))`
	if _, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](later, chromedp.EvalAwaitPromise)); err != nil {
		v.Fatal(err)
	}
	v.sees(what, ask, want)
}

func (v *visit) run(script string) {
	v.Helper()
	if _, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](script+";''", asReader)); err != nil {
		v.Fatal(err)
	}
}

const (
	isOpen  = `document.querySelector("dialog")?.open ?? false`
	options = `[...document.querySelectorAll("[role=option]")].map(o => o.textContent.replace(/\s+/g, " ")).join(" / ")`
	chosen  = `document.querySelector("[aria-selected=true]")?.querySelector(".biji-hit-title").textContent ?? "none"`
	message = `document.querySelector("dialog .biji-find-message").textContent`
	spoken  = `document.querySelector("[role=status]").textContent`
	asked   = `window.asked.join(" / ")`
	where   = `decodeURIComponent(location.pathname.split("/").slice(-1) + location.search + location.hash)`
	marked  = `[...document.querySelectorAll(".biji-mark")].map(m => m.textContent).join(" / ")`
	stepped = `(document.querySelector(".biji-marks-at")?.textContent ?? "no bar")`
)

// searchVisits are what readers do. Each begins on a fresh page.
var searchVisits = map[string]func(v *visit){
	"opens by keys and by click, closes by Esc": func(v *visit) {
		v.open("index.html")
		v.stays("nothing is loaded before it is wanted", `document.querySelectorAll("script").length + typeof window.asked`, "3undefined")
		v.press("/")
		v.sees("open", isOpen, "true")
		v.sees("focus", `document.activeElement.className + document.activeElement.value`, "biji-find-input")
		v.press(kb.Escape)
		v.sees("closed", isOpen, "false")
		v.press("k", chromedp.ModifierCtrl)
		v.sees("open", isOpen, "true")
		v.press(kb.Escape)
		v.run(`document.querySelector(".biji-search-button").click()`)
		v.sees("open", isOpen, "true")
		v.sees("hint", message+`.startsWith("Results appear as you type")`, "true")
	},
	"warms when the pointer comes": func(v *visit) {
		v.open("index.html")
		v.run(`document.querySelector("form[data-biji=search]").dispatchEvent(new PointerEvent("pointerenter"))`)
		v.sees("warm", `window.warmed > 0`, "true")
		v.sees("still closed", isOpen, "false")
	},
	"a slash in a text is a slash": func(v *visit) {
		v.open("index.html")
		v.run(`document.querySelector("main").innerHTML = "<textarea></textarea>"; document.querySelector("textarea").focus()`)
		v.press("/")
		v.stays("typed", `document.querySelector("textarea").value + (`+isOpen+`)`, "/false")
	},
	"groups hits by page, prose and code apart": func(v *visit) {
		v.open("index.html")
		v.ask("握手")
		v.sees("hits", options, "连接 › 握手三次握手需要三个报文 / 代码…handshake() { if syn { 三次握手 } } / BeginningText of 握手.")
		v.sees("groups", `[...document.querySelectorAll("[role=group].biji-hit-group")].map(g => document.getElementById(g.getAttribute("aria-labelledby")).textContent + g.querySelectorAll("[role=option]").length).join()`, "Socketbig2,Frontbig1")
		v.sees("code", `document.querySelectorAll(".biji-hit-code mark").length + document.querySelector(".biji-hit-code").innerHTML`, "1…handshake() {\n    if syn {\n      <mark>三次握手</mark>\n    }\n    }")
		v.sees("heading is marked", `document.querySelector(".biji-hit-title b").innerHTML`, "<mark>握手</mark>")
		v.sees("how it was read", `[...document.querySelectorAll(".biji-how p")].map(p => p.textContent).join(" / ")`, "3 sections in 2 notesRead as “握手” / Nothing has scoket; showing socket / No section has all the words; left out: foo")
		v.sees("spoken", spoken, "3 sections in 2 notes")
		v.sees("link", `document.querySelector("[role=option]").getAttribute("href")`, "./big/socket.html?mark=%E6%8F%A1%E6%89%8B&mark=%E4%B8%89%E6%AC%A1%E6%8F%A1%E6%89%8B#%E6%8F%A1%E6%89%8B")
		v.sees("all", `decodeURIComponent(document.querySelector(".biji-find-all").getAttribute("href"))`, "search.html?q=握手")
	},
	"a combobox, by its attributes": func(v *visit) {
		v.open("index.html")
		v.press("/")
		box := `[...["role", "aria-expanded", "aria-controls", "aria-activedescendant", "aria-autocomplete"].map(a => document.activeElement.getAttribute(a))].join()`
		v.sees("empty", box, "combobox,false,biji-find-list,,list")
		v.press("a")
		v.sees("full", box, "combobox,true,biji-find-list,biji-find-o0,list")
		v.sees("list", `document.getElementById("biji-find-list").getAttribute("role") + document.getElementById("biji-find-o0").getAttribute("aria-selected")`, "listboxtrue")
		v.press(kb.Backspace)
		v.sees("empty again", box, "combobox,false,biji-find-list,,list")
	},
	"arrows go round, Enter opens": func(v *visit) {
		v.open("index.html")
		v.ask("握手")
		v.sees("first", chosen, "连接 › 握手")
		v.press(kb.ArrowDown)
		v.sees("second", chosen, "代码")
		v.press(kb.ArrowUp + kb.ArrowUp)
		v.sees("last", chosen, "Beginning")
		v.press(kb.ArrowDown + kb.ArrowDown)
		v.sees("second", chosen, "代码")
		v.press(kb.Enter)
		v.sees("there", where, "socket.html#代码")
	},
	"Enter before the answer opens its first hit": func(v *visit) {
		v.open("index.html")
		v.ask("slow")
		v.press(kb.Enter)
		v.sees("there", where, "socket.html#握手")
	},
	"Ctrl-Enter opens a new tab": func(v *visit) {
		v.open("index.html")
		v.ask("握手")
		v.sees("first", chosen, "连接 › 握手")
		v.run(`window.open = (...args) => { window.tab = args.join() }`)
		v.press(kb.Enter, chromedp.ModifierCtrl)
		v.sees("tab", `new URL(window.tab.split(",")[0]).pathname.endsWith("big/socket.html") + window.tab.split(",").slice(1).join()`, "true_blank,noopener")
		v.sees("still open", isOpen, "true")
	},
	"nothing fires while text is composed": func(v *visit) {
		v.open("index.html")
		v.press("/")
		v.sees("ready", `window.warmed > 0`, "true")
		compose := func(text string) {
			at := int64(len([]rune(text)))
			if _, err := chromedp.Call(v.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: at, SelectionEnd: at}); err != nil {
				v.Fatal(err)
			}
		}
		compose("w")
		compose("wo'sh")
		v.stays("composing", asked+`+ document.activeElement.value`, "wo'sh")
		process := `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))`
		v.run(process)
		if _, err := chromedp.Call(v.ctx, input.InsertText, input.InsertTextParams{Text: "握手"}); err != nil {
			v.Fatal(err)
		}
		v.sees("composed", asked, "握手")
		v.sees("first", chosen, "连接 › 握手")
		// As Safari does: the composition has ended, and then comes its Enter.
		v.run(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))`)
		compose("x")
		v.run(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))`)
		v.run(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true, cancelable: true }))`)
		v.stays("still here", `document.title + window.asked.length + (`+chosen+`)`, "Front · Notes1连接 › 握手")
		v.run(`document.querySelector("dialog").dispatchEvent(new Event("cancel", { cancelable: true })) && document.querySelector("dialog").close()`)
		v.sees("Esc was for the input method", isOpen, "true")
	},
	"a newer question stops an older one": func(v *visit) {
		v.open("index.html")
		v.ask("slow")
		v.sees("asked", asked, "slow")
		v.fill("no longer slow")
		v.sees("stopped", `window.stopped.join()`, "slow")
		v.sees("the newer one", `document.querySelector(".biji-how b")?.textContent`, "“no longer slow”")
	},
	"a longer word lets the answer to the shorter one come, and Enter waits for its own": func(v *visit) {
		v.open("index.html")
		v.run(`window.shown = []; new MutationObserver(() => { const b = document.querySelector(".biji-how b")?.textContent; if (b && shown.at(-1) !== b) shown.push(b) }).observe(document, { subtree: true, childList: true })`)
		v.ask("slow")
		v.sees("asked", asked, "slow")
		v.fill("slow w")
		v.sees("asked", asked, "slow / slow w")
		v.fill("slow wo")
		v.sees("the middle one is stopped", asked+` + stopped`, "slow / slow w / slow woslow w")
		v.sees("no count of another question", `document.querySelector(".biji-find-all").textContent`, "See all")
		v.sees("the older one", `shown.join()`, "“slow”")
		v.sees("nothing is chosen", chosen, "none")
		v.press("\r")
		v.sees("landed", where+` + ((`+marked+`) !== "")`, "socket.html#握手true")
	},
	"a late answer to an older question is dropped": func(v *visit) {
		v.open("index.html")
		v.ask("slow deaf")
		v.sees("asked", asked, "slow deaf")
		v.fill("quick")
		v.sees("the newer one", `document.querySelector(".biji-how b")?.textContent`, "“quick”")
		v.sees("the older one has its answer", `window.late.join()`, "slow deaf")
		v.stays("the newer one still", `document.querySelector(".biji-how b")?.textContent`, "“quick”")
	},
	"below an empty box stands what was read and looked for": func(v *visit) {
		v.open("index.html")
		v.run(`localStorage.clear()`)
		v.open("big/socket.html")
		v.ask("握手")
		v.sees("found", chosen, "连接 › 握手")
		v.press(kb.Escape)
		v.open("big/socket.html?again")
		v.ask("Text")
		v.sees("found", chosen, "连接 › 握手")
		v.press(kb.ArrowDown + kb.ArrowDown + "\r")
		v.sees("there", where, "index.html")
		v.press("/")
		v.sees("words and pages", options, "Text / Socket / Forget these")
		v.press(kb.ArrowDown + "\r")
		v.sees("asked again", `document.activeElement.value + " " + (`+chosen+`)`, "Text 连接 › 握手")
		v.fill("")
		v.sees("and back", options, "Text / Socket / Forget these")
		v.run(`window.seen = ""; new MutationObserver(() => { seen += document.querySelectorAll("[role=option]").length + document.querySelector("dialog .biji-find-message").textContent }).observe(document, { subtree: true, childList: true })`)
		v.fill("slow down")
		v.sees("hits", chosen, "连接 › 握手")
		v.sees("what was there made room", `seen.includes("0Searching…")`, "true")
		v.fill("")
		v.sees("and back again", options, "Text / Socket / Forget these")
		v.press(kb.ArrowUp + "\r")
		v.sees("forgotten", options+` + localStorage.length`, "0")
	},
	"says that it works, that it failed, and tries again": func(v *visit) {
		v.open("index.html")
		v.run(`localStorage.clear(); window.said = []; new MutationObserver(() => { said.push(document.querySelector("dialog .biji-find-message")?.textContent) }).observe(document, { subtree: true, childList: true, characterData: true })`)
		v.ask("slow bad")
		v.sees("busy", `said.includes("Searching…")`, "true")
		v.sees("failed", message, "The search did not finish: a part of the index could not be fetched.a piece did not comeTry againOr look through the index")
		v.sees("spoken", spoken, "The search did not finish: a part of the index could not be fetched.")
		v.run(`document.querySelector(".biji-find-button").click()`)
		v.sees("again", chosen, "连接 › 握手")
	},
	"says over an old answer that another is on its way, and shows titles before the first": func(v *visit) {
		v.open("index.html")
		v.run(`document.body.insertAdjacentHTML("beforeend", "<nav data-biji=nav><a href=index.html>It is slow again</a><a href=big/socket.html>Slow socket</a><a href=index.html>Quick</a></nav>")`)
		v.run(`window.seen = ""; new MutationObserver(() => { seen += ` + options + ` + "; " + (document.querySelector(".biji-find-message")?.textContent + document.querySelector(".biji-how")?.textContent + document.querySelector(".biji-find-all")?.textContent) + "\n" }).observe(document, { subtree: true, childList: true })`)
		v.ask("slow")
		v.sees("hits", chosen, "连接 › 握手")
		v.sees("titles first", `seen.includes("\nSlow socket / It is slow again; Searching…See all\n")`, "true")
		v.fill("slower")
		v.sees("hits", `document.querySelector(".biji-how b")?.textContent`, "“slower”")
		v.sees("the old ones meanwhile", `/\n连接 › 握手[^;]+; Searching…See all\n/.test(seen)`, "true")
	},
	"says that the site was updated": func(v *visit) {
		v.open("index.html")
		v.ask("updated")
		v.sees("updated", message, "The site was updated; this page is an old one.ReloadOr look through the index")
		v.run(`window.old = true; document.querySelector(".biji-find-button").click()`)
		v.sees("reloaded", `String(window.old)`, "undefined")
	},
	"no result is said, and only then": func(v *visit) {
		v.open("index.html")
		v.ask("none")
		v.sees("none", message, "Nothing found for “none”Try other words, or fewer of them, or look through the index.")
		v.sees("no way to more", `document.querySelector(".biji-find-all").hidden`, "true")
		v.fill("=>")
		v.sees("signs", message, "Signs like “=>” are not in the index: words, numbers, emoji and arrows areTry other words, or fewer of them, or look through the index.")
	},
	"pages of one name are told apart": func(v *visit) {
		v.open("index.html")
		v.ask("twins")
		v.sees("twins", `[...document.querySelectorAll(".biji-hit-dir")].map(d => d.textContent).join()`, "big/a,big/b,c")
	},
	"filters by tag and folder": func(v *visit) {
		v.open("index.html")
		v.ask("many")
		chips := `[...document.querySelectorAll(".biji-chip")].map(c => c.textContent + c.getAttribute("aria-pressed")).join()`
		v.sees("chips", chips, "网络3false,empty1false,big3false,深/处1false")
		v.run(`document.querySelectorAll(".biji-chip")[3].click()`)
		v.sees("asked", asked, "many / many|深/处")
		v.sees("chips", chips, "网络3false,empty1false,深/处1true,big3false")
		v.sees("all", `decodeURIComponent(document.querySelector(".biji-find-all").href.split("?")[1])`, "q=many&dir=深/处")
		v.run(`document.querySelectorAll(".biji-chip")[2].click()`)
		v.sees("off", chips, "网络3false,empty1false,big3false,深/处1false")
		v.run(`{ const box = document.querySelector(".biji-find-input"); box.value = "x"; box.dispatchEvent(new InputEvent("input", { bubbles: true })) }`)
		v.sees("few", chosen, "连接 › 握手")
		v.run(`document.querySelectorAll(".biji-chip")[1].click()`)
		v.sees("nothing left", message, "Nothing is left with this filterRemove the filter")
		v.run(`document.querySelector(".biji-find-message .biji-find-button").click()`)
		v.sees("all back", chosen, "连接 › 握手")
	},
	"more hits follow": func(v *visit) {
		v.open("index.html")
		v.ask("many")
		v.sees("five", `document.querySelectorAll("[role=option]").length`, "5")
		v.run(`document.querySelector(".biji-find-more").click()`)
		v.sees("ten", `document.querySelectorAll("[role=option]").length + new Set([...document.querySelectorAll("[role=option]")].map(o => o.id)).size`, "20")
		v.sees("asked", asked, "many / many|5")
		v.press(kb.ArrowUp)
		v.sees("last", chosen, "Beginning")
		v.press(kb.ArrowDown)
		v.sees("and on", `document.querySelector("[aria-selected=true]").pathname.split("/").pop() + document.querySelectorAll("[role=option]").length`, "page-10.html15")
		v.run(`document.querySelector(".biji-find-body").scrollTo(0, 1e6)`)
		v.sees("by scrolling", `document.querySelectorAll("[role=option]").length > 15`, "true")
		v.fill("many more")
		v.sees("another list begins at its top", `document.querySelector(".biji-find-body").scrollTop + "," + document.querySelectorAll("[role=option]").length`, "0,5")
	},
	"of a page three sections are shown, and more in place": func(v *visit) {
		v.open("index.html")
		v.ask("deep")
		v.sees("three", options, "S0 / S1 / S2 / 6 more on this page / Beginning")
		v.sees("all that is listed is here", `document.querySelector(".biji-find-more").hidden + document.querySelector(".biji-hit-rest").getAttribute("href")`, "true./big/socket.html?mark=deep")
		v.press(kb.ArrowDown + kb.ArrowDown + kb.ArrowDown + "\r")
		v.sees("unfolded", options, "S0 / S1 / S2 / S3 / S4 / S5 / S6 / S7 / 1 more on this page / Beginning")
		v.sees("the first of them is chosen", chosen, "S3")
		v.sees("asked", asked, "deep / deep|3")
		v.run(`document.querySelector(".biji-hit-rest").click()`)
		v.sees("all", options, "S0 / S1 / S2 / S3 / S4 / S5 / S6 / S7 / S8 / Beginning")
		v.sees("focus", `document.activeElement.className`, "biji-find-input")
		v.fill("deep again")
		v.sees("folded again", options, "S0 / S1 / S2 / 6 more on this page / Beginning")
	},
	"hostile text stays text": func(v *visit) {
		for _, page := range []string{"index.html", "search.html?q=" + url.QueryEscape(`evil<img src=x onerror="window.ran=true">`) + "&tag=<script>&mark=<script>window.ran=true</script>"} {
			v.open(page)
			if page == "index.html" {
				v.ask(`evil<img src=x onerror="window.ran=true">`)
			}
			v.sees("hits", `document.querySelectorAll("[role=option]").length`, "2")
			v.stays("nothing ran", `[window.ran, document.querySelectorAll("body img, body script, [onerror]").length].join()`, ",0")
			v.sees("text", `document.querySelector(".biji-hit-text").textContent === document.querySelector(".biji-hit-code").textContent && document.querySelector(".biji-hit-text").textContent.startsWith("<img src=x onerror=")`, "true")
			v.sees("no scheme", `[...document.querySelectorAll("[role=option]")].every(o => o.protocol === location.protocol)`, "true")
		}
	},
	"a click lands on the match and marks it": func(v *visit) {
		v.open("index.html")
		v.ask("握手")
		v.sees("first", chosen, "连接 › 握手")
		v.press(kb.Enter)
		v.sees("clean address", where, "socket.html#握手")
		v.sees("marked across elements, in code too, only where all of it is", marked, "三次 / 握手 / 三 / 次 / 握手 / 三次握手 / 三次握手")
		v.sees("first of the section", stepped, "2 of 4")
		v.sees("in sight", `(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector(".biji-mark[data-now]").getBoundingClientRect())`, "true")
		v.press("n")
		v.sees("next", stepped+`+ document.querySelector("details").open`, "3 of 4true")
		v.press("n")
		v.press("n")
		v.sees("round", stepped, "1 of 4")
		v.press("N", chromedp.ModifierShift)
		v.sees("back", stepped, "4 of 4")
		v.run(`document.querySelectorAll(".biji-marks button")[0].click()`)
		v.sees("by button", stepped, "3 of 4")
		v.run("location.reload()")
		v.sees("after a reload", stepped, "2 of 4")
		v.press(kb.Escape)
		v.sees("gone", marked+`+ (`+stepped+`)`, "no bar")
		v.sees("text as before", `(p => p.childNodes.length + p.textContent)(document.querySelector(".biji-text p"))`, "3四次握手，三次握手需要三个报文")
		v.run("window.old = true; location.reload()")
		v.sees("loaded again", `window.old + document.readyState`, "undefinedcomplete")
		v.stays("gone for good", stepped, "no bar")
	},
	"a hit on the open page needs no reload": func(v *visit) {
		v.open("big/socket.html")
		v.run(`window.same = true`)
		v.ask("握手")
		v.sees("first", chosen, "连接 › 握手")
		v.press(kb.ArrowDown + kb.Enter)
		v.sees("there", where+`+ window.same + (`+isOpen+`) + (`+stepped+`)`, "socket.html#代码truefalse3 of 4")
		v.press("/")
		v.press(kb.Enter)
		v.sees("marked once", where+`+ (`+marked+`)`, "socket.html#代码三次 / 握手 / 三 / 次 / 握手 / 三次握手 / 三次握手")
	},
	"the page of results has its question in its address": func(v *visit) {
		v.open("search.html?q=握手&dir=big")
		v.sees("asked", asked, "握手|big")
		v.sees("one box, and no way out", `getComputedStyle(document.querySelector(".biji-search")).visibility + getComputedStyle(document.querySelector(".biji-search-without")).display`, "hiddennone")
		v.sees("none chosen", chosen, "none")
		v.sees("title", `document.title`, "Search: 握手 · Search · Notes")
		v.press(kb.End)
		v.press("s")
		v.sees("address", where, "search.html?q=握手s&dir=big")
		v.press("t")
		v.sees("address", where, "search.html?q=握手st&dir=big")
		v.run("history.back()")
		v.sees("one step back", where+`+ document.querySelector(".biji-find-input").value`, "search.html?q=握手&dir=big握手")
		v.sees("asked again", asked, "握手|big / 握手s|big / 握手st|big / 握手|big")
		v.press(kb.ArrowDown + kb.ArrowDown)
		v.sees("chosen", chosen, "代码")
		v.press(kb.Enter)
		v.sees("there", where+`+ (`+stepped+`)`, "socket.html#代码3 of 4")
		v.run("history.back()")
		v.sees("back", where+`+ document.querySelectorAll("[role=option]").length`, "search.html?q=握手&dir=big3")
	},
	"keys lead to the box of the page of results": func(v *visit) {
		v.open("search.html")
		v.sees("focus", `document.activeElement.name`, "q")
		v.run("document.activeElement.blur()")
		v.press("k", chromedp.ModifierCtrl)
		v.sees("focus, no dialog", `document.activeElement.name + document.querySelectorAll("dialog").length`, "q0")
	},
	"a script that does not come is said, and tried again": func(v *visit) {
		v.open("index.html")
		script := v.script()
		if err := os.Rename(script, script+".away"); err != nil {
			v.Fatal(err)
		}
		defer os.Rename(script+".away", script)
		v.press("/")
		v.sees("open", isOpen, "true")
		v.fill("握手")
		says := func(more, why string) string {
			return "The search could not be loaded." + more + "LoadError: " + v.base + "assets/" + filepath.Base(script) + ": " + why + "Try againOpen the index"
		}
		v.sees("failed", message+`.replace(/\?\d+/, "")`, says("", "not there"))
		// A host's error page, and a file that is cut off.
		for _, text := range []string{"<!DOCTYPE html>", "", "if (true) {"} {
			if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
				v.Fatal(err)
			}
			v.run(`document.querySelector("dialog .biji-find-message").dataset.old = ""; document.querySelector(".biji-find-button").click()`)
			v.sees("failed again", `document.querySelector("dialog .biji-find-message:not([data-old])")?.textContent.replace(/\?\d+/, "")`,
				says(" If it stays so, the site's author has to publish it again and empty the cache of its CDN.", "not what it should be"))
		}
		if err := os.Rename(script+".away", script); err != nil {
			v.Fatal(err)
		}
		v.run(`document.querySelector(".biji-find-button").click()`)
		v.sees("what was typed meanwhile", asked, "握手")
		v.sees("hits", chosen, "连接 › 握手")
	},
	"below an empty box each question stands once, the last first": func(v *visit) {
		v.open("big/socket.html")
		v.run(`localStorage.clear()`)
		v.open("big/socket.html")
		v.open("index.html")
		for _, text := range []string{"握手", "many", "握手"} {
			v.ask(text)
			v.sees("hits", `document.querySelector(".biji-find-all").hidden`, "false")
			v.run(`document.querySelector(".biji-find-all").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }))`)
			v.open("index.html")
		}
		v.press("/")
		v.sees("each once", options, "握手 / many / Socket / Forget these")
		v.run(`document.querySelectorAll("[role=option]")[1].click()`)
		v.sees("asked again", asked, "many")
		v.fill("")
		v.sees("it is the last now", options, "many / 握手 / Socket / Forget these")
		v.run(`[...document.querySelectorAll("[role=option]")].at(-1).click()`)
		v.sees("nothing", `document.querySelectorAll("[role=option]").length + localStorage.length`, "0")
	},
	"what an empty box shows does not come, and is not missed": func(v *visit) {
		found, err := filepath.Glob(filepath.Join(v.dir, "assets", "recent-*.js"))
		if err != nil || len(found) != 1 {
			v.Fatal(found, err)
		}
		if err := os.Rename(found[0], found[0]+".away"); err != nil {
			v.Fatal(err)
		}
		defer os.Rename(found[0]+".away", found[0])
		v.open("index.html")
		v.ask("握手")
		v.sees("hits", chosen, "连接 › 握手")
		v.fill("")
		v.sees("hint", message+`.startsWith("Results appear as you type")`, "true")
		v.fill("握手")
		v.sees("hits", chosen, "连接 › 握手")
	},
	"a phone's dialog fills the screen": func(v *visit) {
		v.open("index.html")
		v.size(390, 800)
		v.ask("many")
		v.sees("five", `document.querySelectorAll("[role=option]").length`, "5")
		v.sees("size", `(r => [r.left, r.top, r.width, r.height].join())(document.querySelector("dialog").getBoundingClientRect())`, "0,0,390,800")
		v.sees("no sideways scroll", `document.documentElement.scrollWidth <= 390 && document.querySelector(".biji-find-body").scrollWidth <= 390`, "true")
		v.run(`document.querySelector(".biji-find-close").click()`)
		v.sees("closed", isOpen, "false")
	},
}

func (v *visit) size(width, height int64) {
	v.Helper()
	size := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1}
	if _, err := chromedp.Call(v.ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		v.Fatal(err)
	}
}

func (v *visit) script() string {
	v.Helper()
	found, err := filepath.Glob(filepath.Join(v.dir, "assets", "search-*.js"))
	if err != nil || len(found) != 1 {
		v.Fatalf("%d search scripts: %v", len(found), err)
	}
	return found[0]
}

// TestSearchInBrowser lets readers search in Chromium, over http below a path
// and from disk. The pages' policy holds, and the console may say nothing but
// that a script did not come, where a test takes it away.
func TestSearchInBrowser(t *testing.T) {
	ctx, complaints := startBrowser(t)
	for where, at := range searchSites(t) {
		for _, name := range testkit.Some(slices.Sorted(maps.Keys(searchVisits)), 9, len(searchVisits)) {
			if !chosenPlace(name, where) {
				continue
			}
			t.Run(where+"/"+strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
				v := &visit{t, ctx, at.base, at.dir}
				complaints.take()
				v.size(1280, 800)
				searchVisits[name](v)
				for _, c := range complaints.take() {
					if !strings.Contains(name, "does not come") {
						t.Error(c)
					}
				}
			})
		}
	}
}

// chosenPlace tells whether a visit is made over http, or from disk: one of them,
// by the visit's name, or both in a long run.
func chosenPlace(visit, where string) bool {
	return testkit.Long() || (len(visit)%2 == 0) == (where == "disk")
}

// TestSearchWithoutScript: the box leads to the index of terms.
func TestSearchWithoutScript(t *testing.T) {
	ctx, complaints := startBrowser(t)
	sites := searchSites(t)
	for _, where := range testkit.Some([]string{"http", "disk"}, 1, 2) {
		at := sites[where]
		t.Run(where, func(t *testing.T) {
			v := &visit{t, ctx, at.base, at.dir}
			v.size(1280, 800)
			off := emulation.SetScriptExecutionDisabledParams{Value: true}
			if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, off); err != nil {
				t.Fatal(err)
			}
			v.open("big/socket.html")
			v.do(chromedp.Focus(".biji-search-field"))
			if _, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: "握手"}); err != nil {
				t.Fatal(err)
			}
			v.press(kb.Enter)
			v.sees("terms", `document.title + decodeURIComponent(location.search)`, "Index · Notes?q=握手")
			v.sees("link", `decodeURIComponent(document.querySelector(".biji-terms section a").href).endsWith("/big/socket.html#握手")`, "true")
			v.open("search.html")
			v.sees("a way out", `getComputedStyle(document.querySelector(".biji-find-head")).display + document.querySelector(".biji-search-without a").getAttribute("href")`, "nonesearch/terms.html")
			for _, c := range complaints.take() {
				t.Error(c)
			}
		})
	}
}

type served struct{ base, dir string }

// searchSites is a small site whose engine is that of testdata/search, served
// over http below a path, and on disk.
func searchSites(t *testing.T) map[string]served {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "my notes 100% #1")
	files := templates.Overlay(templates.FS, os.DirFS(filepath.Join("testdata", "search")))
	writeSite(t, dir, files, searchViews())
	server := httptest.NewServer(subPath(dir))
	t.Cleanup(server.Close)
	return map[string]served{
		"http": {server.URL + "/sub/path/", dir},
		"disk": {"file://" + (&url.URL{Path: filepath.ToSlash(dir)}).EscapedPath() + "/", dir},
	}
}

// subPath serves a folder below /sub/path/.
func subPath(dir string) http.Handler {
	site := http.StripPrefix("/sub/path", http.FileServer(http.Dir(dir)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store") // a script that is taken away is gone
		site.ServeHTTP(w, r)
	})
}

func searchViews() []render.View {
	filler := strings.Repeat("<p>一段文字。</p>\n", 40)
	body := `<p>四次握手，<em>三次</em>握手需要三个报文</p>` + filler +
		`<h2 id="握手">连接</h2><p>这里说的是三<b>次</b>握手。</p>` + filler +
		`<h2 id="代码">代码</h2><details><summary>折叠</summary><figure class="code"><pre class="chroma"><code><span class="line"><span class="ln">1</span>if handshake() { <span class="c">三次握手</span>
</span></code></pre></figure></details>` + filler + `<p>次握手，三次<br>握手，三次握手</p>` + filler
	place := []render.TermPlace{{Text: "Socket", Href: "../big/socket.html#握手"}}
	return []render.View{
		{Type: render.Note, URL: "index.html", Title: "Front", Body: "<p>Text.</p>", Features: site.FeatureSet{site.Visits: true}},
		{Type: render.Note, URL: "big/socket.html", Title: "Socket", Body: template.HTML(body), Features: site.FeatureSet{site.Visits: true, site.Code: true}},
		{Type: render.Search, URL: render.SearchPage, Features: site.FeatureSet{site.Hits: true}},
		{Type: render.Terms, URL: render.TermsPage, TermCount: 1, Letters: []render.Letter{{Text: "W", Href: "#w"}},
			Terms: []render.TermGroup{{Letter: "W", ID: "w", Terms: []render.Term{{Key: "握手", Places: place}}}}},
	}
}
