package markdown

import (
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/biji-notes/biji/site"
)

// longTable is how many rows a table has whose head is out of sight at its end.
const longTable = 12

func (p *page) table(n *xast.Table) {
	w := p.w
	w.WriteString(`<div class="table-wrap" tabindex="0" role="group" aria-label="`)
	w.WriteString(p.d.parser.words.table)
	w.WriteString("\">\n<table>\n")
	if n.ChildCount() > longTable {
		p.shows(site.LongTables)
	}
	body, heads := false, headsRows(n)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if p.d.facts[row].hidden {
			continue
		}
		cell := "td"
		if row.Kind() == xast.KindTableHeader {
			w.WriteString("<thead>\n")
			cell = "th"
		} else if !body {
			body = true
			w.WriteString("<tbody>\n")
		}
		w.WriteString("<tr>\n")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			switch {
			case cell == "th" && c.FirstChild() == nil:
				p.cell(c, "td", "") // it heads nothing
			case cell == "td" && heads && c.PreviousSibling() == nil && c.FirstChild() != nil:
				p.cell(c, "th", ` scope="row"`)
			default:
				p.cell(c, cell, "")
			}
		}
		w.WriteString("</tr>\n")
		if cell == "th" {
			w.WriteString("</thead>\n")
		}
	}
	if body {
		w.WriteString("</tbody>\n")
	}
	w.WriteString("</table>\n</div>\n")
}

// headsRows says whether the first cell of each row is its head: the columns have none,
// or some of them.
func headsRows(n *xast.Table) bool {
	head := n.FirstChild()
	if head == nil || head.ChildCount() < 2 {
		return false
	}
	for c := head.FirstChild(); c != nil; c = c.NextSibling() {
		if c.FirstChild() == nil {
			return true
		}
	}
	return false
}

func (p *page) cell(n ast.Node, element, attributes string) {
	p.w.WriteByte('<')
	p.w.WriteString(element)
	p.w.WriteString(attributes)
	if c, ok := n.(*xast.TableCell); ok {
		switch c.Alignment {
		case xast.AlignLeft:
			p.w.WriteString(` class="left"`)
		case xast.AlignCenter:
			p.w.WriteString(` class="center"`)
		case xast.AlignRight:
			p.w.WriteString(` class="right"`)
		}
	}
	p.w.WriteByte('>')
	p.inTitle = element == "th" && attributes == ""
	p.isolated(n)
	p.inTitle = false
	p.w.WriteString("</")
	p.w.WriteString(element)
	p.w.WriteString(">\n")
}
