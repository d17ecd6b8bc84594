package highlight

import (
	"math"
	"strings"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A prog is a regular expression as instructions for a machine that tries
// alternatives in order of preference (a Pike machine).
type prog struct {
	insts  []inst
	groups int // capturing groups, the whole match excepted
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
	opCapture               // note the place as arg
	opMatch                 // rule arg matches
	opFail
)

type inst struct {
	op       opcode
	out, alt int32
	arg      int32
	set      *set
}

// A set of characters.
type set struct {
	ascii [2]uint64
	wide  func(rune) bool // beyond ASCII
}

func (s *set) has(r rune) bool {
	if r < 128 {
		return r >= 0 && s.ascii[r>>6]&(1<<(r&63)) != 0
	}
	return s.wide(r)
}

func newSet(has func(rune) bool) *set {
	s := &set{wide: has}
	for r := range rune(128) {
		if has(r) {
			s.ascii[r>>6] |= 1 << (r & 63)
		}
	}
	return s
}

// first is the set of characters that a match can begin with.
type first struct {
	ascii [2]uint64
	wide  bool // any beyond ASCII
	empty bool // a match may be empty, or begin with anything
}

func (f *first) add(g first) {
	f.ascii[0] |= g.ascii[0]
	f.ascii[1] |= g.ascii[1]
	f.wide = f.wide || g.wide
}

func (f *first) allows(b byte) bool {
	switch {
	case f.empty:
		return true
	case b < 128:
		return f.ascii[b>>6]&(1<<(b&63)) != 0
	}
	return f.wide
}

const (
	maxInsts  = 4000 // of a rule: counted repetitions are written out
	unbounded = math.MaxInt32
)

// compile translates a pattern. Patterns that look around, refer back or are
// too large yield no prog, but the set of their first characters.
func compile(pattern string) (*prog, first, error) {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, first{}, err
	}
	f := firstOf(tree.Root)
	if tree.Capnumlist != nil || strings.Contains(pattern, "(?>") { // regexp2 adds atomic groups that change nothing; these may
		return nil, f, nil
	}
	c := &compiler{}
	start := c.node(tree.Root, c.emit(inst{op: opMatch}))
	if c.hard {
		return nil, f, nil
	}
	c.emit(inst{op: opSplit, out: start, alt: start}) // the last instruction is the entry
	return &prog{insts: c.insts, groups: tree.Captop - 1}, f, nil
}

// A compiler builds instructions from the end of a pattern to its start: each
// node is told where to go on.
type compiler struct {
	insts []inst
	hard  bool
}

func (c *compiler) emit(i inst) int32 {
	if len(c.insts) >= maxInsts {
		c.hard = true
		return 0
	}
	c.insts = append(c.insts, i)
	return int32(len(c.insts) - 1)
}

func (c *compiler) node(n *syntax.RegexNode, next int32) int32 {
	if c.hard || n.Options&syntax.RightToLeft != 0 {
		c.hard = true
		return 0
	}
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return c.emit(inst{op: opSet, set: setOf(n), out: next})
	case syntax.NtMulti:
		for i := len(n.Str) - 1; i >= 0; i-- {
			ch := n.Str[i]
			next = c.emit(inst{op: opSet, set: newSet(func(r rune) bool { return r == ch }), out: next})
		}
		c.hard = c.hard || n.Options&syntax.IgnoreCase != 0 && cased(n.Str)
		return next
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop,
		syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		s := setOf(n)
		return c.loop(n.M, n.N, false, next, func(next int32) int32 { return c.emit(inst{op: opSet, set: s, out: next}) })
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		s := setOf(n)
		return c.loop(n.M, n.N, true, next, func(next int32) int32 { return c.emit(inst{op: opSet, set: s, out: next}) })
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n.M, n.N, n.T == syntax.NtLazyloop, next, func(next int32) int32 { return c.node(n.Children[0], next) })
	}
	return c.inner(n, next)
}

