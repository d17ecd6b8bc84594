package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/abbr"
	"github.com/biji-notes/biji/site/markdown/container"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/leftover"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/tex"
	"github.com/biji-notes/biji/site/markdown/toc"
	"github.com/biji-notes/biji/site/slug"
)

// newLeftover makes the finder that is told of each block of the note.
func (s *surveyor) newLeftover() *leftover.Finder {
	f := leftover.New(s.d.src)
	f.Formula = s.formula
	f.HTML = func(n *ast.RawHTML) *sanitize.Fragment { return s.d.facts[n].raw }
	return f
}

// formula makes the HTML of a formula, and says why that is only its source.
func (s *surveyor) formula(n ast.Node) (why string) {
	html, why := s.d.convert(n, &s.preamble)
	if s.d.math == nil {
		s.d.math = make(map[ast.Node]string)
	}
	s.d.math[n] = html
	return why
}

// formula is the HTML of a formula.
func (d *Doc) formula(n ast.Node) string {
	if html, ok := d.math[n]; ok {
		return html
	}
	html, _ := d.convert(n, nil)
	return html
}

// FormulaRunes are the characters of the formulas, as MathML shows them; nil if
// there is no formula.
func (d *Doc) FormulaRunes() map[rune]bool {
	var all map[rune]bool
	for _, ml := range d.math {
		if strings.HasPrefix(ml, "<code") {
			continue
		}
		if all == nil {
			all = map[rune]bool{'<': true, '>': true, '&': true, '√': true} // <msqrt> draws it
		}
		inTag := false
		for _, r := range ml {
			if inTag = r == '<' || inTag && r != '>'; !inTag {
				all[r] = true
			}
		}
	}
	return all
}

// formula writes a formula.
func (p *page) formula(n ast.Node) {
	p.shows(site.Formulas)
	p.w.WriteString(p.d.formula(n))
}

func (d *Doc) convert(n ast.Node, pre *tex.Preamble) (html, why string) {
	if n, ok := n.(*math.Inline); ok {
		return math.Convert(n.TeX, n.Display, pre)
	}
	return math.Convert(n.(*math.Block).TeX(d.src), true, pre)
}

// leftovers are the problems of what was found.
func (s *surveyor) leftovers() (problems []site.Problem) {
	if s.d.parser.options.CommonMark {
		return nil
	}
	for _, f := range s.leftover.Found() {
		p := s.d.problem(f.Offset, site.Leftover, f.What(), f.Hint())
		p.Sub = f.Kind.String()
		problems = append(problems, p)
	}
	return problems
}

// lost finds the text of the note that no page shows.
func (s *surveyor) lost(c *context) {
	for _, d := range footnote.All(c) {
		if !s.footnotes[d] {
			s.leftover.Report(leftover.UnusedFootnote, d.Pos(), len(s.d.src))
		}
	}
	for _, d := range abbr.In(c) {
		if !d.Used && d.Title != "" {
			s.leftover.Report(leftover.Abbreviation, d.Start, d.End)
		}
	}
	for _, n := range s.d.blocks {
		s.lostIn(n, c)
	}
}

func (s *surveyor) lostIn(n ast.Node, c *context) {
	if container.Unclosed(n) {
		s.leftover.Report(leftover.Unclosed, n.Pos(), len(s.d.src))
	}
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition:
		if !c.used[util.ToLinkReference(n.Label)] && !address(n.Destination) {
			s.leftover.Report(leftover.Definition, n.Pos(), len(s.d.src))
		}
		return
	case *container.Box:
		if n.Written != "" {
			s.leftover.Report(leftover.Container, n.Pos(), len(s.d.src))
		}
	case *toc.Node:
		for _, list := range n.Replaced {
			s.lostEntries(list)
		}
		return
	}
	for child := n.FirstChild(); child != nil && child.Type() != ast.TypeInline; child = child.NextSibling() {
		s.lostIn(child, c)
	}
}

// address says whether the destination of a definition is one, or shows, as
// in [//]: # (text) and [comment]: <> (text), that the text is a comment.
func address(dest []byte) bool {
	return len(dest) == 0 || strings.ContainsAny(string(dest), "/.:#@?%")
}

// lostEntries finds the entries of a list of contents, which the page replaces
// by one made from the headings, that lead to no heading.
func (s *surveyor) lostEntries(list ast.Node) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for n := item.FirstChild(); n != nil; n = n.NextSibling() {
			if n.Kind() == ast.KindList {
				s.lostEntries(n)
				continue
			}
			if n.HasChildren() && n.FirstChild().Type() == ast.TypeInline && !s.isEntry(n) {
				s.leftover.Report(leftover.Contents, n.Pos(), len(s.d.src))
			}
		}
	}
}

// isEntry says whether text leads to a heading of the note, or once did.
func (s *surveyor) isEntry(text ast.Node) bool {
	if link, ok := text.FirstChild().(*ast.Link); ok && strings.HasPrefix(string(link.Destination), "#") {
		return true
	}
	r := reader{d: s.d}
	r.children(text)
	return s.d.headingAt(slug.ID(string(r.buf))) >= 0
}
