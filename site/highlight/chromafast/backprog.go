package chromafast

import "github.com/dlclark/regexp2/v2/syntax"

const maxBackInsts = 100_000

// compileBack translates a pattern for the backtracker.
func compileBack(pattern string) (*prog, error) {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	if tree.Capnumlist != nil {
		return nil, errForeign
	}
	c := &backCompiler{compiler: compiler{sets: newSetCache(), limit: maxBackInsts}, slots: 2 * tree.Captop}
	c.target = c
	start := c.node(tree.Root, c.emit(inst{op: opMatch}))
	if c.err != nil {
		return nil, c.err
	}
	return &prog{insts: c.insts, start: start, groups: tree.Captop - 1, slots: c.slots}, nil
}

// A backCompiler compiles for the backtracker.
type backCompiler struct {
	compiler
	slots int
}

func (c *backCompiler) slot() int32 {
	c.slots++
	return int32(c.slots - 1)
}

func (c *backCompiler) own(n *syntax.RegexNode, next int32) (int32, bool) {
	if loopOfOne(n) {
		return c.emit(inst{op: opRepeat, set: c.sets.of(n), back: leftward(n), arg: int32(n.M), alt: int32(n.N), out: next,
			lazy: lazy(n), atomic: n.IsAtomicloopFamily()}), true
	}
	switch n.T {
	case syntax.NtRef:
		return c.emit(inst{op: opRef, arg: int32(n.M), back: leftward(n), fold: n.Options&syntax.IgnoreCase != 0, out: next}), true
	case syntax.NtCapture:
		if n.N != -1 { // a balancing group
			return c.fail(), true
		}
		slot := c.slot()
		end := c.emit(inst{op: opGroup, arg: int32(n.M), alt: slot, out: next})
		return c.emit(inst{op: opMark, arg: slot, out: c.node(n.Children[0], end)}), true
	case syntax.NtPosLook, syntax.NtNegLook:
		return c.emit(inst{op: opLook, negate: n.T == syntax.NtNegLook, alt: c.inner(n), out: next}), true
	case syntax.NtAtomic:
		return c.emit(inst{op: opAtomic, alt: c.inner(n), out: next}), true
	case syntax.NtEndZ:
		return c.emit(inst{op: opLastEnd, out: next}), true
	case syntax.NtStart:
		return c.emit(inst{op: opFirst, out: next}), true
	}
	return 0, false
}

// inner compiles a pattern within the pattern.
func (c *backCompiler) inner(n *syntax.RegexNode) int32 {
	return c.node(n.Children[0], c.emit(inst{op: opMatch}))
}

// round notes where a round begins, so that an empty one is the last.
func (c *backCompiler) round(body func(next int32) int32, head, exit int32) int32 {
	slot := c.slot()
	again := c.emit(inst{op: opLoop, arg: slot, out: head, alt: exit})
	return c.emit(inst{op: opMark, arg: slot, out: body(again)})
}
