package chromafast

import (
	"slices"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

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

// firstOf is the set of characters that a match of n can begin with. What looks
// around counts as empty: it does not move.
func (c *setCache) firstOf(n *syntax.RegexNode) first {
	switch {
	case leftward(n):
		return first{empty: true}
	case single(n):
		return first{ascii: c.of(n).ascii, wide: true, empty: loopOfOne(n) && n.M == 0}
	}
	switch n.T {
	case syntax.NtMulti:
		if n.Options&syntax.IgnoreCase == 0 || !cased(n.Str) {
			return first{ascii: c.single(n.Str[0]).ascii, empty: n.Str[0] >= utf8.RuneSelf}
		}
	case syntax.NtConcatenate, syntax.NtAlternate:
		return c.firstOfAll(n.Children, n.T == syntax.NtConcatenate)
	case syntax.NtLoop, syntax.NtLazyloop:
		f := c.firstOf(n.Children[0])
		f.empty = f.empty || n.M == 0
		return f
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.firstOf(n.Children[0])
	}
	return first{empty: true}
}

// firstOfAll is that set for nodes in a row, or for alternatives.
func (c *setCache) firstOfAll(nodes []*syntax.RegexNode, row bool) first {
	f := first{empty: row}
	for _, n := range nodes {
		g := c.firstOf(n)
		f.add(g)
		if row && !g.empty {
			f.empty = false
			break
		}
		f.empty = f.empty || g.empty
	}
	return f
}
