// Package wikilink adds Obsidian's links to goldmark: [[note]],
// [[note#heading|text]], [[#heading]], [[note#^block]], and their embedded
// form with a leading exclamation mark, ![[picture.png|alt|300x200]].
//
// Where the syntax touches CommonMark's:
//
//   - a wikilink stands on one line and holds no bracket of its own; anything
//     else is left to CommonMark;
//   - [[text]](address) is CommonMark's link, with the text "[text]", if the
//     parentheses hold a destination;
//   - [[^1]] is left to footnotes;
//   - \| separates like |, because in a table | alone ends the cell.
package wikilink

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension parses wikilinks into a Node, in any goldmark. It has no renderer,
// because only who knows the other notes can tell where a wikilink leads:
// whoever renders with goldmark registers one for Kind.
var Extension goldmark.Extender = extension{}

// A Node is a wikilink. Its place in the source is Pos, that of the first
// bracket or of the exclamation mark.
type Node struct {
	ast.BaseInline
	Dest     string // as written, trimmed; "" for a place on the same page
	Fragment string // what follows the first '#': "A#B", "^block"; "" if nothing
	Alias    string // what follows the first '|', sizes taken off; "" if nothing
	Embed    bool
	Width    int // of an embed, in CSS pixels; 0 if not given
	Height   int
}

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("WikiLink")

func (n *Node) Kind() ast.NodeKind { return Kind }

func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{
		"Dest": n.Dest, "Fragment": n.Fragment, "Alias": n.Alias, "Embed": strconv.FormatBool(n.Embed),
	}, nil)
}

// Shown is the text to show: Alias, or else the destination as Obsidian shows
// it, "note > heading".
func (n *Node) Shown() string {
	if n.Alias != "" {
		return n.Alias
	}
	fragment := strings.ReplaceAll(n.Fragment, "#", " > ")
	switch {
	case n.Fragment == "":
		return n.Dest
	case n.Dest == "":
		return fragment
	}
	return n.Dest + " > " + fragment
}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	// Before CommonMark's links, which have priority 200.
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 190)))
}

type inline struct{}

func (inline) Trigger() []byte { return []byte{'[', '!'} }

func (inline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := new(Node)
	rest := line
	if rest[0] == '!' {
		n.Embed, rest = true, rest[1:]
	}
	if !bytes.HasPrefix(rest, []byte("[[")) {
		return nil
	}
	rest = rest[2:]
	size := inside(rest)
	if !bytes.HasPrefix(rest[size:], []byte("]]")) || !n.read(string(rest[:size])) {
		return nil
	}
	rest = rest[size+2:]
	if !n.Embed && destination(rest) {
		return nil
	}
	block.Advance(len(line) - len(rest))
	return n
}

// inside is the length of what stands between the brackets, up to the first
// bracket or line end. It never looks past the next opening bracket, so a line
// of nothing but [[a is read once.
func inside(s []byte) int {
	if i := bytes.IndexAny(s, "[]\n"); i >= 0 {
		return i
	}
	return len(s)
}

// read fills n from what stands between the brackets.
func (n *Node) read(s string) bool {
	dest, rest, _ := strings.Cut(s, "|")
	dest = strings.TrimSuffix(dest, `\`) // \| in a table
	if strings.HasPrefix(dest, "^") {
		return false
	}
	dest, fragment, _ := strings.Cut(dest, "#")
	n.Dest, n.Fragment = strings.TrimSpace(dest), strings.TrimSpace(fragment)
	if n.Dest == "" && n.Fragment == "" {
		return false
	}
	n.Alias = strings.TrimSpace(strings.ReplaceAll(rest, `\|`, "|"))
	if n.Embed {
		n.takeSize()
	}
	return true
}

// takeSize moves the size at the end of an embed's text, 300 or 300x200, to
// its fields.
func (n *Node) takeSize() {
	i := strings.LastIndexByte(n.Alias, '|')
	if w, h, ok := size(n.Alias[i+1:]); ok {
		n.Width, n.Height = w, h
		n.Alias = strings.TrimSpace(n.Alias[:max(i, 0)])
	}
}

// AltSize cuts the size off the alt text of a Markdown image, as in
// ![a chart|300](chart.png). A number alone is no size but a text: pictures are
// called 1, 2 and 3, or 404. Sizes are in CSS pixels; 0 is none.
func AltSize(alt []byte) (text []byte, width, height int) {
	i := bytes.LastIndexByte(alt, '|')
	if i < 0 {
		return alt, 0, 0
	}
	w, h, ok := size(string(alt[i+1:]))
	if !ok {
		return alt, 0, 0
	}
	return bytes.TrimRight(alt[:i], ` \`), w, h
}

// OnlySize reads an alt text that is nothing but a size, as in ![300](chart.png):
// a width of at least 20 pixels, or a width and a height.
func OnlySize(alt []byte) (width, height int, ok bool) {
	width, height, ok = size(string(alt))
	return width, height, ok && (width >= smallest || height > 0) && width < 5000
}

// smallest is the least number that is taken for a size: pictures are called 1,
// 2 and 3.
const smallest = 20

// size reads 300 or 300x200; the height is 0 if there is none.
func size(s string) (width, height int, ok bool) {
	first, second, both := strings.Cut(strings.TrimSpace(s), "x")
	if width, ok = pixels(first); !ok {
		return 0, 0, false
	}
	height, ok = pixels(second)
	return width, height, ok || !both
}

func pixels(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil && n > 0
}

// destination says whether s begins with what CommonMark takes for the
// destination of a link: (address), (<address>), (address "title").
func destination(s []byte) bool {
	if len(s) == 0 || s[0] != '(' {
		return false
	}
	s = bytes.TrimLeft(s[1:], " \t")
	if len(s) > 0 && s[0] == '<' {
		i := 1 + bytes.IndexAny(s[1:], "<>\n")
		if i == 0 || s[i] != '>' {
			return false
		}
		s = s[i+1:]
	} else {
		s = s[addressLength(s):]
	}
	trimmed := bytes.TrimLeft(s, " \t")
	if len(trimmed) == len(s) || len(trimmed) == 0 {
		return len(s) > 0 && s[0] == ')'
	}
	return bytes.IndexByte([]byte(`)"'(`), trimmed[0]) >= 0
}

// addressLength is the length of an address with balanced parentheses. It
// gives up where they nest deeply, so that a line of [[a]]( is read once.
func addressLength(s []byte) int {
	depth := 0
	for i, c := range s {
		switch {
		case c <= ' ', depth > 32:
			return i
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return i
		case c == ')':
			depth--
		}
	}
	return len(s)
}
