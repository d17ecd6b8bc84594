package boxes

import (
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
)

// covers is how much of its edge a marker hides.
func (m Marker) covers() float64 {
	switch m {
	case Arrow:
		return 6
	case Triangle:
		return 12
	case Circle, Lollipop:
		return 9
	case Diamond, Aggregate:
		return 17
	}
	return 0
}

// stub is how much of its edge a marker needs straight.
func (m Marker) stub() int {
	switch m {
	case NoMarker:
		return 0
	case Arrow, OpenArrow, Circle, Cross, Lollipop:
		return 12
	case OnlyOne:
		return 14
	}
	return 22
}

// draw draws a marker whose tip is at p and which points in the direction dx, dy.
func (m Marker) draw(c *canvas.Canvas, p layered.Point, dx, dy float64, color string) {
	at := func(along, aside float64) (x, y float64) {
		return p.X - dx*along - dy*aside, p.Y - dy*along + dx*aside
	}
	shape := func(class string, closed bool, along ...float64) {
		path := new(canvas.Path)
		for i := 0; i+1 < len(along); i += 2 {
			x, y := at(along[i], along[i+1])
			if i == 0 {
				path.Move(x, y)
			} else {
				path.Line(x, y)
			}
		}
		if closed {
			path.Close()
		}
		look := canvas.Look{Class: class, Stroke: color}
		if class == "m" {
			look.Fill = color
		}
		c.Path(path, look)
	}
	ring := func(along float64, r float64, class string) {
		x, y := at(along, 0)
		look := canvas.Look{Class: class, Stroke: color}
		if class == "m" {
			look.Fill = color
		}
		c.Circle(x, y, r, look)
	}
	switch m {
	case Arrow:
		shape("m", true, 0, 0, 9, 4.5, 9, -4.5)
	case OpenArrow:
		shape("mo", false, 9, 5, 0, 0, 9, -5)
	case Triangle:
		shape("mh", true, 0, 0, 13, 7.5, 13, -7.5)
	case Circle:
		ring(4.5, 4.5, "m")
	case Lollipop:
		ring(5, 5, "mh")
	case Cross:
		shape("mo", false, 9, 5, 1, -5)
		shape("mo", false, 1, 5, 9, -5)
	case Diamond:
		shape("m", true, 0, 0, 9, 5.5, 18, 0, 9, -5.5)
	case Aggregate:
		shape("mh", true, 0, 0, 9, 5.5, 18, 0, 9, -5.5)
	case OnlyOne:
		shape("mo", false, 7, 6, 7, -6)
		shape("mo", false, 12, 6, 12, -6)
	case ZeroOrOne:
		shape("mo", false, 7, 6, 7, -6)
		ring(17, 5, "mh")
	case OneOrMore:
		shape("mo", false, 0, 6, 11, 0, 0, -6)
		shape("mo", false, 15, 6, 15, -6)
	case ZeroOrMore:
		shape("mo", false, 0, 6, 11, 0, 0, -6)
		ring(16, 5, "mh")
	}
}
