package chromafast

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A prog is a regular expression as instructions for a machine that tries
// alternatives in order of preference (a Pike machine).
type prog struct {
	insts  []inst
	groups int // capturing groups, the whole match excepted
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
	opAhead                 // the next character is in the set, or not (see negate)
	opBehind                // the character before is in the set, or not
	opCapture               // note the place as arg
	opMatch                 // rule arg matches
	opFail
)

type inst struct {
	op       opcode
	negate   bool // opAhead, opBehind: the character is not in the set
	edge     bool // opAhead, opBehind: there may be no character
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

// maxBehind is how many sets a state may look for in the character before.
const maxBehind = 5

const (
	maxInsts  = 20000 // of a rule: counted repetitions are written out
	unbounded = math.MaxInt32
)

// compile translates a pattern. Patterns that look further around, refer back
// or are too large yield no prog, but the set of their first characters.
func (sets *setCache) compile(pattern string) (*prog, first, error) {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, first{}, err
	}
	f := sets.firstOf(tree.Root)
	if tree.Capnumlist != nil || strings.Contains(pattern, "(?>") { // regexp2 adds atomic groups that change nothing; these may
		return nil, f, nil
	}
	c := &compiler{sets: sets}
	start := c.node(tree.Root, c.emit(inst{op: opMatch}))
	c.emit(inst{op: opSplit, out: start, alt: start}) // the last instruction is the entry
	if c.hard {
		return nil, f, nil
	}
	return &prog{insts: c.insts, groups: tree.Captop - 1, trailing: c.trailing}, f, nil
}

// A compiler builds instructions from the end of a pattern to its start: each
// node is told where to go on.
type compiler struct {
	insts    []inst
	sets     *setCache
	hard     bool
	trailing bool
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
		return c.emit(inst{op: opSet, set: c.sets.of(n), out: next})
	case syntax.NtMulti:
		for i := len(n.Str) - 1; i >= 0; i-- {
			ch := n.Str[i]
			next = c.emit(inst{op: opSet, set: c.sets.single(ch), out: next})
		}
		c.hard = c.hard || n.Options&syntax.IgnoreCase != 0 && cased(n.Str)
		return next
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop,
		syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		s := c.sets.of(n)
		return c.loop(n.M, n.N, false, next, func(next int32) int32 { return c.emit(inst{op: opSet, set: s, out: next}) })
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		s := c.sets.of(n)
		return c.loop(n.M, n.N, true, next, func(next int32) int32 { return c.emit(inst{op: opSet, set: s, out: next}) })
	case syntax.NtLoop, syntax.NtLazyloop:
		c.hard = c.hard || c.sets.endsEarly(n.Children[0])
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
	if n.T == syntax.NtPosLook || n.T == syntax.NtNegLook {
		return c.look(n, next)
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

// look compiles what looks at one character, or ends the pattern by looking
// ahead.
func (c *compiler) look(n *syntax.RegexNode, next int32) int32 {
	child := n.Children[0]
	op := opAhead
	if child.Options&syntax.RightToLeft != 0 {
		op = opBehind
	}
	if s, edge, ok := c.sets.one(child, op); ok {
		return c.emit(inst{op: op, set: s, edge: edge, negate: n.T == syntax.NtNegLook, out: next})
	}
	if n.T == syntax.NtPosLook && op == opAhead && next == 0 { // 0 is the match
		c.trailing = true
		return c.emit(inst{op: opCapture, arg: 1, out: c.node(child, next)})
	}
	c.hard = true
	return 0
}

// A setCache keeps one set for equal ones: grammars repeat themselves.
type setCache struct {
	singles map[rune]*set
	others  map[string]*set
}

func newSetCache() *setCache {
	return &setCache{singles: map[rune]*set{}, others: map[string]*set{}}
}

func (c *setCache) single(ch rune) *set {
	s := c.singles[ch]
	if s == nil {
		s = newSet(func(r rune) bool { return r == ch })
		c.singles[ch] = s
	}
	return s
}

// of is the set of a node of one character, or of a loop of one.
func (c *setCache) of(n *syntax.RegexNode) *set {
	if n.IsOneFamily() {
		return c.single(n.Ch)
	}
	key, has := "^"+string(n.Ch), func(r rune) bool { return r != n.Ch }
	if !n.IsNotoneFamily() {
		key, has = "["+string(n.Set.Hash()), n.Set.CharIn
	}
	s := c.others[key]
	if s == nil {
		s = newSet(has)
		c.others[key] = s
	}
	return s
}

// one is the set of the characters that n matches, if it matches exactly one or
// (edge) the end of the text on that side.
func (c *setCache) one(n *syntax.RegexNode, op opcode) (s *set, edge, ok bool) {
	switch {
	case n.T == syntax.NtOne, n.T == syntax.NtNotone, n.T == syntax.NtSet:
		return c.of(n), false, true
	case n.T == syntax.NtCapture, n.T == syntax.NtGroup, n.T == syntax.NtAtomic:
		return c.one(n.Children[0], op)
	case op == opAhead && n.T == syntax.NtEol, op == opBehind && n.T == syntax.NtBol:
		return c.single('\n'), true, true
	case n.T == syntax.NtAlternate:
		var parts []*set
		for _, child := range n.Children {
			part, e, ok := c.one(child, op)
			if !ok {
				return nil, false, false
			}
			parts, edge = append(parts, part), edge || e
		}
		return newSet(func(r rune) bool {
			return slices.ContainsFunc(parts, func(s *set) bool { return s.has(r) })
		}), edge, true
	}
	return nil, false, false
}

// endsEarly tells whether a loop over n can end with a way through n that is
// empty, though a later one is not: (?:a*|b)* stops before a b. The backtracker
// counts rounds as regexp2 does; an automaton sees only where they lead.
func (c *setCache) endsEarly(n *syntax.RegexNode) bool {
	switch n.T {
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.endsEarly(n.Children[0])
	case syntax.NtAlternate:
		return slices.ContainsFunc(n.Children[:len(n.Children)-1], func(way *syntax.RegexNode) bool { return c.firstOf(way).empty })
	}
	return false
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
func (c *setCache) firstOf(n *syntax.RegexNode) first {
	switch {
	case n.Options&syntax.RightToLeft != 0:
		return first{empty: true}
	case n.IsOneFamily(), n.IsNotoneFamily(), n.IsSetFamily():
		s := c.of(n)
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
			g := c.firstOf(child)
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
			g := c.firstOf(child)
			f.add(g)
			f.empty = f.empty || g.empty
		}
		return f
	case syntax.NtLoop, syntax.NtLazyloop:
		f := c.firstOf(n.Children[0])
		f.empty = f.empty || n.M == 0
		return f
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.firstOf(n.Children[0])
	}
	return first{empty: true}
}
