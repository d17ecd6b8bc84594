// Package attr adds attributes to headings: "## Text {#id .class}". The id
// may hold letters of any script.
//
// goldmark's own option takes whatever parses: "# Set {x=1}" loses its text,
// and onclick="…" reaches the tree. Here braces are attributes only if they
// name an id or a class; then other attributes are dropped.
package attr

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension sets the attributes "id" and "class" ([]byte) of goldmark's own
// headings, in any goldmark; goldmark's renderer writes them.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	// Just before goldmark's own, at 600 and 100, which then never run.
	m.Parser().AddOptions(parser.WithBlockParsers(
		util.Prioritized(heading{parser.NewATXHeadingParser()}, 599),
		util.Prioritized(heading{parser.NewSetextHeadingParser()}, 99),
	), parser.WithParagraphTransformers(util.Prioritized(lines{}, 190)))
}

// A heading is a parser of headings that takes the attributes off.
type heading struct{ parser.BlockParser }

func (h heading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(reader.Source())
	size, attributes := trailing(value)
	if size == len(value) {
		return
	}
	last.Stop -= len(value) - size
	lines.Set(lines.Len()-1, last)
	if len(attributes.id) > 0 {
		node.SetAttributeString("id", attributes.id)
	}
	if len(attributes.class) > 0 {
		node.SetAttributeString("class", attributes.class)
	}
}

type attributes struct {
	id, class []byte
	data      bool // there are others, which only scripts read
}

// trailing reads the attributes at the end of a heading and returns the length
// of what stands before them, all of it if there are none.
func trailing(line []byte) (int, attributes) {
	s := bytes.TrimRight(line, " \t\n")
	open := bytes.LastIndexByte(s, '{')
	if open < 0 || s[len(s)-1] != '}' || open > 0 && (s[open-1] == '\\' || s[open-1] == '{') {
		return len(line), attributes{}
	}
	a, ok := read(s[open+1 : len(s)-1])
	if !ok {
		return len(line), attributes{}
	}
	return len(withoutClosing(bytes.TrimRight(s[:open], " \t"))), a
}

// withoutClosing drops the number signs of "## Text ##".
func withoutClosing(s []byte) []byte {
	t := bytes.TrimRight(s, "#")
	if len(t) < len(s) && len(t) > 0 && (t[len(t)-1] == ' ' || t[len(t)-1] == '\t') {
		return bytes.TrimRight(t, " \t")
	}
	return s
}

// read reads #id, .class and name=value, in any order.
func read(s []byte) (attributes, bool) {
	var a attributes
	s = bytes.TrimPrefix(s, []byte(":")) // as kramdown writes it
	for _, word := range words(s) {
		switch {
		case len(word) > 1 && word[0] == '#' && nameOnly(word[1:]):
			a.id = word[1:]
		case len(word) > 1 && word[0] == '.' && nameOnly(word[1:]):
			if len(a.class) > 0 {
				a.class = append(a.class, ' ')
			}
			a.class = append(a.class, word[1:]...)
		case bytes.HasPrefix(word, []byte("id=")) && nameOnly(bytes.Trim(word[3:], `"'`)):
			a.id = bytes.Trim(word[3:], `"'`)
		case bytes.HasPrefix(word, []byte("data-")) && bytes.IndexByte(word, '=') > 0:
			a.data = true
		case bytes.IndexByte(word, '=') > 0:
		default:
			return a, false
		}
	}
	return a, len(a.id) > 0 || len(a.class) > 0 || a.data
}

// words splits at spaces outside quotation marks.
func words(s []byte) [][]byte {
	var all [][]byte
	start, quote := 0, byte(0)
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == ' ' || c == '\t':
			if i > start {
				all = append(all, s[start:i])
			}
			start = i + 1
		}
	}
	if start < len(s) {
		all = append(all, s[start:])
	}
	return all
}

func nameOnly(s []byte) bool { return !bytes.ContainsAny(s, "#\"'<>=&`") }
