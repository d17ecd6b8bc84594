package write

import "encoding/binary"

// Dictionaries are the term dictionaries of several fields, written into each
// other: what is written when a term is inserted is, for all fields, side by
// side. A reader of pieces that looks a term up in every field so needs one
// piece, where it would need one of each dictionary.
//
// Each is a finite state transducer in version 1 of the format of
// github.com/blevesearch/vellum (docs/format.md), which allows this: nodes name
// others by distance, and what no node names is never looked at. So every
// dictionary may hold all the nodes, and lie within the one before it:
//
//	length and header of the first, of the second …
//	nodes of all
//	footer of the last, of the one before it …
//
// vellum's own builder is not used: it knows one dictionary, and it lets terms
// share the nodes of their ends, which are then far away, to save 3 % of the pack.
type dictionaries struct {
	nodes []byte // written so far
	tries []trie
	last  string // term
}

// A trie is the part of one dictionary that is not written yet.
type trie struct {
	terms int
	path  []branch // from the root to the end of a term; all spell a beginning of dictionaries.last
	root  int      // address, as edge.to
}

// A branch is a node that may get more edges.
type branch struct {
	edges []dictionaryEdge
	final bool
	out   uint64 // of a final node
}

type dictionaryEdge struct {
	letter byte
	to     int // number of the node's last byte in nodes, counted from 1; 0 is a final node without edges, which is not written
	out    uint64
}

const (
	vellumHeader = 16 // version and type, 8 bytes each
	vellumFooter = 16 // number of terms and address of the root
)

// plainDepth is how many letters of a term, from the first, have no output:
// those nodes are read by every query, and are smaller without. It is the
// length of a CJK character.
const plainDepth = 3

func newDictionaries(n int) *dictionaries {
	d := &dictionaries{tries: make([]trie, n)}
	for i := range d.tries {
		d.tries[i].path = make([]branch, 1, 64)
	}
	return d
}

// insert adds a term to a dictionary. Terms come in their order, each once per
// dictionary.
func (d *dictionaries) insert(i int, term string, value uint64) {
	if term != d.last {
		d.complete(commonPrefix(d.last, term))
		d.last = term
	}
	t := &d.tries[i]
	t.terms++
	for depth := len(t.path); depth <= len(term); depth++ {
		above := &t.path[depth-1]
		above.edges = append(above.edges, dictionaryEdge{letter: term[depth-1]})
		t.push()
	}
	end := &t.path[len(term)]
	end.final, end.out = true, value
}

