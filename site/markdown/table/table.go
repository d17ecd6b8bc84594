// Package table reads GFM's tables and loses nothing. GFM ignores the cells of a
// row that go beyond the header; here they become one more cell of that row,
// with the | between them.
package table

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension parses tables into goldmark's own nodes, in place of
// extension.Table. It has no renderer: whoever renders with goldmark installs
// extension.NewTableHTMLRenderer.
var Extension goldmark.Extender = tables{}

type tables struct{}

func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(paragraphs{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

type paragraphs struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (p paragraphs) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	parent, before := node.Parent(), node.PreviousSibling()
	p.ParagraphTransformer.Transform(node, reader, pc)
	n := node.NextSibling()
	if node.Parent() == nil { // the table took all of it
		if n = parent.FirstChild(); before != nil {
			n = before.NextSibling()
		}
	}
	for ; n != nil; n = n.NextSibling() {
		if t, ok := n.(*xast.Table); ok {
			complete(t, reader.Source())
		}
	}
}

// complete adds the cells that the rows of a table have too many.
func complete(t *xast.Table, source []byte) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		last := row.LastChild()
		if last == nil || row.ChildCount() > len(t.Alignments) || last.Lines().Len() == 0 {
			continue
		}
		if rest := beyond(last.Lines().At(0).Stop, source); rest.Start < rest.Stop {
			cell := xast.NewTableCell()
			cell.SetPos(rest.Start)
			cell.Lines().Append(rest)
			row.AppendChild(row, cell)
		}
	}
}

// beyond is what stands in the line of a row behind its last cell, which ends
// there, without the | before and behind it.
func beyond(end int, source []byte) text.Segment {
	stop := len(source)
	if size := bytes.IndexByte(source[end:], '\n'); size >= 0 {
		stop = end + size
	}
	rest := text.NewSegment(end, stop)
	rest = rest.TrimLeftSpace(source)
	if rest.IsEmpty() || source[rest.Start] != '|' {
		return text.NewSegment(end, end)
	}
	rest.Start++
	rest = rest.TrimRightSpace(source)
	for rest.Start < rest.Stop && source[rest.Stop-1] == '|' && (rest.Stop-rest.Start < 2 || source[rest.Stop-2] != '\\') {
		rest.Stop--
		rest = rest.TrimRightSpace(source)
	}
	return rest.TrimLeftSpace(source)
}
