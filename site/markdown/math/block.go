package math

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

var display = []byte("$$")

type blockParser struct{}

func (blockParser) Trigger() []byte             { return []byte{'$', '\\'} }
func (blockParser) CanInterruptParagraph() bool { return true }
func (blockParser) CanAcceptIndentedLine() bool { return false }

// Open begins a block at a line with $$ or \[ in front. If what closes it
// stands in the same line, nothing may follow it; otherwise it must follow, and
// what is between must not be text of the note. What does not close is text.
func (blockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	n := &Block{end: closing(line[at:])}
	if n.end == nil || bytes.HasPrefix(line[at:], []byte("$$$")) || openIn(pc, reader.Source()) {
		return nil, parser.NoChildren
	}
	at += len(n.end)
	rest := segment.WithStart(segment.Start + at - segment.Padding)
	if end := n.index(line[at:]); end >= 0 {
		tex := line[at : at+end]
		if end == 0 || !util.IsBlank(line[at+end+len(n.end):]) || sentence(tex) || n.end[0] == '\\' && !IsTeX(tex) {
			return nil, parser.NoChildren
		}
		rest.Stop = rest.Start + end
		n.closed = true
	} else if !n.closes(parent, line[at:], reader.Source(), segment.Stop, pc) {
		return nil, parser.NoChildren
	}
	if !util.IsBlank(reader.Value(rest)) {
		n.Lines().Append(rest)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closing is what ends a formula that begins like line, nil if none does.
func closing(line []byte) []byte {
	switch {
	case bytes.HasPrefix(line, display):
		return display
	case bytes.HasPrefix(line, []byte(`\[`)):
		return []byte(`\]`)
	}
	return nil
}

// index is the place in line of what ends the formula, or -1.
func (n *Block) index(line []byte) int {
	for i := 0; i+1 < len(line); i++ {
		if bytes.HasPrefix(line[i:], n.end) {
			return i
		}
		if line[i] == '\\' {
			i++
		}
	}
	return -1
}

// endKeys hold the place up to which no formula block ends.
var endKeys = map[byte]parser.ContextKey{'$': parser.NewContextKey(), '\\': parser.NewContextKey()}

// closes says whether a formula that begins with first ends below, at
// source[from:], and holds no text of the note. Where nothing ends it the place
// is kept, so that no line is searched twice in vain.
func (n *Block) closes(parent ast.Node, first, source []byte, from int, pc parser.Context) bool {
	key := endKeys[n.end[0]]
	if end, ok := pc.Get(key).(int); ok && from < end {
		return false
	}
	indent, body := indentOf(parent), from
	for at := min(from, len(source)); at < len(source); {
		line := source[at:]
		if size := bytes.IndexByte(line, '\n') + 1; size > 0 {
			line = line[:size]
		}
		if end := n.index(line); end >= 0 {
			n.blanks = util.IsBlank(first) && util.IsBlank(unquoted(line[:end])) && util.IsBlank(line[end+len(n.end):])
			return leading(line) >= indent && n.holds(first, source[body:at+end], indent)
		}
		at += len(line)
	}
	pc.Set(key, len(source))
	return false
}

// holds says whether the lines between the first and the end of a formula are
// its own: each is indented as its container asks, and they are no prose.
func (n *Block) holds(first, body []byte, indent int) bool {
	blank := false
	for line := range bytes.Lines(body) {
		line = unquoted(line)
		switch {
		case util.IsBlank(line):
			blank = true
			continue
		case leading(line) < indent && len(line) < len(body):
			return false
		case own(line):
			return false
		}
	}
	tex := bytes.TrimSpace(append(bytes.Clone(first), body...))
	switch {
	case blank && (!n.blanks || prose(tex, 2)):
		return false
	case n.end[0] == '\\' && !IsTeX(tex), outsideBraces(tex, isDollar):
		return false
	}
	return !sentence(tex)
}

func isDollar(r rune) bool { return r == '$' }

// own says whether a line begins a heading, a list item, a fence or the like
// that is text of the note rather than a line of a formula.
func own(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	for _, mark := range []string{"```", "~~~", "# ", "## ", "### ", "#### ", "<!--", "- [ ]", "- [x]", "* [ ]", "!["} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	mark, rest, ok := bytes.Cut(line, []byte(" "))
	if !ok || len(mark) == 0 || len(mark) > 4 {
		return false
	}
	switch mark[len(mark)-1] {
	case '-', '*', '+':
		return len(mark) == 1 && words(rest)
	case '.', ')':
		return digits(mark[:len(mark)-1]) && words(rest)
	}
	return false
}

// words says whether s begins like a sentence: with two words, or Chinese.
func words(s []byte) bool {
	return prose(s, 2) || bytes.ContainsFunc(s[:min(len(s), 3)], cjk.Is) && !command(s)
}

func digits(s []byte) bool {
	for _, c := range s {
		if !digit(c) {
			return false
		}
	}
	return len(s) > 0
}

// unquoted is the line without the marks of quotations in front.
func unquoted(line []byte) []byte {
	for {
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte(">"))
		if !ok {
			return line
		}
		line = rest
	}
}

// indentOf is how far the lines of a list item are indented; 0 where a
// quotation stands around it.
func indentOf(parent ast.Node) int {
	indent := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n := n.(type) {
		case *ast.ListItem:
			indent += n.Offset
		case *ast.Document, *ast.List:
		default:
			return 0
		}
	}
	return indent
}

// leading is the width of the blanks in front of a line.
func leading(line []byte) int {
	width, _ := util.IndentWidth(line, 0)
	return width
}

// paragraphKey holds a dollars for the paragraph that is open.
var paragraphKey = parser.NewContextKey()

// dollars says whether a $$ is open in the first lines of a paragraph.
type dollars struct {
	paragraph ast.Node
	lines     int
	open      bool
}

// openIn says whether a $$ is open in the paragraph that the next line would
// interrupt; then the line is the paragraph's.
func openIn(pc parser.Context, source []byte) bool {
	n := pc.LastOpenedBlock().Node
	if n == nil || !ast.IsParagraph(n) {
		return false
	}
	d, ok := pc.Get(paragraphKey).(*dollars)
	if !ok || d.paragraph != n {
		d = &dollars{paragraph: n}
		pc.Set(paragraphKey, d)
	}
	for lines := n.Lines(); d.lines < lines.Len(); d.lines++ {
		at := lines.At(d.lines)
		if doubles(at.Value(source))%2 == 1 {
			d.open = !d.open
		}
	}
	return d.open
}

// doubles counts the $$ in a line, outside code.
func doubles(line []byte) int {
	n, code := 0, false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			code = !code
		case '$':
			size := len(line[i:]) - len(bytes.TrimLeft(line[i:], "$"))
			if size == 2 && !code {
				n++
			}
			i += size - 1
		}
	}
	return n
}

func (blockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*Block)
	if n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		if n.blanks {
			reader.AdvanceToEOL()
			return parser.Continue | parser.NoChildren
		}
		return parser.Close
	}
	end := n.index(line)
	if end < 0 {
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.closed = true
	if !util.IsBlank(line[:end]) {
		n.Lines().Append(segment.WithStop(segment.Start + end - segment.Padding))
	}
	if util.IsBlank(line[end+len(n.end):]) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	reader.Advance(end + len(n.end)) // what follows is a block of its own
	return parser.Close
}

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}
