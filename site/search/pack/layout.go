package pack

import (
	"cmp"
	"encoding/binary"
	"errors"
	"path"
	"slices"
)

const (
	pieceSize = 4096 // bytes of a piece, about
	// manyPieces is how many pieces an index is cut into at most, about; a
	// larger index gets larger pieces.
	manyPieces = 5500
	// hotSize is how many bytes of the dictionaries' upper nodes go into
	// the start file, about.
	hotSize  = 16 << 10
	hotDepth = 2
)

// Sizes of pieces, in halves of pieceSize.
const (
	usual = 2
	// A query reads a hundred bytes of a dictionary.
	ofDictionary = 1
	// Positions are read for phrases only, and are mostly zeros.
	ofPositions = 6
	ofOther     = 8
)

// A layout says how one file is cut.
type layout struct {
	regions []region // that cover the file, in order
	hot     []extent // what every query reads
	stored  int      // bytes at the beginning that hold stored documents
	docs    []int    // offset of each document's stored fields
}

// A region is cut at its joints, into pieces of about the same size.
type region struct {
	from, to int
	halves   int   // size of a piece
	joints   []int // ascending offsets; what lies between two is read together
}

// An extent is size bytes from offset at.
type extent struct{ at, size int }

var errSegment = errors.New("not a segment we know")

// layoutOf reads how a file is built. A file that is not a segment of zap
// version 16 is one region without joints.
func layoutOf(name string, data []byte) layout {
	if path.Ext(name) == ".zap" {
		if l, err := segmentLayout(data); err == nil {
			return l
		}
	}
	return layout{regions: []region{{to: len(data), halves: ofOther}}}
}

// segmentFooter is the size of a segment's footer: number of documents,
// offset of the list of stored documents, offset of the list of fields
// (twice), of doc values, 8 bytes each; chunk mode, version and CRC, 4 each.
const segmentFooter = 5*8 + 3*4

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

func segmentLayout(data []byte) (l layout, err error) {
	r := &segmentReader{data: data}
	foot := len(data) - segmentFooter
	if foot < 0 || binary.BigEndian.Uint32(data[len(data)-8:]) != 16 {
		return l, errSegment
	}
	docs, list, fields := r.u64(foot), r.u64(foot+8), r.u64(foot+24)
	for i := 0; i < docs && !r.bad; i++ {
		l.docs = append(l.docs, r.u64(list+8*i))
	}
	if r.bad || list > fields || !slices.IsSorted(l.docs) {
		return l, errSegment
	}
	l.stored = list
	l.hot = append(l.hot, extent{fields, len(data) - fields})
	b := fieldsReader{segmentReader: r}
	count, at := r.uvarint(fields)
	for i := range int(min(count, 1000)) {
		b.field(r.u64(at + 8*i))
	}
	if r.bad {
		return l, errSegment
	}
	l.hot = append(l.hot, b.hot...)
	l.addHot(b.upper)
	l.regions = append(l.regions, region{0, list, usual, l.docs}, region{list, list + 8*docs, usual, nil})
	return l, l.addRegions(b, list+8*docs, len(data))
}

// addRegions adds what lies between the list of stored documents and the end:
// positions, postings, dictionaries, the rest. A segment that another program
// wrote has another order, and is refused.
func (l *layout) addRegions(b fieldsReader, from, end int) error {
	slices.Sort(b.starts)
	slices.Sort(b.places)
	slices.SortFunc(b.dicts, func(a, b region) int { return cmp.Compare(a.from, b.from) })
	dicts := end
	if len(b.dicts) > 0 {
		dicts = b.dicts[0].from
	}
	starts := dicts
	if len(b.starts) > 0 {
		starts = b.starts[0]
	}
	l.regions = append(l.regions, region{from, starts, ofPositions, b.places}, region{starts, dicts, usual, b.starts})
	for _, d := range b.dicts {
		if d.from < dicts {
			return errSegment
		}
		l.regions = append(l.regions, region{dicts, d.from, usual, nil}, d)
		dicts = d.to
	}
	l.regions = append(l.regions, region{dicts, end, usual, nil})
	at := 0
	for _, r := range l.regions {
		if r.from != at || r.to < r.from {
			return errSegment
		}
		at = r.to
	}
	return nil
}

// A fieldsReader collects what the fields of a segment consist of.
type fieldsReader struct {
	*segmentReader
	starts, places []int    // where frequencies and positions of terms begin
	dicts          []region // with header
	hot            []extent
	upper          []upperNode
}

