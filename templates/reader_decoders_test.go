package templates_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
	"github.com/golang/snappy"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/testkit"
)

// bitmaps are sets of all shapes that containers can have, below docs.
func bitmaps(docs uint64) []*roaring.Bitmap {
	random := rand.New(rand.NewPCG(7, 8))
	var all []*roaring.Bitmap
	for _, odds := range []float64{0, 0.0001, 0.01, 0.3, 0.9, 1} { // of a number
		b := roaring.New()
		for d := range uint32(docs) {
			if random.Float64() < odds {
				b.Add(d)
			}
		}
		runs := b.Clone()
		runs.RunOptimize()
		all = append(all, b, runs)
	}
	runs := roaring.New() // one container of each kind
	runs.AddRange(10, 4000)
	runs.Add(70000)
	for d := uint32(131072); d < 140000; d += 1 + d%2 {
		runs.Add(d)
	}
	runs.RunOptimize()
	return append(all, runs, roaring.BitmapOf(uint32(docs-1)))
}

func TestReaderReadsBitmaps(t *testing.T) {
	docs := testkit.Times(150_000, 300_000, 300_000)
	e := newEngine(t)
	kinds := map[string]int{}
	for i, b := range bitmaps(uint64(docs)) {
		data, err := b.ToBytes()
		if err != nil {
			t.Fatal(err)
		}
		s := b.Stats()
		kinds["array"] += int(s.ArrayContainers)
		kinds["bits"] += int(s.BitmapContainers)
		kinds["runs"] += int(s.RunContainers)
		v := e.eval(t, `(data, docs) => biji.decodeBitmap(new Uint8Array(data), 0, docs).join(" ")`, e.NewArrayBuffer(data), docs)
		if want := strings.Trim(fmt.Sprint(b.ToArray()), "[]"); v.String() != want {
			t.Errorf("bitmap %d is not read right", i)
		}
	}
	if kinds["array"] == 0 || kinds["bits"] == 0 || kinds["runs"] == 0 {
		t.Errorf("not all kinds are tested: %v", kinds)
	}
}

