package pack

import (
	"encoding/binary"
	"errors"
	"iter"
)

// A dictionary is the finite state transducer of a field's terms, in version
// 1 of the format of github.com/blevesearch/vellum: nodes, each written after
// those it leads to, then the number of terms and the address of the root, 8
// bytes each, little endian. The address of a node is that of its last byte.
type dictionary struct {
	data []byte
	left int  // nodes that may still be visited, for others share nodes, and damaged ones without end
	bad  bool // it was damaged
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

// node decodes the node at addr, with room for its edges.
func (d *dictionary) node(addr int, room []edge) (node, error) {
	if addr <= 0 || addr >= len(d.data) {
		return node{}, errDictionary
	}
	if d.left--; d.left < 0 {
		return node{}, errDictionary
	}
	b := &backward{data: d.data, at: addr + 1}
	head := b.take(1)[0]
	n := node{addr: addr, edges: room}
	if head&0x80 != 0 {
		n.edges = append(room, single(b, head))
	} else {
		several(b, head, &n)
	}
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
func several(b *backward, head byte, n *node) {
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
		n.edges = append(n.edges, edge{
			letter: letters[last],
			to:     int(number(to[last*toSize : (last+1)*toSize])),
			out:    number(outs[last*outSize : (last+1)*outSize]),
		})
	}
}

// all gives every term, in order, with what the dictionary says of it. The bytes of
// a term are overwritten afterwards.
func (d *dictionary) all() iter.Seq2[[]byte, uint64] {
	return func(yield func([]byte, uint64) bool) {
		w := d.walk()
		for term, value, ok := w.next(); ok && yield(term, value); {
			term, value, ok = w.next()
		}
	}
}

// A walker goes from term to term.
type walker struct {
	*dictionary
	term []byte // with a letter for each step
	path []step // from the root to where it is
	leaf bool   // the last letter leads to a node that is not written
}

// A step is a node on the way.
type step struct {
	node
	sum  uint64 // of what is said on the way to it
	seen bool
	next int // edge
}

// walk begins before the first term.
func (d *dictionary) walk() *walker {
	w := &walker{dictionary: d}
	terms, root, err := d.root()
	d.bad = d.bad || err != nil
	if err == nil && terms > 0 {
		d.left = len(d.data) // no two terms share a node in those that package write makes
		w.push(root, 0)
	}
	return w
}

// push goes to a node.
func (w *walker) push(addr int, sum uint64) {
	if n := len(w.path); n < cap(w.path) {
		w.path = w.path[:n+1] // with the memory of edges that were there
	} else {
		w.path = append(w.path, step{})
	}
	at := &w.path[len(w.path)-1]
	n, err := w.node(addr, at.edges[:0])
	*at = step{node: n, sum: sum}
	if err != nil {
		w.bad, w.path = true, nil
	}
}

// next is the next term, which is overwritten by the one after it.
func (w *walker) next() (term []byte, value uint64, ok bool) {
	if w.leaf {
		w.leaf, w.term = false, w.term[:len(w.term)-1]
	}
	for len(w.path) > 0 {
		at := &w.path[len(w.path)-1]
		if !at.seen {
			if at.seen = true; at.final {
				return w.term, at.sum + at.out, true
			}
		}
		if at.next == len(at.edges) {
			w.path = w.path[:len(w.path)-1]
			w.term = w.term[:max(0, len(w.term)-1)]
			continue
		}
		e := at.edges[at.next]
		at.next++
		w.term = append(w.term, e.letter)
		if e.to == 0 {
			w.leaf = true
			return w.term, at.sum + e.out, true
		}
		w.push(e.to, at.sum+e.out)
	}
	return nil, 0, false
}
