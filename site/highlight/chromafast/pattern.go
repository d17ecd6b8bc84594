package chromafast

import (
	"errors"
	"math"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A prog is a regular expression as instructions. Two machines run them: the
// automaton (dfa), for all rules of a state at once, and the backtracker, for
// one rule that looks around at more than a character, or refers back.
type prog struct {
	insts  []inst
	start  int32
	groups int // capturing groups, the whole match excepted
	slots  int // places that the backtracker remembers: of groups, and others
	// trailing says that the pattern ends by looking ahead at more than one
	// character. The automaton then reads on to see them; where the match ends
	// is noted like a group.
	trailing bool
}

type opcode uint8

const (
	opSet     opcode = iota // one character of the set, then to out
	opSplit                 // to out, or failing that to alt
	opBol                   // start of a line
	opEol                   // end of a line
	opBegin                 // start of the text
	opEnd                   // end of the text
	opWord                  // word boundary
	opNotWord               // no word boundary
	opMark                  // note the place in slot arg
	opMatch                 // rule arg matches
	opFail

	// These are the automaton's.
	opAhead  // the next character is in the set, or not (see negate)
	opBehind // the character before is in the set, or not

	// These are the backtracker's.
	opRepeat  // arg to alt characters of the set
	opGroup   // group arg lies between the place in slot alt and here
	opLoop    // to out, but to alt if we are where slot arg says: no empty rounds
	opRef     // the text of group arg once more
	opLook    // whether alt matches here, or not (negate)
	opAtomic  // match alt, and never come back to it
	opLastEnd // end of the text, or the newline before it
	opFirst   // where the match began
)

type inst struct {
	op       opcode
	back     bool // read to the left
	lazy     bool // opRepeat: as few as possible
	atomic   bool // opRepeat: never fewer than there are
	fold     bool // opRef: upper and lower case are the same
	negate   bool
	edge     bool // opAhead, opBehind: there may be no character
	out, alt int32
	arg      int32
	set      *set
}

// errForeign means that a machine has no instructions for a pattern.
var errForeign = errors.New("regular expression is not understood")

const unbounded = math.MaxInt32

// A compiler builds instructions from the end of a pattern to its start: each
// node is told where to go on.
type compiler struct {
	target
	sets  *setCache
	limit int // of instructions: counted repetitions are written out
	insts []inst
	err   error
}

// A target is the machine that instructions are for.
type target interface {
	// own compiles what the machine does in its own way; ok is false for the rest.
	own(n *syntax.RegexNode, next int32) (pc int32, ok bool)
	// round compiles what a loop without limit repeats, between head and exit.
	round(body func(next int32) int32, head, exit int32) int32
}

func (c *compiler) fail() int32 {
	c.err = errForeign
	return 0
}

func (c *compiler) emit(i inst) int32 {
	if len(c.insts) >= c.limit {
		return c.fail()
	}
	c.insts = append(c.insts, i)
	return int32(len(c.insts) - 1)
}

func (c *compiler) node(n *syntax.RegexNode, next int32) int32 {
	if c.err != nil {
		return 0
	}
	if pc, ok := c.own(n, next); ok {
		return pc
	}
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return c.emit(inst{op: opSet, set: c.sets.of(n), back: leftward(n), out: next})
	case syntax.NtMulti:
		return c.word(n, next)
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtNothing:
		return c.emit(inst{op: opFail})
	case syntax.NtConcatenate:
		return c.row(n.Children, next)
	case syntax.NtAlternate:
		return c.alternate(n.Children, next)
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, next, func(next int32) int32 { return c.node(n.Children[0], next) })
	}
	if op, ok := assertions[n.T]; ok {
		return c.emit(inst{op: op, out: next})
	}
	return c.fail()
}

var assertions = map[syntax.NodeType]opcode{
	syntax.NtBol: opBol, syntax.NtEol: opEol, syntax.NtBeginning: opBegin, syntax.NtEnd: opEnd,
	syntax.NtBoundary: opWord, syntax.NtNonboundary: opNotWord,
}

// word compiles some characters in a row.
func (c *compiler) word(n *syntax.RegexNode, next int32) int32 {
	if n.Options&syntax.IgnoreCase != 0 && cased(n.Str) {
		return c.fail() // the parser makes sets of these
	}
	for i := range n.Str {
		ch := n.Str[i]
		if !leftward(n) {
			ch = n.Str[len(n.Str)-1-i]
		}
		next = c.emit(inst{op: opSet, set: c.sets.single(ch), back: leftward(n), out: next})
	}
	return next
}

// row compiles nodes that follow one another; the parser has those of a look
// behind in reverse.
func (c *compiler) row(nodes []*syntax.RegexNode, next int32) int32 {
	for i := len(nodes) - 1; i >= 0; i-- {
		next = c.node(nodes[i], next)
	}
	return next
}

// alternate compiles ways, preferred first.
func (c *compiler) alternate(ways []*syntax.RegexNode, next int32) int32 {
	last := len(ways) - 1
	alt := c.node(ways[last], next)
	for i := last - 1; i >= 0; i-- {
		alt = c.emit(inst{op: opSplit, out: c.node(ways[i], next), alt: alt})
	}
	return alt
}

// loop compiles a repetition of body.
func (c *compiler) loop(n *syntax.RegexNode, next int32, body func(next int32) int32) int32 {
	split := func(in, out int32) inst {
		if lazy(n) {
			in, out = out, in
		}
		return inst{op: opSplit, out: in, alt: out}
	}
	if exit := next; n.N >= unbounded {
		next = c.emit(inst{op: opSplit})
		if in := c.round(body, next, exit); c.err == nil {
			c.insts[next] = split(in, exit)
		}
	} else {
		for i := n.M; i < n.N && c.err == nil; i++ {
			next = c.emit(split(body(next), exit))
		}
	}
	for i := 0; i < n.M && c.err == nil; i++ {
		next = body(next)
	}
	return next
}

// lazy says whether n repeats as rarely as possible.
func lazy(n *syntax.RegexNode) bool {
	switch n.T {
	case syntax.NtLazyloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return true
	}
	return false
}

// single says whether n is one character or a loop of one; loopOfOne, whether it
// is the latter.
func single(n *syntax.RegexNode) bool {
	return n.IsOneFamily() || n.IsNotoneFamily() || n.IsSetFamily()
}

func loopOfOne(n *syntax.RegexNode) bool {
	return n.IsOneloopFamily() || n.IsNotoneloopFamily() || n.IsSetloopFamily()
}

// leftward says whether n reads to the left: it is part of a look behind.
func leftward(n *syntax.RegexNode) bool { return n.Options&syntax.RightToLeft != 0 }

func cased(str []rune) bool {
	for _, r := range str {
		if unicode.ToLower(r) != r || unicode.ToUpper(r) != r {
			return true
		}
	}
	return false
}
