package write

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/vellum"
)

// vellumSays lists what vellum reads of a dictionary.
func vellumSays(t *testing.T, data []byte) (lines []string) {
	t.Helper()
	fst, err := vellum.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	it, err := fst.Iterator(nil, nil)
	for ; err == nil; err = it.Next() {
		term, value := it.Current()
		if got, ok, err := fst.Get(term); !ok || err != nil || got != value {
			t.Errorf("%q has value %d, and also %d, %v, %v", term, value, got, ok, err)
		}
		lines = append(lines, fmt.Sprintf("%q %d", term, value))
	}
	if !errors.Is(err, vellum.ErrIteratorDone) {
		t.Fatal(err)
	}
	if fst.Len() != len(lines) {
		t.Errorf("it says that it has %d terms, and has %d", fst.Len(), len(lines))
	}
	return lines
}

// readDictionaries is what vellum reads of each of d.
func readDictionaries(t *testing.T, d *dictionaries) (all [][]string) {
	t.Helper()
	data, at := d.close()
	for _, from := range at {
		size, n := uvarint(data[from:])
		all = append(all, vellumSays(t, data[from+n:from+n+size]))
	}
	return all
}

func uvarint(b []byte) (v, n int) {
	for ; b[n] >= 0x80; n++ {
		v |= int(b[n]&0x7F) << (7 * n)
	}
	return v | int(b[n])<<(7*n), n + 1
}

func TestVellumReadsDictionaries(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	alphabets := []string{"ab", "te/xyz", "三次握手锁死", "0123456789abcdefghijklmnopqrstuvwxyz", every()}
	for _, letters := range alphabets {
		for _, size := range []int{0, 1, 2, 50, 3000} {
			const fields = 3
			d := newDictionaries(fields)
			var want [fields][]string
			for _, term := range someTerms(random, []rune(letters), size) {
				for f := range fields {
					if random.IntN(fields) > f {
						continue // the later, the fuller
					}
					value := random.Uint64() >> (8 * random.IntN(8))
					d.insert(f, term, value)
					want[f] = append(want[f], fmt.Sprintf("%q %d", term, value))
				}
			}
			for f, got := range readDictionaries(t, d) {
				if !slices.Equal(got, want[f]) {
					t.Errorf("%q, %d terms: dictionary %d of %d terms differs: %.200s instead of %.200s", letters, size, f, len(want[f]),
						strings.Join(got, ", "), strings.Join(want[f], ", "))
				}
			}
		}
	}
}

// every is all letters of Latin-1 and beyond, so that a node has many edges.
func every() string {
	var b strings.Builder
	for r := rune(1); r < 0x3000; r += 3 {
		b.WriteRune(r)
	}
	return b.String()
}

func someTerms(random *rand.Rand, letters []rune, n int) (terms []string) {
	for range n {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		terms = append(terms, b.String())
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// A node may have an edge for each byte, although no UTF-8 does.
func TestDictionaryOfAllBytes(t *testing.T) {
	d := newDictionaries(1)
	var want []string
	for c := range 256 {
		for _, term := range []string{string([]byte{byte(c)}), string([]byte{byte(c), 'x'})} {
			d.insert(0, term, uint64(len(want)))
			want = append(want, fmt.Sprintf("%q %d", term, len(want)))
		}
	}
	if got := readDictionaries(t, d); !slices.Equal(got[0], want) {
		t.Error(got[0])
	}
}

// What terms have in common is written once for each dictionary, and all of
// what begins alike is side by side.
func TestDictionariesAreSmall(t *testing.T) {
	d := newDictionaries(2)
	for i := range 1000 {
		for f := range 2 {
			d.insert(f, fmt.Sprintf("term%03d", i), uint64(1e6+100*i))
		}
	}
	if data, _ := d.close(); len(data) > 2*1000*5 {
		t.Errorf("%d bytes", len(data))
	}
}
