package pack

import (
	"cmp"
	"math"
	"path"
	"slices"
)

// A kind says what a region is for, which decides the size of its pieces.
type kind struct {
	asked  float64 // how many pieces of the kind a query needs, about
	packed float64 // part of a byte that is left by compression, about
}

// The numbers are of a site of 50,000 sections, whose large terms have pieces
// of their own, however large the others are.
var (
	ofDocuments = kind{5, 0.45}
	ofTerms     = kind{2.25, 0.45} // postings and positions
	ofWords     = kind{1.7, 0.8}   // dictionaries of words; the more pieces, the larger the start file
	ofFilters   = kind{0.2, 0.5}
	ofRest      = kind{0.01, 0.3} // what a page does not read
)

const (
	// pieceSize is how many bytes a piece would have if all had as many.
	pieceSize = 5500
	// manyPieces is how many pieces an index is cut into at most, about; a
	// larger index gets larger pieces.
	manyPieces = 5800
	// leastPiece is how many bytes are worth a piece, and mostPiece how many are
	// too many for one.
	leastPiece = 800
	mostPiece  = 1 << 20
	// wholeSize is how large a piece may get so that what is read together
	// is not cut.
	wholeSize = 48 << 10
	// hotSize is how many bytes of the dictionaries' upper nodes go into
	// the start file at most. A large site would have use for 40 KB, with one
	// round of loading less for one query of three; but every reader would pay.
	hotSize = 16 << 10
	// hotFilters is how many bytes of filters go there, or none.
	hotFilters = 2 << 10
)

// A layout says how one file is cut.
type layout struct {
	regions []region // that cover the file, in order
	hot     []extent // what every query reads
	words   []field  // whose dictionaries are written into each other
	stored  int      // bytes at the beginning that hold stored documents
	docs    []int    // offset of each document's stored fields
}

// A region is cut at its joints, into pieces of about the same size.
type region struct {
	from, to int
	kind
	joints []joint // by offset; what lies between two is read together
}

// A joint is an offset at which a piece may end, the sooner the lower its rank,
// which is in the last 16 bits: a large index has millions.
type joint uint64

func jointAt(at, rank int) joint { return joint(at)<<16 | joint(min(rank, 1<<16-1)) }

func (j joint) at() int   { return int(j >> 16) }
func (j joint) rank() int { return int(j & (1<<16 - 1)) }

// An extent is size bytes from offset at.
type extent struct{ at, size int }

// layoutOf reads how a file is built. A file that is not a segment of zap
// version 16 as package search writes it is one region without joints.
func layoutOf(name string, data []byte) layout {
	if path.Ext(name) == ".zap" {
		if l, err := segmentLayout(data); err == nil {
			return l
		}
	}
	return layout{regions: []region{{to: len(data), kind: ofRest}}}
}

// cost is what a query would load of a region if it were one piece, in a
// sense: the sum of the costs of all regions, divided by the number of pieces
// that all have together, is the root of what a query loads, if the pieces of a
// region are as many of them as its cost is of the sum. No other way to share
// a number of pieces makes less to load.
func (r *region) cost() float64 { return math.Sqrt(r.asked * r.packed * float64(r.to-r.from)) }

// pieceSize is the size of the region's pieces if cost is worth one piece.
func (r *region) pieceSize(cost float64) int {
	pieces := r.cost() / cost
	return min(mostPiece, max(leastPiece, int(float64(r.to-r.from)/max(pieces, 1))))
}

// cut returns the lengths of the pieces of a file if so much cost is worth a
// piece. A piece ends at one of the best joints that are near to where it
// should, or at the next joint there is; what is too long for a piece is cut
// anywhere, and its last piece holds nothing else.
func (l *layout) cut(cost float64) (pieces []int) {
	for _, r := range l.regions {
		size := r.pieceSize(cost)
		for at := r.from; at < r.to; {
			end := r.end(at, size)
			pieces = append(pieces, end-at)
			at = end
		}
	}
	return pieces
}

// end is where the piece of a region that begins at offset at ends.
func (r *region) end(at, size int) int {
	least, most := at+size/2, at+size+size/4
	if r.to <= most {
		return r.to
	}
	next, _ := slices.BinarySearchFunc(r.joints, at+1, func(j joint, at int) int { return cmp.Compare(j.at(), at) })
	best, bestOff := -1, 0
	for i := next; i < len(r.joints) && r.joints[i].at() <= most; i++ {
		off := r.joints[i].at() - at - size
		off = max(off, -off)
		if best >= 0 && r.joints[best].at() >= least {
			b := r.joints[best].rank()
			if r.joints[i].rank() > b || r.joints[i].rank() == b && off >= bestOff {
				continue
			}
		}
		best, bestOff = i, off
	}
	switch {
	case best >= 0:
		return r.joints[best].at()
	case next < len(r.joints) && r.joints[next].at() <= at+max(wholeSize, size):
		return r.joints[next].at()
	case next >= len(r.joints) && r.to <= at+max(wholeSize, size):
		return r.to
	}
	return min(at+size, r.to)
}

// hotExtents is what of a file goes into the start file if it is cut into
// pieces: what every query reads, and the nodes of dictionaries that lead
// into several pieces, those nearest to the roots first, as long as all of
// them take no more than hotSize.
func (l *layout) hotExtents(pieces []int) []extent {
	ends := make([]int, len(pieces))
	at := 0
	for i, n := range pieces {
		at += n
		ends[i] = at
	}
	hot := slices.Clone(l.hot)
	left := hotSize
	for _, n := range l.upperNodes(ends) {
		if left -= n.end - n.bottom; left < 0 {
			break
		}
		hot = append(hot, extent{n.bottom, n.end - n.bottom})
	}
	return joined(hot)
}

// upperNodes are the nodes of the dictionaries that lead across an end, those
// nearest to the roots first.
func (l *layout) upperNodes(ends []int) (nodes []visited) {
	for i := range l.words {
		f := &l.words[i]
		terms, root, err := f.terms.root()
		if err != nil || terms == 0 {
			continue
		}
		within := make([]int, len(ends)) // from where the dictionary begins
		for k := range ends {
			within[k] = ends[k] - f.first
		}
		f.terms.left = 8 * len(f.terms.data)
		f.terms.across(root, 0, within, func(n visited) {
			nodes = append(nodes, visited{f.first + n.bottom, f.first + n.end, n.depth})
		})
	}
	slices.SortFunc(nodes, func(a, b visited) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.bottom, b.bottom))
	})
	return nodes
}

// joined is the same extents, in order, with those made one that touch.
func joined(list []extent) (out []extent) {
	slices.SortFunc(list, func(a, b extent) int { return cmp.Compare(a.at, b.at) })
	for _, e := range list {
		if n := len(out); n > 0 && e.at <= out[n-1].at+out[n-1].size {
			out[n-1].size = max(out[n-1].size, e.at+e.size-out[n-1].at)
			continue
		}
		out = append(out, e)
	}
	return out
}
