package generate_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// A long sidebar unfolds in place, also from disk, remembers what was opened, and is
// filtered by words of titles; the front page's field and words open the search.
func TestLongSidebarAndHome(t *testing.T) {
	fsys := fstest.MapFS{}
	for f := range 20 {
		for n := range 30 {
			fsys[fmt.Sprintf("f%d/n%d.md", f, n)] = &fstest.MapFile{Data: fmt.Appendf(nil, "# Redis %d of %d\n\nText about locks.\n", n, f)}
		}
	}
	fsys["f7/deep/needle.md"] = &fstest.MapFile{Data: []byte("# Needle in the stack\n\nText.\n")}
	dir := t.TempDir()
	buildWith(t, site.Options{Lang: "en"}, fsys, dir)
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/f0/n0.html")
			const folder = `[...document.querySelectorAll(".biji-nav .nav-fold")].find((e) => e.querySelector("a").textContent === "f7")`
			const lines = folder + `.querySelectorAll("ul > li").length + ""`
			r.Sees(`(`+folder+`?.querySelector("summary") != null) + ""`, "true")
			r.Sees(lines, "0")
			r.Run(folder + `.querySelector("summary").click()`)
			r.Sees(lines, "31")
			r.Run(`document.querySelector(".biji-nav [data-biji=filter]").focus()`)
			r.Run(`(() => { const f = document.querySelector("[data-biji=filter]"); f.value = "STACK needle"; f.dispatchEvent(new Event("input")) })()`)
			r.Sees(`[...document.querySelectorAll(".biji-nav [data-found] a")].map((a) => a.getAttribute("href")).join()`, "../f7/deep/needle.html")
			r.Open(fileURL(dir) + "/f0/n1.html")
			r.Sees(lines, "31")
			r.Open(fileURL(dir) + "/index.html")
			r.Sees(`document.querySelector(".biji-try a")?.textContent`, "Needle")
			r.Run(`document.querySelector(".biji-try a").click()`)
			r.Sees(`(document.querySelector("dialog[open]") !== null) + document.querySelector(".biji-find-input")?.value`, "trueNeedle")
			r.Sees(`(document.querySelectorAll("dialog[open] [role=option]").length > 0) + ""`, "true")
		})
	}
}
