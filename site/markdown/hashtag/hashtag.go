// Package hashtag adds the tags of Obsidian and Logseq to goldmark: #tag, #a/b,
// #2024目标 after a space or at the start of a line. A number alone is none.
package hashtag

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Node is a tag in the text; its child is the text.
type Node struct {
	ast.BaseInline
	Name string // without the sign
}

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Hashtag")

func (n *Node) Kind() ast.NodeKind { return Kind }
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Extension parses tags, in any goldmark. It has no renderer.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 480)))
}

type inline struct{}

func (inline) Trigger() []byte { return []byte{'#'} }

func (inline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !begins(block.PrecendingCharacter()) {
		return nil
	}
	size := length(line[1:])
	if size == 0 {
		return nil
	}
	n := &Node{Name: string(line[1 : 1+size])}
	n.SetPos(segment.Start)
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1+size)))
	block.Advance(1 + size)
	return n
}

// begins says whether a tag may follow r.
func begins(r rune) bool {
	return unicode.IsSpace(r) || r > unicode.MaxLatin1 && unicode.IsPunct(r) || r == '(' || r == '"' || r == '\''
}

// longest is how long a tag may be, in bytes.
const longest = 256

// length is that of the tag that s begins with, 0 if it begins with none.
func length(s []byte) int {
	size, named := 0, false
	for size < min(len(s), longest) {
		r, n := utf8.DecodeRune(s[size:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So) && r != '_' && r != '-' && r != '/' {
			break
		}
		named = named || !unicode.IsDigit(r) && r != '/' && r != '-' && r != '_'
		size += n
	}
	for size > 0 && s[size-1] == '/' {
		size--
	}
	if !named || s[0] == '/' || s[0] == '-' {
		return 0
	}
	return size
}