// snappyTexts make literals and copies of all sizes.
func snappyTexts() [][]byte {
	random := rand.New(rand.NewPCG(9, 10))
	noise := make([]byte, 70000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	return [][]byte{
		{}, []byte("a"), []byte(strings.Repeat("a", 100000)), []byte(strings.Repeat("三次握手与四次挥手。", 500)),
		noise, noise[:61], noise[:300], slices.Concat(noise[:3000], noise[:3000], []byte("x"), noise[:60]),
	}
}

func TestReaderReadsSnappy(t *testing.T) {
	e := newEngine(t)
	for i, text := range snappyTexts() {
		v := e.eval(t, `(data) => biji.unsnap(new Uint8Array(data), 0)`, e.NewArrayBuffer(snappy.Encode(nil, text)))
		if !bytes.Equal(e.bytes(v), text) {
			t.Errorf("text %d is not read right", i)
		}
	}
	// Encode never writes offsets of four bytes, nor literals of lengths that it need not.
	data := []byte{10, 60 << 2, 1, 'a', 'b', 3 | 3<<2, 2, 0, 0, 0, 61 << 2, 1, 0, 'c', 'd', 2 | 1<<2, 1, 0}
	v := e.eval(t, `(data) => String.fromCharCode(...biji.unsnap(new Uint8Array(data), 0))`, e.NewArrayBuffer(data))
	want, err := snappy.Decode(nil, data)
	if err != nil || v.String() != string(want) {
		t.Errorf("%q, want %q, %v", v, want, err)
	}
}

// An entry is a term of a dictionary with its value, in decimal.
type entry struct {
	Term, Value string
	Edits       int
}

// dictionary makes one of random words and values.
func dictionary(t testing.TB, words int) (fst *vellum.FST, data []byte, terms []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(11, uint64(words)))
	seen := map[string]bool{}
	for len(seen) < words {
		var b strings.Builder
		letters := []string{"abcdeé", "的一是死锁握手", "theandofing", "αβγδ\U0001F600", "xyz_09~\u00ff"}[random.IntN(5)]
		for range 1 + random.IntN(7) {
			r := []rune(letters)
			b.WriteRune(r[random.IntN(len(r))])
		}
		if random.IntN(300) == 0 {
			b.WriteString(strings.Repeat("long", random.IntN(200)))
		}
		seen[b.String()] = true
	}
	for w := range seen {
		terms = append(terms, w)
	}
	slices.Sort(terms)
	var buf bytes.Buffer
	builder, err := vellum.New(&buf, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range terms {
		value := uint64(i * i * 7)
		if i%5 == 0 {
			value = 1<<63 | uint64(i)<<31 | uint64(i*3)
		}
		if err := builder.Insert([]byte(w), value); err != nil {
			t.Fatal(err)
		}
	}
	if err := builder.Close(); err != nil {
		t.Fatal(err)
	}
	if fst, err = vellum.Load(buf.Bytes()); err != nil {
		t.Fatal(err)
	}
	return fst, buf.Bytes(), terms
}

// openDictionary makes the global dict of data, and what shows its answers.
func openDictionary(t testing.TB, data []byte) *engine {
	t.Helper()
	e := newEngine(t)
	e.eval(t, `(data) => {
		globalThis.reading = new biji.Reading(new biji.MemorySource(new Uint8Array(data)))
		globalThis.dict = new biji.Fst(reading, 0, data.byteLength)
		globalThis.encode = (s) => new Uint8Array(encodeUTF8(s))
		globalThis.show = (v) => v && String((BigInt(v.hi) << 32n) | BigInt(v.lo))
		globalThis.walk = (prefix, a) => JSON.stringify(dict.walk(reading, encode(prefix), a).map((f) => ({ Term: decodeUTF8(f.term), Value: show(f.value), Edits: f.edits })))
	}`, e.NewArrayBuffer(data))
	return e
}

// entries lists what an iterator of vellum finds.
func entries(t testing.TB, itr *vellum.FSTIterator, err error) []entry {
	t.Helper()
	list := []entry{}
	for ; err == nil; err = itr.Next() {
		term, value := itr.Current()
		list = append(list, entry{string(term), fmt.Sprint(value), int(itr.EditDistance())})
	}
	if err != vellum.ErrIteratorDone {
		t.Fatal(err)
	}
	return list
}

func TestReaderReadsDictionaries(t *testing.T) {
	for _, words := range testkit.Some([]int{1, 300, 3000}, 2, 3) {
		fst, data, terms := dictionary(t, words)
		e := openDictionary(t, data)
		for i := 0; i < len(terms); i += 1 + words/300 {
			for _, term := range []string{terms[i], terms[i] + "x", terms[i][:len(terms[i])-1], ""} {
				want := "undefined"
				if v, ok, err := fst.Get([]byte(term)); err != nil {
					t.Fatal(err)
				} else if ok {
					want = fmt.Sprint(v)
				}
				got := e.eval(t, `(term) => String(show(dict.get(reading, new Uint8Array(term))))`, e.NewArrayBuffer([]byte(term)))
				if got.String() != want {
					t.Errorf("%q is %s, want %s", term, got, want)
				}
			}
		}
		for _, prefix := range []string{"", "a", "的", "th", "αβ", terms[0], terms[len(terms)/2], "zzz"} {
			var above []byte
			if prefix != "" {
				above = []byte(prefix[:len(prefix)-1] + string([]byte{prefix[len(prefix)-1] + 1}))
			}
			itr, err := fst.Iterator([]byte(prefix), above)
			want := entries(t, itr, err)
			compareEntries(t, e.eval(t, `(prefix) => walk(prefix)`, prefix).String(), want, prefix)
		}
	}
}

// TestReaderCountsEditsLikeVellum: of words as short as typos and longer
// than vellum's tables, ASCII and not.
func TestReaderCountsEditsLikeVellum(t *testing.T) {
	fst, data, terms := dictionary(t, testkit.Times(500, 3000, 3000))
	e := openDictionary(t, data)
	words := []string{"the", "thean", "teh", "ahnd", "死锁", "锁死握", "é", "ab", "a", "x_0", strings.Repeat("long", 12) + "lnog", strings.Repeat("的一是死", 5), "\U0001F600α"}
	random := rand.New(rand.NewPCG(13, 14))
	for range testkit.Times(12, 40, 40) {
		letters := []rune(terms[random.IntN(len(terms))])
		for range random.IntN(3) {
			i, j := random.IntN(len(letters)), random.IntN(len(letters))
			letters[i], letters[j] = letters[j], letters[i]
		}
		words = append(words, string(letters[:min(60, len(letters))]))
	}
	found := 0
	for edits := 1; edits <= 2; edits++ {
		builder, err := levenshtein.NewLevenshteinAutomatonBuilder(uint8(edits), true)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			dfa, err := builder.BuildDfa(word, uint8(edits))
			if err != nil {
				t.Fatal(err)
			}
			itr, err := fst.Search(dfa, nil, nil)
			want := entries(t, itr, err)
			found += len(want)
			compareEntries(t, e.eval(t, `(word, edits) => walk("", biji.levenshtein(word, edits))`, word, edits).String(), want, word)
		}
	}
	if found < testkit.Times(200, 1000, 1000) {
		t.Errorf("only %d words found", found)
	}
}

func compareEntries(t *testing.T, got string, want []entry, what string) {
	t.Helper()
	var list []entry
	decode(t, got, &list)
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("%.40q (-vellum +reader)\n%.1000s", what, diff)
	}
}
