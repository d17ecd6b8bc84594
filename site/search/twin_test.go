package search

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// The page in the browser reads the box as this package does, in TypeScript.
// Here a JavaScript engine in Go runs that, so that both can be compared.

// A twin is the TypeScript in templates/client/reading with the index of a site.
type twin struct {
	*goja.Runtime
	files map[string][]byte // of the pack, by name
	asked []string          // names that were loaded
	newer []byte            // the start file past all caches, if the site has another by now
}

const twinEntry = `
	import { parse } from "./parse.ts";
	import { planOf, unitsOf } from "./plan.ts";
	import { withBoosts } from "./readings.ts";
	import { newEngine } from "./engine.ts";
	import { further as reader } from "./further.ts";
	import { plainly } from "./plain.ts";
	export const exprOf = (text) => {
		const [all, plain] = [JSON.stringify(parse(text)), plainly(text)];
		return !plain || JSON.stringify(plain) === all ? all : JSON.stringify({ kind: "not plain: " + JSON.stringify(plain) });
	};
	export const plainTexts = (texts) => JSON.stringify(JSON.parse(texts).map((text) => plainly(text) !== undefined));
	const data = (v) => v && JSON.parse(JSON.stringify(v, (_, x) => (ArrayBuffer.isView(x) ? Array.from(x) : x))); // as it comes out of a wire
	const further = async (what, given, asks) => data(await reader(what, data(given), asks));
	export const queryOf = (text) => {
		const plan = planOf(parse(text), {});
		return JSON.stringify(unitsOf(plan).length > 0 ? withBoosts(plan, unitsOf(plan), text, {}) : null);
	};
	const load = async (name, fresh) => new Uint8Array(loadPiece(name, Boolean(fresh)));
	const inflate = async (gzip) => new Uint8Array(gunzip(gzip));
	const engines = {};
	for (const lang of ["en", "zh"]) engines[lang] = newEngine({ load, inflate, further, lang });
	export const attempt = async (text, aborted) => {
		const engine = newEngine({ load, inflate, further, lang: "en" });
		engine.warm();
		try {
			const { total } = await engine.search(text, { size: 5, from: 0, signal: { aborted, reason: "gone" } });
			return JSON.stringify(String(total));
		} catch (e) {
			return JSON.stringify(e.kind ?? String(e));
		}
	};
	export const search = async (text, lang, size, from, tag, dir, within, without) =>
		JSON.stringify(await engines[lang].search(text, { size, from, tag, dir, signal: { aborted: false },
			first: within || without ? { within, without: without.split(" ") } : undefined }));
`

