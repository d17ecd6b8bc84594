package chromafast

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A dfa decides which of several rules matches at a place, and how far. Its
// states are sets of instructions, in order of preference; they are made when a
// text first needs them. It is safe for concurrent use.
//
// An edge is taken on the character at a place, so what looks at the characters
// on both sides (^, $, \b) is known by then; a match that ends before the
// character is noted on the edge.
type dfa struct {
	insts   []inst
	entries []int32 // of the rules, in order
	runes   *runeClasses
	behind  []inst // what looks at the character before: bit i of prevKind, see kindBits
	starts  [1 << (kindBits + maxBehind)]atomic.Pointer[node]

	mu    sync.Mutex
	nodes map[string]*node
	most  int // nodes
}

// A node is a state of the automaton.
type node struct {
	from  []int32 // instructions, preferred first
	prev  prevKind
	edges [edgeCount]atomic.Pointer[edge]
}

// An edge leads to a node, nil if nothing can match any more.
type edge struct {
	to   *node
	rule int32 // that matches before the character, -1 if none
	work int32 // that it takes to find out
}

// A walk is what following instructions needs, and the work that is left. A step
// along a known edge costs what finding it did, because which edges are known
// depends on what was read before. So a text always costs the same.
type walk struct {
	left  int
	seen  []uint64 // by instruction: the round in which it was visited
	round uint64
	stack []int32
	next  []int32
}

// Edges 0 to 127 are ASCII, then the classes of other characters, then the end
// of the text.
const (
	wideClasses = 12
	otherWide   = 128 + wideClasses // a character whose class has no edge
	endOfText   = otherWide         // never followed from a character, so it can share
	edgeCount   = endOfText + 1
)

// maxNodes bounds the memory of an automaton. A state for which there is no room
// is worked out each time. No lexer was seen to come near it.
const maxNodes = 2000

// workOf is what visits of instructions cost. One takes as long as a step of the
// backtracker, which costs 1, but nearly all edges are known.
func workOf(visits int32) int32 { return 1 + visits/4 }

// newDFA makes the automaton of rules, and lists the rules that it cannot decide.
func newDFA(rules []*rule, runes *runeClasses) (d *dfa, hard []int) {
	d = &dfa{runes: runes, nodes: map[string]*node{}, most: maxNodes}
	for i, r := range rules {
		if r.prog == nil || !d.add(r.prog, int32(i)) {
			hard = append(hard, i)
		}
	}
	runes.learn(d.insts)
	return d, hard
}

// add appends the instructions of rule i, unless it looks behind for more
// things than there is room for.
func (d *dfa) add(p *prog, i int32) bool {
	base, behind := len(d.insts), len(d.behind)
	for _, in := range p.insts {
		in.out, in.alt = in.out+int32(base), in.alt+int32(base)
		switch in.op {
		case opMatch:
			in.arg = i
		case opBehind:
			at := slices.IndexFunc(d.behind, func(b inst) bool { return b.set == in.set && b.edge == in.edge })
			if at < 0 {
				at = len(d.behind)
				d.behind = append(d.behind, in)
			}
			in.arg = int32(at)
		}
		d.insts = append(d.insts, in)
	}
	if len(d.behind) > maxBehind {
		d.insts, d.behind = d.insts[:base], d.behind[:behind]
		return false
	}
	d.entries = append(d.entries, int32(base)+p.start)
	return true
}

// prev is what is known once r is behind; -1 is the start of the text.
func (d *dfa) prev(r rune) prevKind {
	kind := kindOf(r)
	for i := range d.behind {
		if d.behind[i].sees(r) {
			kind |= 1 << (kindBits + i)
		}
	}
	return kind
}

// match finds the first rule that matches text at pos, and the end of its match;
// rule -1 if none does, or w runs out of work.
func (d *dfa) match(w *walk, text []byte, pos int) (rule, end int) {
	prev := d.prev(before(text, pos))
	at := d.starts[prev].Load()
	if at == nil {
		at = d.start(prev)
	}
	rule = -1
	left := w.left
	for i := pos; ; {
		var e *edge
		size := 1
		switch {
		case i >= len(text):
			if e = at.edges[endOfText].Load(); e == nil {
				e = d.extend(w, at, endOfText, -1)
			}
		case text[i] < utf8.RuneSelf:
			if e = at.edges[text[i]].Load(); e == nil {
				e = d.extend(w, at, int(text[i]), rune(text[i]))
			}
		default:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			e = d.wide(w, at, r)
		}
		if e == nil { // no room for another node
			w.left = left
			return d.simulate(w, at, text, i, rule, end)
		}
		if e.rule >= 0 {
			rule, end = int(e.rule), i
		}
		if left -= int(e.work); e.to == nil || left < 0 {
			w.left = left
			return rule, end
		}
		at = e.to
		i += size
	}
}

