package pack

import (
	"encoding/binary"
	"errors"
	"slices"
)

// A dictionary is the finite state transducer of a field's terms, in version
// 1 of the format of github.com/blevesearch/vellum: nodes, each written after
// those it leads to, then the number of terms and the address of the root, 8
// bytes each, little endian. The address of a node is that of its last byte.
type dictionary struct {
	data  []byte
	left  int    // nodes that may still be visited, for others share nodes, and damaged ones without end
	edges []edge // of the nodes that were read and are still looked at
}

const dictionaryFooter = 16

// commonLetters take no room of their own in a node with one edge. They are in
// the order of vellum's common.go.
const commonLetters = "te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"

var errDictionary = errors.New("damaged dictionary")

// A node is a decoded node. It occupies data[bottom : addr+1].
type node struct {
	addr, bottom int
	final        bool
	out          uint64 // of a final node
	edges        []edge // in the order of terms
}

type edge struct {
	letter byte
	to     int // 0: a final node without edges, which is not written down
	out    uint64
}

func (d *dictionary) root() (terms, root int, err error) {
	if len(d.data) < dictionaryFooter {
		return 0, 0, errDictionary
	}
	foot := d.data[len(d.data)-dictionaryFooter:]
	terms, root = int(binary.LittleEndian.Uint64(foot)), int(binary.LittleEndian.Uint64(foot[8:]))
	if terms < 0 || root < 0 || root >= len(d.data) {
		return 0, 0, errDictionary
	}
	return terms, root, nil
}

// A backward reads bytes from a node's last to its first.
type backward struct {
	data []byte
	at   int // of the byte read last
	bad  bool
}

func (b *backward) take(n int) []byte {
	if b.bad || n > b.at {
		b.bad = true
		return make([]byte, n)
	}
	b.at -= n
	return b.data[b.at : b.at+n]
}

func number(le []byte) (v uint64) {
	for i, c := range le {
		v |= uint64(c) << (8 * i)
	}
	return v
}

// node decodes the node at addr. Its edges are the last of d.edges; whoever is done
// with it takes them away.
func (d *dictionary) node(addr int) (node, error) {
	if addr <= 0 || addr >= len(d.data) {
		return node{}, errDictionary
	}
	if d.left--; d.left < 0 {
		return node{}, errDictionary
	}
	b := &backward{data: d.data, at: addr + 1}
	head := b.take(1)[0]
	n := node{addr: addr}
	first := len(d.edges)
	if head&0x80 != 0 {
		d.edges = append(d.edges, single(b, head))
	} else {
		d.several(b, head, &n)
	}
	n.edges = d.edges[first:]
	n.bottom = b.at
	for i, e := range n.edges {
		if e.to != 0 && head&0xC0 != 0xC0 {
			n.edges[i].to = n.bottom - e.to
		}
		if to := n.edges[i].to; to < 0 || to >= addr {
			b.bad = true
		}
	}
	if b.bad {
		return n, errDictionary
	}
	return n, nil
}

// single reads the only edge of a node that is not final.
func single(b *backward, head byte) edge {
	var letter byte
	if i := head & 0x3F; i > 0 {
		letter = commonLetters[i-1]
	} else {
		letter = b.take(1)[0]
	}
	if head&0x40 != 0 {
		return edge{letter: letter, to: b.at - 1} // the node just below
	}
	sizes := b.take(1)[0]
	to := number(b.take(int(sizes >> 4)))
	return edge{letter: letter, to: int(to), out: number(b.take(int(sizes & 15)))}
}

// several reads the edges of any other node.
func (d *dictionary) several(b *backward, head byte, n *node) {
	count := int(head & 0x3F)
	if count == 0 {
		if count = int(b.take(1)[0]); count == 1 {
			count = 256
		}
	}
	sizes := b.take(1)[0]
	toSize, outSize := int(sizes>>4), int(sizes&15)
	letters := b.take(count) // the last first, as all that follows
	to := b.take(count * toSize)
	outs := b.take(count * outSize)
	n.final = head&0x40 != 0
	if n.final {
		n.out = number(b.take(outSize))
	}
	for last := count - 1; last >= 0; last-- {
		d.edges = append(d.edges, edge{
			letter: letters[last],
			to:     int(number(to[last*toSize : (last+1)*toSize])),
			out:    number(outs[last*outSize : (last+1)*outSize]),
		})
	}
}

