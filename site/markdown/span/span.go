// Package span adds to goldmark what other tools have for spans of text:
//
//	x^2^  H~2~O            Pandoc's superscript and subscript
//	++text++  ++ctrl+c++   what was inserted, and the keys of Material for MkDocs
//	{++a++} {--b--} {~~a~>b~~} {==c==} {>>d<<}   CriticMarkup
//	[text]{.class style="color: red"}            Pandoc's and kramdown's spans
//	:material-github:      an icon of Material
//
// Each of these signs means something else in prose and in code without marks:
// 2^10+2^5, 1~2 天, i++, HEAD^, (^o^). A span begins only where it is seen to
// end, and where what stands around it fits.
package span

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Node is a span of text; its children are what stands in it.
type Node struct {
	ast.BaseInline
	Element string // of HTML: "sup", "sub", "ins", "del", "mark", "u", "small", "kbd", "span"
	// Asked are the attributes that its author asks for. Nothing of them has been
	// checked.
	Asked []Attribute
}

// An Attribute is a name and a value.
type Attribute struct{ Name, Value string }

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Span")

func (n *Node) Kind() ast.NodeKind { return Kind }

func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Element": n.Element}, nil)
}

// Extension parses spans into Nodes, Keys and Icons, in any goldmark. It has no
// renderer: whoever renders with goldmark registers one for each kind.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	// Before all others that share a sign.
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 90)))
}

// stateKey finds the state of the block whose text is being parsed.
var stateKey = parser.NewContextKey()

// A state is what is known of one block.
type state struct {
	block ast.Node
	open  []opening
	next  map[string]place // of closing signs
}

// An opening is a span that has begun.
type opening struct {
	node *Node
	mark *parser.Delimiter // its sign, as long as it is not closed
	ends int               // the offset at which its closing sign stands
	sign string            // that closing sign
	tail int               // how long what closes it is
	then func(*parser.Delimiter) opening
}

// mostOpen is how many spans may be open at a time.
const mostOpen = 8

func stateOf(block ast.Node, pc parser.Context) *state {
	s, ok := pc.Get(stateKey).(*state)
	if !ok {
		s = new(state)
		pc.Set(stateKey, s)
	}
	if s.block != block {
		*s = state{block: block}
	}
	return s
}

type inline struct{}

// The brace triggers the end of {--a--}, because a hyphen would cut all texts in
// two.
func (inline) Trigger() []byte { return []byte("^~+={<[]:}") }

func (inline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s := stateOf(parent, pc)
	if n := s.close(parent, block, pc, segment.Start); n != nil {
		return n
	}
	var o opening
	size := 0
	switch line[0] {
	case '^', '~':
		o, size = script(line, block)
	case '+':
		if keys := keysIn(line, block); keys != nil {
			return keys
		}
		o, size = inserted(line, block)
	case '{':
		o, size = s.critic(line, block)
	case '[':
		o, size = bracketed(line, block, pc)
	case ':':
		return icon(line, block)
	}
	if o.node == nil || len(s.open) >= mostOpen {
		return nil
	}
	o.mark = s.begin(block, pc, size)
	o.ends += segment.Start
	s.open = append(s.open, o)
	return o.mark
}

// begin puts a sign that opens nothing of goldmark's own into the text, where it
// stays if the span is never closed.
func (s *state) begin(block text.Reader, pc parser.Context, size int) *parser.Delimiter {
	line, segment := block.PeekLine()
	d := parser.NewDelimiter(false, false, size, line[0], nobody{})
	d.Segment = segment.WithStop(segment.Start + size)
	d.SetPos(segment.Start)
	block.Advance(size)
	pc.PushDelimiter(d)
	return d
}

// nobody is the processor of signs that goldmark shall not pair.
type nobody struct{}

func (nobody) IsDelimiter(byte) bool                     { return false }
func (nobody) CanOpenCloser(_, _ *parser.Delimiter) bool { return false }
func (nobody) OnMatch(int) ast.Node                      { return nil }

