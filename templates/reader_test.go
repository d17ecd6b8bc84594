package templates_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/blevesearch/bleve/v2"
	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// The reader of the index in the browser, in templates/client/index, is
// tested here without a browser: esbuild makes one script of it, a JavaScript
// engine in Go runs it, and bleve says what is right.

// readerScript is the reader as one script, which leaves what the tests call
// in the global object biji.
func readerScript(t testing.TB, minify bool) string {
	t.Helper()
	entry := `export * from "./cursor.ts"
		export * from "./source.ts"
		export * from "./pack.ts"
		export * from "./levenshtein.ts"
		export * from "./terms.ts"
		export * from "./scripts.ts"
		export * from "./query.ts"
		export * from "./score.ts"
		export * from "./analyze.ts"
		export * from "./stem.ts"
		export * from "./reader.ts"` + bestHits
	return bundled(t, entry, "biji", minify)
}

// bundled makes one script of entry, which stands beside the reader's files.
// What it exports is in the global object name, if that is not "".
func bundled(t testing.TB, entry, name string, minify bool) string {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:            &api.StdinOptions{Contents: entry, ResolveDir: "client/index", Loader: api.LoaderTS},
		Bundle:           true,
		Format:           api.FormatIIFE,
		GlobalName:       name,
		Target:           api.ES2020,
		Charset:          api.CharsetUTF8,
		TsconfigRaw:      `{"compilerOptions": {"strict": true, "target": "es2022", "useDefineForClassFields": false}}`,
		MinifyWhitespace: minify, MinifyIdentifiers: minify, MinifySyntax: minify,
		LogLevel: api.LogLevelSilent,
	})
	for _, m := range append(result.Errors, result.Warnings...) {
		t.Errorf("%v: %s", m.Location, m.Text)
	}
	if t.Failed() {
		t.FailNow()
	}
	return string(result.OutputFiles[0].Contents)
}

// An engine runs the reader.
type engine struct {
	*goja.Runtime
	load  func(name string) ([]byte, error) // the script of a pack, by name
	asked []string                          // names that were asked for
}

