package generate_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// cardNotes link to one another, into sections and to footnotes.
func cardNotes() fstest.MapFS {
	notes := map[string]string{
		"a/锁 与 (锁).md": "# 锁\n\n见[[事务]]，[隔离](../b/事务.md#隔离)，[本页](#第二节)，又见[别处](../b/秘.md)，[网](https://example.org/)[^1]。\n\n## 第二节\n\n第二节的话。\n\n[^1]: 脚注有*话*。\n",
		"b/事务.md":      "# 事务\n\n事务要么全做，要么全不做。\n\n## 隔离\n\n<b>互不</b>看见 &lt;i&gt;。\n",
		"b/秘.md":       "---\nunlisted: true\n---\n# 秘\n\n不列出的话。\n",
		"c/空.md":       "# 空\n\n没有链接。\n",
	}
	fsys := fstest.MapFS{}
	for name, text := range notes {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// A link that has the focus, or on which the pointer rests, shows the beginning of the
// section to which it leads, from disk; Esc takes it away.
func TestCards(t *testing.T) {
	dir := t.TempDir()
	buildWith(t, site.Options{Lang: "zh-CN"}, cardNotes(), dir)
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Resize(800, 600)
			r.Open(fileURL(dir) + "/a/" + "%E9%94%81-%E4%B8%8E-%E9%94%81.html")
			const card = `(document.querySelector(".biji-card:not([hidden])")?.innerText ?? "").replace(/\s+/g, " ").trim()`
			link := func(n string) string { return `document.querySelectorAll(".biji-text p a")[` + n + `]` }
			over := func(n string) {
				t.Helper()
				r.Run(link(n) + `.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }))`)
			}
			r.Run(link("0") + `.focus()`)
			r.Sees(card, "事务 事务要么全做，要么全不做。 互不看见 <i>。")
			r.Sees(link("0")+`.getAttribute("aria-describedby")`, "biji-card")
			r.Press(browser.Escape)
			r.Sees(card, "")
			over("1")
			r.Sees(card, "事务 隔离 互不看见 <i>。")
			r.Run(`document.querySelector(".biji-card").dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }))`)
			over("2")
			r.Sees(card, "第二节 第二节的话。")
			over("5")
			r.Sees(card, "脚注有话。")
			r.Run(`document.querySelector("h1").dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }))`)
			r.Sees(card, "")
			r.Run(link("0") + `.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }))`)
			r.Sees(card, "事务 事务要么全做，要么全不做。 互不看见 <i>。")
			opensBeside(r)
		})
	}
}

// opensBeside goes from a page of cardNotes, and holds that links open in a column
// beside the text on a wide screen, for a reader who wants that, and so do links there.
func opensBeside(r *browser.Reader) {
	r.Helper()
	const link = `document.querySelector(".biji-text p a")`
	const column = `[".biji-beside-title", "iframe:not([data-biji-under=true])"].map((s) => { const e = document.querySelector(s); return e?.title && (e.innerText || e.name) }).join()`
	const place = `[decodeURIComponent(location.pathname.split("/").pop()), scrollY, Math.round(` + link + `.getBoundingClientRect().top)].join()`
	r.Resize(1400, 300)
	r.Run(`document.querySelector("[data-biji=reader]").click()`)
	r.Sees(`document.querySelector(".biji-panel:popover-open [value=beside]")?.click(), document.documentElement.dataset.bijiReader`, "beside")
	r.Press(browser.Escape)
	r.Run(`scrollTo({ top: 80, behavior: "instant" })`)
	before := r.Ask(place)
	r.Run(link + `.focus({ preventScroll: true })`)
	r.Press(browser.Enter)
	r.Sees(column, "事务,biji-beside")
	r.Sees(place, before)
	r.Press(browser.Tab + browser.Enter) // the link back, in the column
	r.Sees(column, "锁,biji-beside")
	r.Run(`document.querySelector(".biji-icon-back").parentElement.click()`)
	r.Sees(column, "事务,biji-beside")
	r.Press(browser.Escape)
	r.Sees(column, ",")
	r.Sees(`document.activeElement.textContent`, "事务")
	r.Sees(place, before)
	r.Run(`document.documentElement.id = "before"; location.reload()`)
	r.Sees(`document.documentElement.id + document.querySelectorAll("script[src*='/card-']").length`, "1") // nobody has reached for a link
}

// Pages name neither the pieces nor what is in them, pieces hold no page that is not
// listed, and a site that wants no cards has none of it.
func TestCardFiles(t *testing.T) {
	files := cardSite(t, site.Options{Lang: "zh-CN"}, cardNotes())
	pieces := 0
	for name, data := range files {
		switch {
		case strings.HasPrefix(name, "assets/preview-"):
			pieces++
			if strings.Contains(data, "不列出") {
				t.Errorf("%s has what is not listed", name)
			}
			if !strings.Contains(files["assets/previews.js"], strings.TrimPrefix(name, "assets/")) {
				t.Errorf("the list has no %s", name)
			}
		case strings.HasSuffix(name, ".html") && strings.Contains(data, "assets/preview-"):
			t.Errorf("%s names a piece", name)
		}
	}
	if pieces == 0 || !strings.Contains(files["a/锁-与-锁.html"], "assets/previews-") || strings.Contains(files["c/空.html"], "assets/previews-") {
		t.Errorf("%d pieces; pages with links load the script, others do not", pieces)
	}
	for name := range cardSite(t, site.Options{Lang: "zh-CN", Previews: site.Off}, cardNotes()) {
		if strings.Contains(name, "preview") || strings.HasPrefix(name, "assets/cards-") && strings.HasSuffix(name, ".css") {
			t.Errorf("without cards, there is %s", name)
		}
	}
}

func cardSite(t *testing.T, o site.Options, notes fstest.MapFS) map[string]string {
	t.Helper()
	out, _ := buildMemory(t, notes, o, 2)
	files := map[string]string{}
	err := fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(out, name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
