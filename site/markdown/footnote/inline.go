package footnote

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// longestInline is how long the text of a footnote in the text may be, in bytes.
const longestInline = 4 << 10

// written reads ^[a footnote whose text stands where its mark does].
type written struct{}

// The bracket triggers, and not the sign before it, which would cut texts in two
// wherever it stands.
func (written) Trigger() []byte { return []byte{'['} }

func (written) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	sign, ok := parent.LastChild().(*ast.Text)
	if block.PrecendingCharacter() != '^' || !ok || sign.Segment.Stop != segment.Start || escaped(sign.Value(block.Source())) {
		return nil
	}
	end := closing(line)
	if end < 0 || characterClass.Match(line[1:end]) {
		return nil
	}
	if sign.Segment = sign.Segment.WithStop(segment.Start - 1); sign.Segment.IsEmpty() {
		parent.RemoveChild(parent, sign)
	}
	seen, _ := pc.Get(definitionsKey).(*definitions)
	if seen == nil {
		seen = &definitions{byLabel: make(map[string]*Definition)}
		pc.Set(definitionsKey, seen)
	}
	d := &Definition{Label: fmt.Sprintf("^%d", len(seen.all)+1)}
	d.SetPos(segment.Start)
	p := ast.NewParagraph()
	p.SetPos(segment.Start + 1)
	p.Lines().Append(text.NewSegment(segment.Start+1, segment.Start+end))
	d.AppendChild(d, p)
	seen.all = append(seen.all, d)
	document := parent
	for document.Parent() != nil {
		document = document.Parent()
	}
	document.AppendChild(document, d) // its text is parsed when its turn comes
	block.Advance(end + 1)
	r := &Ref{To: d}
	r.SetPos(segment.Start)
	return r
}

// characterClass is what stands in the brackets of a regular expression, as in
// ^[a-z0-9_]+$ or ^[^"]*, and is the text of no footnote.
var characterClass = regexp.MustCompile(`^(?:\^.*|(?:[A-Za-z0-9]-[A-Za-z0-9]|\\[a-z.]|[_.$+-])+)$`)

// escaped says whether a backslash takes the meaning of the last byte.
func escaped(text []byte) bool {
	before := bytes.TrimRight(text[:len(text)-1], `\`)
	return (len(text)-1-len(before))%2 == 1
}

// closing is where the bracket closes that a line begins with; -1 if that is not
// in this line, or there is nothing in it.
func closing(line []byte) int {
	if len(line) < 3 || line[1] == ']' {
		return -1
	}
	depth := 0
	for i := 0; i < min(len(line), longestInline); i++ {
		switch line[i] {
		case '\n':
			return -1
		case '\\':
			i++
		case '`':
			i += code(line[i:]) - 1
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// longestCode is how far away code in a footnote may end.
const longestCode = 256

// code is how long the code is that s begins with, or the run of backticks of
// which there is no second one near.
func code(s []byte) int {
	ticks := len(s) - len(bytes.TrimLeft(s, "`"))
	for i := ticks; i < min(len(s), longestCode); {
		run := len(s[i:]) - len(bytes.TrimLeft(s[i:], "`"))
		if run == ticks {
			return i + run
		}
		i += max(run, 1)
	}
	return ticks
}
