package generate_test

import (
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/render"
)

// elsewhere is another site, which pages show things of.
func elsewhere(t *testing.T) string {
	t.Helper()
	kinds := map[string][2]string{
		"/p.svg":      {"image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>`},
		"/frame.html": {"text/html", `<script>parent.postMessage('elsewhere', '*')</script>`},
		"/doc.html":   {"text/html", `<script>parent.postMessage('object', '*')</script>`},
		"/x.js":       {"text/javascript", `document.body.dataset.foreign = 'yes'`},
		"/x.css":      {"text/css", `#foreign { color: rgb(7, 8, 9) }`},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k, ok := kinds[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", k[0])
		fmt.Fprint(w, k[1])
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// lively is a note that does what HTML can do, and framing one that does little.
const (
	lively = `# Lively

<p id="attribute" style="color: rgb(1, 2, 3)">style</p>

<style>#sheet { color: rgb(4, 5, 6) }</style>

<p id="sheet">sheet</p>

<script>
addEventListener('message', e => document.body.dataset[e.data] = 'yes')
document.body.dataset.ran = 'yes'
</script>

<button id="button" onclick="document.body.dataset.pressed = 'yes'">press</button>

<iframe src="own.html"></iframe> <iframe src="ELSEWHERE/frame.html"></iframe>

<iframe srcdoc="<script>parent.postMessage('srcdoc', '*')</script>"></iframe>

<img id="picture" src="ELSEWHERE/p.svg">

<link rel="stylesheet" href="ELSEWHERE/x.css"><script src="ELSEWHERE/x.js"></script>

<p id="foreign">foreign</p>

<svg width="9" height="9"><rect id="rect" width="5" height="5" style="fill: rgb(9, 9, 9)"/></svg>
`
	framing = `# Framing

<script>addEventListener('message', e => document.body.dataset[e.data] = 'yes')</script>

<object data="ELSEWHERE/doc.html" type="text/html"></object> <embed src="own.html?embed" type="text/html">
`
)

// done is what has happened on a page.
const done = `['ran', 'pressed', 'own', 'elsewhere', 'srcdoc', 'foreign', 'embed', 'object', 'injected'].filter(x => document.body.dataset[x])`

// colours are those of the elements of the note.
const colours = `['attribute', 'sheet', 'foreign', 'rect'].map(id => getComputedStyle(document.getElementById(id))[id == 'rect' ? 'fill' : 'color']).join(' ')`

// What a note of a trusted author does, it does in browsers, and what somebody
// put into the page later does not. A page without such HTML has the policy of
// every page, and without trust nothing of it is done.
func TestUnsafeInBrowsers(t *testing.T) {
	other := elsewhere(t)
	content := fstest.MapFS{
		"lively.md":  {Data: []byte(strings.ReplaceAll(lively, "ELSEWHERE", other))},
		"framing.md": {Data: []byte(strings.ReplaceAll(framing, "ELSEWHERE", other))},
		"plain.md":   {Data: []byte("# Plain\n\nA <b>word</b>.\n")},
		"own.html":   {Data: []byte(`<script>parent.postMessage(location.search ? 'embed' : 'own', '*')</script>`)},
	}
	trusting, safe := t.TempDir(), t.TempDir()
	if result := buildWith(t, site.Options{Unsafe: true}, content, trusting); len(result.Problems) > 0 {
		t.Error(result.Problems)
	}
	buildWith(t, site.Options{Images: site.Images{Some: true}}, content, safe)
	if html := page(t, os.DirFS(trusting), "plain.html"); !strings.Contains(html, template.HTMLEscapeString(render.Policy)+`"`) {
		t.Errorf("the policy of the plain page is widened:\n%s", html)
	}
	servers := [2]string{}
	for i, dir := range []string{trusting, safe} {
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		defer server.Close()
		servers[i] = server.URL
	}
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			r := browser.NewReader(t, b)
			for _, base := range []string{servers[0], fileURL(trusting)} {
				r.Open(base + "/lively.html")
				r.Run("document.getElementById('button').click()")
				r.Sees(done, "ran,pressed,own,elsewhere,srcdoc,foreign")
				r.Sees(colours, "rgb(1, 2, 3) rgb(4, 5, 6) rgb(7, 8, 9) rgb(9, 9, 9)")
				r.Sees("document.getElementById('picture').naturalWidth", "7")
				r.Run(injection)
				r.Sees(done, "ran,pressed,own,elsewhere,srcdoc,foreign")
				r.Open(base + "/framing.html")
				r.Sees(done, "embed,object")
			}
			r.Open(servers[0] + "/plain.html")
			r.Run(injection)
			r.Sees(done, "")
			r.Open(servers[1] + "/lively.html")
			r.Sees(done, "")
			r.Sees("document.querySelectorAll('#biji-main :is(script, style, iframe, img, link, svg rect, [style], [onclick])').length", "0")
		})
	}
}

// injection puts a script and a handler into a page that it does not know.
const injection = `{
	const s = document.createElement('script')
	s.textContent = "document.body.dataset.injected = 'yes'"
	document.body.append(s)
	const b = document.createElement('button')
	b.setAttribute('onclick', "document.body.dataset.injected = 'yes'")
	document.body.append(b)
	b.click()
}`
