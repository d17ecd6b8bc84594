package chromafast

import (
	"errors"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A backProg is a regular expression for the backtracker: what no automaton can
// decide, because it looks around at more than a character, or refers back.
type backProg struct {
	insts  []backInst
	start  int32
	groups int // capturing groups, the whole match excepted
	slots  int // of groups, and of places to be remembered
}

type backOp uint8

const (
	backSet     backOp = iota // one character of the set
	backRepeat                // least to most characters of the set
	backSplit                 // to out, or failing that to alt
	backAssert                // what lies on both sides, see test
	backMark                  // note the place in slot arg
	backCapture               // group arg lies between the place in slot least and here
	backLoop                  // to out, but to alt if we are where slot arg says: no empty rounds
	backRef                   // the text of group arg once more
	backLook                  // whether alt matches here, or not (negate)
	backAtomic                // match alt, and never come back to it
	backLastEnd               // end of the text, or the newline before it
	backFirst                 // where the match began
	backFail
	backDone
)

type backInst struct {
	op          backOp
	back        bool // read to the left
	lazy        bool // backRepeat: as few as possible
	atomic      bool // backRepeat: never fewer than there are
	negate      bool
	fold        bool // backRef: case is nothing
	test        opcode
	out, alt    int32
	arg         int32
	least, most int32
	set         *set
}

// errForeign means that a pattern uses what no lexer of ours used so far.
var errForeign = errors.New("regular expression is not understood")

// compileBack translates a pattern.
func compileBack(pattern string) (*backProg, error) {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	if tree.Capnumlist != nil {
		return nil, errForeign
	}
	c := &backCompiler{sets: newSetCache(), slots: 2 * tree.Captop}
	start := c.node(tree.Root, c.emit(backInst{op: backDone}))
	if c.err != nil {
		return nil, c.err
	}
	return &backProg{insts: c.insts, start: start, groups: tree.Captop - 1, slots: c.slots}, nil
}

// A backCompiler builds instructions from the end of a pattern to its start, as
// compiler does.
type backCompiler struct {
	insts []backInst
	sets  *setCache
	slots int
	err   error
}

func (c *backCompiler) emit(i backInst) int32 {
	if len(c.insts) >= maxBackInsts {
		c.err = errForeign
		return 0
	}
	c.insts = append(c.insts, i)
	return int32(len(c.insts) - 1)
}

func (c *backCompiler) node(n *syntax.RegexNode, next int32) int32 {
	if c.err != nil {
		return 0
	}
	back := n.Options&syntax.RightToLeft != 0
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return c.emit(backInst{op: backSet, set: c.sets.of(n), back: back, out: next})
	case syntax.NtMulti:
		return c.word(n, back, next)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, next)
	case syntax.NtRef:
		return c.emit(backInst{op: backRef, arg: int32(n.M), back: back, fold: n.Options&syntax.IgnoreCase != 0, out: next})
	case syntax.NtCapture:
		if n.N != -1 {
			c.err = errForeign // a balancing group
			return 0
		}
		slot := c.slot()
		end := c.emit(backInst{op: backCapture, arg: int32(n.M), least: slot, out: next})
		return c.emit(backInst{op: backMark, arg: slot, out: c.node(n.Children[0], end)})
	case syntax.NtPosLook, syntax.NtNegLook:
		inner := c.node(n.Children[0], c.emit(backInst{op: backDone}))
		return c.emit(backInst{op: backLook, negate: n.T == syntax.NtNegLook, alt: inner, out: next})
	case syntax.NtAtomic:
		inner := c.node(n.Children[0], c.emit(backInst{op: backDone}))
		return c.emit(backInst{op: backAtomic, alt: inner, out: next})
	}
	if n.IsOneFamily() || n.IsNotoneFamily() || n.IsSetFamily() {
		return c.emit(backInst{op: backRepeat, set: c.sets.of(n), back: back, least: int32(n.M), most: int32(n.N), out: next,
			lazy:   n.T == syntax.NtOnelazy || n.T == syntax.NtNotonelazy || n.T == syntax.NtSetlazy,
			atomic: n.T == syntax.NtOneloopatomic || n.T == syntax.NtNotoneloopatomic || n.T == syntax.NtSetloopatomic})
	}
	return c.inner(n, next)
}

// inner compiles nodes that read nothing themselves.
func (c *backCompiler) inner(n *syntax.RegexNode, next int32) int32 {
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtNothing:
		return c.emit(backInst{op: backFail})
	case syntax.NtConcatenate: // within a look behind the parser has them in reverse
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.node(n.Children[i], next)
		}
		return next
	case syntax.NtAlternate:
		alt := c.node(n.Children[len(n.Children)-1], next)
		for i := len(n.Children) - 2; i >= 0; i-- {
			alt = c.emit(backInst{op: backSplit, out: c.node(n.Children[i], next), alt: alt})
		}
		return alt
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtEndZ:
		return c.emit(backInst{op: backLastEnd, out: next})
	case syntax.NtStart:
		return c.emit(backInst{op: backFirst, out: next})
	}
	if test, ok := assertions[n.T]; ok {
		return c.emit(backInst{op: backAssert, test: test, out: next})
	}
	c.err = errForeign
	return 0
}

func (c *backCompiler) slot() int32 {
	c.slots++
	return int32(c.slots - 1)
}

// word compiles some characters in a row.
func (c *backCompiler) word(n *syntax.RegexNode, back bool, next int32) int32 {
	if n.Options&syntax.IgnoreCase != 0 && cased(n.Str) {
		c.err = errForeign // the parser makes sets of these
	}
	for i := range n.Str {
		ch := n.Str[i]
		if !back {
			ch = n.Str[len(n.Str)-1-i]
		}
		next = c.emit(backInst{op: backSet, set: c.sets.single(ch), back: back, out: next})
	}
	return next
}

// loop compiles a repetition of more than a character. Counted rounds are
// written out.
func (c *backCompiler) loop(n *syntax.RegexNode, next int32) int32 {
	split := func(in, out int32) backInst {
		if n.T == syntax.NtLazyloop {
			return backInst{op: backSplit, out: out, alt: in}
		}
		return backInst{op: backSplit, out: in, alt: out}
	}
	body, after := n.Children[0], next
	if n.N >= unbounded {
		head, slot := c.emit(backInst{op: backSplit}), c.slot()
		again := c.emit(backInst{op: backLoop, arg: slot, out: head, alt: next})
		in := c.emit(backInst{op: backMark, arg: slot, out: c.node(body, again)})
		if c.err != nil {
			return 0
		}
		c.insts[head] = split(in, next)
		next = head
	} else {
		for range n.N - n.M {
			if next = c.emit(split(c.node(body, next), after)); c.err != nil {
				return 0
			}
		}
	}
	for range n.M {
		if next = c.node(body, next); c.err != nil {
			return 0
		}
	}
	return next
}
