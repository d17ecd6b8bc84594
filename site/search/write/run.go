package write

import (
	"container/heap"
	"encoding/binary"
	"slices"
	"strings"
)

// A run is the postings of a range of documents, by term, then field, then
// document, in as few bytes as that takes: a fifth of what they have in a shard.
// For each term there are, as uvarints,
//
//	length of the term, and its bytes
//	the fields that it is in, a bit for each
//	for each of these: number of documents
//	    for each: distance from the one before, or from the first of the run;
//	        frequency times two, and 1 if not all occurrences have a position;
//	        if so, how many have; each, as the distance from the one before
type run struct {
	first   int
	words   []byte // of the fields of words, and of ids
	filters []byte // of the fields by which results are filtered
	lengths [fieldCount][]int32
}

// fields is fieldCount as a part of found.key.
const fields = int32(fieldCount)

// inWords are the fields whose postings stand in run.words.
var inWords = append([]int{idNumber}, wordFields...)

// seal writes the shard into a run.
func (s *shard) seal() run {
	order, ends := s.sort()
	e := encoder{shard: s, order: order, ends: ends.of}
	r := run{first: s.first, lengths: s.lengths}
	e.data = make([]byte, 0, 2*len(s.found)+4*len(s.position)/3)
	r.words = e.all(ends.terms, inWords)
	r.filters = e.all(ends.terms, filterFields)
	return r
}

// A sorted says where the postings of a term in a field end in an order of all.
type sorted struct {
	terms []int32 // numbers of the terms, in their order
	of    []int32 // by the place of the term, then field
}

// sort brings the postings into the order of a run.
func (s *shard) sort() (order []int32, ends sorted) {
	names := s.words.Terms
	ends.terms = make([]int32, len(names))
	for i := range ends.terms {
		ends.terms[i] = int32(i)
	}
	slices.SortFunc(ends.terms, func(a, b int32) int { return strings.Compare(names[a], names[b]) })
	rank := make([]int32, len(names))
	for i, term := range ends.terms {
		rank[term] = int32(i)
	}
	place := func(key int32) int { return int(rank[key/fields])*fieldCount + int(key%fields) }
	next := make([]int32, len(names)*fieldCount+1) // where the next posting goes
	for i := range s.found {
		next[place(s.found[i].key)+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	order = make([]int32, len(s.found))
	for i := range s.found {
		at := &next[place(s.found[i].key)]
		order[*at] = int32(i)
		*at++
	}
	ends.of = next[:len(next)-1]
	return order, ends
}

// An encoder writes the postings of a shard.
type encoder struct {
	*shard
	order []int32
	ends  []int32
	data  []byte
}

// all writes what some fields have of all terms.
func (e *encoder) all(terms []int32, of []int) []byte {
	e.data = e.data[:0]
	for rank, term := range terms {
		bits := uint64(0)
		for _, f := range of {
			if len(e.list(rank, f)) > 0 {
				bits |= 1 << f
			}
		}
		if bits == 0 {
			continue
		}
		name := e.words.Terms[term]
		e.put(uint64(len(name)))
		e.data = append(e.data, name...)
		e.put(bits)
		for f := range fieldCount {
			if bits&(1<<f) != 0 {
				e.postings(e.list(rank, f))
			}
		}
	}
	return slices.Clone(e.data)
}

// list are the numbers of the postings of a term in a field.
func (e *encoder) list(rank, field int) []int32 {
	i := rank*fieldCount + field
	from := int32(0)
	if i > 0 {
		from = e.ends[i-1]
	}
	return e.order[from:e.ends[i]]
}

func (e *encoder) postings(list []int32) {
	e.put(uint64(len(list)))
	doc := int32(e.first)
	for _, i := range list {
		p, places := &e.found[i], e.places(i)
		e.put(uint64(p.doc - doc))
		doc = p.doc
		if len(places) == int(p.freq) {
			e.put(uint64(p.freq) << 1)
		} else {
			e.put(uint64(p.freq)<<1 | 1)
			e.put(uint64(len(places)))
		}
		before := int32(0)
		for _, pos := range places {
			e.put(uint64(pos - before))
			before = pos
		}
	}
}

func (e *encoder) put(v uint64) { e.data = binary.AppendUvarint(e.data, v) }

// A cursor reads what was written of the terms of a run.
type cursor struct {
	number int // of the run: later ones have later documents
	first  int32
	term   string // the one whose fields come next
	data   []byte
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.data)
	c.data = c.data[n:]
	return v
}

// next goes to the next term, and says whether there is one.
func (c *cursor) next() bool {
	if len(c.data) == 0 {
		return false
	}
	n := c.uvarint()
	c.term, c.data = string(c.data[:n]), c.data[n:]
	return true
}

// A merge goes through the terms of several runs. It is a heap of their cursors.
type merge []*cursor

// mergeOf begins a merge of what data gives of each run.
func mergeOf(runs []run, data func(*run) []byte) *merge {
	var m merge
	for i := range runs {
		c := &cursor{number: i, first: int32(runs[i].first), data: data(&runs[i])}
		if c.next() {
			m = append(m, c)
		}
	}
	heap.Init(&m)
	return &m
}

func (m merge) Len() int { return len(m) }
func (m merge) Less(i, k int) bool {
	if m[i].term != m[k].term {
		return m[i].term < m[k].term
	}
	return m[i].number < m[k].number
}
func (m merge) Swap(i, k int) { m[i], m[k] = m[k], m[i] }
func (m *merge) Push(any)     { panic("runs only end") }
func (m *merge) Pop() any {
	*m = (*m)[:len(*m)-1]
	return nil
}

// An entry is what all runs have of a term.
type entry struct {
	term     string
	lists    [fieldCount][]posting // by document
	position []int32
}

// next reads the next term, and says whether there is one. Its lists are valid
// until then.
func (m *merge) next(e *entry) bool {
	if len(*m) == 0 {
		return false
	}
	for f := range e.lists {
		e.lists[f] = e.lists[f][:0]
	}
	e.term, e.position = (*m)[0].term, e.position[:0]
	for len(*m) > 0 && (*m)[0].term == e.term {
		(*m)[0].read(e)
		if (*m)[0].next() {
			heap.Fix(m, 0)
		} else {
			heap.Remove(m, 0)
		}
	}
	return true
}

// read adds what the run has of its term.
func (c *cursor) read(e *entry) {
	bits := c.uvarint()
	for f := range fieldCount {
		if bits&(1<<f) == 0 {
			continue
		}
		doc := c.first
		for range c.uvarint() {
			doc += int32(c.uvarint())
			e.lists[f] = append(e.lists[f], c.posting(e, doc))
		}
	}
}

func (c *cursor) posting(e *entry, doc int32) posting {
	freq := c.uvarint()
	p := posting{doc: doc, freq: int32(freq >> 1), places: int32(freq >> 1), at: int32(len(e.position))}
	if freq&1 != 0 {
		p.places = int32(c.uvarint())
	}
	pos := int32(0)
	for range p.places {
		pos += int32(c.uvarint())
		e.position = append(e.position, pos)
	}
	return p
}
