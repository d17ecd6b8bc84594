package twin

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// table writes a table in the way of GitHub, without padding.
func (w *writer) table(n *html.Node) string {
	if w.cell {
		return w.inCell(n)
	}
	var rows [][]*html.Node
	var out []string
	article.Walk(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.Caption:
			out = append(out, bold(w.inlines(article.Children(c))), "")
		case atom.Tr:
			rows = append(rows, cellsOf(c))
			return false
		}
		return true
	})
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	if width == 0 {
		return strings.TrimSpace(strings.Join(out, "\n"))
	}
	if head := rows[0][0]; head.DataAtom != atom.Th && head.Parent.Parent.DataAtom != atom.Thead { // Markdown has no table without a head
		rows = append([][]*html.Node{nil}, rows...)
	}
	for i, r := range rows {
		out = append(out, w.row(r, width))
		if i == 0 {
			out = append(out, rule(rows, width))
		}
	}
	return strings.Join(out, "\n")
}

func cellsOf(row *html.Node) (cells []*html.Node) {
	for _, c := range article.Children(row) {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	return cells
}

func (w *writer) row(cells []*html.Node, width int) string {
	inner := writer{link: w.link, cell: true}
	var b strings.Builder
	for i := range width {
		text := ""
		if i < len(cells) {
			text = oneLine(inner.inlines(article.Children(cells[i])))
		}
		b.WriteString("| " + text)
		if text != "" {
			b.WriteByte(' ')
		}
	}
	return b.String() + "|"
}

// rule is the line below the head, with the sides to which columns keep.
func rule(rows [][]*html.Node, width int) string {
	side := make([]string, width)
	for _, r := range rows[:min(2, len(rows))] {
		for i, c := range r {
			for class, mark := range map[string]string{"left": ":--", "right": "--:", "center": ":-:"} {
				if article.HasClass(c, class) {
					side[i] = mark
				}
			}
		}
	}
	var b strings.Builder
	for _, s := range side {
		if s == "" {
			s = "---"
		}
		b.WriteString("| " + s + " ")
	}
	return b.String() + "|"
}

// inCell writes a block on one line.
func (w *writer) inCell(n *html.Node) string {
	switch {
	case n.DataAtom == atom.Pre:
		return w.code(article.Text(n))
	case n.DataAtom == atom.Hr:
		return "<br>"
	}
	text := oneLine(w.inlines(article.Children(n)))
	if text == "" {
		return ""
	}
	if n.DataAtom == atom.Li {
		text = "- " + text
	}
	if n.NextSibling != nil && (n.DataAtom == atom.P || n.DataAtom == atom.Li || n.DataAtom == atom.Div || n.DataAtom == atom.Ul) {
		text += "<br>"
	}
	return text
}
