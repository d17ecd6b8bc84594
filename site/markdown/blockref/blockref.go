// Package blockref adds references to single blocks to goldmark, as outliners
// have them. The ids of blocks cannot be taken for anything else:
//
//	((64a1b2c3-0000-4000-8000-000000000001))    Logseq
//	((20200812220555-lj3enxa "text"))           SiYuan; also 'text', or none
//	{{embed ((id))}}  !((id "text"))            what shows the block
//	[text](((id)))                              a link with another text
package blockref

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// Extension makes a wikilink of each reference; its destination is as
// site.BlockRef writes it. It works in any goldmark, and has no renderer.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	// Before links, wikilinks and all that begins with braces.
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 80)))
}

// longest is how long a reference may be, in bytes.
const longest = 1 << 10

const id = `([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{14}-[0-9a-z]{7})`

var reference = regexp.MustCompile(`^(?:(\{\{embed[ \t]+|!)?\(\([ \t]*` + id + `(?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'))?[ \t]*\)\)([ \t]*\}\})?|\[([^\[\]\n]+)\]\(\(\(` + id + `\)\)\))`)

type inline struct{}

func (inline) Trigger() []byte { return []byte{'(', '{', '!', '['} }

func (inline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !possible(line) {
		return nil
	}
	m := reference.FindSubmatchIndex(line[:min(len(line), longest)])
	if m == nil {
		return nil
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return string(line[m[2*i]:m[2*i+1]])
	}
	if before, after := group(1), group(5); (len(before) > 1) != (after != "") { // one pair of braces
		return nil
	}
	n := &wikilink.Node{Dest: site.BlockRef(group(2) + group(7)), Alias: group(3) + group(4) + group(6), Embed: m[2] >= 0}
	n.SetPos(segment.Start)
	block.Advance(m[1])
	return n
}

// possible says whether a line may begin with a reference; most do not.
func possible(line []byte) bool {
	if len(line) < 20 {
		return false
	}
	switch line[0] {
	case '(':
		return line[1] == '('
	case '{':
		return line[1] == '{' && line[2] == 'e'
	case '!':
		return line[1] == '(' && line[2] == '('
	}
	end := bytes.IndexByte(line, ']')
	return end > 1 && bytes.HasPrefix(line[end:], []byte("]((("))
}