// A visited node is one that a walk came by. It occupies data[bottom:end].
type visited struct {
	bottom, end int
	depth       int // 0 is the root
}

// A walk goes through a dictionary: every term, in their order, and every node,
// after those that it leads to. A node that several terms share comes for each.
type walk struct {
	*dictionary
	path  []step // from the root
	term  []byte // the last; overwritten by the next
	value uint64 // what the dictionary says of it
	node  visited
	err   error
}

// A step is a node that the walk came to and has not left.
type step struct {
	node
	sum   uint64 // of the outputs on the way
	next  int    // edge
	given bool   // its own term was
}

// An event is what a walk comes to.
type event int

const (
	theEnd event = iota // or walk.err
	aTerm
	aNode
)

func (d *dictionary) walk() *walk {
	w := &walk{dictionary: d}
	terms, root, err := d.root()
	d.left = len(d.data) // no two terms share a node in those that package search writes
	if w.err = err; err == nil && terms > 0 {
		w.enter(root, 0)
	}
	return w
}

func (w *walk) enter(addr int, sum uint64) {
	n, err := w.dictionary.node(addr)
	if w.err = err; err != nil {
		w.path = nil
		return
	}
	w.path = append(w.path, step{node: n, sum: sum})
}

func (w *walk) next() event {
	for len(w.path) > 0 {
		depth := len(w.path) - 1
		top := &w.path[depth]
		switch {
		case top.final && !top.given:
			top.given = true
			w.term, w.value = w.term[:depth], top.sum+top.out
			return aTerm
		case top.next < len(top.edges):
			e, sum := top.edges[top.next], top.sum
			top.next++
			w.term = append(w.term[:depth], e.letter)
			if e.to == 0 {
				w.value = sum + e.out
				return aTerm
			}
			w.enter(e.to, sum+e.out)
		default:
			w.node = visited{top.bottom, top.addr + 1, depth}
			w.edges = w.edges[:len(w.edges)-len(top.edges)]
			w.path = w.path[:depth]
			return aNode
		}
	}
	return theEnd
}

// to goes to the next event of a kind, and says whether there is one.
func (w *walk) to(kind event) bool {
	for {
		switch w.next() {
		case kind:
			return true
		case theEnd:
			return false
		}
	}
}

// across finds the nodes that, with all that they lead to, lie not between two of
// the ends, which ascend; the node at addr is depth steps from the root.
func (d *dictionary) across(addr, depth int, ends []int, found func(visited)) {
	low, err := d.low(addr)
	if err != nil {
		return
	}
	end, _ := slices.BinarySearch(ends, low+1)
	if end < len(ends) && addr+1 <= ends[end] {
		return
	}
	n, err := d.node(addr)
	if err != nil {
		return
	}
	found(visited{n.bottom, addr + 1, depth})
	for _, e := range n.edges {
		if e.to != 0 {
			d.across(e.to, depth+1, ends, found)
		}
	}
	d.edges = d.edges[:len(d.edges)-len(n.edges)]
}

// low is where the first of the nodes begins that the node at addr leads to, or
// itself: that for the first of its terms.
func (d *dictionary) low(addr int) (bottom int, err error) {
	for addr != 0 {
		n, err := d.node(addr)
		if err != nil {
			return 0, err
		}
		bottom, addr = n.bottom, 0
		if i := slices.IndexFunc(n.edges, func(e edge) bool { return e.to != 0 }); i >= 0 {
			addr = n.edges[i].to
		}
		d.edges = d.edges[:len(d.edges)-len(n.edges)]
	}
	return bottom, nil
}
