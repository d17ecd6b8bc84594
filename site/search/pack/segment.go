package pack

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

var errSegment = errors.New("not a segment we know")

// segmentFooter is the size of a segment's footer: number of documents,
// offset of the list of stored documents, offset of the list of fields
// (twice), of doc values, 8 bytes each; chunk mode, version and CRC, 4 each.
const segmentFooter = 5*8 + 3*4

// segmentLayout reads how a segment is built. One that another program wrote
// has another order, and is refused.
func segmentLayout(data []byte) (l layout, err error) {
	r := &segmentReader{data: data}
	foot := len(data) - segmentFooter
	if foot < 0 || binary.BigEndian.Uint32(data[len(data)-8:]) != 16 {
		return l, errSegment
	}
	docs, list, table := r.u64(foot), r.u64(foot+8), r.u64(foot+24)
	for i := 0; i < docs && !r.bad; i++ {
		l.docs = append(l.docs, r.u64(list+8*i))
	}
	count, at := r.uvarint(table)
	var fields []field
	for i := range int(min(count, 1000)) {
		fields = append(fields, r.field(r.u64(at+8*i)))
	}
	if r.bad || list > table || !slices.IsSorted(l.docs) {
		return l, errSegment
	}
	l.stored = list
	l.hot = append(l.hot, extent{table, len(data) - table})
	for _, f := range fields {
		l.hot = append(l.hot, f.hot...)
	}
	words, others := nested(fields)
	l.hot = append(l.hot, smallFilters(others)...)
	l.addRegions(words, len(data))
	return l, l.check(len(data))
}

// addRegions adds the regions of a segment whose stored documents are known.
func (l *layout) addRegions(words []field, end int) {
	var docs []joint
	for _, at := range l.docs {
		docs = append(docs, joint{at, 0})
	}
	list := l.stored + 8*len(l.docs)
	terms, dicts, rest := end, end, end
	if len(words) > 0 {
		dicts, rest = words[0].dict.at, words[0].dict.at+words[0].dict.size
	}
	joints := termJoints(words)
	if terms = dicts; len(joints) > 0 {
		terms = joints[0].at
	}
	nodes, ends := upperNodes(words)
	l.nodes = nodes
	l.regions = []region{
		{0, l.stored, ofDocuments, docs}, {l.stored, list, ofRest, nil}, {list, terms, ofFilters, nil},
		{terms, dicts, ofTerms, joints}, {dicts, rest, ofWords, ends}, {rest, end, ofRest, nil},
	}
}

// check says whether the regions cover the file, and the joints are in them.
func (l *layout) check(size int) error {
	at := 0
	for _, r := range l.regions {
		if r.from != at || r.to < r.from {
			return errSegment
		}
		for _, j := range r.joints {
			if j.at < r.from || j.at > r.to {
				return errSegment
			}
		}
		at = r.to
	}
	if at != size {
		return errSegment
	}
	return nil
}

// A field is what a segment has of one.
type field struct {
	dict    extent    // with the length before it
	nodes   []visited // of the dictionary
	entries []entry   // by term
	hot     []extent  // what every query reads
	id      bool      // is bleve's own: no search looks into it
}

// An entry is where a segment keeps what it knows of a term in a field:
// positions, if there are any, at places, frequencies at freqs, and the record,
// to which the dictionary points, in [record, end).
type entry struct {
	term                       uint64 // hash
	places, freqs, record, end int
}

// field reads the field whose entry in the table is at offset at.
func (r *segmentReader) field(at int) (f field) {
	size, p := r.uvarint(at)
	name := p
	p += r.offset(size)
	sections, p := r.uvarint(p)
	header := 0
	n := int(min(sections, 10))
	for i := 0; i < n && !r.bad && p+10*n <= len(r.data); i++ {
		if binary.BigEndian.Uint16(r.data[p+10*i:]) == 0 { // terms
			header = r.u64(p + 10*i + 2)
		}
	}
	f.hot = append(f.hot, extent{at, p + 10*n - at})
	_, p = r.uvarint(header)
	_, p = r.uvarint(p)
	v, end := r.uvarint(p)
	f.dict.at = r.offset(v)
	v, first := r.uvarint(f.dict.at)
	n = r.offset(v)
	if r.bad || first+n > len(r.data) || n < dictionaryFooter {
		r.bad = true
		return f
	}
	f.dict.size = first + n - f.dict.at
	if f.id = string(r.data[name:min(name+3, len(r.data))]) == "_id"; f.id {
		return f
	}
	f.hot = append(f.hot, extent{f.dict.at, first - f.dict.at}, extent{first + n - dictionaryFooter, dictionaryFooter}, extent{header, end - header})
	d := dictionary{data: r.data[first : first+n]}
	err := d.walk(func(n visited) {
		f.nodes = append(f.nodes, visited{first + n.low, first + n.bottom, first + n.end, n.depth})
	}, func(term, v uint64) {
		if v>>63 == 0 { // else it is one document, written in the dictionary itself
			f.entries = append(f.entries, r.entry(term, v))
		}
	})
	r.bad = r.bad || err != nil
	return f
}

