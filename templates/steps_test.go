package templates_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/biji-notes/biji/templates"
)

// A gate is a server that lets the second script wait until it is opened, and
// counts what is asked for.
type gate struct {
	site   http.Handler
	opened chan struct{}
	once   sync.Once
	first  chan struct{} // closed when the first file of the index was asked for

	mu    sync.Mutex
	asked map[string]int
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	g.mu.Lock()
	g.asked[name]++
	n := g.asked[name]
	g.mu.Unlock()
	switch {
	case name == "start.js" && n == 1:
		close(g.first)
	case strings.HasPrefix(name, "search-"):
		<-g.opened
	}
	g.site.ServeHTTP(w, r)
}

func (g *gate) open() { g.once.Do(func() { close(g.opened) }) }

func (g *gate) waitFirst(v *visit) {
	v.Helper()
	select {
	case <-g.first:
	case <-time.After(8 * time.Second):
		v.Fatal("the index was not asked for before the second script had come")
	}
}

func openGate(t *testing.T) (*gate, string) {
	t.Helper()
	dir := t.TempDir()
	writeSite(t, dir, templates.Overlay(templates.FS, os.DirFS(filepath.Join("testdata", "search"))), searchViews())
	g := &gate{site: subPath(dir), opened: make(chan struct{}), first: make(chan struct{}), asked: map[string]int{}}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	t.Cleanup(g.open)
	return g, server.URL + "/sub/path/"
}

// TestOneStep: the first file of the index is asked for before the second
// script is here; nothing is asked for twice; neither text nor Enter is lost
// that comes before the script does.
func TestOneStep(t *testing.T) {
	ctx, _ := startBrowser(t)
	for name, act := range map[string]func(v *visit, g *gate){
		"the dialog": func(v *visit, g *gate) {
			v.open("index.html")
			v.run(`document.querySelector("form[data-biji=search]").dispatchEvent(new PointerEvent("pointerenter"))`)
			g.waitFirst(v)
			v.press("/")
			v.sees("open", isOpen, "true")
			v.press("握手" + kb.Enter)
			g.open()
			v.sees("there", where, "socket.html#握手")
		},
		"the dialog, Enter taken back": func(v *visit, g *gate) {
			v.open("index.html")
			v.press("/")
			v.sees("open", isOpen, "true")
			v.press("握" + kb.Enter + "手")
			g.waitFirst(v)
			g.open()
			v.sees("hits", chosen, "连接 › 握手")
			v.stays("still here", `document.title`, "Front · Notes")
		},
		"the page of results": func(v *visit, g *gate) {
			v.open("index.html")
			v.run(`setTimeout(() => { location.href = "search.html" })`) // which would wait for the second script
			g.waitFirst(v)
			v.sees("there", `document.title`, "Search · Notes")
			v.run(`document.querySelector("[data-biji=search-page] input").focus()`)
			v.press("握手" + kb.Enter)
			v.sees("still here", `document.title + document.activeElement.value`, "Search · Notes握手")
			g.open()
			v.sees("hits", `document.querySelectorAll("[role=option]").length`, "3")
		},
	} {
		t.Run(name, func(t *testing.T) {
			g, base := openGate(t)
			v := &visit{T: t, ctx: ctx, base: base}
			v.size(1280, 800)
			act(v, g)
			g.mu.Lock()
			defer g.mu.Unlock()
			for _, file := range slices.Sorted(maps.Keys(g.asked)) {
				if n := g.asked[file]; n != 1 && (strings.HasPrefix(file, "search-") || file == "start.js") {
					t.Errorf("%s was asked for %d times", file, n)
				}
			}
			if g.asked["start.js"] != 1 {
				t.Error("the index was not asked for")
			}
		})
	}
}
