package chromafast

import (
	"unicode"
	"unicode/utf8"
)

const maxChoices = 2 << 20 // open at a time; 24 MB

// A backtracker runs progs: it follows one way until it fails, then goes
// back to the last choice.
type backtracker struct {
	prog  *prog
	text  []byte
	first int     // where the match begins
	slots []int32 // start and end of each group, then places to be remembered
	stack []choice
	left  int // steps until it gives up; then it is below 0
}

// A choice is what to do on the way back: to set slot -1-pc to pos; to go on at
// pc and pos; or, if more is not never, to give a repetition at pc one character
// less (it may go back to more) or, if it is lazy, one of more characters.
type choice struct{ pc, pos, more int32 }

const never = -1

// match says whether p matches text at pos. Then groups holds pairs of offsets,
// the whole match first; -1 is a group that took no part.
func (b *backtracker) match(p *prog, text []byte, pos int, groups []int) ([]int, bool) {
	b.prog, b.text, b.first, b.stack = p, text, pos, b.stack[:0]
	b.slots = b.slots[:0]
	for range p.slots {
		b.slots = append(b.slots, -1)
	}
	end, ok := b.run(p.start, int32(pos))
	if !ok || b.left < 0 {
		return groups, false
	}
	groups = append(groups[:0], pos, int(end))
	for g := range p.groups {
		from, to := int(b.slots[2*g+2]), int(b.slots[2*g+3])
		if from < pos { // captured by a look behind: none of the match
			from, to = -1, -1
		}
		groups = append(groups, from, to)
	}
	return groups, true
}

// run follows instructions from pc to opMatch, and says where that is. What it
// leaves on the stack are the choices that it did not take.
func (b *backtracker) run(pc, pos int32) (int32, bool) {
	bottom := len(b.stack)
	for {
		in := &b.prog.insts[pc]
		if b.left--; b.left < 0 {
			return 0, false
		}
		if in.op == opMatch {
			return pos, true
		}
		next, ok := b.step(in, pc, pos)
		if ok {
			pc, pos = in.out, next
			if in.op == opLoop && b.slots[in.arg] == pos {
				pc = in.alt
			}
			continue
		}
		if pc, pos, ok = b.retreat(bottom); !ok {
			return 0, false
		}
	}
}

// step does what in says at pos, and says where that leads.
func (b *backtracker) step(in *inst, pc, pos int32) (int32, bool) {
	switch in.op {
	case opSet:
		return b.one(in, pos)
	case opRepeat:
		return b.repeat(in, pc, pos)
	case opSplit:
		return pos, b.push(choice{in.alt, pos, never})
	case opMark:
		return pos, b.set(in.arg, pos)
	case opGroup:
		from, to := b.slots[in.alt], pos
		if from > to {
			from, to = to, from
		}
		return pos, b.set(2*in.arg, from) && b.set(2*in.arg+1, to)
	case opLoop:
		return pos, true
	case opRef:
		return b.again(in, pos)
	case opLook, opAtomic:
		return b.inner(in, pos)
	case opLastEnd:
		rest := len(b.text) - int(pos)
		return pos, rest == 0 || rest == 1 && b.text[pos] == '\n'
	case opFirst:
		return pos, int(pos) == b.first
	}
	before, after := around(b.text, int(pos))
	return pos, in.holds(before, after)
}

func (b *backtracker) push(c choice) bool {
	if len(b.stack) >= maxChoices {
		b.left = -1
		return false
	}
	b.stack = append(b.stack, c)
	return true
}

// set changes a slot, to be undone on the way back.
func (b *backtracker) set(slot, to int32) bool {
	if old := b.slots[slot]; old != to {
		b.slots[slot] = to
		return b.push(choice{-1 - slot, old, never})
	}
	return true
}

