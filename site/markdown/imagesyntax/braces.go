package imagesyntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// braces reads {width=50%}, {: width="300"}, {:height 100, :width 200}, {.class}
// right after a picture or a link, where nobody writes anything else.
type braces struct{}

func (braces) Trigger() []byte { return []byte{'{'} }

var (
	inBraces  = regexp.MustCompile(`^\{:?[ \t]*((?:` + attribute + `)(?:[ \t,]+(?:` + attribute + `))*)?[ \t]*\}`)
	size      = regexp.MustCompile(`(?:^|[ \t,:{])(width|height)[ \t]*[= ][ \t]*["']?(\d+(?:\.\d+)?)(px|%)?["']?`)
	attribute = `[#.][\pL\pN_-]+|[\pL][\pL\pN_:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{},]+)|:[\pL][\pL\pN_-]*[ \t]+[^\s"'{},]+|[\pL]+`
)

func (braces) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	last := parent.LastChild()
	if r := block.PrecendingCharacter(); last == nil || r != ')' && r != ']' || last.Kind() != ast.KindImage && last.Kind() != ast.KindLink {
		return nil
	}
	line, _ := block.PeekLine()
	m := inBraces.FindSubmatch(line)
	if m == nil || !bytes.ContainsAny(m[0], "=.#:") {
		return nil
	}
	if last.Kind() == ast.KindImage {
		for _, s := range size.FindAllSubmatch(m[1], -1) {
			value, _, _ := bytes.Cut(s[2], []byte("."))
			if string(s[3]) == "%" {
				value = append(bytes.Clone(value), '%')
			}
			last.SetAttributeString(string(s[1]), value)
		}
	}
	block.Advance(len(m[0]))
	parent.RemoveChild(parent, last)
	return last
}
