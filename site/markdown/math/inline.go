package math

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

type inlineParser struct{}

func (inlineParser) Trigger() []byte { return []byte{'$', '\\'} }

func (inlineParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	number, start := block.Position()
	line, segment := block.PeekLine()
	if line[0] == '\\' {
		return inTable(parent, bracketed(block, line))
	}
	dollars := len(line) - len(bytes.TrimLeft(line, "$"))
	var node *Inline
	switch {
	case dollars == 1 && len(line) > 1 && line[1] == '`':
		node = quoted(block, line)
	case dollars == 1:
		node = single(block)
	case dollars == 2:
		node = double(block)
	}
	if node != nil {
		return inTable(parent, node)
	}
	block.SetPosition(number, start)
	block.Advance(dollars)
	return ast.NewTextSegment(segment.WithStop(segment.Start + dollars))
}

// inTable takes away the backslash that a | needs in the cell of a table.
func inTable(parent ast.Node, n *Inline) ast.Node {
	if n == nil {
		return nil
	}
	if parent.Kind() == xast.KindTableCell {
		n.TeX = string(bytes.ReplaceAll([]byte(n.TeX), []byte(`\|`), []byte("|")))
	}
	return n
}

// upTo reads to the first place that ends a formula, behind which rest
// begins, and goes there. It looks no further than that place, so that all
// attempts in a block together read it once.
func upTo(block text.Reader, end func(line []byte) int) (tex, rest []byte, ok bool) {
	for {
		line, _ := block.PeekLine()
		if line == nil {
			return nil, nil, false
		}
		at := end(line)
		if at >= 0 {
			block.Advance(at)
			return append(tex, line[:at]...), line[at:], true
		}
		tex = append(tex, line...)
		block.AdvanceLine()
	}
}

// dollar is the place of the first dollar sign without a backslash, or -1.
func dollar(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			return i
		}
	}
	return -1
}

// single reads $…$.
func single(block text.Reader) *Inline {
	before := block.PrecendingCharacter()
	block.Advance(1)
	tex, rest, ok := upTo(block, dollar)
	if !ok || !between(before, tex, rest[1:]) {
		return nil
	}
	block.Advance(1)
	return &Inline{TeX: string(trim(tex))}
}

// quoted reads $`…`$.
func quoted(block text.Reader, line []byte) *Inline {
	end := bytes.IndexByte(line[2:], '`') + 2
	if end < 3 || !bytes.HasPrefix(line[end:], []byte("`$")) || len(trim(line[2:end])) == 0 {
		return nil
	}
	block.Advance(end + 2)
	return &Inline{TeX: string(trim(line[2:end]))}
}

// double reads $$…$$ within a paragraph. No other dollar sign stands in it.
func double(block text.Reader) *Inline {
	block.Advance(len(display))
	tex, rest, ok := upTo(block, dollar)
	tex = trim(tex)
	if !ok || len(tex) == 0 || !bytes.HasPrefix(rest, display) || bytes.HasPrefix(rest, []byte("$$$")) || sentence(tex) {
		return nil
	}
	block.Advance(len(display))
	return &Inline{TeX: string(tex), Display: true}
}

// bracketed reads \(…\) and \[…\]. The backslash may also say that a bracket is
// meant, so that what stands between must look like TeX.
func bracketed(block text.Reader, line []byte) *Inline {
	if len(line) < 2 || line[1] != '(' && line[1] != '[' || block.PrecendingCharacter() == ']' {
		return nil
	}
	closing := byte(')')
	if line[1] == '[' {
		closing = ']'
	}
	block.Advance(2)
	tex, rest, ok := upTo(block, bracket)
	tex = trim(tex)
	if !ok || rest[1] != closing || !IsTeX(tex) && !(closing == ')' && short(tex)) {
		return nil
	}
	block.Advance(2)
	return &Inline{TeX: string(tex), Display: closing == ']'}
}

// bracket is the place of the first \( \) \[ or \], or -1.
func bracket(line []byte) int {
	for i := 0; i+1 < len(line); i++ {
		if line[i] == '\\' {
			if bytes.IndexByte([]byte("()[]"), line[i+1]) >= 0 {
				return i
			}
			i++
		}
	}
	return -1
}

// between says whether tex, which stands between two dollar signs, is a
// formula: before is what stands before them, rest what stands behind them.
func between(before rune, tex, rest []byte) bool {
	trimmed := trim(tex)
	if len(trimmed) == 0 || bytes.Contains(tex, []byte("**")) || bytes.IndexByte(tex, '`') >= 0 || foreignSigns(trimmed) {
		return false
	}
	if edges, is := len(trimmed) < len(tex), IsTeX(trimmed); edges || !is {
		switch {
		case edges && (!is || before < 0x80 && util.IsAlphaNumeric(byte(before))):
			return false
		case edges && len(rest) > 0 && util.IsAlphaNumeric(rest[0]):
			return false
		case bytes.IndexByte(tex, '\n') >= 0, outsideBraces(tex, cjkPunctuation) && !listed(trimmed) && !equation(trimmed), prose(tex, 3):
			return false
		}
	}
	return mayFollow(trimmed, rest)
}

// mayFollow says whether rest may follow the dollar sign behind tex.
func mayFollow(tex, rest []byte) bool {
	if len(rest) == 0 {
		return true
	}
	switch next := rest[0]; {
	case next == '$':
		return IsTeX(tex) && (len(rest) == 1 || rest[1] != '$')
	case next == '{', next == '(' && tex[0] == '(', digit(next):
		return false
	case letter(next):
		return !variable(tex) && !outsideBraces(tex, isCJK)
	}
	return true
}