// simulate goes on with match, at i, without keeping what it finds out.
func (d *dfa) simulate(w *walk, at *node, text []byte, i, rule, end int) (int, int) {
	from, prev := append([]int32(nil), at.from...), at.prev
	for {
		r, size := rune(-1), 0
		if i < len(text) {
			r, size = utf8.DecodeRune(text[i:])
		}
		next, hit, visits := d.step(w, from, prev, r)
		if hit >= 0 {
			rule, end = int(hit), i
		}
		if w.left -= int(workOf(visits)); len(next) == 0 || w.left < 0 {
			return rule, end
		}
		w.next, from = from, next
		prev = d.prev(r)
		i += size
	}
}

// wide follows the edge of a character beyond ASCII.
func (d *dfa) wide(w *walk, at *node, r rune) *edge {
	class := d.runes.class(r)
	if class == otherWide {
		return d.extend(w, at, -1, r)
	}
	if e := at.edges[class].Load(); e != nil {
		return e
	}
	return d.extend(w, at, class, r)
}

// start makes the node where texts begin that have prev behind them.
func (d *dfa) start(prev prevKind) *node {
	n := d.intern(d.entries, prev, true)
	d.starts[prev].Store(n)
	return n
}

// intern returns the node of the instructions from, nil if there are too many.
func (d *dfa) intern(from []int32, prev prevKind, start bool) *node {
	key := make([]byte, 0, 64)
	key = append(key, byte(prev))
	for _, pc := range from {
		key = binary.AppendUvarint(key, uint64(pc))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if n, ok := d.nodes[string(key)]; ok {
		return n
	}
	if len(d.nodes) >= d.most && !start {
		return nil
	}
	n := &node{from: append([]int32(nil), from...), prev: prev}
	d.nodes[string(key)] = n
	return n
}

// extend works out the edge of n for the character r (-1: the end of the text)
// and keeps it as number slot, except if that is -1. The edge is nil if there is
// no room for the node that it leads to.
func (d *dfa) extend(w *walk, n *node, slot int, r rune) *edge {
	next, rule, visits := d.step(w, n.from, n.prev, r)
	w.next = next
	e := &edge{rule: rule, work: workOf(visits)}
	if len(next) > 0 {
		if e.to = d.intern(next, d.prev(r), false); e.to == nil {
			return nil
		}
	}
	if slot >= 0 {
		n.edges[slot].Store(e)
	}
	return e
}

// step reads r with the instructions from. It returns the instructions that come
// next, in w.next's memory, the rule that matches before r, -1 if none does, and
// how many instructions it visited.
func (d *dfa) step(w *walk, from []int32, prev prevKind, r rune) (next []int32, rule, visits int32) {
	if len(w.seen) < len(d.insts) {
		w.seen = make([]uint64, len(d.insts))
	}
	w.round++
	next, rule = w.next[:0], -1
	for _, pc := range from {
		w.stack = append(w.stack[:0], pc)
		for len(w.stack) > 0 {
			pc := w.stack[len(w.stack)-1]
			w.stack = w.stack[:len(w.stack)-1]
			visits++
			if w.seen[pc] == w.round {
				continue
			}
			w.seen[pc] = w.round
			in := &d.insts[pc]
			switch in.op {
			case opSet:
				if r >= 0 && in.set.has(r) {
					next = append(next, in.out)
				}
			case opMatch:
				return next, in.arg, visits // the rest is less preferred
			case opSplit:
				w.stack = append(w.stack, in.alt, in.out)
			default:
				if in.passes(prev, r) {
					w.stack = append(w.stack, in.out)
				}
			}
		}
	}
	return next, rule, visits
}

// passes says whether an instruction that reads nothing leads on.
func (in *inst) passes(prev prevKind, r rune) bool {
	switch in.op {
	case opMark:
		return true
	case opBehind:
		return (prev&(1<<(kindBits+in.arg)) != 0) != in.negate
	}
	return in.holds(prev&kindMask, r)
}
