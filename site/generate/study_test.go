package generate_test

import (
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// A page with questions asks them one after another, with their answers covered, and
// remembers which were known; also from disk. Pages without have nothing of it.
func TestPractice(t *testing.T) {
	dir := t.TempDir()
	buildWith(t, site.Options{Lang: "en"}, fstest.MapFS{
		"plain.md": {Data: []byte("# Plain\n\n## Not asked?\n\nText.\n")},
		"asked.md": {Data: []byte("# Asked\n\nBefore.\n\n## FAQ\n\n### First?\n\nOne.\n\n- a list\n\n### Second?\n\nTwo.\n\n#### Detail\n\nMore.\n\n## After\n\nNothing asked here.\n")},
	}, dir)
	const covered = `[...document.querySelectorAll(".biji-text > [hidden]")].map((e) => e.textContent.replace("#", "").trim()).join("|")`
	const asked = `document.querySelector(".biji-text [data-now]")?.id + " " + document.querySelector(".biji-study > span")?.textContent`
	press := func(r *browser.Reader, key string) {
		r.Run(`(() => { const b = document.activeElement; b.dispatchEvent(new KeyboardEvent("keydown", { key: "` + key + `", bubbles: true })); if ("` + key + `" === "Enter") b.click() })()`)
	}
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/plain.html")
			r.Sees(`(document.querySelector(".biji-study-begin") === null && ![...document.scripts].some((s) => s.src.includes("study"))) + ""`, "true")
			r.Open(fileURL(dir) + "/asked.html")
			r.Sees(`document.querySelector(".biji-study-begin")?.textContent`, "Practise: 2")
			r.Sees(covered, "")
			r.Run(`document.querySelector(".biji-study-begin").click()`)
			r.Sees(covered, "One.|a list|Two.|Detail|More.")
			r.Sees(asked, "first 1 / 2")
			press(r, "Enter") // the answer
			r.Sees(covered, "Two.|Detail|More.")
			press(r, "Enter") // known
			r.Sees(asked, "second 2 / 2")
			press(r, "Escape")
			r.Sees(covered+` + document.querySelectorAll(".biji-study").length`, "0")
			r.Open(fileURL(dir) + "/plain.html")
			r.Open(fileURL(dir) + "/asked.html")
			r.Run(`document.querySelector(".biji-study-begin").click()`)
			r.Sees(asked, "second 2 / 2")
			press(r, "Enter")
			r.Run(`document.querySelectorAll(".biji-study button")[1].click()`) // not yet: it comes again
			r.Sees(asked, "second 2 / 2")
			r.Sees(covered, "Two.|Detail|More.")
			press(r, "Enter")
			press(r, "Enter")
			r.Sees(`document.querySelector(".biji-study > span").textContent`, "All known")
			press(r, "Enter") // over again
			r.Sees(asked, "first 1 / 2")
			r.Sees(covered, "One.|a list|Two.|Detail|More.")
		})
	}
}
