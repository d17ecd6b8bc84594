package cjk

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A pair is two ** that belong together though there is a space inside.
type pair struct{ open, close int } // places in the source

// loose says what d does if it belongs to a loose pair.
//
// Many people write "** 重点**". CommonMark wants no space inside; we let it
// pass where nothing else can be meant:
//
//   - all asterisks of the line, outside code, come in runs of two, and their
//     number is even: the first opens, the second closes, and so on;
//   - a run that plays a part against CommonMark has spaces on both sides, so
//     that it has no other part to play, and is not an operator: in 2 ** n it
//     stands between two ASCII words;
//   - there is a CJK character between the two.
func (s *state) loose(parent ast.Node, block text.Reader, d *parser.Delimiter) (flank, bool) {
	n, _ := block.Position()
	if s.line != n {
		s.line, s.pairs = n, nil
		if lines := parent.Lines(); n < lines.Len() {
			segment := lines.At(n)
			s.pairs = loosePairs(block.Source()[segment.Start:segment.Stop], segment.Start)
		}
	}
	at := d.Segment.Start
	i, ok := slices.BinarySearchFunc(s.pairs, at, func(p pair, at int) int { return cmp.Compare(p.close, at) })
	if !ok && (i == len(s.pairs) || s.pairs[i].open != at) {
		return flank{}, false
	}
	return flank{open: !ok, close: ok}, true
}

// loosePairs finds the pairs of a line that begins at the given place of the
// source; none if no run of the line needs the rule.
func loosePairs(line []byte, start int) []pair {
	if !bytes.Contains(line, []byte("** ")) && !bytes.Contains(line, []byte(" **")) {
		return nil
	}
	runs := doubleRuns(line)
	if len(runs)%2 != 0 {
		return nil
	}
	var pairs []pair
	needed := false
	for i := 0; i < len(runs); i += 2 {
		open, close := roleAt(line, runs[i]), roleAt(line, runs[i+1])
		if !open.open || !close.close {
			if open.close && !open.open || close.open && !close.close ||
				!open.open && operator(line, runs[i]) || !close.close && operator(line, runs[i+1]) ||
				!containsCJK(line[runs[i]+2:runs[i+1]]) {
				return nil
			}
			needed = true
		}
		pairs = append(pairs, pair{start + runs[i], start + runs[i+1]})
	}
	if !needed {
		return nil
	}
	return pairs
}

// doubleRuns are the places of the runs of two asterisks outside code; nil if
// the line has other runs as well.
func doubleRuns(line []byte) []int {
	var runs []int
	code := codeSpans{line: line}
	for i := 0; i < len(line); {
		switch line[i] {
		case '\\':
			i += 2
		case '`':
			i = code.skip(i)
		case '*':
			n := runLength(line[i:])
			if n != 2 {
				return nil
			}
			runs = append(runs, i)
			i += n
		default:
			i++
		}
	}
	return runs
}

// codeSpans skips code spans, in time linear in the line.
type codeSpans struct {
	line []byte
	last map[int]int // length of a run of backticks -> place of the last such run
}

// skip returns the place after the code span that begins at i, or after the
// backticks there if they open none.
func (c *codeSpans) skip(i int) int {
	n := runLength(c.line[i:])
	if c.last == nil {
		c.last = map[int]int{}
		for k := i; k < len(c.line); k++ {
			if c.line[k] == '`' {
				length := runLength(c.line[k:])
				c.last[length] = k
				k += length - 1
			}
		}
	}
	if c.last[n] <= i {
		return i + n
	}
	for k := i + n; ; k++ {
		if c.line[k] != '`' {
			continue
		}
		length := runLength(c.line[k:])
		if length == n {
			return k + n
		}
		k += length - 1
	}
}

func roleAt(line []byte, at int) flank {
	before, beforeCJK := preceding(line[:at])
	return flanking('*', before, following(line[at+2:]), beforeCJK)
}

// operator says whether the run stands between two ASCII words, as in 2 ** n.
func operator(line []byte, at int) bool {
	left := bytes.TrimRight(line[:at], " \t")
	right := bytes.TrimLeft(line[at+2:], " \t")
	return len(left) > 0 && len(right) > 0 && operand(left[len(left)-1], ")]") && operand(right[0], "([-")
}

func operand(c byte, brackets string) bool {
	return util.IsAlphaNumeric(c) || c == '_' || bytes.IndexByte([]byte(brackets), c) >= 0
}

func containsCJK(s []byte) bool {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if Is(r) {
			return true
		}
		s = s[size:]
	}
	return false
}
