package pack

import (
	"hash/fnv"
	"math"
)

// A kind says what pieces are for, which decides how large they are.
type kind struct {
	asked  float64 // how many a query needs, about
	packed float64 // part of a byte that is left by compression, about
}

var (
	ofDocuments = kind{3.5, 0.42}
	ofTerms     = kind{2.25, 0.8} // postings and positions
	ofSpellings = kind{0.3, 0.5}
)

const (
	// manyPieces is how many pieces an index has of which 8 MB are left by
	// compression, as of 7,000 sections: a reader who comes for the first time
	// loads the names of all, and a host counts files. Smaller ones have as many as
	// the first power says, larger ones as the second: there the pieces weigh more
	// than their names. With 0.4 for all, half of the queries took more than 310 KB
	// on 249,000 sections, 194 of one who had asked before; now that is 242 and 105,
	// in 8,900 files instead of 4,900, beside 64,000 of pages.
	manyPieces, manyBytes = 1400, 8 << 20
	power, largePower     = 0.4, 0.6
	// leastPiece is how many bytes are worth a piece.
	leastPiece = 800
	// filterPiece is how many those of filters have, which are read all together and
	// of which compression leaves a twentieth.
	filterPiece = 64 << 10
)

// sizes are those that pieces of some regions should have, of so many bytes each.
// They change by steps of a fifth, so that they stay as long as an index grows a
// little.
func sizes(kinds []kind, bytes []int) []int {
	packed, cost := 0.0, 0.0
	costs := make([]float64, len(kinds))
	for i, k := range kinds {
		packed += k.packed * float64(bytes[i])
		// The sum of what a query loads is least if the pieces of each region are
		// as many of all as this is of its sum.
		costs[i] = math.Sqrt(k.asked * k.packed * float64(bytes[i]))
		cost += costs[i]
	}
	pieces := piecesOf(packed)
	list := make([]int, len(kinds))
	for i := range kinds {
		size := leastPiece
		if costs[i] > 0 {
			size = max(size, int(float64(bytes[i])/(pieces*costs[i]/cost)))
		}
		list[i] = int(math.Pow(2, math.Round(4*math.Log2(float64(size)))/4))
	}
	return list
}

// piecesOf is how many pieces an index should have of which so many bytes are left by
// compression.
func piecesOf(packed float64) float64 {
	if packed > manyBytes {
		return manyPieces * math.Pow(packed/manyBytes, largePower)
	}
	return manyPieces * math.Pow(packed/manyBytes, power)
}

// A cutter makes pieces of items. A piece is as large as size, more or less, and
// ends where the hash of the next item is least. So an item that grows moves the
// ends next to it at most, and a few pieces later all are where they were.
type cutter struct {
	size    int // of a piece
	piece   func([]item)
	waiting []item // they are no piece yet
	sum     int    // of their sizes
}

// add takes the next item.
func (c *cutter) add(it item) {
	c.waiting = append(c.waiting, it)
	c.sum += it.size()
	for len(c.waiting) > 1 && c.sum > c.most() {
		c.cut()
	}
}

// close makes pieces of what is left.
func (c *cutter) close() {
	for len(c.waiting) > 0 {
		c.cut()
	}
}

func (c *cutter) most() int { return c.size * 14 / 10 }

// cut makes a piece of the first items.
func (c *cutter) cut() {
	end := c.end()
	c.piece(c.waiting[:end])
	for i := range c.waiting[:end] {
		c.sum -= c.waiting[i].size()
	}
	left := copy(c.waiting, c.waiting[end:])
	clear(c.waiting[left:])
	c.waiting = c.waiting[:left]
}

// end says behind which of the waiting items the first piece ends.
func (c *cutter) end() int {
	least, sum, best, end := c.size*6/10, 0, -1, 0
	for ; end < len(c.waiting); end++ {
		n := c.waiting[end].size()
		if end > 0 && sum+n > c.most() {
			break
		}
		sum += n
		next := end + 1
		if sum >= least && next < len(c.waiting) && (best < 0 || c.waiting[next].hash < c.waiting[best].hash) {
			best = next
		}
	}
	if end < len(c.waiting) && best > 0 {
		end = best
	}
	return end
}

func hashOf(key string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32()
}