// field reads the field whose entry in the table is at entry.
func (b *fieldsReader) field(entry int) {
	size, at := b.uvarint(entry)
	name := at
	at += b.offset(size)
	sections, at := b.uvarint(at)
	header := 0
	for i := range int(min(sections, 10)) {
		if b.bad || at+10*i+2 > len(b.data) {
			break
		}
		if binary.BigEndian.Uint16(b.data[at+10*i:]) == 0 { // terms
			header = b.u64(at + 10*i + 2)
		}
	}
	b.hot = append(b.hot, extent{entry, at + 10*int(min(sections, 10)) - entry})
	_, p := b.uvarint(header)
	_, p = b.uvarint(p)
	v, end := b.uvarint(p)
	dict := b.offset(v)
	n, first := b.uvarint(dict)
	if b.bad || n > uint64(len(b.data)) || first+int(n) != header || int(n) < dictionaryFooter {
		b.bad = true
		return
	}
	b.hot = append(b.hot, extent{dict, first - dict}, extent{header, end - header})
	d := dictionary{data: b.data[first:header]}
	top, joints := b.dictionary(&d, first)
	b.dicts = append(b.dicts, region{dict, end, ofDictionary, joints})
	if string(b.data[name:min(name+3, len(b.data))]) != "_id" { // which no search looks into
		b.hot = append(b.hot, extent{header - dictionaryFooter, dictionaryFooter})
		b.upper = append(b.upper, top...)
	}
}

// dictionary walks a dictionary that begins at offset first. It notes where
// the frequencies and the positions of each term begin, and returns the upper
// nodes of the dictionary and ends of nodes at which to cut it.
func (b *fieldsReader) dictionary(d *dictionary, first int) (top []upperNode, ends []int) {
	err := d.walk(func(n node, depth int) {
		if depth <= hotDepth+1 {
			ends = append(ends, first+n.addr+1)
		}
		if depth <= hotDepth {
			top = append(top, upperNode{depth, extent{first + n.bottom, n.addr + 1 - n.bottom}})
		}
	}, func(v uint64) {
		if v>>63 != 0 {
			return // one document, written in the dictionary itself
		}
		freqs, p := b.uvarint(b.offset(v))
		locs, _ := b.uvarint(p)
		b.starts = append(b.starts, b.offset(freqs))
		if locs > 0 {
			b.places = append(b.places, b.offset(locs))
		}
	})
	if err != nil {
		b.bad = true
	}
	slices.Sort(ends)
	return top, slices.Compact(ends)
}

// An upperNode is a node near the root of a dictionary.
type upperNode struct {
	depth int
	extent
}

// addHot adds the upper nodes, those nearest to the roots first, as many as
// fit, and joins what is side by side.
func (l *layout) addHot(upper []upperNode) {
	slices.SortFunc(upper, func(a, b upperNode) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.at, b.at))
	})
	left := hotSize
	for _, n := range slices.Compact(upper) {
		if left -= n.size; left < 0 {
			break
		}
		l.hot = append(l.hot, n.extent)
	}
	slices.SortFunc(l.hot, func(a, b extent) int { return cmp.Compare(a.at, b.at) })
	joined := l.hot[:1]
	for _, e := range l.hot[1:] {
		last := &joined[len(joined)-1]
		if e.at > last.at+last.size {
			joined = append(joined, e)
			continue
		}
		last.size = max(last.size, e.at+e.size-last.at)
	}
	l.hot = joined
}

// weight is the size of a file with regions of larger pieces counted less.
func (l *layout) weight() (w int) {
	for _, r := range l.regions {
		w += (r.to - r.from) * usual / r.halves
	}
	return w
}

// cut returns the lengths of the pieces of a file, size bytes each, about. A
// piece ends at the joint that is nearest to that, if one is near. What is
// longer than a piece is cut anywhere, and its last piece holds nothing else.
func (l *layout) cut(size int) (pieces []int) {
	for _, r := range l.regions {
		limit := size * r.halves / usual
		for at := r.from; at < r.to; {
			end := min(at+limit, r.to)
			next, whole := slices.BinarySearch(r.joints, at)
			switch {
			case !whole && at > r.from && next < len(r.joints):
				end = min(end, r.joints[next])
			case end < r.to:
				end = nearest(r.joints, end, at+limit/2, at+limit+limit/4)
				if r.to-end < limit/4 && (len(r.joints) == 0 || r.joints[len(r.joints)-1] <= end) {
					end = r.to
				}
			}
			pieces = append(pieces, end-at)
			at = end
		}
	}
	return pieces
}

// nearest is the joint nearest to want and within from and to, or want.
func nearest(joints []int, want, from, to int) int {
	i, _ := slices.BinarySearch(joints, want)
	best := want
	if i > 0 && joints[i-1] >= from {
		best = joints[i-1]
	}
	if i < len(joints) && joints[i] <= to && (best == want || joints[i]-want < want-best) {
		best = joints[i]
	}
	return best
}
