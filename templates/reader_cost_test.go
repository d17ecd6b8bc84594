package templates_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// A cost is what a question costs: files, bytes as a server sends them, and
// rounds of loading that wait for each other.
type cost struct{ Files, Bytes, Steps int }

// costScript asks in the way of a search box: each word in any text field, and
// the words side by side for a bonus. It counts rounds of loading.
const costScript = `async (text, cold) => {
	globalThis.steps = 0
	globalThis.counting = false
	const counted = async (name) => {
		if (!counting) steps++, counting = true, Promise.resolve().then(() => { counting = false })
		return load(name)
	}
	if (cold || !globalThis.wasOpen) globalThis.index = await biji.openIndex(counted, inflate)
	globalThis.wasOpen = true
	const fields = { title: 5, trail: 3, body: 1, code: 0.7 }
	const terms = biji.terms(text)
	const any = (make) => ({ kind: "or", any: Object.entries(fields).map(([field, boost]) => make(field, boost)) })
	const must = terms.map((term) => any((field, boost) => ({ kind: "term", field, term, boost })))
	const should = terms.length > 1 ? Object.entries(fields).map(([field, boost]) => ({ kind: "phrase", field, terms, boost: 2 * boost })) : []
	const { hits } = await biji.bestHits(index, { kind: "boolean", must, should }, 5)
	await index.documents(hits.map((h) => h.doc))
	return steps
}`

// TestReaderCosts holds the reader to its budget: the size of its script, and
// what the queries of a file cost on the index of cs-notes.
func TestReaderCosts(t *testing.T) {
	script := bundled(t, readerEntry+`
		export { keyword, nameOf, parts, terms, words } from "./analyze.ts"`, "biji", true)
	size := gzipped([]byte(script))
	t.Logf("the reader has %d bytes, gzipped %d", len(script), size)
	if size > 13<<10 {
		t.Error("the reader is too large")
	}
	if !testkit.Long() {
		return // package cost measures the search box itself
	}
	queries := questionFile(t, "cs-notes")
	p := packIndex(t, corpus(t, "cs-notes"))
	sent := map[string]int{}
	total := 0
	for name, data := range p.scripts {
		sent[name] = gzipped(data)
		total += sent[name]
	}
	cold, warm := p.open(t), p.open(t)
	var colds, warms []cost
	for _, q := range queries {
		colds = append(colds, cold.cost(t, sent, q, true))
		warms = append(warms, warm.cost(t, sent, q, false))
	}
	t.Logf("pack: %d files, %d bytes; start.js %d", len(sent), total, sent["start.js"])
	for name, list := range map[string][]cost{"cold": colds, "warm": warms} {
		c := median(list)
		t.Logf("%s: median of %d queries: %d files, %d bytes, %d steps; at most %d steps", name, len(list), c.Files, c.Bytes, c.Steps,
			slices.MaxFunc(list, func(a, b cost) int { return a.Steps - b.Steps }).Steps)
	}
	if c := median(colds); c.Bytes > 36<<10 || c.Files > 9 || c.Steps > 4 {
		t.Error("a first query costs too much")
	}
	if c := median(warms); c.Bytes > 16<<10 || c.Steps > 3 {
		t.Error("a further query costs too much")
	}
	if len(sent) > 1100 { // a thousand, and those of the tags that sectionsOf invents
		t.Error("too many files")
	}
}

func (e *engine) cost(t *testing.T, sent map[string]int, query string, cold bool) (c cost) {
	t.Helper()
	e.asked = nil
	c.Steps = int(e.eval(t, costScript, query, cold).ToInteger())
	for _, name := range e.asked {
		c.Files++
		c.Bytes += sent[name]
	}
	return c
}

// median is the median of each part.
func median(list []cost) (m cost) {
	for _, part := range []struct {
		of func(c *cost) *int
	}{{func(c *cost) *int { return &c.Files }}, {func(c *cost) *int { return &c.Bytes }}, {func(c *cost) *int { return &c.Steps }}} {
		var all []int
		for i := range list {
			all = append(all, *part.of(&list[i]))
		}
		slices.Sort(all)
		*part.of(&m) = all[len(all)/2]
	}
	return m
}

func gzipped(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Len()
}

// questionFile is the texts of a file of queries beside the corpora.
func questionFile(t *testing.T, name string) (texts []string) {
	t.Helper()
	data, err := os.ReadFile(testkit.Queries(t, name))
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ Q string }
	if err := json.Unmarshal(data, &rows); err != nil || len(rows) == 0 {
		t.Fatalf("%d queries: %v", len(rows), err)
	}
	for _, r := range rows {
		texts = append(texts, r.Q)
	}
	return texts
}

// TestAbsentKeywordsCostNothing: what no document has is not looked for, in whatever
// piece it would be.
func TestAbsentKeywordsCostNothing(t *testing.T) {
	e := packIndex(t, []site.Section{{Page: "a/b.html", Title: "B", Dir: "a", Body: "text"}}).open(t)
	asks := func(field string) int {
		e.asked = nil
		e.eval(t, `async (field) => { await index.keywords(field, 500, "") }`, field)
		return len(e.asked)
	}
	if tags, dirs := asks("tags"), asks("dir"); tags != 0 || dirs == 0 {
		t.Errorf("%d files for tags that are nowhere, %d for folders", tags, dirs)
	}
}
