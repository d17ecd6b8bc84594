// Package task adds task lists to goldmark, with more states than GitHub's
// two: "- [ ]" open, "- [x]" done, and those that Obsidian's users know, such
// as "- [/]" begun and "- [-]" given up.
package task

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
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

// New returns the extension. Label names a state for readers who cannot see
// the box, in the page's language; "" leaves the label out, and so does a nil
// Label.
func New(label func(state byte) string) goldmark.Extender { return extension{label} }

type extension struct{ label func(byte) string }

func (e extension) Extend(m goldmark.Markdown) {
	// Before links, which would take the brackets.
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 0)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(html(e), 500)))
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
	item.SetAttributeString("data-task", []byte{state})
	return &Node{State: state}
}

type html struct{ label func(byte) string }

func (h html) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) { r.Register(Kind, h.render) }

func (h html) render(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*Node)
		label := ""
		if h.label != nil {
			label = h.label(n.State)
		}
		if err := WriteBox(w, n, label); err != nil {
			return ast.WalkStop, err
		}
	}
	return ast.WalkContinue, nil
}

// WriteBox writes the box as a disabled <input>, and a space.
func WriteBox(w interface{ WriteString(string) (int, error) }, n *Node, label string) error {
	box := `<input type="checkbox" disabled`
	if n.Done() {
		box += " checked"
	}
	if label != "" {
		box += fmt.Sprintf(` aria-label="%s"`, util.EscapeHTML([]byte(label)))
	}
	_, err := w.WriteString(box + "> ")
	return err
}
