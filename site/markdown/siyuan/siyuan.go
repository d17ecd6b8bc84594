// Package siyuan adds to goldmark what SiYuan (思源笔记) writes besides Markdown:
//
//	text                        a block, and its id
//	{: id="20200812220555-lj3enxa" updated="20240102030405"}
//	#tag#                       a tag
//	{{select * from blocks}}    a query, which is not run
//	{{{row … }}}                blocks side by side
//
// References to blocks are in package blockref.
package siyuan

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/outliner"
	"github.com/biji-notes/biji/site/markdown/span"
)

// New parses notes of SiYuan, in any goldmark. query is the word before a query.
// It has no renderer.
func New(query string) goldmark.Extender { return extension{query} }

type extension struct{ query string }

func (e extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(lines{}, 50)),
		parser.WithInlineParsers(util.Prioritized(inline(e), 85)),
	)
}

var (
	attributes = regexp.MustCompile(`^\{:(?:[ \t]+[a-z][\w-]*="[^"\n]*")+[ \t]*\}`)
	blockID    = regexp.MustCompile(`[ \t]id="(\d{14}-[0-9a-z]{7})"`)
	side       = regexp.MustCompile(`^(?:\{\{\{(?:row|col)?|\}\}\})$`)
	query      = regexp.MustCompile(`^\{\{[ \t]*((?i:select)\b[^\n]*?)[ \t]*\}\}`)
	tag        = regexp.MustCompile(`^#([^#\s][^#\n]{0,100}?)#`)
)

// lines takes the attributes of blocks and the marks of those that stand side by
// side out of paragraphs.
type lines struct{}

func (lines) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	all, kept := p.Lines(), text.NewSegments()
	of := ast.Node(p)
	var ids [][]byte
	for i := range all.Len() {
		line := all.At(i)
		value := bytes.TrimSpace(line.Value(reader.Source()))
		switch m := attributes.Find(value); {
		case len(m) > 0 && len(m) == len(value):
			ids = append(ids, m)
		case !side.Match(value):
			kept.Append(line)
		}
	}
	if kept.Len() == all.Len() {
		return
	}
	if kept.Len() == 0 {
		of = p.PreviousSibling()
		p.Parent().RemoveChild(p.Parent(), p)
	} else {
		p.SetLines(kept)
	}
	if item, ok := p.Parent().(*ast.ListItem); ok && of == p && item.FirstChild() == p {
		of = item
	}
	if of != nil && len(ids) > 0 {
		identify(of, ids[0])
	}
}

// identify gives a block the id among its attributes.
func identify(n ast.Node, attributes []byte) {
	if m := blockID.FindSubmatch(attributes); m != nil {
		n.SetAttributeString(outliner.BlockID, bytes.Clone(m[1]))
	}
}

// named says whether r belongs to a name that # may end: C#.
func named(r rune) bool { return r < utf8.RuneSelf && util.IsAlphaNumeric(byte(r)) }

type inline struct{ query string }

func (inline) Trigger() []byte { return []byte{'{', '#'} }

// longest is how long what is parsed here may be, in bytes.
const longest = 1 << 10

func (p inline) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = line[:min(len(line), longest)]
	if m := tag.FindSubmatch(line); m != nil && !named(block.PrecendingCharacter()) {
		n := &hashtag.Node{Name: string(bytes.TrimSpace(m[1]))}
		n.SetPos(segment.Start)
		n.AppendChild(n, ast.NewString([]byte("#"+n.Name)))
		block.Advance(len(m[0]))
		return n
	}
	if m := attributes.Find(line); m != nil {
		if item, ok := parent.Parent().(*ast.ListItem); ok && !parent.HasChildren() {
			identify(item, m)
		}
		block.Advance(len(m))
		return ast.NewString(nil)
	}
	if m := query.FindSubmatch(line); m != nil {
		n := &span.Node{Element: "small"}
		n.SetPos(segment.Start)
		n.AppendChild(n, ast.NewString(append([]byte(p.query), m[1]...)))
		block.Advance(len(m[0]))
		return n
	}
	return nil
}
