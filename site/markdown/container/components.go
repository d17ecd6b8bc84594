package container

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/callout"
)

// components are those of Docusaurus, Starlight, Nextra and Mintlify that hold
// blocks, and what they are here; "" takes the type from an attribute.
var components = map[string]string{
	"Tabs": "tabs", "TabItem": "tab", "Tab": "tab", "Tabs.Tab": "tab", "CodeGroup": "code-group", "Steps": "steps", "Step": "card",
	"Admonition": "", "Aside": "", "Callout": "", "Alert": "", "Note": "note", "Tip": "tip", "Info": "info", "Warning": "warning", "Danger": "danger",
	"Caution": "caution", "Important": "important", "Check": "success", "Accordion": "details", "AccordionGroup": "div", "Details": "details", "Expandable": "details",
	"Card": "card", "CardGrid": "cards", "CardGroup": "cards", "Cards": "cards", "Columns": "columns", "Column": "column", "Frame": "div", "LinkCard": "card", "FileTree": "div", "ClientOnly": "div",
}

var (
	componentTag = regexp.MustCompile(`^<([A-Z][\w.]*)((?:[ \t]+(?:[^<>"'{}\n]|"[^"\n]*"|'[^'\n]*'|\{[^{}\n]*\})*?)?)>(?:[ \t]*([^<>\n]*|[^\n]*?[^ \t\n])[ \t]*</([A-Z][\w.]*)>)?[ \t]*\r?\n?$`)
	componentEnd = regexp.MustCompile(`^</([A-Z][\w.]*|div|figure|section|article|center|aside)[ \t]*>$`)
	// Python-Markdown reads what is inside of an element that says so.
	markdownIn    = regexp.MustCompile(`^<(div|figure|section|article|center)\b([^<>\n]*[ \t])?markdown(?:="(?:1|block|span)")?(?:[ \t][^<>\n]*)?>[ \t]*\r?\n?$`)
	labelIn       = regexp.MustCompile(`\b(?:label|title)[ \t]*=[ \t]*\{?["']([^"'\n]*)["']`)
	hrefIn        = regexp.MustCompile(`\bhref[ \t]*=[ \t]*\{?["']([^"'\n]*)["']`)
	descriptionIn = regexp.MustCompile(`\bdescription[ \t]*=[ \t]*\{?["']([^"'\n]*)["']`)
	valueIn       = regexp.MustCompile(`\bvalue[ \t]*=[ \t]*\{?["']([^"'\n]*)["']`)
	// Notion writes its callouts so, with Markdown in them.
	asideTag = regexp.MustCompile(`^<aside>[ \t]*\r?\n?$`)
)

// openComponent reads <TabItem value="a" label="A"> on a line of its own, or with
// its end on the same line.
func openComponent(line []byte) (found, bool) {
	if m := markdownIn.FindSubmatch(line); m != nil {
		c := found{node: &Box{}, closing: closing{name: "<" + string(m[1])}}
		if name := string(m[1]); name == "figure" || name == "center" {
			c.node = &Box{Class: "center"}
		}
		return c, true
	}
	if asideTag.Match(line) {
		aside := callout.New("note", 0)
		aside.Untitled = true
		return found{node: aside, closing: closing{name: "<aside"}}, true
	}
	m := componentTag.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	name, rest, whole := string(line[m[2]:m[3]]), line[m[4]:m[5]], m[6] >= 0
	kind, known := components[name]
	closed := bytes.HasSuffix(rest, []byte("/"))
	switch {
	case !known, whole && (closed || string(line[m[8]:m[9]]) != name || name == "ClientOnly"),
		closed && !titledAndLinked[name]:
		return found{}, false
	}
	if kind == "" {
		kind = "note"
		if s := styleIn.FindSubmatch(rest); s != nil {
			kind = typeNamed(string(s[1]))
		}
	}
	c := found{closing: closing{name: "<" + name}}
	if whole {
		c.inner, c.whole = [2]int{m[6], m[7]}, true
	}
	c.whole = c.whole || closed
	if c.node, c.titled = of(kind, 0); !c.titled {
		return c, true
	}
	for _, r := range []*regexp.Regexp{labelIn, valueIn} {
		if t := r.FindSubmatchIndex(rest); t != nil {
			c.start, c.end = m[4]+t[2], m[4]+t[3]
			break
		}
	}
	if t := hrefIn.FindSubmatch(rest); t != nil && titledAndLinked[name] {
		c.link = string(t[1])
	}
	if t := descriptionIn.FindSubmatchIndex(rest); t != nil && closed {
		c.inner = [2]int{m[4] + t[2], m[4] + t[3]}
	}
	return c, true
}

// titledAndLinked are components that lead somewhere, and may hold nothing.
var titledAndLinked = map[string]bool{"LinkCard": true, "Card": true}

// A component is a fenced container whose content may be indented, however far.
type component struct{ fenced }

var indentKey = []byte("biji-indent")

func (f *component) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if state := f.fenced.Continue(node, reader, pc); state == parser.Close {
		return state
	}
	line, _ := reader.PeekLine()
	if line == nil || util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	width, _ := util.IndentWidth(line, reader.LineOffset())
	indent, known := node.Attribute(indentKey)
	if !known {
		node.SetAttribute(indentKey, width)
		indent = width
	}
	if strip := min(width, indent.(int)); strip > 0 {
		pos, padding := util.IndentPosition(line, reader.LineOffset(), strip)
		reader.AdvanceAndSetPadding(pos, padding)
	}
	return parser.Continue | parser.HasChildren
}