// push adds an empty node to the path, with the memory of one that was there.
func (t *trie) push() {
	n := len(t.path)
	if n == cap(t.path) {
		t.path = append(t.path, branch{})
		return
	}
	t.path = t.path[:n+1]
	t.path[n] = branch{edges: t.path[n].edges[:0]}
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// complete writes the nodes that are further than depth from their roots.
func (d *dictionaries) complete(depth int) {
	for at := len(d.last); at > depth; at-- {
		for i := range d.tries {
			t := &d.tries[i]
			if len(t.path) <= at {
				continue
			}
			to, out := d.write(&t.path[at], at)
			t.path = t.path[:at]
			edges := t.path[at-1].edges
			edges[len(edges)-1].to, edges[len(edges)-1].out = to, out
		}
	}
}

// write writes a node that is depth steps from its root, and returns what the
// edge to it says. Outputs are as near to the root as they can be, but for
// plainDepth.
func (d *dictionaries) write(b *branch, depth int) (to int, out uint64) {
	if depth > plainDepth {
		out = b.least()
		if b.final {
			b.out -= out
		}
		for i := range b.edges {
			b.edges[i].out -= out
		}
	}
	switch {
	case b.final && len(b.edges) == 0 && b.out == 0:
		return 0, out
	case !b.final && len(b.edges) == 1:
		d.writeSingle(b.edges[0])
	default:
		d.writeSeveral(b)
	}
	return len(d.nodes), out
}

// least is the smallest output of a node.
func (b *branch) least() uint64 {
	least := ^uint64(0)
	if b.final {
		least = b.out
	}
	for _, e := range b.edges {
		least = min(least, e.out)
	}
	return least
}

// writeSingle writes a node with one edge: output, distance, their sizes, the
// letter if it is not a common one, the head.
func (d *dictionaries) writeSingle(e dictionaryEdge) {
	const single, justBelow = 0x80, 0x40
	head := byte(single)
	if e.out == 0 && e.to == len(d.nodes) && e.to > 0 {
		head |= justBelow
	} else {
		distance := d.distance(e, len(d.nodes))
		toSize, outSize := bytesOf(distance), 0
		if e.out > 0 {
			outSize = bytesOf(e.out)
		}
		d.number(e.out, outSize)
		d.number(distance, toSize)
		d.nodes = append(d.nodes, byte(toSize<<4|outSize))
	}
	common := commonLetter[e.letter]
	if common == 0 {
		d.nodes = append(d.nodes, e.letter)
	}
	d.nodes = append(d.nodes, head|common)
}

// writeSeveral writes any other node: outputs, distances and letters, each
// from the last edge to the first, sizes, the number of edges, the head.
func (d *dictionaries) writeSeveral(b *branch) {
	const final, countInHead = 0x40, 0x3F
	start := len(d.nodes)
	outSize, toSize := 0, 0
	if b.out > 0 {
		outSize = bytesOf(b.out)
	}
	for _, e := range b.edges {
		if e.out > 0 {
			outSize = max(outSize, bytesOf(e.out))
		}
		toSize = max(toSize, bytesOf(d.distance(e, start)))
	}
	if b.final {
		d.number(b.out, outSize)
	}
	for i := len(b.edges) - 1; i >= 0; i-- {
		d.number(b.edges[i].out, outSize)
	}
	for i := len(b.edges) - 1; i >= 0; i-- {
		d.number(d.distance(b.edges[i], start), toSize)
	}
	for i := len(b.edges) - 1; i >= 0; i-- {
		d.nodes = append(d.nodes, b.edges[i].letter)
	}
	d.nodes = append(d.nodes, byte(toSize<<4|outSize))
	count := len(b.edges)
	head := byte(0)
	switch {
	case count == 256:
		d.nodes = append(d.nodes, 1) // which would be in the head otherwise
	case count == 0 || count > countInHead:
		d.nodes = append(d.nodes, byte(count))
	default:
		head = byte(count)
	}
	if b.final {
		head |= final
	}
	d.nodes = append(d.nodes, head)
}

// distance is from the first byte of a node that begins at start down to the
// last byte of the one that an edge leads to; 0 if that is not written.
func (d *dictionaries) distance(e dictionaryEdge, start int) uint64 {
	if e.to == 0 {
		return 0
	}
	return uint64(start - (e.to - 1))
}

// number appends the size lower bytes of v, the lowest first.
func (d *dictionaries) number(v uint64, size int) {
	for range size {
		d.nodes = append(d.nodes, byte(v))
		v >>= 8
	}
}

// bytesOf is how many bytes a number takes, at least 1.
func bytesOf(v uint64) int {
	n := 1
	for v >>= 8; v > 0; v >>= 8 {
		n++
	}
	return n
}

// close completes the dictionaries. Their bytes come back, and where each begins
// in them with its length.
func (d *dictionaries) close() (data []byte, at []int) {
	d.complete(0)
	for i := range d.tries {
		d.tries[i].root, _ = d.write(&d.tries[i].path[0], 0)
	}
	n := len(d.tries)
	before, size := make([]int, n), make([]int, n) // the nodes; and size of a dictionary
	inner := 0                                     // bytes before the nodes
	for i := n - 1; i >= 0; i-- {
		before[i] = vellumHeader + inner
		size[i] = before[i] + len(d.nodes) + (n-i)*vellumFooter
		inner = before[i] + len(binary.AppendUvarint(nil, uint64(size[i])))
	}
	at = make([]int, n)
	for i := range at {
		at[i] = len(data)
		data = binary.AppendUvarint(data, uint64(size[i]))
		data = binary.LittleEndian.AppendUint64(data, 1) // version
		data = binary.LittleEndian.AppendUint64(data, 0) // type
	}
	data = append(data, d.nodes...)
	for i := n - 1; i >= 0; i-- {
		data = binary.LittleEndian.AppendUint64(data, uint64(d.tries[i].terms))
		data = binary.LittleEndian.AppendUint64(data, uint64(before[i]+d.tries[i].root-1))
	}
	return data, at
}

// commonLetter is the number, from 1, of the letters that take no room of
// their own in a node with one edge; vellum's common.go has their order.
var commonLetter = func() (numbers [256]byte) {
	for i, c := range "te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG" {
		numbers[c] = byte(i + 1)
	}
	return numbers
}()
