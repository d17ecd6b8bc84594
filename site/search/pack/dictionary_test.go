package pack

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/blevesearch/vellum"
)

// All terms come, in their order, whatever nodes spell them.
func TestDictionaryGivesAllTerms(t *testing.T) {
	var terms []string
	for i := range 3000 {
		terms = append(terms, fmt.Sprintf("t%xq", i*i), fmt.Sprintf("%c%c", 0x4E00+i%50, 0x4E00+i/50))
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	var data bytes.Buffer
	b, err := vellum.New(&data, &vellum.BuilderOpts{Encoder: 1}) // no table: no shared nodes
	if err != nil {
		t.Fatal(err)
	}
	for i, term := range terms {
		if err := b.Insert([]byte(term), uint64(1000+i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	d, seen := dictionary{data: data.Bytes()}, 0
	for term, value := range d.all() {
		if i := int(value) - 1000; i != seen || string(term) != terms[i] {
			t.Errorf("%q has value %d; want %q, %d", term, value, terms[seen], 1000+seen)
		}
		seen++
	}
	if d.bad || seen != len(terms) {
		t.Errorf("%d terms of %d, bad is %v", seen, len(terms), d.bad)
	}
}
