package container

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/callout"
)

var (
	slashes = regexp.MustCompile(`^(/{3,})[ \t]*([a-z][a-z-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*\r?\n?$`)
	option  = regexp.MustCompile(`^([a-z]+):[ \t]*(.*?)[ \t]*\r?\n?$`)
)

// openSlashes reads /// note | Title of Python-Markdown's blocks
// (https://facelessuser.github.io/pymdown-extensions/extensions/blocks).
func openSlashes(line []byte) (found, bool) {
	m := slashes.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	kind := string(line[m[4]:m[5]])
	c := found{closing: closing{slashes: m[3] - m[2]}}
	switch kind {
	case "html":
		c.node = &Box{}
		return c, true
	case "caption", "figure-caption", "table-caption":
		c.node = &Box{Class: "center"}
		return c, true
	case "definition":
		c.node = &Box{}
		return c, true
	case "admonition":
		kind = "note"
	}
	if c.node, c.titled = of(kind, 0); !c.titled {
		return found{}, false
	}
	if box, custom := c.node.(*Box); custom && box.Written != "" {
		return found{}, false
	}
	if m[6] >= 0 {
		c.start, c.end = m[6], m[7]
	}
	return c, true
}

// A slashed is a container whose options stand indented below its first line.
type slashed struct{ fenced }

var optionsKey = []byte("biji-options")

func (s *slashed) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if state := s.fenced.Continue(node, reader, pc); state == parser.Close {
		return state
	}
	if _, over := node.Attribute(optionsKey); over {
		return parser.Continue | parser.HasChildren
	}
	line, _ := reader.PeekLine()
	width, _ := util.IndentWidth(line, reader.LineOffset())
	m := option.FindSubmatch([]byte(strings.TrimLeft(string(line), " \t")))
	if width < 4 || m == nil {
		node.SetAttribute(optionsKey, true)
		return parser.Continue | parser.HasChildren
	}
	if n, ok := node.(*callout.Node); ok {
		setOption(n, string(m[1]), string(m[2]))
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.HasChildren
}

// setOption takes an option of a callout.
func setOption(n *callout.Node, name, value string) {
	switch {
	case name == "open" && n.Fold != 0 && strings.EqualFold(value, "true"):
		n.Fold = '+'
	case name == "type" && callout.Known(value):
		as := callout.New(value, n.Fold)
		n.Style, n.Written = as.Style, as.Written
	}
}
