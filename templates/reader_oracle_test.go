package templates_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
)

// A question is a query in both languages.
type question struct {
	json  any // templates/client/index/query.ts
	bleve query.Query
}

// A questioner makes random questions of the words of an index.
type questioner struct {
	*rand.Rand
	fields []string
	words  map[string][]string // by field, those that more documents have more often
}

var textFields = []string{"title", "trail", "body", "code"}

func newQuestioner(t testing.TB, p *packed, seed uint64) *questioner {
	t.Helper()
	q := &questioner{Rand: rand.New(rand.NewPCG(seed, 1)), words: map[string][]string{}}
	q.fields = append(slices.Clone(textFields), "tags", "dir", "name")
	for _, f := range q.fields {
		dict, err := p.bleve.FieldDict(f)
		if err != nil {
			t.Fatal(err)
		}
		for {
			e, err := dict.Next()
			if err != nil {
				t.Fatal(err)
			}
			if e == nil {
				break
			}
			for n := e.Count; n > 0; n /= 8 {
				q.words[f] = append(q.words[f], e.Term)
			}
		}
		if err := dict.Close(); err != nil || len(q.words[f]) == 0 {
			t.Fatalf("field %s has no words: %v", f, err)
		}
	}
	return q
}

func (q *questioner) field() string {
	if q.IntN(10) == 0 {
		return q.fields[q.IntN(len(q.fields))]
	}
	return textFields[q.IntN(len(textFields))]
}

func (q *questioner) word(field string) string {
	if q.IntN(30) == 0 {
		return "nowhere" + strconv.Itoa(q.IntN(9))
	}
	return q.words[field][q.IntN(len(q.words[field]))]
}

func (q *questioner) boost() float64 {
	return []float64{1, 1, 5, 3, 0.7, 0.4, 0.25}[q.IntN(7)]
}

type object = map[string]any

// question is a random query, nested at most depth times.
func (q *questioner) question(depth int) question {
	kinds := 5
	if depth > 0 {
		kinds = 12
	}
	f, boost := q.field(), q.boost()
	switch q.IntN(kinds) {
	case 0:
		return q.prefix(f, boost)
	case 1:
		return q.fuzzy(f, boost)
	case 2:
		return q.phrase(f, boost)
	case 3, 4:
		w := q.word(f)
		b := query.NewTermQuery(w)
		b.SetField(f)
		b.SetBoost(boost)
		return question{object{"kind": "term", "field": f, "term": w, "boost": boost}, b}
	case 5, 6:
		js, bs := q.several(depth, 4)
		return question{object{"kind": "and", "all": js}, query.NewConjunctionQuery(bs)}
	case 7, 8:
		js, bs := q.several(depth, 14)
		return q.or(js, bs)
	case 9:
		if q.IntN(5) == 0 {
			b := query.NewMatchAllQuery()
			b.SetBoost(boost)
			return question{object{"kind": "everything", "boost": boost}, b}
		}
		js, bs := q.several(0, 6)
		return q.or(js, bs)
	}
	return q.boolean(depth)
}

func (q *questioner) several(depth, most int) (js []any, bs []query.Query) {
	for range 1 + q.IntN(most) {
		k := q.question(depth - 1)
		js, bs = append(js, k.json), append(bs, k.bleve)
	}
	return js, bs
}

func (q *questioner) or(js []any, bs []query.Query) question {
	least := 0
	if q.IntN(2) == 0 {
		least = q.IntN(len(js) + 1)
	}
	b := query.NewDisjunctionQuery(bs)
	b.SetMin(float64(least))
	return question{object{"kind": "or", "any": js, "min": least}, b}
}

func (q *questioner) boolean(depth int) question {
	var js [3][]any
	var bs [3][]query.Query
	for i, odds := range []int{3, 2, 1} {
		if q.IntN(4) < odds {
			js[i], bs[i] = q.several(depth, 3)
		}
	}
	if js[0] == nil && js[1] == nil && js[2] == nil {
		js[0], bs[0] = q.several(depth, 3)
	}
	b := query.NewBooleanQuery(bs[0], bs[1], bs[2])
	least := 0
	if len(bs[1]) > 0 && q.IntN(3) == 0 {
		least = q.IntN(len(bs[1]) + 1)
		b.SetMinShould(float64(least))
	}
	return question{object{"kind": "boolean", "must": js[0], "should": js[1], "mustNot": js[2], "minShould": least}, b}
}

func (q *questioner) prefix(f string, boost float64) question {
	w := q.word(f)
	_, n := utf8.DecodeRuneInString(w)
	for n < len(w) && q.IntN(3) > 0 {
		_, size := utf8.DecodeRuneInString(w[n:])
		n += size
	}
	b := query.NewPrefixQuery(w[:n])
	b.SetField(f)
	b.SetBoost(boost)
	return question{object{"kind": "prefix", "field": f, "prefix": w[:n], "boost": boost}, b}
}

