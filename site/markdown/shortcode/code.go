package shortcode

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// code reads blocks of code between two tags.
type code struct{}

var (
	codeBegins = regexp.MustCompile(`^(?:#\+(?i:begin)_((?i:src|example|query))\b([^\n]*?)|\{\{[<%]-?[ \t]*(highlight|code)\b([^\n]*?)-?[>%]\}\}|\{%-?[ \t]*(highlight|codeblock|code)\b([^\n]*?)-?%\})[ \t]*\r?\n?$`)
	codeEnds   = regexp.MustCompile(`^[ \t]*(?:#\+(?i:end)_(?i:src|example|query)|\{\{[<%]-?[ \t]*/[ \t]*(highlight|code)[ \t]*-?[>%]\}\}|\{%-?[ \t]*end(highlight|codeblock|code)[ \t]*-?%\})[ \t]*\r?\n?$`)
	// GitBook says more of the block of code that stands in its tag.
	fenceFollows = regexp.MustCompile("^[ \t>]*(?:```|~~~)")
	langNamed    = regexp.MustCompile(`\blang(?:uage)?[:=]["']?([\w+#-]+)`)
	langFirst    = regexp.MustCompile(`^[ \t]*["']?([a-zA-Z][\w+#-]*)["']?(?:[ \t]|$)`)
)

func (code) Trigger() []byte             { return []byte{'{', '#'} }
func (code) CanInterruptParagraph() bool { return true }
func (code) CanAcceptIndentedLine() bool { return false }

func (code) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := codeBegins.FindSubmatchIndex(line[at:])
	if m == nil || fenceFollows.Match(reader.Source()[segment.Stop:min(segment.Stop+100, len(reader.Source()))]) {
		return nil, parser.NoChildren
	}
	n := ast.NewFencedCodeBlock(nil)
	begin := segment.Start - segment.Padding + at
	n.SetPos(begin)
	name, rest := m[2:4], m[4:6]
	for len(m) > 6 && name[0] < 0 { // of whichever of the forms it is
		m = m[4:]
		name, rest = m[2:4], m[4:6]
	}
	if from, to, ok := language(line[at+rest[0]:at+rest[1]], string(line[at+name[0]:at+name[1]])); ok {
		n.Info = ast.NewTextSegment(text.NewSegment(begin+rest[0]+from, begin+rest[0]+to))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// language finds the language in what follows the name of a tag. The first word
// behind codeblock is a title.
func language(rest []byte, name string) (from, to int, ok bool) {
	m := langNamed.FindSubmatchIndex(rest)
	if m == nil && name != "codeblock" {
		m = langFirst.FindSubmatchIndex(rest)
	}
	if m == nil {
		return 0, 0, false
	}
	return m[2], m[3], true
}

func (code) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if codeEnds.Match(line) {
		reader.AdvanceToEOL()
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (code) Close(ast.Node, text.Reader, parser.Context) {}
