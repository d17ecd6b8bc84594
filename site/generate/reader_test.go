package generate_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/biji-notes/biji/site/generate/internal/browser"
)

// TestReader: keys arrive where the focus is, a page is asked, and pages from
// disk cannot do what they cannot do in a reader's browser.
func TestReader(t *testing.T) {
	dir := t.TempDir()
	const text = `<!DOCTYPE html><input autofocus><script>
		const box = document.querySelector("input"); box.focus(); const keys = []
		box.onkeydown = (event) => { keys.push(event.key + event.isTrusted) }
		const sibling = fetch("other.js").then(() => "read", () => "refused")</script>`
	for name, data := range map[string]string{"page.html": text, "other.js": "1"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/page.html")
			r.Press("a锁" + browser.ArrowDown + browser.Enter)
			r.Sees(`box.value`, "a锁")
			r.Sees(`keys.filter((k) => !k.startsWith("锁")).join()`, "atrue,ArrowDowntrue,Entertrue")
			r.Sees(`sibling`, "refused")
		})
	}
}
