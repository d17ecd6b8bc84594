package generate_test

import (
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
)

// state is what a reader sees of a search: hits, a failure that can be tried
// again, an updated site, none, or that it still goes on. What the dialog shows
// may still be the answer to a part of what was typed; its link to all names the
// text.
const state = `(() => {
	const scope = document.querySelector("dialog[open]") ?? document.querySelector("[data-biji=found]")
	if (!scope) return "closed"
	if (scope.dataset.busy !== undefined) return "goes on"
	const all = scope.querySelector(".biji-find-all"), typed = scope.querySelector(".biji-find-input")?.value.trim()
	const late = all && new URL(all.href).searchParams.get("q") !== typed
	const hits = late ? [] : [...scope.querySelectorAll("[role=option]:not([id*=\"-t\"])")] // titles are no answer
	if (hits.length > 0) return "hits\n" + hits.map((hit) => hit.getAttribute("href") + " " + hit.textContent.replace(/\s+/g, " ")).join("\n")
	const message = scope.querySelector(".biji-find-message"), button = message?.querySelector("button")
	if (button && button.checkVisibility() && message.textContent.length > button.textContent.length) return message.dataset.state ?? "failed"
	return !late && scope.querySelector(".biji-find-none") ? "none" : "goes on"
})()`

// A searcher is a reader who searches.
type searcher struct{ *browser.Reader }

// asks opens the dialog and enters a text at once, as an input method does: of
// keys pressed one by one the search may answer the first. The page must be open.
func (s searcher) asks(text string) {
	s.Helper()
	s.Press("/")
	s.asksOn(text)
}

// asksOn enters a text in the dialog that opens, or is open.
func (s searcher) asksOn(text string) {
	s.Helper()
	s.Sees(`document.activeElement.className`, "biji-find-input")
	s.Run(`{ const box = document.activeElement; box.value = ` + strconv.Quote(text) + `; box.dispatchEvent(new InputEvent("input", { bubbles: true })) }`)
}

// outcome waits until the search is at its end.
func (s searcher) outcome() string { return s.outcomeAfter("") }

// outcomeAfter waits until an answer has made room for another outcome.
func (s searcher) outcomeAfter(old string) string {
	s.Helper()
	return s.Waits(state, func(got string) bool {
		return got != old && (strings.HasPrefix(got, "hits") || got == "failed" || got == "updated" || got == "none")
	})
}

const clickRetry = `document.querySelector(".biji-find-message button").click()`

// realSite is the notes of this repository as a site: Chinese, code, pictures. It
// is built once.
func realSite(t *testing.T) (*output.Memory, *generate.Result) {
	t.Helper()
	content := testkit.OwnContent(t)
	real.once.Do(func() {
		real.site, real.result = buildMemory(t, os.DirFS(content), site.Options{}, 0)
	})
	return real.site, real.result
}

var real struct {
	once   sync.Once
	site   *output.Memory
	result *generate.Result
}

// siteOf is the site of one of the inputs.
func siteOf(t *testing.T, name string, content fs.FS) (*output.Memory, *generate.Result) {
	t.Helper()
	if name == ownNotes {
		return realSite(t)
	}
	return buildMemory(t, content, site.Options{}, 0)
}