// newTwin starts the twin with an index of sections.
func newTwin(t testing.TB, sections []site.Section) *twin {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: twinEntry, ResolveDir: "../../templates/client/reading", Loader: api.LoaderTS},
		Define: map[string]string{"SEVERAL": "true"},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "box", Target: api.ES2020, Charset: api.CharsetUTF8,
		TsconfigRaw: `{"compilerOptions": {"strict": true, "target": "es2022", "useDefineForClassFields": false}}`,
		LogLevel:    api.LogLevelSilent,
	})
	if len(result.Errors)+len(result.Warnings) > 0 || len(result.OutputFiles) != 1 {
		t.Fatal(result.Errors, result.Warnings)
	}
	w := &twin{Runtime: goja.New(), files: packedFiles(t, sections)}
	for name, value := range map[string]any{
		"decodeUTF8": func(b goja.Value) string { return strings.ToValidUTF8(string(w.bytes(b)), "\uFFFD") },
		"decodeGBK":  func(b goja.Value) string { return string(gbk(w.bytes(b))) },
		"encodeUTF8": func(s string) goja.ArrayBuffer { return w.NewArrayBuffer([]byte(s)) },
		"loadPiece": func(name string, fresh bool) (goja.ArrayBuffer, error) {
			w.asked = append(w.asked, name)
			data, ok := w.files[name]
			if fresh && name == "start.js" && w.newer != nil {
				data = w.newer
			}
			if !ok {
				return goja.ArrayBuffer{}, fmt.Errorf("no file %s", name)
			}
			return w.NewArrayBuffer(data), nil
		},
		"gunzip": func(b goja.Value) (goja.ArrayBuffer, error) {
			z, err := gzip.NewReader(bytes.NewReader(w.bytes(b)))
			if err != nil {
				return goja.ArrayBuffer{}, err
			}
			data, err := io.ReadAll(z)
			return w.NewArrayBuffer(data), err
		},
	} {
		if err := w.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	const shim = `
		class TextDecoder { constructor(label) { this.label = label } decode(b) { return this.label ? decodeGBK(b) : decodeUTF8(b) } }
		class TextEncoder { encode(s) { return new Uint8Array(encodeUTF8(s)) } }`
	for _, script := range []string{shim, string(result.OutputFiles[0].Contents)} {
		if _, err := w.RunString(script); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// packedFiles are the gzip members in the scripts of an index's pack, by name in its folder.
func packedFiles(t testing.TB, sections []site.Section) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	add := func(name string, script []byte) error {
		data, err := pack.Member(script)
		files[strings.TrimPrefix(name, "search/")] = data
		return err
	}
	err := pack.Write(os.DirFS(dir), add)
	if err == nil {
		err = errors.Join(add("search/hant.js", pack.Script("hant", analyze.SimplifiedTable())), add("search/sounds.js", pack.Script("sounds", analyze.SoundTable())))
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// bytes are those of a typed array.
func (w *twin) bytes(v goja.Value) []byte {
	o := v.ToObject(w.Runtime)
	buffer, _ := o.Get("buffer").Export().(goja.ArrayBuffer)
	from, size := o.Get("byteOffset").ToInteger(), o.Get("byteLength").ToInteger()
	return buffer.Bytes()[from : from+size]
}

// call calls a function of the twin that gives JSON, now or as a promise.
func (w *twin) call(t testing.TB, name string, into any, args ...any) {
	t.Helper()
	f, ok := goja.AssertFunction(w.Get("box").ToObject(w.Runtime).Get(name))
	if !ok {
		t.Fatalf("no function %s", name)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = w.ToValue(a)
	}
	v, err := f(goja.Undefined(), values...)
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	if p, ok := v.Export().(*goja.Promise); ok {
		if p.State() != goja.PromiseStateFulfilled {
			t.Fatalf("%s %q: %v %v", name, args, p.State(), p.Result())
		}
		v = p.Result()
	}
	if err := json.Unmarshal([]byte(v.String()), into); err != nil {
		t.Fatalf("%s %q: %v in %s", name, args, err, v)
	}
}

// A node is an expr or a query as both sides write it down.
type node = map[string]any

// exprNode is what parse.ts calls an Expr.
func exprNode(e expr) node {
	kind := [...]string{all: "all", any_: "any", not: "not", words: "words", phrase: "phrase"}[e.kind]
	if e.kind == words || e.kind == phrase {
		return node{"kind": kind, "text": e.text, "field": e.field, "open": e.open, "typed": e.typed}
	}
	kids := []any{}
	for _, k := range e.kids {
		kids = append(kids, exprNode(k))
	}
	return node{"kind": kind, "kids": kids}
}

// queryNode is what query.ts calls a Query.
func queryNode(t testing.TB, q query.Query) any {
	t.Helper()
	list := func(qs []query.Query) []any {
		nodes := []any{}
		for _, q := range qs {
			nodes = append(nodes, queryNode(t, q))
		}
		return nodes
	}
	switch q := q.(type) {
	case nil:
		return nil
	case *query.TermQuery:
		return node{"kind": "term", "field": q.FieldVal, "term": q.Term, "boost": q.Boost()}
	case *query.PrefixQuery:
		return node{"kind": "prefix", "field": q.FieldVal, "prefix": q.Prefix, "boost": q.Boost()}
	case *query.FuzzyQuery:
		return node{"kind": "fuzzy", "field": q.FieldVal, "term": q.Term, "boost": q.Boost(), "edits": q.Fuzziness, "prefix": q.Prefix}
	case *query.PhraseQuery:
		return node{"kind": "phrase", "field": q.FieldVal, "terms": q.Terms, "boost": q.Boost()}
	case *query.MatchAllQuery:
		return node{"kind": "everything"}
	case *query.ConjunctionQuery:
		return node{"kind": "and", "all": list(q.Conjuncts)}
	case *query.DisjunctionQuery:
		n := node{"kind": "or", "any": list(q.Disjuncts)}
		if q.Min > 0 {
			n["min"] = q.Min
		}
		return n
	case *query.BooleanQuery:
		n := node{"kind": "boolean"}
		if q.Must != nil {
			n["must"] = list(q.Must.(*query.ConjunctionQuery).Conjuncts)
		}
		if q.Should != nil {
			n["should"] = list(q.Should.(*query.DisjunctionQuery).Disjuncts)
		}
		if q.MustNot != nil {
			n["mustNot"] = list(q.MustNot.(*query.DisjunctionQuery).Disjuncts)
		}
		return n
	}
	t.Fatalf("%T", q)
	return nil
}

// strictQuery is what find asks first; nil if there is nothing to look for.
func strictQuery(words *analyze.Analyzer, text string) query.Query {
	f := &finding{words: words, plan: planner{words}.plan(parse(text), false)}
	f.units = f.plan.units()
	if len(f.units) == 0 {
		return nil
	}
	return f.withBoosts(text)
}

// plainJSON is v as it comes out of JSON.
func plainJSON(t testing.TB, v any) (plain any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &plain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// gbk decodes what a page takes characters from.
func gbk(b []byte) []byte {
	text, _ := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	return text
}
