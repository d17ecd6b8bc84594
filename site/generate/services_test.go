package generate_test

import (
	"bufio"
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io/fs"
	"maps"
	"math/big"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/service"
	"github.com/biji-notes/biji/site/testkit"
)

// A net of hosts, as a browser behind it sees them: notes.example has the site,
// all others what services say. It keeps which hosts the site's pages asked.
type hostNet struct {
	*httptest.Server
	site  fs.FS
	cert  tls.Certificate
	mu    sync.Mutex
	asked map[string][]string // paths by host, of requests that a page of notes.example sent
	any   map[string]bool     // hosts of all requests
}

func newNet(t *testing.T) *hostNet {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"*"}}
	der, err := x509.CreateCertificate(rand.Reader, of, of, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	n := &hostNet{cert: tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, asked: map[string][]string{}, any: map[string]bool{}}
	n.Server = httptest.NewServer(n)
	t.Cleanup(n.Close)
	return n
}

func (n *hostNet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		n.answer(w, r)
		return
	}
	n.note(r.Host, r)
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	conn.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
	secret := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{n.cert}})
	for in := bufio.NewReader(secret); ; {
		inner, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		rec := httptest.NewRecorder()
		n.answer(rec, inner)
		answer := rec.Result()
		answer.ContentLength = int64(rec.Body.Len())
		if answer.Write(secret) != nil {
			return
		}
	}
}

func (n *hostNet) note(host string, r *http.Request) {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.any[name] = true
	if from := r.Header.Get("Referer") + " " + r.Header.Get("Origin"); strings.Contains(from, "//notes.example") && name != "notes.example" {
		n.asked[name] = append(n.asked[name], r.Method+" "+r.URL.Path)
	}
}

// saw says whether any request came for a host.
func (n *hostNet) saw(host string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.any[host]
}

// frame is a widget that grows once it is there, and tells by its height that it
// was told to be dark.
const frame = `<script>
const say = (height) => parent.postMessage(%GISCUS% ? {giscus: {resizeHeight: height}} : {type: "resize", height}, "*");
addEventListener("message", (e) => say(/dark/.test(JSON.stringify(e.data)) ? 444 : 333));
say(222);
</script>`

// fakes is what services answer, by path.
var fakes = map[string]string{
	"/en/widget":       strings.Replace(frame, "%GISCUS%", "true", 1),
	"/utterances.html": strings.Replace(frame, "%GISCUS%", "false", 1),
	"/client.css":      ".biji-comments-in { outline: 1px solid }",
	"/client.js": `const shown = (el, dark) => { el.textContent = (dark ? "dark" : "light") + " comments"; };
	window.Waline = {init: (o) => {
		fetch(o.serverURL + "/api/comment");
		setInterval(() => { o.el.style.color = "var(--waline-bg-color)"; o.el.textContent = getComputedStyle(o.el).color; }, 50);
	}};
	window.twikoo = {init: async (o) => { await fetch(o.envId); shown(o.el, false); }};`,
	"/dist/Artalk.css": "",
	"/dist/Artalk.js": `const shown = (el, dark) => { el.textContent = (dark ? "dark" : "light") + " comments"; };
	window.Artalk = {init: (o) => {
		document.head.insertAdjacentHTML("beforeend", '<i style="display: none"></i>'); // as it does
		fetch(o.server + "/api/v2/comments"); shown(o.el, o.darkMode); return {setDarkMode: (dark) => shown(o.el, dark)}; }};`,
	"/gtag/js": `if (dataLayer[1][0] === "config") fetch("https://region1.google-analytics.com/g/collect?tid=" + dataLayer[1][1], {method: "POST", keepalive: true});`,
}

