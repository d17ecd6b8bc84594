package span

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// An Icon is a picture of a font or set that biji does not have. It has no
// children.
type Icon struct {
	ast.BaseInline
	Name string // without the set's: "check", "github"
	Sign string // a character that shows the same, "" if there is none
}

// KindIcon is the kind of an Icon.
var KindIcon = ast.NewNodeKind("Icon")

func (n *Icon) Kind() ast.NodeKind { return KindIcon }

func (n *Icon) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Alone says whether a reader sees nothing else in the element around the icon.
func (n *Icon) Alone(source []byte) bool {
	for c := n.Parent().FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *Icon:
			if c.Sign != "" {
				return false
			}
		case *ast.Text:
			if len(strings.TrimSpace(string(c.Value(source)))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// Text is what stands for the icon in text.
func (n *Icon) Text(source []byte) []byte {
	switch {
	case n.Sign != "":
		return []byte(n.Sign)
	case n.Alone(source):
		return []byte(strings.ReplaceAll(n.Name, "-", " "))
	}
	return nil
}

var iconName = regexp.MustCompile(`^:(?:material|octicons|fontawesome-(?:brands|solid|regular)|simple|custom|lucide|tabler|mdi)-([a-z0-9]+(?:-[a-z0-9]+)*):(?:\{[^{}\n]{0,120}\})?`)

// shapes are how some icons look, by how their names begin. They carry what a
// cell of a table says.
var shapes = []struct{ name, sign string }{
	{"check", "✓"}, {"close", "✗"}, {"x-", "✗"}, {"xmark", "✗"}, {"cancel", "✗"}, {"minus", "–"}, {"plus", "+"}, {"arrow-right", "→"}, {"arrow-left", "←"},
	{"arrow-up", "↑"}, {"arrow-down", "↓"}, {"star", "★"}, {"heart", "♥"}, {"alert", "⚠"}, {"circle-check", "✓"},
}

// icon reads :material-github:.
func icon(line []byte, block text.Reader) ast.Node {
	m := iconName.FindSubmatch(line)
	if m == nil || word(block.PrecendingCharacter()) {
		return nil
	}
	n := &Icon{Name: sizeOf.ReplaceAllString(string(m[1]), "")}
	for _, s := range shapes {
		if strings.HasPrefix(n.Name+"-", s.name) {
			n.Sign = s.sign
			break
		}
	}
	_, segment := block.PeekLine()
	n.SetPos(segment.Start)
	block.Advance(len(m[0]) + spaceAfter(line[len(m[0]):], block.PrecendingCharacter(), n.Sign))
	return n
}

// spaceAfter is how much space goes with an icon that shows nothing.
func spaceAfter(rest []byte, before rune, sign string) int {
	if sign != "" || before != '\n' && before != ' ' && before != '[' {
		return 0
	}
	return len(rest) - len(bytes.TrimLeft(rest, " "))
}

// sizeOf is the size that the names of some sets end in: heart-fill-24.
var sizeOf = regexp.MustCompile(`(?:-fill)?-(?:12|16|24)$`)
