package container

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/callout"
)

// Material's blocks hold what is indented by four below them: !!! type "Title",
// ??? and ???+ fold, === "Title" is a tab.
type indented struct{}

var (
	admonition = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ \t]+([\pL][\pL\pN_-]*)(?:[ \t]+(?:inline|end|annotate))*(?:[ \t]+(?:"([^"\n]*)"|([^"\n].*?)))?[ \t]*\r?\n?$`)
	tabHead    = regexp.MustCompile(`^===[!+]?[ \t]+"([^"\n]*)"[ \t]*\r?\n?$`)
)

func (indented) Trigger() []byte             { return []byte{'!', '?', '='} }
func (indented) CanInterruptParagraph() bool { return true }
func (indented) CanAcceptIndentedLine() bool { return false }

func (indented) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || deep(pc) {
		return nil, parser.NoChildren
	}
	begin := segment.Start - segment.Padding + at
	if m := tabHead.FindSubmatchIndex(line[at:]); m != nil {
		n := &Panel{}
		n.SetPos(begin)
		n.AppendChild(n, titleNode(begin+m[2], begin+m[3]))
		reader.AdvanceToEOL()
		return n, parser.HasChildren
	}
	m := admonition.FindSubmatchIndex(line[at:])
	if m == nil {
		return nil, parser.NoChildren
	}
	kind := string(line[at+m[4] : at+m[5]])
	free, known := m[8] >= 0, callout.Known(kind)
	switch {
	case free && !known, // "!!! as you like"
		(free || m[6] < 0 && !known) && !indentedBelow(reader.Source(), begin): // "!!! wow", "!!! error in line 3"
		return nil, parser.NoChildren
	}
	n := callout.New(kind, foldOf(string(line[at+m[2]:at+m[3]])))
	n.SetPos(begin)
	switch {
	case free:
		n.AppendChild(n, titleNode(begin+m[8], begin+m[9]))
	case m[6] < 0:
		n.AppendChild(n, titleNode(begin, begin))
	case m[6] < m[7]:
		n.AppendChild(n, titleNode(begin+m[6], begin+m[7]))
	default:
		n.Untitled = n.Fold == 0
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// indentedBelow says whether the next line that is not blank is indented by four
// or more below what begins at an offset.
func indentedBelow(source []byte, at int) bool {
	own := column(source[bytes.LastIndexByte(source[:at], '\n')+1 : at])
	_, rest, _ := bytes.Cut(source[at:], []byte("\n"))
	for line := range bytes.Lines(rest) {
		if text := bytes.TrimLeft(line, " \t>"); len(bytes.TrimSpace(text)) > 0 {
			return column(line[:len(line)-len(text)]) >= own+4
		}
	}
	return false
}

// column is how wide s is at the start of a line.
func column(s []byte) int {
	width := 0
	for _, c := range s {
		if c == '\t' {
			width += 4 - width%4
		} else {
			width++
		}
	}
	return width
}

func foldOf(marks string) byte {
	switch marks {
	case "???":
		return '-'
	case "???+":
		return '+'
	}
	return 0
}

func (indented) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if width, _ := util.IndentWidth(line, reader.LineOffset()); width < 4 {
		return parser.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (indented) Close(ast.Node, text.Reader, parser.Context) {}

// marked reads @tab title inside of a container of tabs, as VuePress has it, and
// <!-- tab title --> as Hexo's themes.
type marked struct{}

var (
	tabMark    = regexp.MustCompile(`^(?:@tab(?::active)?(?:[ \t]+(.*?))?(?:#[\pL\pN_-]+)?|<!--[ \t]*tab(?:[ \t]+([^@\n]*?))?(?:@[\w-]+)?[ \t]*-->)[ \t]*\r?\n?$`)
	tabComment = regexp.MustCompile(`^[ \t]*<!--[ \t]*(end[ \t]?)?tab[ \t\-]`)
)

func (marked) Trigger() []byte             { return []byte{'@', '<'} }
func (marked) CanInterruptParagraph() bool { return true }
func (marked) CanAcceptIndentedLine() bool { return false }

func (marked) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if parent.Kind() != KindGroup || at < 0 || deep(pc) {
		return nil, parser.NoChildren
	}
	m := tabMark.FindSubmatchIndex(line[at:])
	if m == nil {
		return nil, parser.NoChildren
	}
	begin, n := segment.Start-segment.Padding+at, &Panel{}
	n.SetPos(begin)
	title := titleNode(begin, begin)
	if from := max(m[2], m[4]); from >= 0 {
		title = titleNode(begin+from, begin+max(m[3], m[5]))
	}
	n.AppendChild(n, title)
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (marked) Continue(_ ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	comment := tabComment.FindSubmatch(line)
	if comment == nil && !strings.HasPrefix(strings.TrimLeft(string(line), " "), "@tab") {
		return parser.Continue | parser.HasChildren
	}
	if open := pc.OpenedBlocks(); open[len(open)-1].Node.Kind() == ast.KindFencedCodeBlock {
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

func (marked) Close(ast.Node, text.Reader, parser.Context) {}