// retreat goes back to the last choice above bottom.
func (b *backtracker) retreat(bottom int) (pc, pos int32, ok bool) {
	for len(b.stack) > bottom && b.left >= 0 {
		c := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		b.left--
		switch {
		case c.pc < 0:
			b.slots[-1-c.pc] = c.pos
			continue
		case c.more == never:
			return c.pc, c.pos, true
		}
		in := &b.prog.insts[c.pc]
		if !in.lazy {
			if _, c.pos = b.char(c.pos, !in.back); c.pos != c.more {
				b.stack = append(b.stack, c)
			}
			return in.out, c.pos, true
		}
		if c.pos, ok = b.one(in, c.pos); !ok {
			continue
		}
		if c.more < unbounded {
			c.more--
		}
		if c.more > 0 {
			b.stack = append(b.stack, c)
		}
		return in.out, c.pos, true
	}
	return 0, 0, false
}

// char is the character that begins at pos, or ends there if back, and where its
// other end is: at pos if there is none.
func (b *backtracker) char(pos int32, back bool) (r rune, to int32) {
	if back {
		r, n := utf8.DecodeLastRune(b.text[:pos])
		return r, pos - int32(n)
	}
	r, n := utf8.DecodeRune(b.text[pos:])
	return r, pos + int32(n)
}

// one reads a character of the set. Nearly all are ASCII.
func (b *backtracker) one(in *inst, pos int32) (int32, bool) {
	if !in.back {
		if int(pos) >= len(b.text) {
			return pos, false
		}
		if c := b.text[pos]; c < utf8.RuneSelf {
			return pos + 1, in.set.ascii[c>>6]&(1<<(c&63)) != 0
		}
	}
	r, to := b.char(pos, in.back)
	return to, to != pos && in.set.has(r)
}

// repeat reads as many characters as in wants, and remembers that there could
// be fewer, or more.
func (b *backtracker) repeat(in *inst, pc, pos int32) (int32, bool) {
	ok, least := true, int32(0)
	for ; least < in.arg; least++ {
		if pos, ok = b.one(in, pos); !ok {
			return 0, false
		}
	}
	b.left -= int(least)
	if in.lazy {
		more := in.alt
		if more < unbounded {
			more -= in.arg
		}
		return pos, more == 0 || b.push(choice{pc, pos, more})
	}
	start := pos
	for n := in.arg; n < in.alt; n++ {
		next, ok := b.one(in, pos)
		if !ok {
			break
		}
		pos = next
	}
	b.left -= int(max(pos-start, start-pos))
	return pos, pos == start || in.atomic || b.push(choice{pc, pos, start})
}

// again reads the text of a group once more.
func (b *backtracker) again(in *inst, pos int32) (int32, bool) {
	at, end := b.slots[2*in.arg], b.slots[2*in.arg+1]
	if at < 0 {
		return 0, false
	}
	b.left -= int(end - at)
	if in.back {
		at, end = end, at
	}
	for at != end {
		want, next := b.char(at, in.back)
		r, to := b.char(pos, in.back)
		if to == pos || r != want && !(in.fold && unicode.ToLower(r) == unicode.ToLower(want)) {
			return 0, false
		}
		at, pos = next, to
	}
	return pos, true
}

// inner matches a pattern within the pattern that is done with once it is
// decided: what it set stays to be undone, its choices are dropped.
func (b *backtracker) inner(in *inst, pos int32) (int32, bool) {
	bottom := len(b.stack)
	end, ok := b.run(in.alt, pos)
	if b.left < 0 {
		return 0, false
	}
	if in.negate {
		b.undo(bottom)
		return pos, !ok
	}
	kept := b.stack[:bottom]
	for _, c := range b.stack[bottom:] {
		if c.pc < 0 {
			kept = append(kept, c)
		}
	}
	b.left -= len(b.stack) - bottom
	b.stack = kept
	if in.op == opLook {
		end = pos
	}
	return end, ok
}

// undo takes back what slots were set to above bottom, and drops the choices.
func (b *backtracker) undo(bottom int) {
	for i := len(b.stack) - 1; i >= bottom; i-- {
		if c := b.stack[i]; c.pc < 0 {
			b.slots[-1-c.pc] = c.pos
		}
	}
	b.stack = b.stack[:bottom]
}
