package templates_test

import (
	"bytes"
	"context"
	"html/template"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/highlight"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/chromium"
	"github.com/biji-notes/biji/templates"
)

// A browserStep opens a page and asks it a question in JavaScript; the answer
// is a promise of a string.
type browserStep struct {
	name       string
	page       string
	wide       bool
	noScript   bool
	media      string // "" is the screen
	ask, wants string
}

// settled waits until cond holds, at most five seconds, and answers value.
func settled(cond, value string) string {
	return `(async () => { for (let i = 0; i < 100 && !(` + cond + `); i++) await new Promise(r => setTimeout(r, 50)); return String(` + value + `) })()`
}

// pressing has press, which presses a key as a keyboard does, and until, which waits
// until something has a value, and gives what it has then.
const pressing = `var press = (key, code = "", on = document.activeElement) => on.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
	var until = async (get, want) => { for (let i = 0; i < 100 && get() !== want; i++) await new Promise(r => setTimeout(r, 50)); return get() };
`

var browserSteps = []browserStep{
	{
		name: "the search in the header is a button that looks like a field", page: "index.html", wide: true,
		ask: `[".biji-search-field", ".biji-search-text", ".biji-search-key"].map((s) => getComputedStyle(document.querySelector(s)).display).join(" ")`, wants: "none block block",
	},
	{
		name: "without the script it is a field", page: "index.html", wide: true, noScript: true,
		ask: `[".biji-search-field", ".biji-search-text", ".biji-search-key"].map((s) => getComputedStyle(document.querySelector(s)).display).join(" ")`, wants: "block none none",
	},
	{
		name: "the overview leads an old heading on to its part", page: "big.html#三次握手",
		ask: settled(`document.title.startsWith("Socket ·")`, `document.title + decodeURIComponent(location.hash)`), wants: "Socket · Notes#三次握手",
	},
	{
		name: "a redirect keeps the fragment", page: "old.html#三次握手",
		ask: settled(`document.title.startsWith("Socket ·")`, `document.title + decodeURIComponent(location.hash)`), wants: "Socket · Notes#三次握手",
	},
	{
		name: "a redirect keeps the words to mark", page: "old.html?mark=%E6%8F%A1%E6%89%8B#三次握手",
		ask: settled(`document.querySelector(".biji-marks")`, `document.querySelectorAll(".biji-mark").length + decodeURIComponent(location.search + location.hash)`), wants: "1#三次握手",
	},
	{
		name: "a redirect works without the script", page: "old.html", noScript: true,
		ask: `document.title`, wants: "Socket · Notes",
	},
	{
		name: "the theme is chosen, stored and applied before the page is drawn", page: "index.html", wide: true,
		ask: `(async () => { const b = document.querySelector("[data-biji=theme]"); b.click(); b.click();
			const now = document.documentElement.dataset.theme; const dark = getComputedStyle(document.body).backgroundColor;
			const stored = localStorage.getItem("biji:theme"); b.click();
			return [now, stored, dark, document.documentElement.dataset.theme, localStorage.getItem("biji:theme"), b.textContent].join(" ") })()`,
		wants: "dark dark rgb(23, 25, 27)   Colours: as the system",
	},
	{
		name: "a theme carried in the address is taken and leaves it", page: "index.html?theme=light&q=1", wide: true,
		ask: `(async () => { const got = document.documentElement.dataset.theme + location.search; localStorage.clear(); return got })()`, wants: "light?q=1",
	},
	{
		name: "the menu opens, holds the focus and closes by Esc", page: "big/socket.html",
		ask: `(async () => { const b = document.querySelector("[data-biji=menu]"), nav = document.querySelector("[data-biji=nav]");
			const see = () => getComputedStyle(nav).visibility; const was = see(); b.click(); await new Promise(r => setTimeout(r, 400));
			const open = see() + nav.contains(document.activeElement) + !!document.querySelector("main").closest("[inert]") + b.getAttribute("aria-expanded");
			document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); await new Promise(r => setTimeout(r, 400));
			return [was, open, see(), !!document.querySelector("main").closest("[inert]"), document.activeElement === b, location.hash].join(" ") })()`,
		wants: "hidden visibletruetruetrue hidden false true ",
	},
	{
		name: "without the script the menu is a link to the sidebar", page: "big/socket.html#biji-nav", noScript: true,
		ask: `getComputedStyle(document.querySelector("[data-biji=nav]")).visibility`, wants: "visible",
	},
	{
		name: "without the script, on paper there is the note and nothing of the frame", page: "big/socket.html", noScript: true, wide: true, media: "print",
		ask: `(() => { document.querySelector(".biji-after").insertAdjacentHTML("beforeend", "<details class=shut><summary>+1</summary></details><details open><summary>+2</summary></details>");
			return [".biji-header", ".biji-nav", ".biji-contents", ".biji-footer", ".shut", ".biji-after details[open]", "h1", ".biji-text > *"].map((s) => document.querySelector(s)?.checkVisibility()).join(" ") })()`,
		wants: "false false false false false true true true",
	},
	{
		name: "the contents follow the reader, also over a jump", page: "big/socket.html", wide: true,
		ask: `(async () => { const at = () => document.querySelector("[data-biji=contents] [aria-current]")?.textContent; const first = at();
			scrollTo({ top: 1e6, behavior: "instant" }); await new Promise(r => setTimeout(r, 300)); return first + at() })()`, wants: "一挥手",
	},
	{
		name: "code is copied as it was written", page: "big/socket.html", wide: true,
		ask: `(async () => { let got; const set = { writeText: async (t) => { got = t } };
			Object.defineProperty(navigator, "clipboard", { value: set, configurable: true });
			const b = document.querySelector(".biji-copy"); b.click(); await new Promise(r => setTimeout(r, 100));
			return JSON.stringify(got) + b.dataset.state })()`, wants: `"a\n  b\n"done`,
	},
	{
		name: "code is copied where the clipboard refuses", page: "big/socket.html", wide: true,
		ask: `(async () => { Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
			let got; document.addEventListener("copy", () => { got = getSelection().toString() || document.activeElement.value });
			const b = document.querySelector(".biji-copy"); b.click(); await new Promise(r => setTimeout(r, 100));
			return JSON.stringify(got) + b.dataset.state })()`, wants: `"a\n  b\n"done`,
	},
	{
		name: "lines that are cut can be wrapped, others have no button for it", page: "big/socket.html", wide: true,
		ask: `(async () => { const b = document.querySelector(".biji-wrap"), pre = document.querySelector("pre"); const later = () => new Promise(r => setTimeout(r, 200));
			await later(); const fits = b.hidden; pre.style.width = "2em"; await later(); const cut = b.hidden;
			b.click(); return [fits, cut, b.ariaPressed, getComputedStyle(pre).whiteSpace].join() })()`, wants: "true,false,true,pre-wrap",
	},
	{
		name: "an address names lines of code", page: "big/socket.html#code1:2", wide: true,
		ask: `(async () => { const at = () => [...document.querySelectorAll(".line[data-at]")].map((l) => l.dataset.n).join(); const first = at();
			const [one, two] = document.querySelectorAll(".line"); const click = (l, shiftKey) => l.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey, clientX: l.getBoundingClientRect().left + 20 }));
			click(one); const clicked = at(); click(two, true); const all = [first, clicked, at(), location.hash];
			const pre = document.querySelector("pre"); const key = (key, shiftKey) => { pre.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true })); all.push(at()); };
			key("Enter"); key("ArrowUp"); key("ArrowDown", true); all.push(location.hash, document.querySelector("body > .biji-hidden[role=status]").textContent.replace(/\s+/g, "_"));
			for (const l of document.querySelectorAll(".line")) l.removeAttribute("data-at"); key("ArrowDown"); key("Enter"); return all.join(" ") })()`, wants: "2 1 1,2 #code1:1-2 2 1 1,2 #code1:1-2 1-2_b_  1",
	},
	{
		name: "keys go from section to section, on any keyboard", page: "big/socket.html", wide: true,
		ask: pressing + `(async () => { const at = () => document.activeElement.id; const all = [];
			press("j"); all.push(await until(at, "一")); press("о", "KeyJ"); all.push(await until(at, "三次握手")); press("k"); all.push(await until(at, "一"));
			press("j", "KeyJ", document.querySelector(".biji-search-field")); await new Promise(r => setTimeout(r, 200)); all.push(at());
			return all.join() })()`, wants: "一,三次握手,一,一",
	},
	{
		name: "keys lead to another page, and change the theme", page: "big/socket.html", wide: true,
		ask: pressing + `(async () => { const went = []; document.addEventListener("click", (e) => { const a = e.target.closest("a"); if (a) { e.preventDefault(); went.push(a.getAttribute("href")) } });
			press("h"); press("ü", "BracketLeft"); await until(() => went.length, 1); press("g"); press("h"); await until(() => went.length, 2);
			press("t"); const theme = await until(() => document.documentElement.dataset.theme, "light"); document.querySelector("[data-biji=theme]").click(); document.querySelector("[data-biji=theme]").click();
			return went.join() + theme })()`, wants: "../index.html,../index.htmllight",
	},
	{
		name: "a sheet lists the keys, and turns them off", page: "big/socket.html", wide: true,
		ask: pressing + `(async () => { const open = () => !!document.querySelector("dialog.biji-keys")?.open; const all = [];
			press("?"); all.push(await until(open, true)); const d = document.querySelector("dialog"); d.querySelector("input").click(); d.querySelector("button").click();
			press("?"); press("j"); press("/"); await new Promise(r => setTimeout(r, 200)); all.push(open(), document.querySelectorAll("dialog").length, localStorage.getItem("biji:reader"));
			localStorage.clear(); return all.join() })()`, wants: "true,false,1,keyless",
	},
	{
		name: "readers choose how text looks", page: "big/socket.html", wide: true,
		ask: pressing + `(async () => { const size = () => getComputedStyle(document.querySelector(".biji-text")).fontSize; const panel = () => document.querySelector(".biji-panel"); const b = document.querySelector("[data-biji=reader]");
			const first = size(); b.click(); const open = await until(() => !!panel()?.matches(":popover-open"), true);
			panel().querySelector("[value=large]").click(); panel().querySelector("[value=serif]").click(); const large = size() + localStorage.getItem("biji:reader");
			panel().querySelector("p button").click(); return [first, open, large, size() + localStorage.getItem("biji:reader")].join(" ") })()`, wants: "17px true 19pxlarge serif 17pxnull",
	},
	{
		name: "what a reader chose is carried from file to file, and applied before the page is drawn", page: "index.html?reader=huge+wide&q=1", wide: true,
		ask: `(async () => { const got = getComputedStyle(document.querySelector(".biji-text")).fontSize + location.search + localStorage.getItem("biji:reader"); localStorage.clear(); return got })()`, wants: "21px?q=1huge wide",
	},
	{
		name: "a phone's header makes room on the way down, and comes back on the way up", page: "big/socket.html",
		ask: pressing + `(async () => { const shown = () => document.querySelector("header").getBoundingClientRect().bottom > 0; const to = (y) => scrollTo({ top: y, behavior: "instant" });
			const first = shown(); to(1000); const down = await until(shown, false); to(800); const up = await until(shown, true); return [first, down, up].join() })()`, wants: "true,false,true",
	},
	{
		name: "headings have links", page: "big/socket.html", wide: true,
		ask: `(async () => { const a = document.querySelector("h2 > .biji-anchor"); return decodeURIComponent(a.hash) + a.ariaLabel })()`, wants: "#一Copy the link to this section: 一",
	},
	{
		name: "a phone's page has no sideways scroll", page: "big/socket.html",
		ask: `(async () => String(document.documentElement.scrollWidth <= innerWidth && innerWidth))()`, wants: "360",
	},
}

