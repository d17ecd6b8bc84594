package chromafast

import (
	"strings"

	"github.com/dlclark/regexp2/v2/syntax"
)

// maxBehind is how many sets a state may look for in the character before.
const maxBehind = 5

const maxInsts = 20000 // of a rule

// compile translates a pattern for the automaton. Patterns that look further
// around, refer back or are too large yield no prog, only the set of their first
// characters.
func (sets *setCache) compile(pattern string) (*prog, first, error) {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, first{}, err
	}
	f := sets.firstOf(tree.Root)
	if tree.Capnumlist != nil || strings.Contains(pattern, "(?>") { // regexp2 adds atomic groups that change nothing; these may
		return nil, f, nil
	}
	c := &autoCompiler{compiler: compiler{sets: sets, limit: maxInsts}}
	c.target = c
	start := c.node(tree.Root, c.emit(inst{op: opMatch}))
	start = c.emit(inst{op: opSplit, out: start, alt: start})
	if c.err != nil {
		return nil, f, nil
	}
	return &prog{insts: c.insts, start: start, groups: tree.Captop - 1, trailing: c.trailing}, f, nil
}

// An autoCompiler compiles for the automaton.
type autoCompiler struct {
	compiler
	trailing bool
}

func (c *autoCompiler) own(n *syntax.RegexNode, next int32) (int32, bool) {
	switch {
	case leftward(n):
		return c.fail(), true
	case loopOfOne(n):
		s := c.sets.of(n)
		return c.loop(n, next, func(next int32) int32 { return c.emit(inst{op: opSet, set: s, out: next}) }), true
	}
	switch n.T {
	case syntax.NtLoop, syntax.NtLazyloop:
		if c.sets.endsEarly(n.Children[0]) {
			return c.fail(), true
		}
	case syntax.NtAtomic:
		return c.node(n.Children[0], next), true
	case syntax.NtCapture:
		if n.N != -1 { // a balancing group
			return c.fail(), true
		}
		next = c.emit(inst{op: opMark, arg: int32(2*n.M + 1), out: next})
		return c.emit(inst{op: opMark, arg: int32(2 * n.M), out: c.node(n.Children[0], next)}), true
	case syntax.NtPosLook, syntax.NtNegLook:
		return c.look(n, next), true
	}
	return 0, false
}

// round needs no more than the body: an empty round leads to where the automaton
// has been.
func (c *autoCompiler) round(body func(next int32) int32, head, _ int32) int32 { return body(head) }

// look compiles what looks at one character, or ends the pattern by looking
// ahead.
func (c *autoCompiler) look(n *syntax.RegexNode, next int32) int32 {
	child, op := n.Children[0], opAhead
	if leftward(child) {
		op = opBehind
	}
	if s, edge, ok := c.sets.one(child, op); ok {
		return c.emit(inst{op: op, set: s, edge: edge, negate: n.T == syntax.NtNegLook, out: next})
	}
	if n.T == syntax.NtPosLook && op == opAhead && next == 0 { // 0 is the match
		c.trailing = true
		return c.emit(inst{op: opMark, arg: 1, out: c.node(child, next)})
	}
	return c.fail()
}
