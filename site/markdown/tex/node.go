package tex

import "strings"

// A node is an element of MathML.
type node struct {
	name  string
	attr  string // as they are written, each with a space in front
	class string
	text  string // of a leaf
	kids  []*node
}

func el(name, attr string, kids ...*node) *node {
	return &node{name: name, attr: attr, kids: kids}
}

func leaf(name, attr, text string) *node {
	return &node{name: name, attr: attr, text: text}
}

func classed(class string, n *node) *node {
	n.class = strings.TrimSpace(n.class + " " + class)
	return n
}

// row is one element that holds the parts.
func row(parts ...*node) *node {
	if len(parts) == 1 {
		return parts[0]
	}
	return el("mrow", "", parts...)
}

func space(em string) *node { return el("mspace", ` width="`+em+`em"`) }

func operator(s string) *node { return leaf("mo", "", s) }

func text(s string) *node { return leaf("mtext", "", s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (n *node) write(b *strings.Builder) {
	if n.name == "wbr" { // HTML knows no end of it
		b.WriteString("<wbr/>")
		return
	}
	b.WriteString("<" + n.name + n.attr)
	if n.class != "" {
		b.WriteString(` class="` + n.class + `"`)
	}
	b.WriteByte('>')
	_, _ = escaper.WriteString(b, n.text)
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

// plain is the text of all leaves.
func (n *node) plain() string {
	s := n.text
	for _, k := range n.kids {
		s += k.plain()
	}
	return s
}

// core is the operator that n is, or is with scripts or in a row; nil if it is
// none.
func (n *node) core() *node {
	switch n.name {
	case "mo":
		return n
	case "mrow", "mstyle", "msub", "msup", "msubsup", "munder", "mover", "munderover":
		if len(n.kids) > 0 && (len(n.kids) == 1 || n.name[0] == 'm' && n.name != "mrow" && n.name != "mstyle") {
			return n.kids[0].core()
		}
	}
	return nil
}

const (
	// movable lets scripts stand beside the sign where lines are low.
	movable = ` movablelimits="true"`
	// tight takes away the space that browsers put around an operator.
	tight = ` lspace="0" rspace="0"`
	rigid = ` stretchy="false"`
)

// spaced is n with the space of a relation or of a binary operator around it.
func spaced(n *node, em string) *node {
	if mo := n.core(); mo != nil && !strings.Contains(mo.attr, "lspace") {
		mo.attr += ` lspace="` + em + `em" rspace="` + em + `em"`
		return n
	}
	return el("mrow", "", space(em), n, space(em))
}

// tightened is n without space around it.
func tightened(n *node) *node {
	if n.name == "mo" && !strings.Contains(n.attr, "lspace") {
		n.attr += tight
	}
	return n
}