// TestClientInBrowser runs the script of the pages in Chromium, over http and
// from disk, under the pages' own policy; any message on the console fails it.
func TestClientInBrowser(t *testing.T) {
	ctx, complaints := startBrowser(t)
	dir := filepath.Join(t.TempDir(), "my notes 100% #1")
	writeSmallSite(t, dir)
	server := httptest.NewServer(http.StripPrefix("/sub/path", http.FileServer(http.Dir(dir))))
	defer server.Close()
	for where, base := range map[string]string{"http": server.URL + "/sub/path/", "disk": "file://" + (&url.URL{Path: filepath.ToSlash(dir)}).EscapedPath() + "/"} {
		for _, step := range testkit.Some(browserSteps, 6, len(browserSteps)) {
			if !testkit.Thorough() && !chosenPlace(step.name, where) {
				continue
			}
			t.Run(where+"/"+step.name, func(t *testing.T) {
				complaints.take()
				got, err := step.run(ctx, base)
				if err != nil {
					t.Fatal(err)
				}
				if got != step.wants {
					t.Errorf("answers %q, want %q", got, step.wants)
				}
				for _, c := range complaints.take() {
					t.Error(c)
				}
			})
		}
	}
}

func (s browserStep) run(ctx context.Context, base string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	// Not from the page of the step before: the change would be a transition, which a new size breaks off.
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		return "", err
	}
	size := emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 800, DeviceScaleFactor: 1, Mobile: true}
	if s.wide {
		size.Width, size.Mobile = 1440, false
	}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		return "", err
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: s.media}); err != nil {
		return "", err
	}
	script := emulation.SetScriptExecutionDisabledParams{Value: s.noScript}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, script); err != nil {
		return "", err
	}
	if err := chromedp.Do(ctx, opening(base+s.page)...); err != nil {
		return "", err
	}
	return s.answer(ctx)
}

