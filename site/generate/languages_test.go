package generate_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/load"
)

// From a page to its translation and back, with the search in the language of the
// page first, also from disk; a wrong address is answered in its language.
func TestLanguages(t *testing.T) {
	notes := fstest.MapFS{
		"README.md":    {Data: []byte("# 笔记\n")},
		"start.md":     {Data: []byte("# 开始\n\nRedis 是内存数据库。\n")},
		"start.en.md":  {Data: []byte("# Start\n\nRedis is a database.\n")},
		"start.ar.md":  {Data: []byte("# البداية\n\nRedis قاعدة بيانات.\n")},
		"README.en.md": {Data: []byte("# Notes\n")},
		"more.md":      {Data: []byte("# 更多 Redis\n")},
		"biji.toml":    {Data: []byte("url = 'https://example.org/'\nlanguages = ['zh-CN', 'en', 'ar']\n")},
	}
	options, problems, err := load.Options(notes, "")
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	dir := t.TempDir()
	buildWith(t, options, notes, dir)
	server := httptest.NewServer(answering404(dir))
	defer server.Close()
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			r.Open(fileURL(dir) + "/start.html")
			r.Run(`document.querySelector(".biji-languages summary").click()`)
			r.Sees(`[...document.querySelectorAll(".biji-languages li a")].filter((a) => a.getBoundingClientRect().height > 0).map((a) => a.hreflang).join()`, "zh-CN,en,ar")
			r.Run(`document.querySelector(".biji-languages [hreflang=ar]").click()`)
			r.Sees(`document.documentElement.lang + document.documentElement.dir + document.querySelector("h1").textContent`, "arrtlالبداية")
			r.Run(`document.querySelector(".biji-languages [hreflang=en]").click()`)
			r.Sees(`location.pathname.split("/").slice(-2).join("/") + document.querySelector("h1").textContent`, "en/start.htmlStart")

			r.Sees(`document.readyState`, "complete")
			searcher{r}.asks("redis")
			if got := (searcher{r}).outcome(); !strings.HasPrefix(got, "hits\n../en/start.html") || strings.Count(got, "\n") != 4 {
				t.Errorf("the search in English: %s", got)
			}
			r.Sees(`document.querySelectorAll(".biji-hit-else").length`, "1")

			r.Open(server.URL + "/en/nowhere.html")
			r.Sees(`document.querySelector(".biji-lost .biji-text").lang`, "en")
			r.Open(server.URL + "/nowhere.html")
			r.Sees(`document.querySelector(".biji-lost .biji-text").lang + document.documentElement.lang`, "zh-CN")
		})
	}
}

// answering404 serves a folder as GitHub Pages does, with 404.html at addresses
// where there is nothing.
func answering404(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.URL.Path))); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		page, err := os.ReadFile(filepath.Join(dir, "404.html"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
	})
}
