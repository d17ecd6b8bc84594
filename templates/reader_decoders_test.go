package templates_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
)

// TestReaderReadsText: the text of a script is what it was made of, at every length.
func TestReaderReadsText(t *testing.T) {
	e := newEngine(t)
	random := rand.New(rand.NewPCG(7, 8))
	for n := range 200 {
		data := make([]byte, n*n%777)
		for i := range data {
			data[i] = byte(random.Uint32()) & byte(n)
		}
		script := pack.Script("x", data)
		text := strings.TrimSuffix(strings.TrimPrefix(string(script), `__biji("x","`), "\")\n")
		if strings.ContainsFunc(text, func(r rune) bool { return r == 0 || r > 127 || strings.ContainsRune("\r\n\"\\", r) }) {
			t.Fatalf("%q cannot stand in a string", text)
		}
		member, err := pack.Member(script)
		if err != nil {
			t.Fatal(err)
		}
		got := e.bytes(e.eval(t, `(text) => biji.bytesOf(text)`, text))
		if back, err := gunzip(got); err != nil || !bytes.Equal(got, member) || !bytes.Equal(back, data) {
			t.Fatalf("%d bytes come back as %d, %v", len(data), len(back), err)
		}
	}
	for _, wrong := range []string{"aé", "\x00", "中"} {
		if _, err := e.try(`(text) => biji.bytesOf(text)`, wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

// An entry is a term of a dictionary, and how far it is from a word.
type entry struct {
	Term  string
	Edits int
}

// dictionary makes one of random words.
func dictionary(t testing.TB, words int) (fst *vellum.FST, terms []string) {
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
		if err := builder.Insert([]byte(w), uint64(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := builder.Close(); err != nil {
		t.Fatal(err)
	}
	if fst, err = vellum.Load(buf.Bytes()); err != nil {
		t.Fatal(err)
	}
	return fst, terms
}

// near makes the global of that name, which shows the terms at most so many edits away from a word.
const near = `(terms) => {
	globalThis.near = (word, most) => JSON.stringify(JSON.parse(terms).map((Term) => ({ Term, Edits: biji.distance(word, Term, most) })).filter((f) => f.Edits <= most))
}`

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// entries lists what an iterator of vellum finds.
func entries(t testing.TB, itr *vellum.FSTIterator, err error) []entry {
	t.Helper()
	list := []entry{}
	for ; err == nil; err = itr.Next() {
		term, _ := itr.Current()
		list = append(list, entry{string(term), int(itr.EditDistance())})
	}
	if err != vellum.ErrIteratorDone {
		t.Fatal(err)
	}
	return list
}

// TestReaderCountsEditsLikeVellum: of words as short as typos and longer
// than vellum's tables, ASCII and not; of those that are not, as long as any that
// is taken for a typo.
func TestReaderCountsEditsLikeVellum(t *testing.T) {
	fst, terms := dictionary(t, 500)
	e := newEngine(t)
	e.eval(t, near, jsonOf(t, terms))
	compareEdits(t, fst, misspelt(terms, 12), 200, func(word string, edits int) string {
		return e.eval(t, `(word, edits) => near(word, edits)`, word, edits).String()
	})
}

// TestReaderCountsEditsInChromium asks more than an interpreter has the time for.
func TestReaderCountsEditsInChromium(t *testing.T) {
	ctx, _ := startBrowser(t)
	navigate(t, ctx, "about:blank")
	fst, terms := dictionary(t, testkit.Times(1000, 3000, 20_000))
	evaluate(t, ctx, readerScript(t, false)+fmt.Sprintf("; (%s)(%q); ''", near, jsonOf(t, terms)))
	compareEdits(t, fst, misspelt(terms, testkit.Times(12, 40, 300)), testkit.Times(200, 1000, 1000), func(word string, edits int) string {
		return evaluate(t, ctx, fmt.Sprintf("near(%s, %d)", jsonOf(t, word), edits))
	})
}

// misspelt are words that people type, and so many terms with letters exchanged.
func misspelt(terms []string, count int) []string {
	words := []string{"the", "thean", "teh", "ahnd", "死锁", "锁死握", "é", "ab", "a", "x_0", strings.Repeat("long", 12) + "lnog", strings.Repeat("的一是死", 2) + "锁", strings.Repeat("αβγδ", 4), "\U0001F600α"}
	random := rand.New(rand.NewPCG(13, 14))
	for range count {
		letters := []rune(terms[random.IntN(len(terms))])
		for range random.IntN(3) {
			i, j := random.IntN(len(letters)), random.IntN(len(letters))
			letters[i], letters[j] = letters[j], letters[i]
		}
		word := string(letters[:min(60, len(letters))])
		if len(word) > 32 && len(word) > len(letters) {
			word = string(letters[:8])
		}
		words = append(words, word)
	}
	return words
}

// compareEdits holds what near shows, as JSON, to what vellum finds of one edit and of two: at least so many terms.
func compareEdits(t *testing.T, fst *vellum.FST, words []string, least int, near func(word string, edits int) string) {
	t.Helper()
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
			compareEntries(t, near(word, edits), want, word)
		}
	}
	if found < least {
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
