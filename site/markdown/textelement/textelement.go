// Package textelement reads elements whose content is no HTML, such as
// <script>, as one piece of raw HTML where they stand in text. CommonMark reads
// their tags one by one, and what is between as Markdown.
package textelement

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/trusted"
)

// Extension parses such elements into ast.RawHTML, in any goldmark, whose
// renderer knows it.
var Extension goldmark.Extender = extension{}

type extension struct{}

// before is a priority before that of goldmark's raw HTML, 400.
const before = 350

// Extend implements goldmark.Extender.
func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(elements{}, before)))
}

type elements struct{}

// Trigger implements parser.InlineParser.
func (elements) Trigger() []byte { return []byte{'<'} }

// Parse implements parser.InlineParser.
func (elements) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	first, _ := block.PeekLine()
	name := trusted.TextElement(first)
	if name == "" {
		return nil
	}
	line, position := block.Position()
	n := ast.NewRawHTML()
	var element []byte
	for at := 1; ; at = 0 { // behind its own "<"
		part, segment := block.PeekLine()
		if part == nil {
			break
		}
		element = append(element, part...)
		if trusted.Mention(part[at:], name) < 0 {
			n.Segments.Append(segment)
			block.AdvanceLine()
			continue
		}
		end := trusted.End(element)
		if end == 0 {
			break
		}
		rest := len(element) - end // of the line
		n.Segments.Append(segment.WithStop(segment.Stop - rest))
		block.Advance(len(part) - rest)
		return n
	}
	block.SetPosition(line, position)
	return nil
}
