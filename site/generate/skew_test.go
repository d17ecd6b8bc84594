package generate_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// twoBuilds is a site before and after its notes were changed, moved and
// deleted. In the second, scripts have other names as well if program says so:
// another version of biji has made it. Both are built once.
func twoBuilds(t *testing.T, program bool) [2]fs.FS {
	t.Helper()
	content := testkit.OwnContent(t) // a skip in there would count as done
	two := skewed[program]
	two.built.Do(func() { two.files = buildTwice(t, content, program) })
	return two.files
}

// skewed holds what is made once, by whether the program is another.
var skewed = map[bool]*struct {
	built, visited sync.Once
	files          [2]fs.FS
	sites          [2]builtSite
}{false: {}, true: {}}

func buildTwice(t *testing.T, own string, program bool) [2]fs.FS {
	t.Helper()
	before, after := fstest.MapFS{}, fstest.MapFS{}
	content := os.DirFS(own)
	names, err := fs.Glob(content, "network/*.md")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	for i, name := range names {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			t.Fatal(err)
		}
		before[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		switch i % 4 {
		case 0:
			after["net/"+filepath.Base(name)] = before[name]
		case 1, 2:
			text := fmt.Sprintf("%s\n\n第 %d 次握手的新话。\n", data, i)
			after[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
	}
	var overrides fs.FS
	if program {
		data, err := fs.ReadFile(templates.FS, "text/search-zh.json")
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), `"none"`, `"unused": "x", "none"`, 1)
		overrides = fstest.MapFS{"text/search-zh.json": {Data: []byte(text), Mode: 0o644}}
	}
	return [2]fs.FS{built(t, before, nil), built(t, after, overrides)}
}

func built(t *testing.T, notes, overrides fs.FS) fs.FS {
	t.Helper()
	out := output.NewMemory()
	_, err := generate.Site(context.Background(), generate.Input{
		Content: notes, Templates: templates.FS, Overrides: overrides, Scratch: t.TempDir(),
	}, out)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A mixedHost serves files of two builds.
type mixedHost struct {
	base string
	// scriptless: since it was last set to false, a page's own script was not there.
	scriptless atomic.Bool
}

// mixed serves, at every request, a file of the build that pick says.
func mixed(t testing.TB, builds [2]fs.FS, pick func() int) *mixedHost {
	host := &mixedHost{}
	var mu sync.Mutex
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		files := builds[pick()]
		mu.Unlock()
		w.Header().Set("Cache-Control", "max-age=600")
		name := strings.TrimPrefix(r.URL.Path, "/")
		if _, err := fs.Stat(files, name); err != nil && strings.HasPrefix(name, "assets/biji-") && path.Ext(name) == ".js" {
			host.scriptless.Store(true)
		}
		http.FileServerFS(files).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	host.base = server.URL + "/"
	return host
}

const skewText = "握手"

// A builtSite is what a page of a build shows when all is well.
type builtSite struct {
	files fs.FS
	hits  string
}

// whole are the two builds as a reader sees them when all is well, in whichever
// browser is there first.
func whole(t *testing.T, s searcher, program bool) [2]builtSite {
	t.Helper()
	builds, two := twoBuilds(t, program), skewed[program]
	two.visited.Do(func() {
		for i := range builds {
			s.Open(mixed(s, builds, func() int { return i }).base + "network/")
			s.asks(skewText)
			two.sites[i] = builtSite{builds[i], s.outcome()}
		}
	})
	sites := two.sites
	if sites[0].hits == sites[1].hits || !strings.HasPrefix(sites[1].hits, "hits") {
		t.Fatalf("the builds are not what they should be: %.600q %.600q", sites[0].hits, sites[1].hits)
	}
	return sites
}

// holds checks what a page shows against the build that it belongs to.
func (b builtSite) holds(s searcher, got string) {
	s.Helper()
	if got != b.hits {
		s.Errorf("%.300q\nwant\n%.300q", got, b.hits)
	}
	for _, line := range strings.Split(got, "\n")[1:] {
		address, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(line, "./"), "../"), "?")
		name, err := url.PathUnescape(address)
		if _, statErr := fs.Stat(b.files, name); err != nil || statErr != nil {
			s.Errorf("%q is not in the build: %v %v", address, err, statErr)
		}
	}
}

// TestMixedBuilds: every request is answered by one of two builds at random. A
// page shows the hits of one build, or says that the site was updated, or that a
// part did not come; and the buttons lead to hits in the end.
func TestMixedBuilds(t *testing.T) {
	testkit.OwnContent(t)
	runs, ends, steps := 0, map[string]int{}, map[string]int{}
	var mu sync.Mutex
	for i, b := range browsers.Some(t) {
		seeds := numbers(12)
		if !testkit.Long() {
			seeds = seeds[3*i : 3*i+3]
		}
		runs += len(seeds)
		t.Run(b.Name(), func(t *testing.T) {
			first := searcher{browser.NewReader(t, b)}
			var sites [2][2]builtSite
			for _, seed := range seeds[:min(2, len(seeds))] {
				sites[seed%2] = whole(t, first, seed%2 == 1)
			}
			inTabs(t, b, seeds, func(s searcher, seed int) {
				way := mixedRun(s, sites[seed%2], uint64(seed))
				mu.Lock()
				defer mu.Unlock()
				ends[way[len(way)-1]]++
				for _, step := range way {
					steps[step]++
				}
			})
		})
	}
	t.Logf("runs ended with %v; on the way readers saw %v", ends, steps)
	if ends["hits"] < runs*9/10 || len(steps) < testkit.Times(2, 2, 3) {
		t.Error("not what random answers should give")
	}
}

