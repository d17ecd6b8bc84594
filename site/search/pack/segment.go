package pack

import (
	"bytes"
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
	l.hot = append(l.hot, r.smallFilters(others)...)
	l.addRegions(r, words)
	if r.bad {
		return l, errSegment
	}
	return l, l.check(len(data))
}

// addRegions adds the regions of a segment whose stored documents are known.
func (l *layout) addRegions(r *segmentReader, words []field) {
	docs := make([]joint, len(l.docs))
	for i, at := range l.docs {
		docs[i] = jointAt(at, 0)
	}
	end := len(r.data)
	list := l.stored + 8*len(l.docs)
	terms, dicts, rest := end, end, end
	if len(words) > 0 {
		dicts, rest = words[0].dict.at, words[0].dict.at+words[0].dict.size
	}
	joints := r.termJoints(words)
	if terms = dicts; len(joints) > 0 {
		terms = joints[0].at()
	}
	ends := r.nodeJoints(words)
	l.words = words
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
		if n := len(r.joints); n > 0 && (!slices.IsSorted(r.joints) || r.joints[0].at() < r.from || r.joints[n-1].at() > r.to) {
			return errSegment
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
	dict  extent     // with the length before it
	first int        // where the dictionary itself begins
	terms dictionary // in which offsets are from there
	hot   []extent   // what every query reads
	id    bool       // is bleve's own: no search looks into it
}

// An entry is where a segment keeps what it knows of a term in a field:
// positions, if there are any, at places, frequencies at freqs, and the record,
// to which the dictionary points, in [record, end).
type entry struct{ places, freqs, record, end int }

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
	f.first, f.terms.data = first, r.data[first:first+n]
	return f
}

// entry is where the term is at which a walk is; false if it is one of one document,
// which is written in the dictionary itself.
func (r *segmentReader) entry(w *walk) (e entry, ok bool) {
	if w.value>>63 != 0 {
		return e, false
	}
	e.record = r.offset(w.value)
	freqs, p := r.uvarint(e.record)
	places, p := r.uvarint(p)
	size, p := r.uvarint(p)
	e.freqs, e.places, e.end = r.offset(freqs), r.offset(places), p+r.offset(size)
	return e, true
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
func (r *segmentReader) smallFilters(fields []field) (hot []extent) {
	size := 0
	for _, f := range fields {
		hot = append(hot, f.dict)
		w := f.terms.walk()
		for w.to(aTerm) {
			if e, ok := r.entry(w); ok {
				hot = append(hot, extent{e.record, e.end - e.record})
			}
		}
		r.bad = r.bad || w.err != nil
	}
	for _, e := range hot {
		size += e.size
	}
	if size > hotFilters {
		return nil
	}
	return hot
}

// A walker is a walk through the dictionary of a field, beside others.
type walker struct {
	*walk
	first int // where the dictionary begins
	field int
	more  bool
}

// walkers are those of some fields, each at its first event of a kind.
func walkers(fields []field, kind event) []walker {
	all := make([]walker, len(fields))
	for i := range fields {
		w := fields[i].terms.walk()
		all[i] = walker{w, fields[i].first, i, w.to(kind)}
	}
	return all
}

// least is the walker that has something left and is before all others; nil if
// there is none.
func least(all []walker, before func(a, b *walker) bool) (first *walker) {
	for i := range all {
		if w := &all[i]; w.more && (first == nil || before(w, first)) {
			first = w
		}
	}
	return first
}

// end notes what walks came to.
func (r *segmentReader) end(all []walker) {
	for i := range all {
		r.bad = r.bad || all[i].err != nil
	}
}

// termJoints are the offsets at which the positions or the frequencies of a
// term in a field begin. The best are those where another term begins, then
// those where the frequencies of one do.
func (r *segmentReader) termJoints(words []field) (joints []joint) {
	var term []byte
	var places, freqs []int // of the term
	all := walkers(words, aTerm)
	byTerm := func(a, b *walker) bool { return bytes.Compare(a.term, b.term) < 0 }
	for w := least(all, byTerm); w != nil; w = least(all, byTerm) {
		term, places, freqs = append(term[:0], w.term...), places[:0], freqs[:0]
		for i := range all {
			w := &all[i]
			if !w.more || !bytes.Equal(w.term, term) {
				continue
			}
			if e, ok := r.entry(w.walk); ok {
				freqs = append(freqs, e.freqs)
				if e.places > 0 {
					places = append(places, e.places)
				}
			}
			w.more = w.to(aTerm)
		}
		joints = appendJoints(joints, places, freqs)
	}
	r.end(all)
	return joints
}

// appendJoints appends the joints of a term, whose positions lie before its
// frequencies.
func appendJoints(joints []joint, places, freqs []int) []joint {
	slices.Sort(places)
	slices.Sort(freqs)
	rank := 0
	for _, at := range places {
		joints = append(joints, jointAt(at, rank))
		rank = 2
	}
	if len(places) > 0 {
		rank = 1
	}
	for _, at := range freqs {
		joints = append(joints, jointAt(at, rank))
		rank = 2
	}
	return joints
}

// nodeJoints are the joints between the nodes of dictionaries: a node is read
// together with those above it, and with those of the other dictionaries for the
// same beginning of terms.
func (r *segmentReader) nodeJoints(words []field) (joints []joint) {
	all := walkers(words, aNode)
	first := func(a, b *walker) bool { return a.first+a.node.bottom < b.first+b.node.bottom }
	last, field := visited{depth: -1}, 0
	for w := least(all, first); w != nil; w = least(all, first) {
		if last.depth >= 0 && (w.node.depth != last.depth || w.field <= field) {
			joints = append(joints, jointAt(last.end, last.depth))
		}
		last, field = visited{end: w.first + w.node.end, depth: w.node.depth}, w.field
		w.more = w.to(aNode)
	}
	if last.depth >= 0 {
		joints = append(joints, jointAt(last.end, last.depth))
	}
	r.end(all)
	return joints
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
