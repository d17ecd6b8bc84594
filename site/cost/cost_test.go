package cost_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/cost"
	"github.com/biji-notes/biji/site/search/pack"
)

// A toy stands in for the engine: a question is the names of files, of which
// those between commas are fetched side by side, and those between spaces one
// after the other.
const toy = `
globalThis.further = async (what, given) => what + " " + given
globalThis.newEngine = ({ load, inflate, further, lang }) => {
	let start
	const opened = () => (start ??= load("start.js").then(inflate))
	return {
		warm() { void opened() },
		async search(text, { size, signal, first }) {
			if (size !== 5 || first?.within !== "zh" || lang !== "zh" || signal.aborted) throw new Error("asked in another way")
			await opened()
			if (text === "hang") await new Promise(() => {})
			for (const step of text.split(" ").filter(Boolean)) await Promise.all(step.split(",").map(async (name) => {
				if (name === "more") {
					if ((await further("parse", name)) !== "parse more") throw new Error("not what was asked")
					return
				}
				const data = await inflate(await load(name))
				if (new TextDecoder().decode(data) !== "text of " + name) throw new Error("not what was packed")
			}))
		},
	}
}`

// toySite is a site whose files have the sizes that are expected of them.
func toySite(t *testing.T, names ...string) (site fstest.MapFS, sizes map[string]int) {
	t.Helper()
	site = fstest.MapFS{
		"index.html": {Data: []byte(`<!doctype html><form class=x data-biji="other" data-biji-index="no"></form>
			<form data-biji="search" data-biji-root="./" data-biji-page="search.html" data-biji-index data-biji-lang="zh" data-biji-first="{&quot;within&quot;:&quot;zh&quot;}"></form>`)},
		"assets/search-1a.js":  {Data: noise(4000)},
		"assets/further-1a.js": {Data: noise(700)},
		"assets/biji-1a.js":    {Data: noise(900)},
		"assets/arrival-1a.js": {Data: noise(900)},
	}
	for _, name := range names {
		site["search/"+name] = &fstest.MapFile{Data: pack.Script("", []byte("text of "+name))}
	}
	sizes = map[string]int{}
	for name, f := range site {
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, 6)
		z.Write(f.Data)
		z.Close()
		sizes[name] = b.Len()
	}
	return site, sizes
}

// noise is n bytes that cannot be compressed.
func noise(n int) []byte {
	b := make([]byte, n)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

func TestPrices(t *testing.T) {
	site, sizes := toySite(t, "start.js", "a.js", "b.js", "c.js")
	m, err := cost.Open(site, []byte(toy), pack.Member)
	if err != nil {
		t.Fatal(err)
	}
	const code, more = "assets/search-1a.js", "assets/further-1a.js"
	type price func(string) (cost.Price, error)
	for _, c := range []struct {
		what  string
		of    price
		query string
		steps int
		names string
	}{
		{"cold", m.Cold, "a.js b.js,c.js", 3, code + " search/start.js search/a.js search/b.js search/c.js"},
		{"cold", m.Cold, "", 1, code + " search/start.js"},
		{"cold again", m.Cold, "c.js", 2, code + " search/start.js search/c.js"},
		{"cold, and more code", m.Cold, "more,a.js more", 2, code + " search/start.js search/a.js " + more},
		{"warm, and more code", m.Warm, "more", 1, more},
		{"warm", m.Warm, "a.js b.js,c.js", 2, "search/a.js search/b.js search/c.js"},
		{"warm", m.Warm, "", 0, ""},
		{"code", func(string) (cost.Price, error) { return m.Code() }, "", 1, code},
		{"start", func(string) (cost.Price, error) { return m.Start() }, "", 1, "search/start.js"},
		{"index", func(string) (cost.Price, error) { return m.Index() }, "", 1, "search/a.js search/b.js search/c.js search/start.js"},
	} {
		p, err := c.of(c.query)
		if err != nil {
			t.Fatal(c.what, c.query, err)
		}
		want := cost.Price{Steps: c.steps, Names: strings.Fields(c.names)}
		for _, name := range want.Names {
			want.Files++
			want.Bytes += sizes[name]
			if !strings.HasPrefix(name, "search/") {
				want.Code += sizes[name]
			}
		}
		if p.Bytes != want.Bytes || p.Code != want.Code || p.Files != want.Files || p.Steps != want.Steps || !slices.Equal(p.Names, want.Names) {
			t.Errorf("%s %q:\n got %+v\nwant %+v", c.what, c.query, p, want)
		}
	}
}

func TestWhatCannotBeMeasured(t *testing.T) {
	whole, _ := toySite(t, "start.js", "a.js")
	broken := fstest.MapFS{"search/a.js": {Data: []byte("<html>")}}
	for _, c := range []struct {
		site   fs.FS
		script string
		query  string
		want   string
	}{
		{whole, toy, "b.js", "b.js"},
		{whole, toy, "hang", "nothing to wait for"},
		{whole, "let x = ", "", "start the engine"},
		{whole, "globalThis.newEngine = () => { throw new Error('no') }", "", "no"},
		{merged{broken, whole}, toy, "a.js", "not a script of a pack"},
		{fstest.MapFS{}, toy, "", "index.html"},
		{fstest.MapFS{"index.html": {Data: []byte("<form data-biji=other data-biji-index=a>")}}, toy, "", "no search box"},
		{fstest.MapFS{"index.html": {Data: []byte("<form data-biji=search>")}}, toy, "", "no search box"},
		{fstest.MapFS{"index.html": {Data: []byte("<form data-biji=search data-biji-index=abc>")}}, toy, "", "no file"},
	} {
		m, err := cost.Open(c.site, []byte(c.script), pack.Member)
		if err == nil {
			_, err = m.Cold(c.query)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q, %q: %v, want %q", c.script, c.query, err, c.want)
		}
	}
}

// merged is several file systems, the first first.
type merged []fs.FS

func (m merged) Open(name string) (f fs.File, err error) {
	for _, one := range m {
		if f, err = one.Open(name); err == nil {
			return f, nil
		}
	}
	return nil, err
}
