package cjk

import (
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Emphasis replaces goldmark's parsers of *, _ and ~. The renderer of
// strikethrough is goldmark's own; install extension.Strikethrough too.
var Emphasis goldmark.Extender = emphasis{}

type emphasis struct{}

func (emphasis) Extend(m goldmark.Markdown) {
	// Just before goldmark's own, which have priority 500 and then never run.
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(emphasisParser{}, 499),
		util.Prioritized(strikethroughParser{}, 499),
	))
}

// stateKey finds the state of the block whose text is being parsed.
var stateKey = parser.NewContextKey()

// A state is what is known of one block so far.
type state struct {
	block   ast.Node
	openers [256]bool // by mark: a run that may open was seen
	line    int       // the line that pairs were made for
	pairs   []pair    // of that line, by place
}

func stateOf(block ast.Node, pc parser.Context) *state {
	s, ok := pc.Get(stateKey).(*state)
	if !ok {
		s = new(state)
		pc.Set(stateKey, s)
	}
	if s.block != block {
		*s = state{block: block, line: -1}
	}
	return s
}

// push hands d to goldmark, or returns it as text when it can only close and
// nothing before it opens: goldmark would search all open marks for it.
func (s *state) push(block text.Reader, d *parser.Delimiter, pc parser.Context) ast.Node {
	s.openers[d.Char] = s.openers[d.Char] || d.CanOpen
	if !d.CanOpen && !(d.CanClose && s.openers[d.Char]) {
		return Literal(block, d)
	}
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

type emphasisParser struct{}

func (emphasisParser) IsDelimiter(b byte) bool { return b == '*' || b == '_' }
func (emphasisParser) OnMatch(n int) ast.Node  { return ast.NewEmphasis(n) }
func (emphasisParser) Trigger() []byte         { return []byte{'*', '_'} }

func (emphasisParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (p emphasisParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	d, s := Run(block, p), stateOf(parent, pc)
	if d.Char != '*' || d.OriginalLength != 2 {
		return s.push(block, d, pc)
	}
	role, ok := s.loose(parent, block, d)
	if !ok {
		return s.push(block, d, pc)
	}
	d.CanOpen, d.CanClose = role.open, role.close
	if last, ok := parent.LastChild().(*ast.Text); ok && role.close {
		last.Segment = last.Segment.TrimRightSpace(block.Source())
	}
	n := s.push(block, d, pc)
	if line, _ := block.PeekLine(); role.open {
		block.Advance(util.TrimLeftSpaceLength(line))
	}
	return n
}

type strikethroughParser struct{}

func (strikethroughParser) IsDelimiter(b byte) bool { return b == '~' }
func (strikethroughParser) OnMatch(int) ast.Node    { return extast.NewStrikethrough() }
func (strikethroughParser) Trigger() []byte         { return []byte{'~'} }

func (strikethroughParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

// Parse takes one or two tildes. A single one between letters or digits is
// text: 3~5 天 is a range, and two ranges are no strikethrough. So is that of ~/path.
func (p strikethroughParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	d := Run(block, p)
	if d.OriginalLength > 2 || d.OriginalLength == 1 && noMark(block) {
		return Literal(block, d)
	}
	return stateOf(parent, pc).push(block, d, pc)
}

func noMark(block text.Reader) bool {
	line, _ := block.PeekLine()
	next := following(line[1:])
	return next == '/' || wordRune(block.PrecendingCharacter()) && wordRune(next)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
