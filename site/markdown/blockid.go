package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/outliner"
)

// blockID finds Obsidian's ^id at the end of a block's text, and takes it out
// of the text. Alone in a paragraph it belongs to the block before.
func (s *surveyor) blockID(n ast.Node) {
	t, ok := n.LastChild().(*ast.Text)
	if !ok || t.IsRaw() || s.d.parser.options.CommonMark {
		return
	}
	value := t.Segment.Value(s.d.src)
	at := len(value)
	for at > 0 && (isASCII(value[at-1]) || value[at-1] == '-') {
		at--
	}
	if at == 0 || at == len(value) || value[at-1] != '^' {
		return
	}
	if len(value)-at < 3 && len(bytes.Trim(value[at:], "0123456789")) == 0 {
		return // n ^2
	}
	id := "^" + string(value[at:])
	at--
	switch before := t.PreviousSibling(); {
	case at > 0 && value[at-1] == ' ':
	case at > 0:
		return
	case before == nil:
		s.loneID(n, t, id)
		return
	default:
		if b, ok := before.(*ast.Text); !ok || !b.SoftLineBreak() {
			return
		}
		before.(*ast.Text).SetSoftLineBreak(false)
	}
	t.Segment = t.Segment.WithStop(t.Segment.Stop - len(value) + at)
	t.Segment = t.Segment.TrimRightSpace(s.d.src)
	s.now.anchor = id
	s.identify(id, t.Segment.Stop, s.block)
}

// loneID takes an ^id that is all there is in a block for that of the block
// before: in a paragraph, in a quotation, or in the last row of a table.
func (s *surveyor) loneID(n ast.Node, t *ast.Text, id string) {
	around, block := n, s.block
	switch parent := n.Parent(); {
	case n.Kind() == xast.KindTableCell && parent.NextSibling() == nil && parent.Kind() == xast.KindTableRow && onlyCell(n):
		s.hide(parent, parent.Parent(), id)
		t.Segment = t.Segment.WithStop(t.Segment.Start)
		s.identify(id, t.Segment.Start, block)
		return
	case n.Kind() != ast.KindParagraph:
		return
	case parent.Kind() == ast.KindBlockquote && parent.ChildCount() == 1:
		around = parent
	}
	before := around.PreviousSibling()
	if before == nil {
		return
	}
	if s.hide(around, before, id); around == n {
		s.now.hidden = true
	}
	if block > 0 && s.d.blocks[block] == around {
		block--
	}
	t.Segment = t.Segment.WithStop(t.Segment.Start)
	s.identify(id, t.Segment.Start, block)
}

// hide takes a block off the page that holds only the id of another.
func (s *surveyor) hide(n, of ast.Node, id string) {
	f, its := s.d.facts[of], s.d.facts[n]
	f.before, its.hidden = id, true
	s.d.facts[of], s.d.facts[n] = f, its
}

func (s *surveyor) identify(id string, offset, block int) {
	s.blockAt = append(s.blockAt, offset)
	s.d.outline.Anchors = append(s.d.outline.Anchors, site.Anchor{ID: id, Block: block})
}

// idOf is the id that an outliner gave a block, "" if it gave none.
func idOf(n ast.Node) string {
	v, _ := n.AttributeString(outliner.BlockID)
	id, _ := v.([]byte)
	return string(id)
}

// item surveys an item of a list, which an outliner may refer to by its id.
func (s *surveyor) item(n *ast.ListItem) {
	at, id := len(s.d.outline.Anchors), idOf(n)
	if id != "" {
		s.identify(id, max(n.Pos(), 0), s.block)
	}
	height := s.leftover.Enter()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.text.buf = s.text.buf[:0]
		s.visit(c, false)
		if id != "" && c == n.FirstChild() {
			s.d.outline.Anchors[at].Text = said(s.text.buf)
		}
	}
	s.leftover.Leave(height)
}

// precede puts the place that an id leads to before a block.
func (s *surveyor) precede(n ast.Node, id string) {
	f := s.d.facts[n]
	f.before = id
	s.d.facts[n] = f
}

// said is the text of a block on one line, as others show it.
func said(text []byte) string {
	short, _ := budget.Cut(strings.Join(strings.Fields(string(text)), " "), budget.HeadingRunes)
	return cmp.Or(short, "…")
}

// onlyCell says whether all cells of a row but the first, n, are empty.
func onlyCell(n ast.Node) bool {
	if n.PreviousSibling() != nil {
		return false
	}
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		if c.HasChildren() {
			return false
		}
	}
	return true
}

func isASCII(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