// answer asks until the page holds still: a redirect takes the answer with it.
// Without the script the page has no timers either, so the patience is here.
func (s browserStep) answer(ctx context.Context) (string, error) {
	for ; ; time.Sleep(50 * time.Millisecond) {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](s.ask, chromedp.EvalAwaitPromise, asReader))
		gone := err != nil && (strings.Contains(err.Error(), "navigated") || strings.Contains(err.Error(), "context"))
		early := s.noScript && got != s.wants
		if !gone && !early || ctx.Err() != nil {
			return got, err
		}
	}
}

// asReader lets the page do what it may only do when the reader clicks.
func asReader(p *runtime.EvaluateParams) {
	yes := true
	p.UserGesture = &yes
}

// complaints are what the browser's console said.
type complaints struct {
	mu   sync.Mutex
	list []string
}

func (c *complaints) add(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, text)
}

func (c *complaints) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := c.list
	c.list = nil
	return list
}

// opening goes to an address. A page that is open already would only be
// scrolled to its fragment.
func opening(address string) (actions []chromedp.Action[chromedp.Void]) {
	if strings.Contains(address, "#") {
		actions = append(actions, chromedp.Navigate("about:blank"))
	}
	return append(actions, chromedp.Navigate(address))
}

// browser is one process for all tests here, which ends with them.
var browser struct {
	ctx context.Context // nil before a test asks for it
	end func()
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.end != nil {
		browser.end()
	}
	os.Exit(code)
}

