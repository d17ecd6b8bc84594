package pack

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/blevesearch/vellum"
)

// A walk tells every term from every other, whatever nodes spell it, and says
// which bytes lead to it.
func TestWalkTellsTermsApart(t *testing.T) {
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
	seen := 0
	end := 16 // of the nodes so far; the header is before them
	d := dictionary{data: data.Bytes()}
	w := d.walk()
	for e := w.next(); e != theEnd; e = w.next() {
		if e == aNode {
			if n := w.node; n.bottom != end || n.end <= n.bottom {
				t.Errorf("a node at %+v, after %d", n, end)
			}
			end = w.node.end
			continue
		}
		if i := int(w.value) - 1000; i != seen || string(w.term) != terms[i] {
			t.Errorf("value %d, term %q; want %d, %q", w.value, w.term, 1000+seen, terms[seen])
		}
		seen++
	}
	err = w.err
	if err != nil || seen != len(terms) || end != data.Len()-dictionaryFooter {
		t.Errorf("%d terms of %d, nodes end at %d of %d, %v", seen, len(terms), end, data.Len(), err)
	}
}

func TestCut(t *testing.T) {
	r := region{from: 100, to: 1000, joints: []joint{jointAt(100, 0), jointAt(190, 1), jointAt(230, 0), jointAt(260, 2), jointAt(500, 0), jointAt(520, 1)}}
	for _, c := range []struct{ at, size, want int }{
		{100, 100, 190},  // the nearest
		{100, 120, 230},  // a better one within a quarter
		{230, 30, 260},   // the only one
		{260, 50, 500},   // what is read together is not cut
		{520, 100, 1000}, // nor the last
		{500, 500, 1000},
		{520, 400, 1000},
	} {
		if got := r.end(c.at, c.size); got != c.want {
			t.Errorf("a piece of %d from %d ends at %d, not %d", c.size, c.at, got, c.want)
		}
	}
	long := region{to: 1 << 20}
	if got := long.end(0, 5000); got != 5000 {
		t.Errorf("what is too long is cut at %d", got)
	}
}
