package templates_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/testkit"
)

const readerEntry = `
	import { openIndex } from "./reader.ts"
	import { bytesOf, gunzip } from "./scripts.ts"
	import { loadScript } from "../script.ts"
	export const open = (folder) => openIndex(async (name, fresh) => bytesOf(await loadScript(document, folder + name, fresh)), gunzip)
	export const ask = async (index, query) => {
		const { hits, total } = await bestHits(index, query, 30)
		const docs = await index.documents(hits.map((h) => h.doc))
		return { Total: total, Hits: hits.map((h, i) => ({ ID: docs[i].id, Score: h.score })) }
	}` + bestHits

// writeReaderSite writes a page with the reader and, in search/, the scripts.
func (p *packed) writeReaderSite(t *testing.T, dir string) {
	t.Helper()
	put(t, dir, "page.html", []byte(`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="`+
		render.Policy+`"><link rel="icon" href="data:,"><title>reader</title><script src="reader.js"></script>`))
	put(t, dir, "reader.js", []byte(bundled(t, readerEntry, "biji", true)))
	for name, data := range p.scripts {
		put(t, dir, path.Join("search", name), data)
	}
}

// TestReaderInChromium asks the same as TestReaderAgreesWithBleve, in the
// browser, under the policy of the pages, over http and from disk.
func TestReaderInChromium(t *testing.T) {
	ctx, said := startBrowser(t)
	count := testkit.Times(8, 20, 100)
	for _, name := range corpusNames(t) {
		t.Run(name, func(t *testing.T) {
			p := packIndex(t, corpus(t, name))
			dir := filepath.Join(t.TempDir(), "笔记 100% #1")
			p.writeReaderSite(t, dir)
			server := httptest.NewServer(http.FileServer(http.Dir(dir)))
			defer server.Close()
			places := map[string]string{"http": server.URL + "/", "disk": "file://" + (&url.URL{Path: filepath.ToSlash(dir)}).EscapedPath() + "/"}
			for _, where := range testkit.Some([]string{"disk", "http"}, 1, 2) {
				base := places[where]
				navigate(t, ctx, base+"page.html")
				q := newQuestioner(t, p, 21)
				for done := 0; done < count; done += 50 {
					var asked []question
					for i := range min(50, count) {
						asked = append(asked, q.question(i%4))
					}
					p.compareInBrowser(t, ctx, asked)
				}
				for _, c := range said.take() {
					t.Errorf("%s: %s", where, c)
				}
			}
		})
	}
}

func navigate(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, opening(address)...); err != nil {
		t.Fatal(err)
	}
}

func evaluate(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.200s: %v", script, err)
	}
	return got
}

func (p *packed) compareInBrowser(t *testing.T, ctx context.Context, asked []question) {
	t.Helper()
	var queries []any
	for _, q := range asked {
		queries = append(queries, q.json)
	}
	text, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	var answers []result
	decode(t, evaluate(t, ctx, `(async () => {
		const index = (globalThis.index ??= await biji.open("search/")), answers = []
		for (const q of `+string(text)+`) answers.push(await biji.ask(index, q))
		return JSON.stringify(answers)
	})()`), &answers)
	for i, q := range asked {
		want, err := p.askBleve(q.bleve, 30)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differ(want, answers[i]); diff != "" {
			js, _ := json.Marshal(q.json)
			t.Errorf("%s: %s", js, diff)
		}
	}
}

// TestReaderRefusesFlipsInChromium flips a bit of one script of the pack at a
// time, wherever it is: the right answer or an error, nothing else.
func TestReaderRefusesFlipsInChromium(t *testing.T) {
	ctx, _ := startBrowser(t)
	p := packIndex(t, damageSections(200))
	dir := t.TempDir()
	p.writeReaderSite(t, dir)
	var names []string
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		number, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/flip/"), "/")
		if !ok || !strings.HasPrefix(r.URL.Path, "/flip/") {
			files.ServeHTTP(w, r)
			return
		}
		i, err := strconv.Atoi(number)
		script := append([]byte{}, p.scripts[name]...)
		if err != nil || len(script) == 0 {
			http.NotFound(w, r)
			return
		}
		if i > 0 && name == names[i%len(names)] {
			at := i * 7919 % (len(script) * 8)
			script[at/8] ^= 1 << (at % 8)
		}
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(script)
	}))
	defer server.Close()
	// Which files does the question need?
	query := `{"kind":"or","any":[{"kind":"phrase","field":"body","terms":["三次","次握"]},{"kind":"prefix","field":"title","prefix":"标"}]}`
	e := p.open(t)
	if _, err := e.ask(query, 30); err != nil {
		t.Fatal(err)
	}
	names = e.asked
	navigate(t, ctx, server.URL+"/page.html")
	ask := func(from, to int) (answers []string) {
		decode(t, evaluate(t, ctx, fmt.Sprintf(`(async () => {
			const answers = []
			for (let i = %d; i < %d; i++) {
				try { answers.push(JSON.stringify(await biji.ask(await biji.open("flip/" + i + "/"), %s))) }
				catch (e) { answers.push(String(e)) }
			}
			return JSON.stringify(answers)
		})()`, from, to, query)), &answers)
		return answers
	}
	want := ask(0, 1)[0]
	if !strings.HasPrefix(want, "{") {
		t.Fatal(want)
	}
	outcomes := map[string]int{}
	for from, count := 1, testkit.Times(20, 40, 120); from <= count; from += 40 {
		for i, got := range ask(from, min(from+40, count+1)) {
			kind, _, _ := strings.Cut(got, ":")
			if got == want {
				kind = "right"
			} else if strings.HasPrefix(got, "{") {
				t.Errorf("flip %d: another answer: %.200s", from+i, got)
			}
			outcomes[kind]++
		}
	}
	t.Log(outcomes)
	if len(outcomes) < 2 {
		t.Error("all files or none were damaged")
	}
}
