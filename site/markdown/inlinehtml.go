package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/htmlblock"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// inlineHTML is called by the text reader for raw HTML in a leaf block. The
// first call reads all tags of the block, because what becomes of one depends
// on the others.
func (s *surveyor) inlineHTML(n *ast.RawHTML) {
	if s.d.parser.options.CommonMark {
		return
	}
	if s.raw == nil {
		s.raw = s.readInline(s.leafNode)
	}
	if f := s.raw[n]; f != nil {
		s.fragment(n, f, inlineSource(n, s.d.src))
	}
}

func (s *surveyor) readInline(leaf ast.Node) map[ast.Node]*sanitize.Fragment {
	c := collector{src: s.d.src}
	c.children(leaf)
	for i := range c.all {
		c.all[i].Alone = c.seen == 0
	}
	found := make(map[ast.Node]*sanitize.Fragment, len(c.nodes))
	read := s.d.parser.policy.ReadInline(c.all)
	for i, f := range read {
		found[c.nodes[i]] = f
	}
	s.foldsRest(c.nodes, read)
	return found
}

// A collector finds the raw HTML in a leaf block, and counts what there is to
// see between.
type collector struct {
	src   []byte
	nodes []*ast.RawHTML
	all   []sanitize.Inline
	seen  int
	ins   int // how many nodes with children there were
}

func (c *collector) children(n ast.Node) {
	c.ins++
	in := c.ins
	for n := n.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.RawHTML:
			c.nodes = append(c.nodes, n)
			c.all = append(c.all, sanitize.Inline{Source: inlineSource(n, c.src).text, Seen: c.seen, In: in})
		case *ast.Text:
			if len(bytes.TrimSpace(n.Value(c.src))) > 0 {
				c.seen++
			}
		case *comment.Node:
		default:
			if !n.HasChildren() || n.Kind() == ast.KindImage {
				c.seen++
			}
			c.children(n)
		}
	}
}

// leave reports what raw HTML leaves out or shows in another way.
func (s *surveyor) leave(all []sanitize.Omission, source htmlSource) {
	for _, left := range all {
		if s.omissions++; s.omissions > budget.Omissions {
			return
		}
		what := "raw HTML: " + left.What + " " + left.How
		from, to := s.d.pos(source.offset(left.Offset)), s.d.pos(source.offset(max(left.Offset, left.End-1)))
		if to.Line > from.Line {
			what += fmt.Sprintf(" (lines %d to %d)", from.Line, to.Line)
		}
		s.problems = append(s.problems, site.Problem{At: from, Kind: site.BadHTML, What: what})
	}
}

// comment reports a comment that hides more than its author meant, because the
// --> that ends it belongs to a later comment or is an arrow in code.
func (s *surveyor) comment(source htmlSource) {
	at := len(source.text) - len(bytes.TrimLeft(source.text, " "))
	inside, ok := bytes.CutPrefix(source.text[at:], []byte("<!--"))
	end := bytes.Index(inside, []byte("-->"))
	if !ok || end < 0 {
		return
	}
	blank, fences := false, 0
	for line := range bytes.Lines(inside[:end]) {
		line = bytes.TrimSpace(line)
		blank = blank || len(line) == 0
		if bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) {
			fences++
		}
	}
	why := ""
	switch {
	case !blank:
	case bytes.Contains(inside[:end], []byte("<!--")):
		why = "another <!-- stands in it"
	case fences%2 == 1:
		why = "it ends in a code block"
	}
	if why != "" {
		s.leave([]sanitize.Omission{{What: "a comment", How: "hides this: " + why, Offset: at, End: at + len("<!--") + end + len("-->")}}, source)
	}
}

// unclosed reports what would have hidden the rest of the note.
func (d *Doc) unclosed(pc parser.Context) []site.Problem {
	var problems []site.Problem
	for i, u := range htmlblock.In(pc) {
		if i == budget.Omissions {
			break
		}
		problems = append(problems, d.problem(u.Offset, site.BadHTML,
			"raw HTML: "+u.What+" is never closed; it is shown as text, and so is what follows", ""))
	}
	return problems
}
