// Package toc finds the places where a note asks for its table of contents:
// [TOC], [[toc]] or [[_TOC_]] alone in a paragraph, in any case, and the lists
// that tools keep between two HTML comments, which are replaced:
//
//	<!-- GFM-TOC --> … <!-- GFM-TOC -->
//	<!-- toc --> … <!-- /toc --> or <!-- tocstop -->
//	<!-- START doctoc … --> … <!-- END doctoc … -->
package toc

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension puts a Node at each such place, in any goldmark. It has no renderer:
// whoever renders with goldmark registers one for Kind.
var Extension goldmark.Extender = extension{}

// A Node stands for the table of contents. It has no children: whoever renders
// it knows the headings.
type Node struct {
	ast.BaseBlock
	// Replaced are the lists that stood in its place.
	Replaced []*ast.List
}

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("TOC")

func (n *Node) Kind() ast.NodeKind            { return Kind }
func (n *Node) IsRaw() bool                   { return true }
func (n *Node) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(extension{}, 100)))
}

func (extension) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	_, defined := pc.Reference("toc") // then [toc] is a link
	replaceIn(doc, reader.Source(), !defined)
}

// replaceIn puts Nodes among the children of parent, and below.
func replaceIn(parent ast.Node, source []byte, single bool) {
	var start ast.Node // a comment that may begin a list of contents
	var next ast.Node
	for n := parent.FirstChild(); n != nil; n = next {
		next = n.NextSibling()
		switch n := n.(type) {
		case *ast.Paragraph:
			if asks(n, source, single) {
				replace(parent, n, n)
				start = nil
			}
		case *ast.HTMLBlock:
			switch is := markerOf(n, source); {
			case start != nil && is.end:
				replace(parent, start, n)
				start = nil
			case is.start:
				start = n
			case !is.comment:
				start = nil
			}
		case *ast.List:
		default:
			start = nil
		}
		if n.Parent() != nil && n.Type() == ast.TypeBlock && n.HasChildren() && n.FirstChild().Type() == ast.TypeBlock {
			replaceIn(n, source, single)
		}
	}
}

// replace puts a Node where from to to stand.
func replace(parent, from, to ast.Node) {
	node := new(Node)
	node.SetPos(from.Pos())
	node.SetBlankPreviousLines(from.HasBlankPreviousLines())
	parent.InsertBefore(parent, from, node)
	for from != nil {
		next := from.NextSibling()
		if list, ok := from.(*ast.List); ok {
			node.Replaced = append(node.Replaced, list)
		}
		parent.RemoveChild(parent, from)
		if from == to {
			return
		}
		from = next
	}
}

// asks says whether the paragraph is a request for the table and nothing else.
func asks(p *ast.Paragraph, source []byte, single bool) bool {
	if p.Lines().Len() != 1 {
		return false
	}
	segment := p.Lines().At(0)
	line := bytes.TrimSpace(segment.Value(source))
	if len(line) < len("[toc]") || len(line) > len("[[_toc_]]") || line[0] != '[' {
		return false
	}
	switch strings.ToLower(string(line)) {
	case "[[toc]]", "[[_toc_]]":
		return true
	case "[toc]":
		return single
	}
	return false
}

// A marker is what a block of HTML says about a list of contents.
type marker struct{ comment, start, end bool }

func markerOf(n *ast.HTMLBlock, source []byte) marker {
	if n.Lines().Len() != 1 {
		return marker{}
	}
	line := n.Lines().At(0)
	s := strings.TrimSpace(string(line.Value(source)))
	s, ok := strings.CutPrefix(s, "<!--")
	if !ok {
		return marker{}
	}
	s, ok = strings.CutSuffix(s, "-->")
	if !ok {
		return marker{}
	}
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "toc", s == "gfm-toc":
		return marker{comment: true, start: true, end: true}
	case s == "/toc", s == "tocstop", s == "/gfm-toc", strings.HasPrefix(s, "end doctoc"):
		return marker{comment: true, end: true}
	case strings.HasPrefix(s, "start doctoc"):
		return marker{comment: true, start: true}
	}
	return marker{comment: true}
}