// inner compiles nodes that are no characters and no loops.
func (c *compiler) inner(n *syntax.RegexNode, next int32) int32 {
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtNothing:
		return c.emit(inst{op: opFail})
	case syntax.NtConcatenate:
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.node(n.Children[i], next)
		}
		return next
	case syntax.NtAlternate:
		alt := c.node(n.Children[len(n.Children)-1], next)
		for i := len(n.Children) - 2; i >= 0; i-- {
			alt = c.emit(inst{op: opSplit, out: c.node(n.Children[i], next), alt: alt})
		}
		return alt
	case syntax.NtGroup, syntax.NtAtomic:
		return c.node(n.Children[0], next)
	case syntax.NtCapture:
		if n.N != -1 {
			c.hard = true // a balancing group
			return 0
		}
		next = c.emit(inst{op: opCapture, arg: int32(2*n.M + 1), out: next})
		return c.emit(inst{op: opCapture, arg: int32(2 * n.M), out: c.node(n.Children[0], next)})
	}
	if op, ok := assertions[n.T]; ok {
		return c.emit(inst{op: op, out: next})
	}
	c.hard = true
	return 0
}

var assertions = map[syntax.NodeType]opcode{
	syntax.NtBol: opBol, syntax.NtEol: opEol, syntax.NtBeginning: opBegin, syntax.NtEnd: opEnd,
	syntax.NtBoundary: opWord, syntax.NtNonboundary: opNotWord,
}

// loop compiles from min to max times body.
func (c *compiler) loop(least, most int, lazy bool, next int32, body func(int32) int32) int32 {
	split := func(in, out int32) inst {
		if lazy {
			return inst{op: opSplit, out: out, alt: in}
		}
		return inst{op: opSplit, out: in, alt: out}
	}
	if most >= unbounded {
		head := c.emit(inst{op: opSplit})
		in := body(head)
		if c.hard {
			return 0
		}
		c.insts[head] = split(in, next)
		next = head
	} else {
		after := next
		for range most - least {
			next = c.emit(split(body(next), after))
			if c.hard {
				return 0
			}
		}
	}
	for range least {
		if c.hard {
			return 0
		}
		next = body(next)
	}
	return next
}

// setOf is the set of a node of one character, or of a loop of one.
func setOf(n *syntax.RegexNode) *set {
	switch {
	case n.IsOneFamily():
		return newSet(func(r rune) bool { return r == n.Ch })
	case n.IsNotoneFamily():
		return newSet(func(r rune) bool { return r != n.Ch })
	}
	return newSet(n.Set.CharIn)
}

func cased(str []rune) bool {
	for _, r := range str {
		if unicode.ToLower(r) != r || unicode.ToUpper(r) != r {
			return true
		}
	}
	return false
}

// firstOf is the set of characters that a match of n can begin with. What looks
// around counts as empty: it does not move.
func firstOf(n *syntax.RegexNode) first {
	switch {
	case n.Options&syntax.RightToLeft != 0:
		return first{empty: true}
	case n.IsOneFamily(), n.IsNotoneFamily(), n.IsSetFamily():
		s := setOf(n)
		single := n.T == syntax.NtOne || n.T == syntax.NtNotone || n.T == syntax.NtSet
		return first{ascii: s.ascii, wide: true, empty: !single && n.M == 0}
	}
	switch n.T {
	case syntax.NtMulti:
		if r := n.Str[0]; r < 128 && !(n.Options&syntax.IgnoreCase != 0 && cased(n.Str)) {
			var f first
			f.ascii[r>>6] |= 1 << (r & 63)
			return f
		}
		return first{empty: true}
	case syntax.NtConcatenate:
		f := first{empty: true}
		for _, child := range n.Children {
			g := firstOf(child)
			f.add(g)
			if !g.empty {
				f.empty = false
				break
			}
		}
		return f
	case syntax.NtAlternate:
		var f first
		for _, child := range n.Children {
			g := firstOf(child)
			f.add(g)
			f.empty = f.empty || g.empty
		}
		return f
	case syntax.NtLoop, syntax.NtLazyloop:
		f := firstOf(n.Children[0])
		f.empty = f.empty || n.M == 0
		return f
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return firstOf(n.Children[0])
	}
	return first{empty: true}
}
