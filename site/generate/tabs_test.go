package generate_test

import (
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// Words in a closed tab are found and shown, below a heading in another one too.
func TestTabs(t *testing.T) {
	dir := t.TempDir()
	buildWith(t, site.Options{}, fstest.MapFS{"a.md": {Data: []byte("# A\n\n::: tabs\n@tab one\n## One\n@tab two\n=== \"in\"\n\n    x\n\n=== \"out\"\n\n    banana\n:::\n\n## B\n\nbanana\n")}}, dir)
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/a.html?mark=banana")
			r.Sees(`[...document.querySelectorAll(".biji-mark")].map((m) => m.getBoundingClientRect().height > 0).join()`, "true,true")
			r.Sees(`[...document.querySelectorAll("[role=tab][aria-selected=true]")].map((b) => b.textContent).join()`, "two,out")
		})
	}
}
