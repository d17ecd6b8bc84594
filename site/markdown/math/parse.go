package math

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

var display = []byte("$$")

type inlineParser struct{}

func (inlineParser) Trigger() []byte { return []byte{'$'} }

func (inlineParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	number, start := block.Position()
	line, segment := block.PeekLine()
	dollars := len(line) - len(bytes.TrimLeft(line, "$"))
	var node *Inline
	switch {
	case dollars == 1:
		node = single(block)
	case dollars == 2:
		node = double(block)
	}
	if node != nil {
		return node
	}
	block.SetPosition(number, start)
	block.Advance(dollars)
	return ast.NewTextSegment(segment.WithStop(segment.Start + dollars))
}

// single reads $…$. Like double it looks no further than the next dollar sign,
// so that all attempts in a block together read it once.
func single(block text.Reader) *Inline {
	block.Advance(1)
	var tex []byte
	for {
		line, _ := block.PeekLine()
		if line == nil || tex == nil && (len(line) == 0 || util.IsSpace(line[0])) {
			return nil
		}
		end := dollar(line)
		if end < 0 {
			tex = append(tex, line...)
			block.AdvanceLine()
			continue
		}
		tex = append(tex, line[:end]...)
		if !closes(tex, line[end+1:]) {
			return nil
		}
		block.Advance(end + 1)
		return &Inline{TeX: string(tex)}
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

// closes says whether a dollar sign between tex and rest ends a formula.
func closes(tex, rest []byte) bool {
	if len(tex) == 0 || util.IsSpace(tex[len(tex)-1]) || bytes.Contains(tex, []byte("**")) ||
		bytes.IndexByte(tex, '`') >= 0 || outsideBraces(tex, cjkPunctuation) {
		return false
	}
	if len(rest) == 0 {
		return true
	}
	switch next := rest[0]; {
	case next == '$', next == '{', next == '(' && tex[0] == '(', '0' <= next && next <= '9':
		return false
	case letter(next):
		return !variable(tex) && !outsideBraces(tex, cjk.Is)
	}
	return true
}

// variable says whether tex begins like the name of a variable.
func variable(tex []byte) bool {
	return len(tex) > 1 && letter(tex[0]) && (letter(tex[1]) || tex[1] == '_')
}

func cjkPunctuation(r rune) bool { return cjk.Is(r) && util.IsPunctRune(r) }

// outsideBraces says whether such a character stands in tex outside braces.
func outsideBraces(tex []byte, such func(rune) bool) bool {
	depth := 0
	for len(tex) > 0 {
		r, size := utf8.DecodeRune(tex)
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case depth <= 0 && such(r):
			return true
		}
		tex = tex[size:]
	}
	return false
}

// double reads $$…$$ within a paragraph. No other dollar sign stands in it.
func double(block text.Reader) *Inline {
	block.Advance(len(display))
	var tex []byte
	for {
		line, _ := block.PeekLine()
		if line == nil {
			return nil
		}
		end := dollar(line)
		if end < 0 {
			tex = append(tex, line...)
			block.AdvanceLine()
			continue
		}
		tex = bytes.TrimSpace(append(tex, line[:end]...))
		if len(tex) == 0 || !bytes.HasPrefix(line[end:], display) || bytes.HasPrefix(line[end:], []byte("$$$")) {
			return nil
		}
		block.Advance(end + len(display))
		return &Inline{TeX: string(tex), Display: true}
	}
}

// endKey holds the place up to which no formula block ends.
var endKey = parser.NewContextKey()

type blockParser struct{}

func (blockParser) Trigger() []byte             { return []byte{'$'} }
func (blockParser) CanInterruptParagraph() bool { return true }
func (blockParser) CanAcceptIndentedLine() bool { return false }

// Open begins a block at a line with $$ in front. If the closing $$ stands in
// the same line, nothing may follow it; otherwise it must come before the next
// blank line. What does not close is text.
func (blockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], display) || bytes.HasPrefix(line[at:], []byte("$$$")) {
		return nil, parser.NoChildren
	}
	at += len(display)
	n := new(Block)
	rest := segment.WithStart(segment.Start + at - segment.Padding)
	if end := bytes.Index(line[at:], display); end >= 0 {
		if end == 0 || !util.IsBlank(line[at+end+len(display):]) {
			return nil, parser.NoChildren
		}
		rest.Stop = rest.Start + end
		n.closed = true
	} else if !closedAfter(reader.Source(), segment.Stop, pc) {
		return nil, parser.NoChildren
	}
	if !util.IsBlank(reader.Value(rest)) {
		n.Lines().Append(rest)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closedAfter says whether $$ follows before a blank line. Where it does not,
// the place is kept, so that no line is searched twice in vain.
func closedAfter(source []byte, from int, pc parser.Context) bool {
	if end, ok := pc.Get(endKey).(int); ok && from < end {
		return false
	}
	rest := source[min(from, len(source)):]
	end := 0
	for end < len(rest) {
		size := bytes.IndexByte(rest[end:], '\n') + 1
		if size == 0 {
			size = len(rest) - end
		}
		line := rest[end : end+size]
		if bytes.Contains(line, display) {
			return true
		}
		if util.IsBlank(line) {
			break
		}
		end += size
	}
	pc.Set(endKey, from+end)
	return false
}

func (blockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*Block)
	if n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Close
	}
	end := bytes.Index(line, display)
	if end < 0 {
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.closed = true
	if !util.IsBlank(line[:end]) {
		n.Lines().Append(segment.WithStop(segment.Start + end - segment.Padding))
	}
	if util.IsBlank(line[end+len(display):]) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	reader.Advance(end + len(display)) // what follows is a block of its own
	return parser.Close
}

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}
