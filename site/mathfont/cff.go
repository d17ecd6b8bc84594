package mathfont

import (
	"encoding/binary"
	"slices"
)

// A cff is a table of outlines in Adobe's Compact Font Format (Technical Note
// 5176), with one Private DICT.
type cff struct {
	data                  be
	names                 []byte // the INDEX
	top                   []byte // the Top DICT without what has offsets
	private               []byte
	localAt               int // where the local subroutines lie, from the Private DICT
	charstrings           index
	global, local         index
	usedGlobal, usedLocal map[int]bool
	stems, stack, last    int // of the outline that is traced
	steps                 int
}

// An index is where the items of an INDEX lie.
type index struct {
	starts []int // and one past the last
	end    int   // of the INDEX itself
}

func (x index) count() int { return max(0, len(x.starts)-1) }

func readIndex(b be, at int) index {
	n, size := b.u16(at), 0
	if n == 0 {
		return index{end: at + 2}
	}
	if at+2 < len(b) {
		size = int(b[at+2])
	}
	base := at + 3 + (n+1)*size - 1
	x := index{starts: make([]int, n+1)}
	for i := range x.starts {
		offset := 0
		for k := range size {
			if p := at + 3 + i*size + k; p < len(b) {
				offset = offset<<8 | int(b[p])
			}
		}
		x.starts[i] = min(base+offset, len(b))
	}
	x.end = x.starts[n]
	return x
}

// readDict reads the numbers of a DICT by operator; two-byte operators are
// 1200 and more.
func readDict(b be) map[int][]int {
	all := map[int][]int{}
	var operands []int
	for i := 0; i < len(b); {
		c := int(b[i])
		switch {
		case c == 12 && i+1 < len(b):
			all[1200+int(b[i+1])], operands = operands, nil
			i += 2
		case c <= 21:
			all[c], operands = operands, nil
			i++
		case c == 28:
			operands = append(operands, int(int16(b.u16(i+1))))
			i += 3
		case c == 29:
			operands = append(operands, int(int32(b.u32(i+1))))
			i += 5
		case c == 30: // a decimal number ends in a nibble of ones
			for i++; i < len(b) && b[i]&0xF != 0xF && b[i]>>4 != 0xF; i++ {
				continue
			}
			operands = append(operands, 0)
			i++
		default:
			n, size := number(b, i)
			operands = append(operands, n)
			i += size
		}
	}
	return all
}

// number reads an integer of one or two bytes, as DICTs and outlines have it.
func number(b be, i int) (n, size int) {
	c, next := int(b[i]), 0
	if i+1 < len(b) {
		next = int(b[i+1])
	}
	switch {
	case c >= 32 && c <= 246:
		return c - 139, 1
	case c >= 247 && c <= 250:
		return (c-247)*256 + next + 108, 2
	case c >= 251 && c <= 254:
		return -(c-251)*256 - next - 108, 2
	}
	return 0, 1
}

func readCFF(data []byte) (*cff, error) {
	b := be(data)
	if len(b) < 4 {
		return nil, errFont
	}
	names := readIndex(b, int(b[2]))
	tops := readIndex(b, names.end)
	if tops.count() != 1 {
		return nil, errFont
	}
	dict := b[tops.starts[0]:tops.starts[1]]
	top := readDict(dict)
	if len(top[17]) != 1 || len(top[18]) != 2 || top[1230] != nil {
		return nil, errFont
	}
	c := &cff{data: b, names: b[b[2]:names.end], usedGlobal: map[int]bool{}, usedLocal: map[int]bool{}}
	c.top = unplaced(dict)
	c.global = readIndex(b, readIndex(b, tops.end).end)
	c.charstrings = readIndex(b, top[17][0])
	size, at := top[18][0], top[18][1]
	if at < 0 || size < 0 || at+size > len(b) {
		return nil, errFont
	}
	c.private = b[at : at+size]
	if subrs := readDict(c.private)[19]; len(subrs) == 1 && subrs[0] >= size {
		c.localAt = subrs[0]
		c.local = readIndex(b, at+c.localAt)
	}
	return c, nil
}

// unplaced are the entries of a Top DICT that neither name a string nor say
// where something lies.
func unplaced(dict be) (out []byte) {
	start := 0
	for i := 0; i < len(dict); {
		c := int(dict[i])
		switch {
		case c == 12 || c <= 21:
			size := 1
			if c == 12 {
				size, c = 2, 1200+int(dict.from(i)[1])
			}
			if i += size; c == 5 || c == 1207 { // FontBBox, FontMatrix
				out = append(out, dict[start:min(i, len(dict))]...)
			}
			start = i
		case c == 28:
			i += 3
		case c == 29:
			i += 5
		case c == 30:
			for i++; i < len(dict) && dict[i]&0xF != 0xF && dict[i]>>4 != 0xF; i++ {
				continue
			}
			i++
		default:
			_, size := number(dict, i)
			i += size
		}
	}
	return out
}

