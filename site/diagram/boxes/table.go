package boxes

import (
	"github.com/biji-notes/biji/site/diagram/canvas"
)

// A Row is a line of a Table: its cells stand under one another.
type Row []canvas.Text

// A Table is a node with a head and parts of rows under it, such as a class with
// its members.
type Table struct {
	Head  []canvas.Text // one under the other, in the middle
	Parts [][]Row
	Lined bool // the rows are divided by lines
}

const (
	rowHeight = 22
	cellGap   = 14
	tablePad  = 10
)

// columns are the widths of the columns of all parts.
func (t *Table) columns() []float64 {
	var widths []float64
	for _, part := range t.Parts {
		for _, row := range part {
			for i, cell := range row {
				if i == len(widths) {
					widths = append(widths, 0)
				}
				widths[i] = max(widths[i], cell.W)
			}
		}
	}
	return widths
}

func (t *Table) headHeight() float64 {
	h := 10.0
	for _, text := range t.Head {
		h += text.H
	}
	return h
}

// Node gives a node the look of the table.
func (t *Table) Node(n *Node) {
	widths := t.columns()
	for _, text := range t.Head {
		n.W = max(n.W, text.W+2*tablePad)
	}
	inner := 2*tablePad - cellGap
	for _, w := range widths {
		inner += int(w) + 1 + cellGap
	}
	n.W, n.H = max(n.W, float64(inner), 80), t.headHeight()
	for _, part := range t.Parts {
		n.H += float64(len(part))*rowHeight + 8
	}
	n.Custom = t.draw
}

func (t *Table) draw(c *canvas.Canvas, x, y float64, n *Node) {
	ink := n.Style.Ink()
	c.Rect(x, y, n.W, n.H, 3, n.Style.Look("n"))
	at := y + 5
	for i, text := range t.Head {
		look := canvas.TextLook{Fill: ink}
		if i < len(t.Head)-1 {
			look.Class = "lt"
		}
		c.Text(x+n.W/2, at+text.H/2, text, look)
		at += text.H
	}
	at += 5
	line := n.Style
	line.Fill = ""
	widths := t.columns()
	for _, part := range t.Parts {
		c.Line(x, at, x+n.W, at, line.Look("ns"))
		at += 4
		for k, row := range part {
			if t.Lined && k > 0 {
				c.Line(x, at, x+n.W, at, canvas.Look{Class: "tl"})
			}
			left := x + tablePad
			for i, cell := range row {
				c.Text(left, at+rowHeight/2, cell, canvas.TextLook{Anchor: canvas.Start, Fill: ink})
				left += widths[i] + cellGap
			}
			at += rowHeight
		}
		at += 4
	}
}
