package span

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestText is how far away the bracket of a span may close, in bytes.
const longestText = 1 << 10

// inBraces are attributes: .class, #id, name="value", and a colon before, as
// kramdown has it.
var (
	inBraces  = regexp.MustCompile(`^\{:?[ \t]*(` + attribute + `(?:[ \t]+` + attribute + `)*)[ \t]*\}`)
	attribute = `(?:[.#][\pL_][\pL\pN_:-]*|[\pL][\pL\pN_:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{},=]+))`
	oneOf     = regexp.MustCompile(attribute)
)

// elements are the classes that ask for an element.
var elements = map[string]string{"underline": "u", "ul": "u", "mark": "mark", "highlight": "mark", "kbd": "kbd", "del": "del", "ins": "ins", "sub": "sub", "sup": "sup"}

// bracketed reads [text]{.class #id name="value"}, unless [text] is a link.
func bracketed(line []byte, block text.Reader, pc parser.Context) (opening, int) {
	if len(line) < 6 || line[1] == '[' || line[1] == '^' || block.PrecendingCharacter() == '!' {
		return opening{}, 0
	}
	end := textEnd(line)
	if end < 2 {
		return opening{}, 0
	}
	m := inBraces.FindSubmatch(line[end+1:])
	if m == nil {
		return opening{}, 0
	}
	if _, link := pc.Reference(util.ToLinkReference(line[1:end])); link {
		return opening{}, 0
	}
	n := &Node{Element: "span"}
	n.read(m[1])
	return opening{node: n, ends: end, sign: "]", tail: 1 + len(m[0])}, 1
}

// read reads the attributes, of which the first of each name counts.
func (n *Node) read(s []byte) {
	var classes []byte
	for _, a := range oneOf.FindAll(s, -1) {
		switch a[0] {
		case '#':
			n.Asked = append(n.Asked, Attribute{"id", string(a[1:])})
		case '.':
			if e := elements[string(a[1:])]; e != "" {
				n.Element = e
				continue
			}
			classes = append(append(classes, ' '), a[1:]...)
		default:
			name, value, _ := bytes.Cut(a, []byte("="))
			n.Asked = append(n.Asked, Attribute{string(bytes.ToLower(name)), string(bytes.Trim(value, `"'`))})
		}
	}
	if len(classes) > 0 {
		n.Asked = append(n.Asked, Attribute{"class", string(classes[1:])})
	}
}

// textEnd is where the bracket closes that a line begins with, if a brace follows
// it; -1 if not.
func textEnd(line []byte) int {
	depth := 0
	for i := 0; i+1 < min(len(line), longestText); i++ {
		switch line[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth > 0 {
				continue
			}
			if line[i+1] != '{' {
				return -1
			}
			return i
		}
	}
	return -1
}
