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
	// Positions are read for phrases only, and are mostly zeros.
	positionsFactor = 3
	// manyPieces is how many pieces an index is cut into at most, about; a
	// larger index gets larger pieces.
	manyPieces = 5500
	// hotSize is how many bytes of the dictionaries' upper nodes go into
	// the start file, about.
	hotSize  = 28 << 10
	hotDepth = 2
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
	factor   int   // size of a piece in multiples of pieceSize
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
	return layout{regions: []region{{to: len(data), factor: 4}}}
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
	l.regions = append(l.regions, region{0, list, 1, l.docs}, region{list, list + 8*docs, 1, nil})
	count, at := r.uvarint(fields)
	from := list + 8*docs
	var upper []upperNode
	for i := range int(min(count, 1000)) {
		from, upper = l.addField(r, r.u64(at+8*i), from, upper)
	}
	if r.bad || from > len(data) {
		return l, errSegment
	}
	l.regions = append(l.regions, region{from, len(data), 1, nil})
	l.addHot(upper)
	return l, nil
}

// addField adds the regions of the field whose entry in the table is at
// entry. They begin at from; addField returns where they end, and the upper
// nodes of the dictionary, those nearest to the root first.
func (l *layout) addField(r *segmentReader, entry, from int, upper []upperNode) (int, []upperNode) {
	size, at := r.uvarint(entry)
	name := at
	at += r.offset(size)
	sections, at := r.uvarint(at)
	header := 0
	for i := range int(min(sections, 10)) {
		if r.bad || at+10*i+2 > len(r.data) {
			break
		}
		if binary.BigEndian.Uint16(r.data[at+10*i:]) == 0 { // terms
			header = r.u64(at + 10*i + 2)
		}
	}
	l.hot = append(l.hot, extent{entry, at + 10*int(min(sections, 10)) - entry})
	_, p := r.uvarint(header)
	_, p = r.uvarint(p)
	v, end := r.uvarint(p)
	dict := r.offset(v)
	n, first := r.uvarint(dict)
	if r.bad || dict < from || first+int(n) > header || int(n) < dictionaryFooter {
		r.bad = true
		return from, upper
	}
	l.hot = append(l.hot, extent{dict, first - dict}, extent{header, end - header})
	d := dictionary{data: r.data[first : first+int(n)]}
	starts, places, nodes, top := l.joints(r, &d, first)
	if r.bad {
		return from, upper
	}
	middle := dict
	if len(starts) > 0 {
		middle = starts[0]
	}
	if middle < from || len(places) > 0 && places[len(places)-1] > middle {
		middle, starts, places = from, nil, nil // another order than ours: no joints
	}
	l.regions = append(l.regions,
		region{from, middle, positionsFactor, places}, region{middle, dict, 1, starts},
		region{dict, end, 1, nodes})
	if string(r.data[name:min(name+3, len(r.data))]) != "_id" { // which no search looks into
		l.hot = append(l.hot, extent{first + int(n) - dictionaryFooter, dictionaryFooter})
		upper = append(upper, top...)
	}
	return end, upper
}

// joints walks a dictionary that begins at offset first. It returns where the
// frequencies of each term begin and where its positions begin; and ends of
// nodes, for to cut the dictionary, and the upper nodes themselves.
func (l *layout) joints(r *segmentReader, d *dictionary, first int) (starts, places, ends []int, top []upperNode) {
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
		freqs, p := r.uvarint(r.offset(v))
		locs, _ := r.uvarint(p)
		starts = append(starts, r.offset(freqs))
		if locs > 0 {
			places = append(places, r.offset(locs))
		}
	})
	if err != nil {
		r.bad = true
	}
	for _, list := range [][]int{starts, places, ends} {
		slices.Sort(list)
	}
	return starts, places, slices.Compact(ends), top
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
		w += (r.to - r.from) / r.factor
	}
	return w
}

// cut returns the lengths of the pieces of a file, size bytes each, about. A
// piece ends at the joint that is nearest to that, if one is near. What is
// longer than a piece is cut anywhere, and its last piece holds nothing else.
func (l *layout) cut(size int) (pieces []int) {
	for _, r := range l.regions {
		limit := size * r.factor
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