// close ends the span that ends at an offset; nil if none does.
func (s *state) close(parent ast.Node, block text.Reader, pc parser.Context, at int) ast.Node {
	for len(s.open) > 0 && s.open[len(s.open)-1].ends+len(s.open[len(s.open)-1].sign) <= at {
		s.open = s.open[:len(s.open)-1]
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		o := s.open[i]
		if at != o.ends && !(o.sign == "--}" && at == o.ends+2) {
			continue
		}
		s.open = s.open[:i]
		if !whole(o.mark, parent) {
			return nil
		}
		if at > o.ends {
			shorten(parent.LastChild(), at-o.ends)
		}
		o.gather(block.Source(), pc)
		if o.then == nil {
			block.Advance(o.tail - (at - o.ends))
			return o.node
		}
		parent.AppendChild(parent, o.node)
		next := o.then(s.begin(block, pc, o.tail))
		s.open = append(s.open, next)
		return next.mark
	}
	return nil
}

// whole says whether all that follows a sign in its block may become a span:
// the sign still stands there, and no bracket of a link is open.
func whole(mark *parser.Delimiter, parent ast.Node) bool {
	if mark.Parent() != parent || mark.Length == 0 {
		return false
	}
	for n := mark.NextSibling(); n != nil; n = n.NextSibling() {
		if n.Kind().String() == "LinkLabelState" { // goldmark's own, which it does not export
			return false
		}
	}
	return true
}

// shorten takes the end of a text away.
func shorten(n ast.Node, size int) {
	if t, ok := n.(*ast.Text); ok && t.Segment.Len() >= size {
		t.Segment = t.Segment.WithStop(t.Segment.Stop - size)
	}
}

// gather makes children of what follows the sign.
func (o *opening) gather(source []byte, pc parser.Context) {
	parser.ProcessDelimiters(o.mark, pc)
	o.node.SetPos(o.mark.Segment.Start)
	for n := o.mark.NextSibling(); n != nil; {
		next := n.NextSibling()
		o.node.AppendChild(o.node, n)
		n = next
	}
	if o.sign == "^" || o.sign == "~" {
		unescape(o.node, source)
	}
	o.mark.ConsumeCharacters(o.mark.Length)
	pc.RemoveDelimiter(o.mark)
}

// CloseBlock joins what the signs have cut in two at the end of a text.
func (inline) CloseBlock(parent ast.Node, _ text.Reader, _ parser.Context) {
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.IsRaw() {
		return
	}
	before, ok := last.PreviousSibling().(*ast.Text)
	if ok && before.Segment.Stop == last.Segment.Start && last.Segment.Padding == 0 && !before.IsRaw() && !before.SoftLineBreak() && !before.HardLineBreak() {
		last.Segment = last.Segment.WithStart(before.Segment.Start)
		parent.RemoveChild(parent, before)
	}
}

// A place is where a sign was looked for, and found.
type place struct{ from, at int } // at is -1 if it is not in the block

// mostLines and mostBytes are how far a closing sign is looked for.
const (
	mostLines = 40
	mostBytes = 8 << 10
)

// find is where a sign next stands behind the place of the reader, -1 if that is
// too far. It asks for each sign once.
func (s *state) find(block text.Reader, sign string, skip int) int {
	_, segment := block.PeekLine()
	from := segment.Start + skip
	if known, ok := s.next[sign]; ok && known.from <= from && (known.at < 0 || known.at >= from) {
		return known.at
	}
	at := search(block, sign, skip)
	if s.next == nil {
		s.next = make(map[string]place)
	}
	s.next[sign] = place{from, at}
	return at
}

func search(block text.Reader, sign string, skip int) int {
	l, position := block.Position()
	defer block.SetPosition(l, position)
	left := mostBytes
	for range mostLines {
		line, segment := block.PeekLine()
		if line == nil || left <= 0 {
			break
		}
		if i := bytes.Index(line[skip:min(len(line), skip+left)], []byte(sign)); i >= 0 {
			return segment.Start + skip + i
		}
		left -= len(line) - skip
		skip = 0
		block.AdvanceLine()
	}
	return -1
}
