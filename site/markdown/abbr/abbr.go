// Package abbr adds the abbreviations of PHP Markdown Extra to goldmark: a line
//
//	*[HTML]: HyperText Markup Language
//
// says what HTML means wherever it stands in the note as a word of its own.
// What a line defines is gone from the text.
package abbr

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/budget"
)

// Extension parses definitions, and makes Nodes of what they define. It has no
// renderer: whoever renders with goldmark registers one for Kind.
var Extension goldmark.Extender = extension{}

// A Node is an abbreviation; its child is the text of it.
type Node struct {
	ast.BaseInline
	Title string // what it means
}

// Kind is the kind of a Node.
var Kind = ast.NewNodeKind("Abbreviation")

func (n *Node) Kind() ast.NodeKind { return Kind }

func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Title": n.Title}, nil)
}

// A Definition says what an abbreviation means.
type Definition struct {
	Title      string
	Start, End int // its line in the source
	Used       bool
}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(definitions{}, 60)),
		parser.WithASTTransformers(util.Prioritized(uses{}, 950)), // after all that looks at whole texts
	)
}

// key finds the definitions of the note that is being parsed.
var key = parser.NewContextKey()

// A table holds all definitions of a note.
type table struct {
	all   []*Definition
	terms tree
}

// In lists the definitions of a parsed note, in order.
func In(pc parser.Context) []*Definition {
	t, _ := pc.Get(key).(*table)
	if t == nil {
		return nil
	}
	return t.all
}

// definition is a line that defines. An emphasised *[note]: text* is none.
var definition = regexp.MustCompile(`^ {0,3}\*\[([^\[\]\n\\]{1,100})\]:[ \t]*(.*?)[ \t]*\n?$`)

// definitions takes the lines that define out of paragraphs.
type definitions struct{}

func (definitions) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := n.Lines(), reader.Source()
	var kept []text.Segment
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(source)
		m := definition.FindSubmatch(value)
		if m == nil || bytes.HasSuffix(m[2], []byte("*")) && bytes.Count(m[2], []byte("*"))%2 == 1 {
			kept = append(kept, line)
			continue
		}
		t, _ := pc.Get(key).(*table)
		if t == nil {
			t = new(table)
			pc.Set(key, t)
		}
		d := &Definition{Title: string(m[2]), Start: line.Start, End: line.Start + len(bytes.TrimRight(value, "\n"))}
		t.all = append(t.all, d)
		t.terms.add(bytes.TrimSpace(m[1]), d)
	}
	switch {
	case len(kept) == lines.Len():
	case len(kept) == 0:
		n.Parent().RemoveChild(n.Parent(), n)
	default:
		all := text.NewSegments()
		all.AppendAll(kept)
		n.SetLines(all)
	}
}

// A tree holds terms by their bytes.
type tree struct {
	next map[byte]*tree
	of   *Definition // of the term that ends here
}

func (t *tree) add(term []byte, d *Definition) {
	if len(term) == 0 {
		return
	}
	for _, c := range term {
		if t.next == nil {
			t.next = make(map[byte]*tree)
		}
		if t.next[c] == nil {
			t.next[c] = new(tree)
		}
		t = t.next[c]
	}
	t.of = d // the last of several
}

// longest is the longest term that s begins with and that is a word of its own.
func (t *tree) longest(s []byte) (size int, d *Definition) {
	for i := 0; i < len(s); {
		t = t.next[s[i]]
		if t == nil {
			break
		}
		if i++; t.of != nil && (i == len(s) || !inWord(s[i-1], s[i])) {
			size, d = i, t.of
		}
	}
	return size, d
}

// inWord says whether a word goes on from the byte a to the byte b. Scripts that
// have no spaces have no such words.
func inWord(a, b byte) bool { return wordByte(a) && wordByte(b) }

func wordByte(c byte) bool { return util.IsAlphaNumeric(c) || c == '_' }

// uses makes Nodes of the terms in the texts of a document.
type uses struct{}

func (uses) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	t, _ := pc.Get(key).(*table)
	if t == nil {
		return
	}
	source := reader.Source()
	m := marker{source: source, terms: &t.terms, left: max(budget.ReferenceBytes, len(source))}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.Image, *ast.AutoLink, *Node:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering && !n.IsRaw() {
				m.mark(n)
			}
		}
		return ast.WalkContinue, nil
	})
}

// A marker finds terms in texts. What their meanings add is limited.
type marker struct {
	source []byte
	terms  *tree
	left   int // bytes
}

// mark cuts a text at the terms in it. The text itself stays what is behind the
// last.
func (m *marker) mark(n *ast.Text) {
	from, start := n.Segment.Start, n.Segment.Start
	for at := from; at < n.Segment.Stop; {
		size, d := 0, (*Definition)(nil)
		if at == 0 || !inWord(m.source[at-1], m.source[at]) {
			size, d = m.terms.longest(m.source[at:n.Segment.Stop])
		}
		if size > 0 && at+size == n.Segment.Stop && size < len(m.source)-at && inWord(m.source[at+size-1], m.source[at+size]) {
			size = 0 // it goes on behind a sign or in the next text
		}
		if size == 0 || m.left < len(d.Title) {
			at++
			continue
		}
		m.left -= len(d.Title)
		d.Used = true
		m.before(n, start, at)
		m.use(n, at, size, d)
		at += size
		start = at
	}
	n.Segment = n.Segment.WithStart(start)
}

// before puts the text up to a term in front of n.
func (m *marker) before(n *ast.Text, from, to int) {
	if from == to {
		return
	}
	t := ast.NewTextSegment(text.NewSegment(from, to))
	t.SetPos(from)
	n.Parent().InsertBefore(n.Parent(), n, t)
}

func (m *marker) use(n *ast.Text, at, size int, d *Definition) {
	use, t := &Node{Title: d.Title}, ast.NewTextSegment(text.NewSegment(at, at+size))
	use.SetPos(at)
	t.SetPos(at)
	use.AppendChild(use, t)
	n.Parent().InsertBefore(n.Parent(), n, use)
}
