package generate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// mapNotes are notes in folders, of which some link to others.
func mapNotes() map[string]string {
	notes := map[string]string{}
	for i := range 15 {
		notes[fmt.Sprintf("a/第%02d篇.md", i)] = fmt.Sprintf("# 第%02d篇\n\n见[[枢纽]]，[[第%02d篇]]。\n", i, (i+1)%15)
	}
	notes["b/枢纽.md"] = "# 枢纽\n\n到[[第03篇]]、[[第07篇]]。\n"
	notes["b/秘.md"] = "---\nunlisted: true\n---\n# 秘\n\n见[[枢纽]]。\n"
	return notes
}

// The map has each listed note once, the most linked by name; pages show what stands
// around them; a small site has no map.
func TestMap(t *testing.T) {
	files := cardSite(t, site.Options{Lang: "zh-CN"}, notesOf(mapNotes()))
	page := files["search/map.html"]
	_, page, _ = strings.Cut(page, `class="biji-map-folders"`)
	page, _, _ = strings.Cut(page, "</article>")
	if n := strings.Count(page, "<a ") - strings.Count(page, "index.html"); n != 16 {
		t.Errorf("%d notes, want 16", n)
	}
	if !strings.Contains(page, `>枢纽</a></li>`) || strings.Contains(page, "秘.html") || !strings.Contains(page, `data-biji-to=`) {
		t.Errorf("%s", page)
	}
	around := files["b/枢纽.html"]
	_, drawing, _ := strings.Cut(around, `id="biji-vicinity"`)
	drawing, _, _ = strings.Cut(drawing, "</section>")
	if strings.Count(drawing, "<a ") != 9 || !strings.Contains(drawing, "其余 8 处") || strings.Contains(drawing, "秘") {
		t.Errorf("what stands around: %s", drawing)
	}
	if !strings.Contains(around, `href="../search/map.html"`) {
		t.Error("no page leads to the map")
	}
	small := cardSite(t, site.Options{Lang: "zh-CN"}, notesOf(map[string]string{"x.md": "# x\n\n[[y]]\n", "y.md": "# y\n"}))
	if small["search/map.html"] != "" || strings.Contains(small["x.html"], "map.html") || strings.Contains(small["x.html"], "biji-vicinity") {
		t.Error("two notes have a map")
	}
	notes := mapNotes()
	notes["a/第00篇.md"] = "---\nvicinity: false\n---\n" + notes["a/第00篇.md"]
	some := cardSite(t, site.Options{Lang: "zh-CN", Map: site.Off}, notesOf(notes))
	if some["search/map.html"] != "" || strings.Contains(some["b/枢纽.html"], "map.html") || !strings.Contains(some["b/枢纽.html"], "biji-vicinity") || strings.Contains(some["a/第00篇.html"], "biji-vicinity") {
		t.Error("a site without a map has one, or a note that wants no drawing")
	}
	none := cardSite(t, site.Options{Lang: "zh-CN", Vicinity: site.Off}, notesOf(mapNotes()))
	if strings.Contains(none["b/枢纽.html"], "biji-vicinity") || none["search/map.html"] == "" {
		t.Error("a site without drawings has one, or no map")
	}
}

// The script of the map names the note that has the focus, draws its links, and lights
// up the notes whose titles have what is typed; from disk.
func TestMapScript(t *testing.T) {
	dir := t.TempDir()
	buildWith(t, site.Options{Lang: "zh-CN"}, notesOf(mapNotes()), dir)
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/search/map.html")
			r.Run(`[...document.querySelectorAll(".biji-map-folder li > a")].find((note) => note.textContent === "枢纽").focus()`)
			r.Sees(`document.querySelector(".biji-map-find output").textContent`, "枢纽 · 15 → 2")
			r.Sees(`String(document.querySelectorAll(".biji-map > svg path").length)`, "17")
			r.Run(`{ const field = document.querySelector(".biji-map-find input"); field.value = "第1"; field.dispatchEvent(new Event("input")); }`)
			r.Sees(`String(document.querySelectorAll(".biji-map-lit").length)`, "5")
			r.Sees(`document.querySelector(".biji-map-find output").textContent`, "5")
		})
	}
}