func (q *questioner) fuzzy(f string, boost float64) question {
	letters := []rune(q.word(f))
	for range q.IntN(3) { // typos
		i := q.IntN(len(letters))
		switch q.IntN(4) {
		case 0:
			letters[i] = 'x'
		case 1:
			letters = slices.Insert(letters, i, 'e')
		case 2:
			letters = slices.Delete(letters, i, min(i+1, len(letters)-1))
		default:
			j := min(i+1, len(letters)-1)
			letters[i], letters[j] = letters[j], letters[i]
		}
	}
	w := string(letters[:min(len(letters), 40)])
	if len(w) > 32 && len(w) > len(letters) {
		w = string(letters[:8]) // of longer ones that are not ASCII vellum counts the edits wrongly, and nobody asks for them
	}
	edits, prefix := q.IntN(3), q.IntN(4)
	if q.IntN(30) > 0 { // or most words of the index are like it, which takes its time
		prefix = max(prefix, 1)
		if len(letters) <= 3 {
			edits = min(edits, 1)
		}
	}
	b := query.NewFuzzyQuery(w)
	b.SetField(f)
	b.SetBoost(boost)
	b.Fuzziness, b.Prefix = edits, prefix
	return question{object{"kind": "fuzzy", "field": f, "term": w, "edits": edits, "prefix": prefix, "boost": boost}, b}
}

// phrase is a few words, which seldom stand side by side, or a part of a
// section, which does.
func (q *questioner) phrase(f string, boost float64) question {
	var terms []string
	for range 1 + q.IntN(3) {
		terms = append(terms, q.word(f))
	}
	if pairs := q.words["body"]; q.IntN(3) > 0 { // overlapping pairs of a longer run
		f = "body"
		a := pairs[q.IntN(len(pairs))]
		_, n := utf8.DecodeRuneInString(a)
		terms = []string{a}
		for _, next := range pairs {
			if r, _ := utf8.DecodeRuneInString(next); a[n:] != "" && string(r) == a[n:] && q.IntN(4) == 0 {
				terms = append(terms, next)
				break
			}
		}
	}
	b := query.NewPhraseQuery(terms, f)
	b.SetBoost(boost)
	return question{object{"kind": "phrase", "field": f, "terms": terms, "boost": boost}, b}
}

// askBleve asks bleve for the n best hits.
func (p *packed) askBleve(q query.Query, n int) (r result, err error) {
	res, err := p.bleve.Search(bleve.NewSearchRequestOptions(q, n, 0, false))
	if err != nil {
		return r, err
	}
	r.Total = int(res.Total)
	for _, h := range res.Hits {
		r.Hits = append(r.Hits, hit{h.ID, h.Score})
	}
	return r, nil
}

// differ says how two answers differ, "" if they do not. Hits whose scores
// are equal but for the last digits may change places: where bleve adds up
// more than ten scores, the order of additions depends on the documents before.
func differ(want, got result) string {
	if want.Total != got.Total || len(want.Hits) != len(got.Hits) {
		return fmt.Sprintf("total %d and %d hits, want %d and %d", got.Total, len(got.Hits), want.Total, len(want.Hits))
	}
	for i, w := range want.Hits {
		g := got.Hits[i]
		if math.Abs(w.Score-g.Score) > 1e-6*max(1, w.Score) && !(math.IsNaN(w.Score) && math.IsNaN(g.Score)) {
			return fmt.Sprintf("hit %d has score %.17g, want %.17g", i, g.Score, w.Score)
		}
		if w.ID != g.ID {
			j := slices.IndexFunc(got.Hits, func(h hit) bool { return h.ID == w.ID })
			if j >= 0 && math.Abs(w.Score-got.Hits[j].Score) > 1e-12*w.Score || j < 0 && w.Score-want.Hits[len(want.Hits)-1].Score > 1e-12*w.Score {
				return fmt.Sprintf("hit %d is %s, want %s", i, g.ID, w.ID)
			}
		}
	}
	return ""
}