func numbers(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// mixedRun loads a page and searches, and follows the buttons. It gives what
// the reader saw one after the other.
func mixedRun(s searcher, sites [2]builtSite, seed uint64) (way []string) {
	random := rand.New(rand.NewPCG(seed, 0))
	host := mixed(s, [2]fs.FS{sites[0].files, sites[1].files}, func() int { return random.IntN(2) })
	opened := func() {
		for host.scriptless.Swap(false) { // the box leads to a page that needs none
			way = append(way, "no script")
			s.Open(host.base + "network/")
		}
		s.asks(skewText)
	}
	s.Open(host.base + "network/")
	opened()
	for range 40 {
		got := s.outcome()
		kind, _, isHits := strings.Cut(got, "\n")
		way = append(way, kind)
		if isHits {
			i := slices.IndexFunc(sites[:], func(b builtSite) bool { return b.hits == got })
			sites[max(i, 0)].holds(s, got)
			return way
		}
		switch kind {
		case "failed":
			s.Run(clickRetry)
		case "updated":
			s.Run(`window.old = true; ` + clickRetry)
			s.Sees(`window.old + document.readyState`, "undefinedcomplete")
			opened()
		default:
			s.Fatalf("seed %d: the reader sees %q", seed, got)
		}
	}
	return way
}

// TestOldPage: a page that is open while all its site is replaced gives the hits of
// the new one, though its cache holds the start file of the old. If it would need a
// script that is gone it says so, and its button leads to the new one.
func TestOldPage(t *testing.T) {
	for k, b := range browsers.Some(t) {
		r := browser.NewReader(t, b)
		for i, program := range []bool{false, true} {
			if !testkit.Long() && i != k {
				continue // another version of biji in Firefox, and not in Chromium
			}
			sites := whole(t, searcher{r}, program)
			for _, warm := range testkit.Some([]bool{true, false}, 1, 2) {
				t.Run(fmt.Sprintf("%s/program=%v/warm=%v", b.Name(), program, warm), func(t *testing.T) {
					oldPage(searcher{r.For(t)}, sites, warm, program)
				})
			}
		}
	}
}

// oldPage opens a page, searches if warm, and then all files are those of the
// second site.
func oldPage(s searcher, sites [2]builtSite, warm, program bool) {
	s.Helper()
	var now atomic.Int32
	s.Open(mixed(s, [2]fs.FS{sites[0].files, sites[1].files}, func() int { return int(now.Load()) }).base + "network/")
	old := ""
	if warm {
		s.asks("UDP")
		old = s.outcome()
		s.Press(browser.Escape)
		s.Sees(`document.activeElement === document.body`, "true")
	}
	now.Store(1)
	s.asks(skewText)
	got := s.outcomeAfter(old)
	if warm || !program {
		sites[1].holds(s, got)
		return
	}
	if got != "updated" {
		s.Fatalf("the reader sees %.200q", got)
	}
	s.Run(`window.old = true; ` + clickRetry)
	s.Sees(`window.old + document.readyState`, "undefinedcomplete")
	s.asks(skewText)
	sites[1].holds(s, s.outcome())
}

// TestMixedForGood: a host that goes on to serve the pages that one version of
// biji has made with the scripts of another is not healed by a reload. A reader learns that, and who
// can do what, and nothing reloads by itself.
func TestMixedForGood(t *testing.T) {
	builds := twoBuilds(t, true)
	for _, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			s := searcher{browser.NewReader(t, b)}
			var pages atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				from := builds[1]
				switch {
				case strings.HasSuffix(r.URL.Path, "/"):
					pages.Add(1)
					from = builds[0]
				case strings.HasPrefix(r.URL.Path, "/assets/biji-"):
					from = builds[0]
				}
				http.FileServerFS(from).ServeHTTP(w, r)
			}))
			defer server.Close()
			const text = `document.querySelector(".biji-find-message p").textContent`
			s.Open(server.URL + "/network/")
			for _, want := range []string{"网站已经更新，这一页还是旧的。", "网站已经更新，这一页还是旧的。 一直这样的话，要由网站的作者重新发布一次，并清空 CDN 的缓存。"} {
				s.asks(skewText)
				if got := s.outcome(); got != "updated" {
					s.Fatalf("the reader sees %.200q", got)
				}
				s.Sees(text, want)
				s.Run(`window.old = true; ` + clickRetry)
				s.Sees(`window.old + document.readyState`, "undefinedcomplete")
			}
			if n := pages.Load(); n != 3 {
				t.Errorf("%d pages were asked for, want one, and one for each click", n)
			}
		})
	}
}
