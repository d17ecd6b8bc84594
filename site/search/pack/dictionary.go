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

// node decodes the node at addr.
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
	if head&0x80 != 0 {
		n.edges = []edge{single(b, head)}
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
	n.edges = make([]edge, count)
	for i := range n.edges {
		last := count - 1 - i
		n.edges[i] = edge{
			letter: letters[last],
			to:     int(number(to[last*toSize : (last+1)*toSize])),
			out:    number(outs[last*outSize : (last+1)*outSize]),
		}
	}
}

// all gives every term, in order, with what the dictionary says of it. The bytes of
// a term are overwritten afterwards.
func (d *dictionary) all() iter.Seq2[[]byte, uint64] {
	return func(yield func([]byte, uint64) bool) {
		terms, root, err := d.root()
		if err != nil || terms == 0 {
			d.bad = d.bad || err != nil
			return
		}
		d.left = len(d.data) // no two terms share a node in those that package write makes
		var key []byte
		var down func(addr int, sum uint64) bool
		down = func(addr int, sum uint64) bool {
			if addr == 0 {
				return yield(key, sum)
			}
			n, err := d.node(addr)
			if err != nil {
				d.bad = true
				return false
			}
			if n.final && !yield(key, sum+n.out) {
				return false
			}
			for _, e := range n.edges {
				key = append(key, e.letter)
				if !down(e.to, sum+e.out) {
					return false
				}
				key = key[:len(key)-1]
			}
			return true
		}
		down(root, 0)
	}
}
