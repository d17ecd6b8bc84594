package board

import (
	"fmt"

	"github.com/biji-notes/biji/site"
)

// A Box is a rectangle in pixels.
type Box struct{ X, Y, Width, Height int }

// Bounds are around all cards, with some room.
func Bounds(cards []site.Card) Box {
	if len(cards) == 0 {
		return Box{}
	}
	const room = 40
	left, top, right, bottom := cards[0].X, cards[0].Y, cards[0].X, cards[0].Y
	for _, c := range cards {
		if c.Kind == site.GroupCard {
			top = min(top, c.Y-NameHeight)
		}
		left, top = min(left, c.X), min(top, c.Y)
		right, bottom = max(right, c.X+c.Width), max(bottom, c.Y+c.Height)
	}
	return Box{left - room, top - room, right - left + 2*room, bottom - top + 2*room}
}

// NameHeight is how high the name above a group is.
const NameHeight = 36

// Path is the way of a line, as SVG has it, and the triangles at its ends.
func Path(l site.BoardLine, cards []site.Card) (line string, arrows []string) {
	x1, y1 := cards[l.From].Middle(l.FromSide)
	x2, y2 := cards[l.To].Middle(l.ToSide)
	bend := min(max(abs(x2-x1), abs(y2-y1))/2, 240)
	dx1, dy1 := outward(l.FromSide)
	dx2, dy2 := outward(l.ToSide)
	line = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1+dx1*bend, y1+dy1*bend, x2+dx2*bend, y2+dy2*bend, x2, y2)
	if l.FromArrow {
		arrows = append(arrows, arrow(x1, y1, dx1, dy1))
	}
	if l.ToArrow {
		arrows = append(arrows, arrow(x2, y2, dx2, dy2))
	}
	return line, arrows
}

// arrow is a triangle with its tip at x, y, that comes from dx, dy.
func arrow(x, y, dx, dy int) string {
	const long, half = 14, 7
	return fmt.Sprintf("M%d %dL%d %dL%d %dZ", x, y, x+dx*long+dy*half, y+dy*long+dx*half, x+dx*long-dy*half, y+dy*long-dx*half)
}

func outward(s site.Side) (dx, dy int) {
	switch s {
	case site.Top:
		return 0, -1
	case site.Right:
		return 1, 0
	case site.Bottom:
		return 0, 1
	}
	return -1, 0
}

func abs(n int) int { return max(n, -n) }