// Operators of Type 2 charstrings (Technical Note 5177).
const (
	hstem, vstem, hstemhm, vstemhm = 1, 3, 18, 23
	hintmask, cntrmask             = 19, 20
	callsubr, callgsubr            = 10, 29
	returns, endchar               = 11, 14
)

// subset is the table with empty outlines for all other glyphs, without the
// subroutines that the rest does not call, and without names of glyphs. Numbers
// of glyphs and subroutines stay, and so does what refers to them.
func (c *cff) subset(keep map[int]bool) ([]byte, error) {
	for glyph := range c.charstrings.count() {
		if keep[glyph] {
			c.stems, c.stack, c.steps = 0, 0, 0
			if !c.trace(c.charstrings, glyph, 0) {
				return nil, errFont
			}
		}
	}
	count := c.charstrings.count()
	const standard = 390 // names that every font has
	strings := writeIndex(make([][]byte, max(0, count-standard)))
	global := writeIndex(items(c.data, c.global, c.usedGlobal, nil))
	charset := []byte{2, 0, 1, byte((count - 2) >> 8), byte(count - 2)} // one range of all names
	outlines := writeIndex(items(c.data, c.charstrings, keep, []byte{endchar}))
	local := writeIndex(items(c.data, c.local, c.usedLocal, nil))

	out := append([]byte{1, 0, 4, 4}, c.names...)
	size := len(c.topDict(0, 0, 0))
	at := len(out) + len(writeIndex([][]byte{make([]byte, size)})) + len(strings) + len(global)
	top := c.topDict(at, at+len(charset), at+len(charset)+len(outlines))
	for _, part := range [][]byte{writeIndex([][]byte{top}), strings, global, charset, outlines, c.private} {
		out = append(out, part...)
	}
	if c.local.count() > 0 {
		out = append(append(out, make([]byte, c.localAt-len(c.private))...), local...)
	}
	return out, nil
}

// topDict is the Top DICT with other offsets.
func (c *cff) topDict(charset, outlines, private int) []byte {
	out := slices.Clone(c.top)
	put := func(op byte, numbers ...int) {
		for _, n := range numbers {
			out = binary.BigEndian.AppendUint32(append(out, 29), uint32(n))
		}
		out = append(out, op)
	}
	put(15, charset)
	put(17, outlines)
	put(18, len(c.private), private)
	return out
}

// items are those of an INDEX, with another in the place of all that are not
// kept.
func items(b be, x index, keep map[int]bool, other []byte) [][]byte {
	all := make([][]byte, x.count())
	for i := range all {
		if all[i] = other; keep[i] {
			all[i] = b[x.starts[i]:x.starts[i+1]]
		}
	}
	return all
}

func writeIndex(items [][]byte) []byte {
	if len(items) == 0 {
		return []byte{0, 0}
	}
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	out = append(out, 4)
	at := uint32(1)
	for _, item := range items {
		out = binary.BigEndian.AppendUint32(out, at)
		at += uint32(len(item))
	}
	out = binary.BigEndian.AppendUint32(out, at)
	for _, item := range items {
		out = append(out, item...)
	}
	return out
}

const (
	deepest   = 10 // as Type 2 allows
	mostSteps = 100_000
)

// trace follows an outline to the subroutines that it calls.
func (c *cff) trace(x index, item, depth int) bool {
	if item < 0 || item >= x.count() || depth > deepest {
		return false
	}
	b := c.data[x.starts[item]:x.starts[item+1]]
	for i := 0; i < len(b); c.steps++ {
		op := int(b[i])
		switch {
		case c.steps > mostSteps:
			return false
		case op == 28:
			c.push(int(int16(b.u16(i + 1))))
			i += 3
			continue
		case op == 255:
			c.push(0)
			i += 5
			continue
		case op >= 32:
			n, size := number(b, i)
			c.push(n)
			i += size
			continue
		}
		i++
		switch op {
		case hstem, vstem, hstemhm, vstemhm:
			c.stems += c.stack / 2
			c.stack = 0
		case hintmask, cntrmask:
			c.stems += c.stack / 2
			c.stack = 0
			i += (c.stems + 7) / 8
		case callsubr, callgsubr:
			c.stack--
			sub, used := c.local, c.usedLocal
			if op == callgsubr {
				sub, used = c.global, c.usedGlobal
			}
			n := c.last + bias(sub.count())
			used[n] = true
			if !c.trace(sub, n, depth+1) {
				return false
			}
		case returns:
			return true
		case endchar:
			return true
		case 12:
			i++
			c.stack = 0
		default:
			c.stack = 0
		}
	}
	return true
}

func (c *cff) push(n int) {
	c.stack++
	c.last = n
}

func bias(count int) int {
	switch {
	case count < 1240:
		return 107
	case count < 33900:
		return 1131
	}
	return 32768
}