// TestReaderAgreesWithBleve asks both for the same: random queries of all
// kinds and nestings.
func TestReaderAgreesWithBleve(t *testing.T) {
	percent := debug.SetGCPercent(1000) // the engine makes much garbage
	t.Cleanup(func() { debug.SetGCPercent(percent) })
	count := testkit.Times(20, 60, 600)
	for _, name := range corpusNames(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := packIndex(t, corpus(t, name))
			e := p.open(t)
			q := newQuestioner(t, p, 1)
			found, exact := 0, 0
			for i := range count {
				ask := q.question(i % 4)
				text, err := json.Marshal(ask.json)
				if err != nil {
					t.Fatal(err)
				}
				want, err := p.askBleve(ask.bleve, 30)
				if err != nil {
					t.Fatalf("%s: %v", text, err)
				}
				got, err := e.ask(string(text), 30)
				if err != nil {
					t.Fatalf("%s: %v", text, err)
				}
				if diff := differ(want, got); diff != "" {
					t.Errorf("%s: %s", text, diff)
				}
				if want.Total > 0 {
					found++
				}
				if slices.Equal(want.Hits, got.Hits) {
					exact++
				}
			}
			t.Logf("%d queries, %d found something; %d answers equal to the last bit", count, found, exact)
			if found < count/2 {
				t.Error("most queries found nothing")
			}
		})
	}
}

// TestMatchAgreesWithBleve asks for texts, which both analyze.
func TestMatchAgreesWithBleve(t *testing.T) {
	sections := corpus(t, "cs-notes")
	p := packIndex(t, sections)
	e := p.open(t)
	random := rand.New(rand.NewPCG(5, 6))
	for i := range testkit.Times(15, 15, 60) {
		s := sections[random.IntN(len(sections))]
		letters := []rune(s.Title + s.Body)
		from := random.IntN(len(letters))
		text := string(letters[from:min(from+3+random.IntN(12), len(letters))])
		b := query.NewMatchQuery(text)
		b.SetField([]string{"body", "title"}[i%2])
		b.SetBoost(3)
		o := object{"boost": 3, "all": i%3 == 0, "edits": 0, "prefix": 3}
		if i%3 == 0 {
			b.SetOperator(query.MatchQueryOperatorAnd)
		}
		if i%5 == 0 {
			b.SetFuzziness(1)
			b.SetPrefix(3)
			o["edits"] = 1
		}
		want, err := p.askBleve(b, 20)
		if err != nil {
			t.Fatal(err)
		}
		v := e.eval(t, matchQuery, text, b.FieldVal, o)
		got, err := e.ask(v.String(), 20)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differ(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestStoredDocuments: what comes back of a document is what bleve gives
// back of it, and documents stand in the order of the sections.
func TestStoredDocuments(t *testing.T) {
	for _, name := range corpusNames(t) {
		t.Run(name, func(t *testing.T) {
			sections := corpus(t, name)
			p := packIndex(t, sections)
			e := p.open(t)
			step := 1 + len(sections)/testkit.Times(30, 60, 400)
			var numbers []int
			decode(t, e.eval(t, `async () => JSON.stringify(Array.from((await index.all({ kind: "everything" })).docs))`).String(), &numbers)
			if len(numbers) != len(sections) {
				t.Fatalf("%d documents of %d sections", len(numbers), len(sections))
			}
			for i := 0; i < len(sections); i += step {
				v := e.eval(t, `async (doc) => JSON.stringify(await index.documents([doc]))`, numbers[i])
				var got []struct {
					ID     string
					Fields map[string]string
				}
				if err := json.Unmarshal([]byte(v.String()), &got); err != nil || len(got) != 1 {
					t.Fatal(got, err)
				}
				want := p.stored(t, got[0].ID)
				if diff := cmp.Diff(want, got[0].Fields); diff != "" || want["title"] != sections[i].Title {
					t.Errorf("document %d is %q (-bleve +reader)\n%s", i, got[0].ID, diff)
				}
			}
		})
	}
}

// stored is what bleve gives back of a document.
func (p *packed) stored(t *testing.T, id string) map[string]string {
	t.Helper()
	doc, err := p.bleve.Document(id)
	if err != nil || doc == nil {
		t.Fatalf("bleve has no document %q: %v", id, err)
	}
	fields := map[string]string{}
	doc.VisitFields(func(f index.Field) {
		if f.Name() != "_id" {
			fields[f.Name()] = strings.ToValidUTF8(string(f.Value()), "\uFFFD")
		}
	})
	return fields
}

// matchQuery is bleve's query for the terms of a text: for all of them, or for
// at least one.
const matchQuery = `(text, field, o) => {
	const terms = biji.terms(text), boost = o.boost ?? 1
	if (terms.length === 0) return JSON.stringify({ kind: "nothing" })
	const each = terms.map((term) =>
		o.edits ? { kind: "fuzzy", field, term, edits: o.edits, prefix: o.prefix ?? 0, boost } : { kind: "term", field, term, boost })
	return JSON.stringify(o.all ? { kind: "and", all: each } : { kind: "or", any: each, min: 1 })
}`