func (n *hostNet) answer(w http.ResponseWriter, r *http.Request) {
	n.note(r.Host, r)
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Headers", "*")
	if r.Host != "notes.example" {
		kind := mime.TypeByExtension(path.Ext(r.URL.Path))
		if r.URL.Path == "/gtag/js" {
			kind = "text/javascript"
		}
		w.Header().Set("Content-Type", cmp.Or(kind, "text/html"))
		if _, ok := fakes[r.URL.Path]; !ok && strings.HasPrefix(r.URL.Path, "/nowhere/") {
			w.WriteHeader(http.StatusNotFound)
		}
		if r.URL.Query().Get("repo") != "silent/notes" {
			w.Write([]byte(fakes[r.URL.Path]))
		}
		return
	}
	data, err := fs.ReadFile(n.site, strings.TrimPrefix(r.URL.Path, "/"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
	if strings.Contains(r.URL.Path, "/theme-") {
		data = append([]byte(watched), data...)
	}
	w.Write(data)
}

// serve gives notes.example a site, and forgets what was asked.
func (n *hostNet) serve(files fs.FS) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.site = files
	clear(n.asked)
	clear(n.any)
}

// waits gives the hosts that pages asked, once there are some.
func (n *hostNet) waits(want string) string {
	got := ""
	for range 300 {
		n.mu.Lock()
		got = strings.Join(slices.Sorted(maps.Keys(n.asked)), " ")
		n.mu.Unlock()
		if got == want {
			return got
		}
		time.Sleep(30 * time.Millisecond)
	}
	return got
}

// What a page with comments of a service, or whose visits one counts, asks.
var served = []struct {
	name      string
	comments  site.Comments
	analytics site.Analytics
	hosts     string
	light     string // what the comments say of themselves in a light page
	dark      string
	short     string // browsers in which a run that is not long looks at it: each way of theirs once
}{
	{name: "giscus", comments: site.Comments{Service: "giscus", Repo: "a/b", RepoID: "R_1", CategoryID: "D_1"}, hosts: "giscus.app", light: "333px", dark: "444px", short: "Chromium"},
	{name: "utterances", comments: site.Comments{Service: "utterances", Repo: "a/b"}, hosts: "utteranc.es", light: "333px", dark: "444px", short: "Firefox"},
	{name: "waline", comments: site.Comments{Service: "waline", Server: "https://waline.example", Script: "https://cdn.example/client.js", Style: "https://cdn.example/client.css"},
		hosts: "cdn.example waline.example", light: "rgb(252, 251, 248)", dark: "rgb(23, 25, 27)"},
	{name: "twikoo", comments: site.Comments{Service: "twikoo", Server: "https://twikoo.example", Script: "https://cdn.example/client.js", Style: "https://cdn.example/client.css"},
		hosts: "cdn.example twikoo.example", light: "light comments", dark: "light comments"},
	{name: "artalk", comments: site.Comments{Service: "artalk", Server: "https://artalk.example", Site: "notes"}, hosts: "artalk.example", light: "light comments", dark: "dark comments", short: "Chromium Firefox"},
	{name: "plausible", analytics: site.Analytics{Service: "plausible", Site: "notes.example"}, hosts: "plausible.io", short: "Chromium"},
	{name: "umami", analytics: site.Analytics{Service: "umami", Site: "b59e9c65-ae32-47f1-8400-119fcf4861c4"}, hosts: "cloud.umami.is"},
	{name: "goatcounter", analytics: site.Analytics{Service: "goatcounter", Site: "me"}, hosts: "me.goatcounter.com"},
	{name: "google", analytics: site.Analytics{Service: "google", Site: "G-ABC123"}, hosts: "region1.google-analytics.com www.googletagmanager.com", short: "Firefox"},
}

// looks is what the comments say of themselves.
const looks = `(document.querySelector(".biji-comments iframe")?.style.height || document.querySelector(".biji-comments-in")?.textContent) ?? ""`

// TestServices: a page asks exactly the hosts of its services, when its comments
// come into sight, and nothing from disk; comments follow the theme; its policy
// refuses nothing that they do.
func TestServices(t *testing.T) {
	n := newNet(t)
	behind := browser.Browsers{Proxy: n.Listener.Addr().String()}
	t.Cleanup(behind.End)
	notes := fstest.MapFS{
		"a.md": {Data: []byte("# A\n\n" + strings.Repeat("Line.\n\n", 200))},
		"b.md": {Data: []byte("---\ncomments: false\n---\n# B\n")},
	}
	for _, b := range behind.Some(t) {
		r := browser.NewReader(t, b)
		for _, s := range served {
			if !testkit.Long() && !strings.Contains(s.short, b.Name()) {
				continue
			}
			t.Run(b.Name()+"/"+s.name, func(t *testing.T) {
				r := r.For(t)
				dir := t.TempDir()
				buildWith(t, site.Options{Lang: "en", Comments: s.comments, Analytics: s.analytics}, notes, dir)
				n.serve(os.DirFS(dir))
				r.Open(fileURL(dir) + "/a.html")
				r.Run(`document.querySelector("footer").scrollIntoView()`)
				r.Sees(`document.querySelector(".biji-comments")?.hidden ?? true`, "true")
				if s.light != "" {
					r.Open("http://notes.example/b.html")
					r.Sees(`document.querySelector(".biji-comments, iframe") === null && typeof refused`, "object")
				}
				r.Open("http://notes.example/a.html")
				if s.light != "" {
					r.Sees(`document.querySelector(".biji-comments").hidden`, "false")
					for _, host := range strings.Fields(s.hosts) {
						if n.saw(host) {
							t.Errorf("%s is asked from disk, by a page without comments, or before they are in sight", host)
						}
					}
					r.Run(`document.documentElement.dataset.theme = "light"; document.querySelector("footer").scrollIntoView()`)
					r.Sees(looks, s.light)
					r.Run(`document.documentElement.dataset.theme = "dark"`)
					r.Sees(looks, s.dark)
				}
				if got := n.waits(s.hosts); got != s.hosts {
					t.Errorf("it asks %q, not %q", got, s.hosts)
				}
				r.Sees(`refused.join()`, "")
			})
		}
	}
}

// TestSnippets: a script of the settings runs in a page from a host, and may ask its
// hosts; another inline script and another host are refused; from disk nothing runs.
func TestSnippets(t *testing.T) {
	n := newNet(t)
	behind := browser.Browsers{Proxy: n.Listener.Addr().String()}
	t.Cleanup(behind.End)
	script, err := service.Script("<script>\r\nwindow.ran = \"<b>&amp; \u2028\";\r\nfetch(\"https://stats.example/hit\"); // the end\r\n</script>")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	buildWith(t, site.Options{Lang: "en", Head: site.Head{Script: []string{script}, Hosts: []string{"stats.example"}}}, fstest.MapFS{"a.md": {Data: []byte("# A\n")}}, dir)
	n.serve(os.DirFS(dir))
	for _, b := range behind.Some(t) {
		r := browser.NewReader(t, b)
		n.serve(os.DirFS(dir))
		r.Open(fileURL(dir) + "/a.html")
		r.Sees(`document.readyState + typeof window.ran`, "completeundefined")
		r.Open("http://notes.example/a.html")
		r.Sees(`window.ran`, "<b>&amp; \u2028")
		if got := n.waits("stats.example"); got != "stats.example" {
			t.Errorf("it asks %q", got)
		}
		r.Sees(`refused.join()`, "")
		r.Run(`const s = document.createElement("script"); s.textContent = "window.other = 1"; document.head.append(s); fetch("https://other.example/hit").catch(() => 0)`)
		r.Sees(`refused.length + typeof window.other`, "2undefined")
		if n.saw("other.example") {
			t.Error("another host was asked")
		}
	}
}

// TestCommentsAgain: where the client of comments cannot be had, or does not answer,
// the reader may ask for them again.
func TestCommentsAgain(t *testing.T) {
	n := newNet(t)
	behind := browser.Browsers{Proxy: n.Listener.Addr().String()}
	t.Cleanup(behind.End)
	const again = `(document.querySelector(".biji-comments button")?.hidden === false) + " " + document.querySelectorAll(".biji-comments-in").length + " "`
	for _, c := range []struct {
		comments      site.Comments
		asking        string // what an attempt puts there
		failed, tried string // after the first, with the second
	}{
		{site.Comments{Service: "artalk", Server: "https://artalk.example/nowhere", Site: "notes"}, `script[src*="artalk.example"]`, "true 0 1", "true 0 2"},
		{site.Comments{Service: "utterances", Repo: "silent/notes"}, "iframe", "true 0 0", "false 1 1"},
	} {
		dir := t.TempDir()
		buildWith(t, site.Options{Lang: "en", Comments: c.comments}, fstest.MapFS{"a.md": {Data: []byte("# A\n")}}, dir)
		n.serve(os.DirFS(dir))
		r := browser.NewReader(t, behind.Chromium(t))
		r.Patience = time.Minute
		r.Open("http://notes.example/a.html")
		asked := again + fmt.Sprintf("+ document.querySelectorAll(%q).length", c.asking)
		r.Sees(asked, c.failed)
		r.Run(`document.querySelector(".biji-comments button").click()`)
		r.Sees(asked, c.tried)
	}
}
