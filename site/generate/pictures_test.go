package generate_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
)

const square = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1000"><rect width="2000" height="1000" fill="teal"/></svg>`

// A gallery is another site with a picture. It keeps what browsers told it.
type gallery struct {
	*httptest.Server
	mu   sync.Mutex
	told []string // path and referrer of every request
}

func newGallery(t *testing.T) *gallery {
	g := &gallery{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		g.told = append(g.told, r.URL.Path+" "+r.Referer())
		g.mu.Unlock()
		if r.URL.Path != "/wide.svg" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = w.Write([]byte(square))
	}))
	t.Cleanup(g.Close)
	return g
}

// Pictures on other hosts are shown, and told nothing; the others are what they
// were, and one that does not load says so.
func TestPicturesElsewhere(t *testing.T) {
	g := newGallery(t)
	content := fstest.MapFS{
		"a.md":    {Data: []byte("# A\n\n![wide](" + g.URL + "/wide.svg) [![lost](" + g.URL + "/lost.png)](b.md) ![gone](" + g.URL + "/gone.png)\n\n![[own.svg]]\n")},
		"b.md":    {Data: []byte("# B\n\nNo picture.\n")},
		"own.svg": {Data: []byte(square)},
	}
	dir := t.TempDir()
	buildWith(t, site.Options{}, content, dir)
	if plain := page(t, os.DirFS(dir), "b.html"); strings.Contains(plain, g.URL) || strings.Contains(plain, "pictures-") {
		t.Error("a page without pictures has something of them")
	}
	own := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer own.Close()
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			for _, base := range []string{own.URL, fileURL(dir)} {
				r.Open(base + "/a.html")
				r.Sees("document.querySelector('img[alt=wide]').naturalWidth", "2000")
				r.Sees("[...document.querySelectorAll('.biji-lost')].map(x => x.firstChild.textContent).sort().join()", "gone,lost")
				r.Sees("document.querySelector('.biji-lost > :last-child').textContent.startsWith('"+g.URL+"')", "true")
				r.Sees("document.querySelectorAll('.biji-enlarges').length", "2")
				r.Run("document.querySelector('img[alt=wide]').click()")
				r.Sees("document.querySelector('dialog.biji-enlarged[open] img').naturalWidth", "2000")
				r.Run("document.querySelector('dialog.biji-enlarged').click()")
				r.Sees("document.querySelectorAll('dialog.biji-enlarged').length", "0")
			}
		})
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, told := range g.told {
		if path, referrer, _ := strings.Cut(told, " "); referrer != "" {
			t.Errorf("%s was told %s", path, referrer)
		}
	}
	if len(g.told) == 0 {
		t.Error("no browser asked for a picture")
	}
}

// Copies that were fetched take the place of the originals.
func TestFetchedPictures(t *testing.T) {
	const address = "https://pics.example/a.png?size=3"
	content := fstest.MapFS{
		"a.md":                  {Data: []byte("# A\n\n![x](" + address + ") ![y](https://pics.example/other.png)\n")},
		".biji/images/00ff.svg": {Data: []byte(square)},
		site.FetchedIndex:       {Data: site.FormatFetched([]site.Fetched{{URL: address, File: "00ff.svg"}})},
	}
	dir := t.TempDir()
	if result := buildWith(t, site.Options{Images: site.Images{Some: true}}, content, dir); len(result.Problems) != 1 {
		t.Errorf("%v, want one problem, of the picture that was not fetched", result.Problems)
	}
	html := page(t, os.DirFS(dir), "a.html")
	if !strings.Contains(html, `<img src="biji/images/00ff.svg" alt="x" width="2000" height="1000" loading=`) || strings.Contains(html, "pics.example/a.png") {
		t.Error(html)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "biji", "images", "00ff.svg")); err != nil || string(data) != square {
		t.Error(err)
	}
}
