package chromafast

import "unicode/utf8"

// A tracker finds the groups of a match whose end is known.
type tracker struct {
	groups []int
	seen   []uint64 // bit per instruction and place
	stack  []track
}

// A track is a way that is yet to be tried, or a group to be restored.
type track struct {
	pc, pos int32
	group   int32 // -1: go to pc at pos; else set groups[group] back to pos
}

// maxSeen bounds the memory: the backtracker is asked beyond it.
const maxSeen = 1 << 18

// capture sets t.groups for the match of p in text[from:to].
func (t *tracker) capture(w *walk, p *prog, text []byte, from, to int) bool {
	width := to - from + 1
	if width*len(p.insts) > maxSeen {
		return false
	}
	words := width*len(p.insts)/64 + 1
	t.seen = append(t.seen[:0], make([]uint64, words)...)
	w.left -= words / 16
	t.groups = append(t.groups[:0], from, to)
	for range p.groups {
		t.groups = append(t.groups, -1, -1)
	}
	t.stack = append(t.stack[:0], track{pc: p.start, pos: int32(from), group: -1})
	for len(t.stack) > 0 {
		next := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		if next.group >= 0 {
			t.groups[next.group] = int(next.pos)
			continue
		}
		if t.try(w, p, text, int(next.pc), int(next.pos), from, to) {
			return w.left >= 0
		}
	}
	return false
}

// try follows one way until it fails, or matches all of text[from:to].
func (t *tracker) try(w *walk, p *prog, text []byte, pc, pos, from, to int) bool {
	for {
		bit := pc*(to-from+1) + pos - from
		if t.seen[bit/64]&(1<<(bit%64)) != 0 {
			return false
		}
		t.seen[bit/64] |= 1 << (bit % 64)
		w.left--
		in := &p.insts[pc]
		switch in.op {
		case opSet:
			if pos >= to {
				return false
			}
			r, n := utf8.DecodeRune(text[pos:])
			if !in.set.has(r) {
				return false
			}
			pos += n
		case opSplit:
			t.stack = append(t.stack, track{pc: in.alt, pos: int32(pos), group: -1})
		case opMark:
			if int(in.arg) < len(t.groups) && in.arg >= 1 {
				t.stack = append(t.stack, track{pos: int32(t.groups[in.arg]), group: in.arg})
				t.groups[in.arg] = pos
			}
		case opMatch:
			return pos == to
		default:
			if !in.asserts(text, pos) {
				return false
			}
		}
		pc = int(in.out)
	}
}

func (in *inst) asserts(text []byte, pos int) bool {
	if in.op == opBehind {
		return in.sees(before(text, pos)) != in.negate
	}
	return in.holds(around(text, pos))
}
