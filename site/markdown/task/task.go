// Package task adds task lists to goldmark, with more states than GitHub's
// two: "- [ ]" open, "- [x]" done, and those that Obsidian's users know, such
// as "- [/]" begun and "- [-]" given up.
package task

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// states are the characters that may stand in the brackets. Letters other
// than x are not among them: "- [a] …" is more often a link or a footnote.
const states = " xX/-><?!*+~=\""

// A Node is a check box: the first child of the text of a list item. The item
// carries the attribute data-task with the state.
type Node struct {
	ast.BaseInline
	State byte // ' ' open, 'x' done (also for X), or another of the states
}

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Task")

func (n *Node) Kind() ast.NodeKind { return Kind }

// Done says whether the box is ticked.
func (n *Node) Done() bool { return n.State == 'x' }

func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"State": string(rune(n.State))}, nil)
}

// headingSign is how long the sign of a heading is that a task begins with, as
// kanban boards show it.
func headingSign(line []byte) int {
	rest := bytes.TrimLeft(line, "#")
	level, text := len(line)-len(rest), bytes.TrimLeft(rest, " \t")
	if level == 0 || level > 6 || len(text) == len(rest) || util.IsBlank(text) {
		return 0
	}
	return len(line) - len(text)
}

// Extension parses the box of a task into a Node, in any goldmark. It has no
// renderer: whoever renders with goldmark registers one for Kind.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	// Before links, which would take the brackets.
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 0)))
}

type inline struct{}

func (inline) Trigger() []byte { return []byte{'['} }

func (inline) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	item, ok := parent.Parent().(*ast.ListItem)
	if !ok || parent.HasChildren() || item.FirstChild() != parent {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || !util.IsSpace(line[3]) || bytes.IndexByte([]byte(states), line[1]) < 0 {
		return nil
	}
	state := line[1]
	if state == 'X' {
		state = 'x'
	}
	block.Advance(3 + util.TrimLeftSpaceLength(line[3:len(line)-1]))
	if line, _ := block.PeekLine(); len(line) > 0 {
		block.Advance(headingSign(line))
	}
	item.SetAttributeString("data-task", []byte{state})
	return &Node{State: state}
}
