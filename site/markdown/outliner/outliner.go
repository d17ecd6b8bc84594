// Package outliner adds to goldmark what Logseq writes into its pages, in which
// every item of a list is a block:
//
//   - TODO [#A] text              a task; also DOING, NOW, LATER, WAITING, DONE, CANCELED
//     SCHEDULED: <2024-01-02 Tue>  and DEADLINE
//     :LOGBOOK: … :END:           not shown
//     id:: 64a1b2c3-…             properties; those of the program itself are not shown
//   - {{embed [[page]]}}          and {{video url}}, {{cloze text}}, {{query …}}
//   - [text]([[page]])  #[[a tag]]
package outliner

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/span"
	"github.com/biji-notes/biji/site/markdown/task"
)

// BlockID is the attribute of a block ([]byte) by which others refer to it.
const BlockID = "block-id"

// Words are those that stand on the page for what Logseq would do.
type Words struct {
	Scheduled, Deadline string // before a day
	Query, Plugin       string // before what is not run
}

// New parses pages of Logseq, in any goldmark. It has no renderer.
func New(w Words) goldmark.Extender { return extension{w} }

type extension struct{ words Words }

func (e extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(lines{}, 50)),
		// Before all that begins with the same signs, but after references to blocks.
		parser.WithInlineParsers(util.Prioritized(inline(e), 85)),
		parser.WithASTTransformers(util.Prioritized(items(e), 100)),
	)
}

// items finishes the blocks.
type items struct{ words Words }

func (t items) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var lists []*ast.List
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if list, ok := n.(*ast.List); ok && entering {
			lists = append(lists, list)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, list := range lists {
		for item := list.FirstChild(); item != nil; item = item.NextSibling() {
			taskOfHeading(item, reader.Source())
			t.finish(item)
		}
	}
	for i := len(lists) - 1; i >= 0; i-- { // from the inside
		settle(lists[i])
	}
}

// taskOfHeading reads the state of a task that is a heading: - ## TODO text.
func taskOfHeading(item ast.Node, source []byte) {
	heading, ok := item.FirstChild().(*ast.Heading)
	if !ok {
		return
	}
	first, ok := heading.FirstChild().(*ast.Text)
	if !ok {
		return
	}
	noted, _ := notesOf(item)
	size := noted.task(first.Segment.Value(source))
	if size == 0 {
		return
	}
	first.Segment.Start += size
	item.SetAttributeString(notesKey, noted)
}

// finish adds to the text of a block what its lines said of it.
func (t items) finish(item ast.Node) {
	noted, ok := notesOf(item)
	first := item.FirstChild()
	if !ok || first == nil {
		return
	}
	if noted.state != 0 {
		item.SetAttributeString("data-task", []byte{noted.state})
		box := &task.Node{State: noted.state}
		box.SetPos(max(item.Pos(), 0))
		if noted.priority != 0 {
			strong := ast.NewEmphasis(2)
			strong.AppendChild(strong, ast.NewString([]byte{'(', noted.priority, ')'}))
			prepend(first, ast.NewString([]byte(" ")))
			prepend(first, strong)
		}
		prepend(first, box)
	}
	for _, d := range noted.days {
		word := t.words.Scheduled
		if d.deadline {
			word = t.words.Deadline
		}
		first.AppendChild(first, ast.NewString([]byte(" ")))
		first.AppendChild(first, small(word+" "+d.day, item.Pos()))
	}
}

func prepend(parent, n ast.Node) {
	if parent.FirstChild() == nil {
		parent.AppendChild(parent, n)
		return
	}
	parent.InsertBefore(parent, parent.FirstChild(), n)
}

// small is text that says something beside the point.
func small(s string, at int) ast.Node {
	n := &span.Node{Element: "small"}
	n.SetPos(max(at, 0))
	n.AppendChild(n, ast.NewString([]byte(s)))
	return n
}

// settle takes the empty blocks out of a list, and numbers it if all others
// say so.
func settle(list *ast.List) {
	ordered := true
	for item := list.FirstChild(); item != nil; {
		next := item.NextSibling()
		if !item.HasChildren() {
			list.RemoveChild(list, item)
		} else if noted, _ := notesOf(item); !noted.numbered {
			ordered = false
		}
		item = next
	}
	switch {
	case !list.HasChildren():
		list.Parent().RemoveChild(list.Parent(), list)
	case ordered:
		list.Marker, list.Start = '.', 1
	}
}