// startBrowser opens a tab for the test, with a profile of its own: nothing is
// stored or cached. The context is that of the tab.
func startBrowser(t *testing.T) (context.Context, *complaints) {
	t.Helper()
	if browser.ctx == nil {
		ctx, end, err := chromium.Start(testkit.Chromium(t), chromedp.Flag("lang", "en"))
		if err != nil {
			t.Fatal(err)
		}
		browser.ctx, browser.end = ctx, end
	}
	said := &complaints{}
	ctx, stop := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(event any) {
		switch e := event.(type) {
		case *log.EventEntryAdded:
			said.add("log: " + e.Entry.Text + " " + e.Entry.URL)
		case *runtime.EventExceptionThrown:
			what := ""
			if e.ExceptionDetails.Exception != nil {
				what = " " + e.ExceptionDetails.Exception.Description
			}
			// Chromium throws this when a test leaves a page that is still coming in.
			if !strings.Contains(what, "ViewTransition opt-in disabled") {
				said.add("exception: " + e.ExceptionDetails.Text + what)
			}
		}
	}))
	t.Cleanup(stop)
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	if _, err := chromedp.Call(ctx, runtime.Enable, cdp.Empty{}); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	// A headless page has no focus, and without it nothing is copied.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx, said
}

// writeSmallSite writes a front page, a split note and a redirect.
func writeSmallSite(t *testing.T, dir string) {
	t.Helper()
	writeSite(t, dir, templates.FS, smallViews())
}