func (r *segmentReader) entry(term, v uint64) entry {
	e := entry{term: term, record: r.offset(v)}
	freqs, p := r.uvarint(e.record)
	places, p := r.uvarint(p)
	size, p := r.uvarint(p)
	e.freqs, e.places, e.end = r.offset(freqs), r.offset(places), p+r.offset(size)
	return e
}

// nested takes the fields whose dictionaries are written into each other, the
// first first, from all others that a query may look into.
func nested(fields []field) (words, others []field) {
	slices.SortFunc(fields, func(a, b field) int { return cmp.Compare(a.dict.at, b.dict.at) })
	for i, f := range fields {
		switch {
		case f.id:
		case len(words) > 0 && f.dict.at < words[0].dict.at+words[0].dict.size:
			words = append(words, f)
		case len(words) == 0 && i+1 < len(fields) && fields[i+1].dict.at < f.dict.at+f.dict.size:
			words = append(words, f)
		default:
			others = append(others, f)
		}
	}
	return words, others
}

// smallFilters is what of fields of filters is read to list them, if it is
// little.
func smallFilters(fields []field) (hot []extent) {
	size := 0
	for _, f := range fields {
		hot = append(hot, f.dict)
		for _, e := range f.entries {
			hot = append(hot, extent{e.record, e.end - e.record})
		}
	}
	for _, e := range hot {
		size += e.size
	}
	if size > hotFilters {
		return nil
	}
	return hot
}

// termJoints are the offsets at which the positions or the frequencies of a
// term in a field begin. The best are those where another term begins, then
// those where the frequencies of one do.
func termJoints(words []field) []joint {
	type start struct {
		at   int
		term uint64
		rank int
	}
	var starts []start
	for _, f := range words {
		for _, e := range f.entries {
			starts = append(starts, start{e.freqs, e.term, 1})
			if e.places > 0 {
				starts = append(starts, start{e.places, e.term, 2})
			}
		}
	}
	slices.SortFunc(starts, func(a, b start) int { return cmp.Compare(a.at, b.at) })
	joints := make([]joint, len(starts))
	for i, s := range starts {
		rank := 2
		switch {
		case i == 0 || s.term != starts[i-1].term:
			rank = 0
		case s.rank < starts[i-1].rank:
			rank = 1
		}
		joints[i] = joint{s.at, rank}
	}
	return joints
}

// upperNodes are the nodes of dictionaries, those nearest to the roots first,
// and the joints between them: a node is read together with those above it,
// and with those of the other dictionaries for the same beginning of terms.
func upperNodes(words []field) (nodes []visited, ends []joint) {
	type numbered struct {
		visited
		field int
	}
	var all []numbered
	for i, f := range words {
		for _, n := range f.nodes {
			all = append(all, numbered{n, i})
		}
	}
	slices.SortFunc(all, func(a, b numbered) int { return cmp.Compare(a.bottom, b.bottom) })
	nodes = make([]visited, len(all))
	for i, n := range all {
		nodes[i] = n.visited
		if i+1 < len(all) && all[i+1].depth == n.depth && all[i+1].field > n.field {
			continue
		}
		ends = append(ends, joint{n.end, n.depth})
	}
	slices.SortStableFunc(nodes, func(a, b visited) int { return cmp.Compare(a.depth, b.depth) })
	return nodes, ends
}

// A segmentReader reads numbers of a segment, all offsets checked.
type segmentReader struct {
	data []byte
	bad  bool
}

func (r *segmentReader) u64(at int) int {
	if r.bad || at < 0 || at > len(r.data)-8 {
		r.bad = true
		return 0
	}
	return r.offset(binary.BigEndian.Uint64(r.data[at:]))
}

func (r *segmentReader) offset(v uint64) int {
	if v > uint64(len(r.data)) {
		r.bad = true
		return 0
	}
	return int(v)
}

// uvarint reads a number that need not be an offset.
func (r *segmentReader) uvarint(at int) (v uint64, next int) {
	if r.bad || at < 0 || at >= len(r.data) {
		r.bad = true
		return 0, at
	}
	v, n := binary.Uvarint(r.data[at:])
	if n <= 0 {
		r.bad = true
		return 0, at
	}
	return v, at + n
}