// newEngine starts the reader. What a browser has and the engine has not is
// done in Go.
func newEngine(t testing.TB) *engine {
	t.Helper()
	e := &engine{Runtime: goja.New()}
	set := func(name string, value any) {
		if err := e.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	set("decodeUTF8", func(b goja.Value) string { return strings.ToValidUTF8(string(e.bytes(b)), "\uFFFD") })
	set("decodeGBK", func(b goja.Value) string { return string(gbk(e.bytes(b))) })
	set("encodeUTF8", func(s string) goja.ArrayBuffer { return e.NewArrayBuffer([]byte(s)) })
	set("loadScript", func(name string) (goja.ArrayBuffer, error) {
		e.asked = append(e.asked, name)
		script, err := e.load(name)
		if err != nil {
			return goja.ArrayBuffer{}, err
		}
		data, err := pack.Member(script)
		return e.NewArrayBuffer(data), err
	})
	set("gunzip", func(b goja.Value) (goja.ArrayBuffer, error) {
		data, err := gunzip(e.bytes(b))
		return e.NewArrayBuffer(data), err
	})
	const shim = `
		class TextDecoder { constructor(label) { this.label = label } decode(b) { return this.label ? decodeGBK(b) : decodeUTF8(b) } }
		class TextEncoder { encode(s) { return new Uint8Array(encodeUTF8(s)) } }
		async function load(name) { return new Uint8Array(loadScript(name)) }
		async function inflate(gzip) { return new Uint8Array(gunzip(gzip)) }`
	for _, script := range []string{shim, readerScript(t, false)} {
		if _, err := e.RunString(script); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

// bytes are those of a typed array.
func (e *engine) bytes(v goja.Value) []byte {
	o := v.ToObject(e.Runtime)
	buffer, _ := o.Get("buffer").Export().(goja.ArrayBuffer)
	from, size := o.Get("byteOffset").ToInteger(), o.Get("byteLength").ToInteger()
	return buffer.Bytes()[from : from+size]
}

// eval runs a script and waits for the promise that it gives, if it gives one.
func (e *engine) eval(t testing.TB, script string, args ...any) goja.Value {
	t.Helper()
	v, err := e.try(script, args...)
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

// try is eval with the error handed back. script is the text of a function
// that is called with args.
func (e *engine) try(script string, args ...any) (goja.Value, error) {
	f, err := e.RunString("(" + script + ")")
	if err != nil {
		return nil, err
	}
	call, ok := goja.AssertFunction(f)
	if !ok {
		return nil, fmt.Errorf("not a function")
	}
	return e.call(call, args...)
}

func (e *engine) call(f goja.Callable, args ...any) (goja.Value, error) {
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = e.ToValue(a)
	}
	v, err := f(goja.Undefined(), values...)
	if err != nil {
		return nil, err
	}
	p, ok := v.Export().(*goja.Promise)
	if !ok {
		return v, nil
	}
	switch p.State() {
	case goja.PromiseStateFulfilled:
		return p.Result(), nil
	case goja.PromiseStateRejected:
		return nil, fmt.Errorf("rejected: %s", p.Result())
	}
	return nil, fmt.Errorf("the promise is never settled")
}

func gunzip(data []byte) ([]byte, error) {
	rest := bytes.NewReader(data)
	gz, err := gzip.NewReader(rest)
	if err != nil {
		return nil, err
	}
	gz.Multistream(false)
	out, err := io.ReadAll(gz)
	if err == nil && rest.Len() > 0 {
		err = fmt.Errorf("%d bytes too many", rest.Len())
	}
	return out, err
}

// A packed index is the same index three times: as bleve reads it, as its
// files, and as the scripts that a site ships.
type packed struct {
	bleve    bleve.Index
	sections []site.Section
	segment  []byte
	scripts  map[string][]byte // by name in the folder of the index
}

func packIndex(t testing.TB, sections []site.Section) *packed {
	t.Helper()
	dir, back := t.TempDir(), t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	p := &packed{sections: sections, scripts: map[string][]byte{}}
	shipped := fstest.MapFS{}
	err := pack.Write(os.DirFS(dir), func(name string, data []byte) error {
		shipped[name] = &fstest.MapFile{Data: data}
		p.scripts[strings.TrimPrefix(name, "search/")] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := pack.Unpack(shipped, back); err != nil {
		t.Fatal(err)
	}
	if names, _ := filepath.Glob(filepath.Join(back, "store", "*.zap")); len(names) == 1 {
		if p.segment, err = os.ReadFile(names[0]); err != nil {
			t.Fatal(err)
		}
	}
	if p.bleve, err = bleve.OpenUsing(back, map[string]any{"read_only": true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.bleve.Close() })
	return p
}

// open starts the reader on the scripts, as the global index.
func (p *packed) open(t testing.TB) *engine {
	t.Helper()
	e := newEngine(t)
	e.load = func(name string) ([]byte, error) {
		data, ok := p.scripts[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return data, nil
	}
	e.eval(t, `async () => { globalThis.index = await biji.openIndex(load, inflate) }`)
	return e
}

// bestHits asks for the best hits of a query, as the tests want them.
const bestHits = `
	import { best } from "./reader.ts"
	export const bestHits = async (index, query, size) => {
		const hits = await index.all(query)
		return { hits: best(hits, size), total: hits.docs.length }
	}`

// A result is what both answer.
type result struct {
	Total int
	Hits  []hit
}

type hit struct {
	ID    string
	Score float64
}

// ask asks the reader.
func (e *engine) ask(query string, size int) (r result, err error) {
	v, err := e.try(`async (query, size) => {
		const { hits, total } = await biji.bestHits(index, JSON.parse(query), size)
		const docs = await index.documents(hits.map((h) => h.doc))
		return JSON.stringify({ Total: total, Hits: hits.map((h, i) => ({ ID: docs[i].id, Score: h.score })) })
	}`, query, size)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(v.String()), &r)
}

// decode reads JSON that a script gave.
func decode(t testing.TB, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%.100s: %v", text, err)
	}
}

// gbk decodes what a page takes characters from.
func gbk(b []byte) []byte {
	text, _ := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	return text
}