// writeSite writes pages with the script and style of files.
func writeSite(t *testing.T, dir string, files fs.FS, views []render.View) {
	t.Helper()
	code, err := highlight.New(highlight.Options{})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := bundle.Assets(files, "en", map[string]string{"code.css": code.CSS()}) // which draws the numbers of lines
	if err != nil {
		t.Fatal(err)
	}
	r, err := render.New(templates.FS, nil, "en")
	if err != nil {
		t.Fatal(err)
	}
	shared := render.Site{Title: "Notes", Index: true, History: true, Features: map[site.Feature]render.FeatureFiles{}}
	for _, a := range assets {
		put(t, dir, a.Name, a.Data)
		if a.For == site.TreeShown { // what a sidebar remembers would go from test to test
			continue
		}
		switch a.Role {
		case bundle.Script:
			if a.For != "" {
				shared.Features[a.For] = render.FeatureFiles{Script: a.Name, Style: shared.Features[a.For].Style}
				continue
			}
			shared.Script = a.Name
		case bundle.Theme:
			shared.Theme = a.Name
		case bundle.Style:
			if a.For != "" {
				shared.Features[a.For] = render.FeatureFiles{Style: a.Name, Script: shared.Features[a.For].Script}
				continue
			}
			shared.Style = a.Name
		case bundle.Icon:
			shared.Icon = a.Name
		}
	}
	put(t, dir, "search/start.js", []byte(`__biji("start","")`))
	nav := render.NewNav([]*render.Node{
		{Title: "Front", URL: "index.html"},
		{Title: "Big", URL: "big.html", Children: []*render.Node{{Title: "Socket", URL: "big/socket.html"}}},
	})
	for _, v := range views {
		v.UI, v.Lang, v.Root, v.Site = "en", "zh-CN", site.Root(v.URL), shared
		v.Site.Home = v.Root + "index.html"
		var b bytes.Buffer
		if err := r.Page(&b, &v, nav); err != nil {
			t.Fatal(err)
		}
		put(t, dir, v.URL, b.Bytes())
	}
}

func smallViews() []render.View {
	leadsOn := site.FeatureSet{site.LeadsOn: true}
	headings := []render.Entry{{Text: "一", ID: "一"}, {Text: "三次握手", ID: "三次握手"}, {Text: "挥手", ID: "挥手"}}
	long := strings.Repeat("<p>一段文字。AbstractQueuedSynchronizerFactoryBeanPostProcessorConfigurer</p>\n", 40)
	body := `<h2 id="一">一</h2><figure class="code"><pre class="chroma"><code><span class="line" data-n="1">a
</span><span class="line ins" data-n="2">  b
</span></code></pre></figure><table><tr><td>` + strings.Repeat("宽", 200) + `</td></tr></table>` +
		long + `<h2 id="三次握手">三次握手</h2>` + long + `<h2 id="挥手">挥手</h2><p>完。</p>`
	return []render.View{
		{Type: render.Note, URL: "index.html", Title: "Front", Body: "<p>Text.</p>"},
		{Type: render.Overview, URL: "big.html", Title: "Big", Children: []render.Child{{Title: "Socket", Href: "big/socket.html", Headings: headings}}, Features: leadsOn},
		{Type: render.Note, URL: "big/socket.html", Title: "Socket", Body: template.HTML(body), Contents: headings, Features: site.FeatureSet{site.Code: true, site.NumberedLines: true, site.ContentsShown: true}, Prev: &render.Link{Text: "Front", Href: "../index.html"}},
		{Type: render.Redirect, URL: "old.html", Title: "Socket", To: "big/socket.html", Features: leadsOn},
	}
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
