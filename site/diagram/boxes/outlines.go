package boxes

import "github.com/biji-notes/biji/site/diagram/canvas"

// A pen draws one node.
type pen struct {
	c          *canvas.Canvas
	x, y, w, h float64
	look       canvas.Look
}

// polygon draws a closed shape whose corners are given from the top left corner.
func (p pen) polygon(xy ...float64) {
	for i := range xy {
		if i%2 == 0 {
			xy[i] += p.x
		} else {
			xy[i] += p.y
		}
	}
	p.c.Polygon(p.look, xy...)
}

// stroke draws lines without an area.
func (p pen) stroke(path *canvas.Path) {
	look := p.look
	look.Class, look.Fill = "ns", ""
	p.c.Path(path, look)
}

func (p pen) upright(x float64) {
	p.stroke(new(canvas.Path).Move(p.x+x, p.y).Line(p.x+x, p.y+p.h))
}

func (p pen) level(y float64) {
	p.stroke(new(canvas.Path).Move(p.x, p.y+y).Line(p.x+p.w, p.y+y))
}

// draw draws a node whose top left corner is at x, y, with its text.
func (s Shape) draw(c *canvas.Canvas, x, y float64, n *Node, look canvas.Look) {
	p := pen{c, x, y, n.W, n.H, look}
	dx, dy := s.outline(p)
	c.Text(x+n.W/2+dx, y+n.H/2+dy, n.Label, canvas.TextLook{Class: n.TextClass, Fill: n.Style.Ink()})
}

// outline draws the shape, and says how far its text stands from the middle.
func (s Shape) outline(p pen) (dx, dy float64) {
	c, x, y, w, h, look := p.c, p.x, p.y, p.w, p.h, p.look
	mx, my := x+w/2, y+h/2
	switch s {
	case Rounded:
		c.Rect(x, y, w, h, 10, look)
	case Stadium:
		c.Rect(x, y, w, h, h/2, look)
	case Subroutine:
		c.Rect(x, y, w, h, 2, look)
		p.upright(8)
		p.upright(w - 8)
	case Cylinder, LinedCylinder:
		c.Path(new(canvas.Path).Move(x, y+8).Arc(w/2, 8, false, true, x+w, y+8).Line(x+w, y+h-8).
			Arc(w/2, 8, false, true, x, y+h-8).Close(), look)
		p.stroke(new(canvas.Path).Move(x, y+8).Arc(w/2, 8, false, false, x+w, y+8))
		if s == LinedCylinder {
			p.stroke(new(canvas.Path).Move(x, y+13).Arc(w/2, 8, false, false, x+w, y+13))
		}
		return 0, 6
	case LyingCylinder:
		c.Path(new(canvas.Path).Move(x+w-10, y).Arc(10, h/2, false, true, x+w-10, y+h).Line(x+10, y+h).
			Arc(10, h/2, false, true, x+10, y).Close(), look)
		p.stroke(new(canvas.Path).Move(x+w-10, y).Arc(10, h/2, false, false, x+w-10, y+h))
		return -5, 0
	case Round:
		c.Circle(mx, my, w/2, look)
	case DoubleRound:
		c.Circle(mx, my, w/2, look)
		c.Circle(mx, my, w/2-5, look)
	case SmallRound:
		c.Circle(mx, my, w/2, look)
	case FilledRound, StartPoint:
		c.Circle(mx, my, w/2, canvas.Look{Class: "m", Fill: look.Fill, Stroke: look.Stroke})
	case FramedRound, EndPoint:
		c.Circle(mx, my, w/2, look)
		c.Circle(mx, my, w/2-5, canvas.Look{Class: "m", Fill: look.Stroke})
	case CrossedRound:
		c.Circle(mx, my, w/2, look)
		d := w / 2 * 0.7071
		p.stroke(new(canvas.Path).Move(mx-d, my-d).Line(mx+d, my+d).Move(mx-d, my+d).Line(mx+d, my-d))
	case Flag:
		p.polygon(0, 0, w, 0, w, h, 0, h, 14, h/2)
		return 7, 0
	case Rhombus:
		p.polygon(w/2, 0, w, h/2, w/2, h, 0, h/2)
	case Hexagon:
		p.polygon(h/4, 0, w-h/4, 0, w, h/2, w-h/4, h, h/4, h, 0, h/2)
	case LeanRight:
		p.polygon(h*0.3, 0, w, 0, w-h*0.3, h, 0, h)
	case LeanLeft:
		p.polygon(0, 0, w-h*0.3, 0, w, h, h*0.3, h)
	case TrapezoidUp:
		p.polygon(h*0.3, 0, w-h*0.3, 0, w, h, 0, h)
	case TrapezoidDown:
		p.polygon(0, 0, w, 0, w-h*0.3, h, h*0.3, h)
	case PlainText:
	case Notched:
		p.polygon(12, 0, w, 0, w, h, 0, h, 0, 12)
	case LinedRect:
		c.Rect(x, y, w, h, 2, look)
		p.upright(8)
		return 4, 0
	case DividedRect:
		c.Rect(x, y, w, h, 2, look)
		p.level(10)
		return 0, 5
	case WindowPane:
		c.Rect(x, y, w, h, 2, look)
		p.upright(8)
		p.level(8)
		return 4, 4
	case Stacked:
		for d := 0.0; d <= 12; d += 6 {
			c.Rect(x+12-d, y+d, w-12, h-12, 2, look)
		}
		return -6, 6
	case TaggedRect:
		c.Rect(x, y, w, h, 2, look)
		p.stroke(new(canvas.Path).Move(x+w-12, y+h).Line(x+w, y+h-12))
	case SlopedTop:
		p.polygon(0, 14, w, 0, w, h, 0, h)
		return 0, 5
	case Fork, ForkUpright:
		c.Rect(x, y, w, h, 2, canvas.Look{Class: "m", Fill: look.Fill, Stroke: look.Stroke})
	case Hourglass:
		p.polygon(0, 0, w, 0, 0, h, w, h)
	case BraceLeft:
		p.brace(0, 1)
		return 4, 0
	case BraceRight:
		p.brace(w, -1)
		return -4, 0
	case Braces:
		p.brace(0, 1)
		p.brace(w, -1)
	case Bolt:
		p.polygon(w*0.55, 0, w*0.1, h*0.56, w*0.48, h*0.5, w*0.3, h, w*0.9, h*0.38, w*0.5, h*0.44, w*0.75, 0)
	default:
		return s.paper(p)
	}
	return 0, 0
}

func (p pen) brace(at, in float64) {
	x, y, h := p.x+at, p.y, p.h
	p.stroke(new(canvas.Path).Move(x+in*10, y).Curve(x+in*3, y, x+in*6, y+h/2, x, y+h/2).
		Curve(x+in*6, y+h/2, x+in*3, y+h, x+in*10, y+h))
}

// wave is a sheet with a waved edge at the bottom.
func (p pen) wave() {
	x, y, w, h := p.x, p.y, p.w, p.h
	p.c.Path(new(canvas.Path).Move(x, y).Line(x+w, y).Line(x+w, y+h-8).
		Curve(x+w*0.75, y+h-20, x+w*0.5, y+h-12, x+w*0.45, y+h-6).
		Curve(x+w*0.3, y+h+2, x+w*0.1, y+h, x, y+h-6).Close(), p.look)
}

// paper draws the shapes that look like paper, and the rest.
func (s Shape) paper(p pen) (dx, dy float64) {
	c, x, y, w, h, look := p.c, p.x, p.y, p.w, p.h, p.look
	switch s {
	case Document:
		p.wave()
		return 0, -6
	case LinedDocument:
		p.wave()
		p.stroke(new(canvas.Path).Move(x+8, y).Line(x+8, y+h-3))
		return 3, -6
	case TaggedDocument:
		p.wave()
		p.stroke(new(canvas.Path).Move(x+w-14, y+h-16).Line(x+w, y+h-24))
		return 0, -6
	case StackedDocuments:
		for d := 0.0; d <= 12; d += 6 {
			pen{c, x + 12 - d, y + d, w - 12, h - 12, look}.wave()
		}
		return -6, 2
	case Tape:
		c.Path(new(canvas.Path).Move(x, y+6).Curve(x+w*0.3, y+16, x+w*0.6, y-8, x+w, y+6).Line(x+w, y+h-6).
			Curve(x+w*0.6, y+h-20, x+w*0.3, y+h+8, x, y+h-6).Close(), look)
	case Delay:
		c.Path(new(canvas.Path).Move(x, y).Line(x+w-h/2, y).Arc(h/2, h/2, false, true, x+w-h/2, y+h).Line(x, y+h).Close(), look)
		return -4, 0
	case CurvedTrapezoid:
		c.Path(new(canvas.Path).Move(x, y+h/2).Line(x+14, y).Line(x+w-h/2, y).Arc(h/2, h/2, false, true, x+w-h/2, y+h).
			Line(x+14, y+h).Close(), look)
	case TriangleUp:
		p.polygon(w/2, 0, w, h, 0, h)
		return 0, h/2 - 18
	case TriangleDown:
		p.polygon(0, 0, w, 0, w/2, h)
		return 0, 18 - h/2
	case NotchedPentagon:
		p.polygon(14, 0, w-14, 0, w, 12, w, h, 0, h, 0, 12)
		return 0, 4
	case BowTie:
		c.Path(new(canvas.Path).Move(x+10, y).Line(x+w, y).Arc(10, h/2, false, false, x+w, y+h).Line(x+10, y+h).
			Arc(10, h/2, false, true, x+10, y).Close(), look)
	case Datastore:
		c.Rect(x, y, w, h, 0, canvas.Look{Class: "nf", Fill: look.Fill})
		p.level(0)
		p.level(h)
	case Cloud:
		c.Path(scallops(x, y, w, h, true), look)
	case Bang:
		c.Path(scallops(x, y, w, h, false), look)
	default:
		c.Rect(x, y, w, h, 3, look)
	}
	return 0, 0
}

// scallops is a border of arcs, which swell outwards or inwards.
func scallops(x, y, w, h float64, out bool) *canvas.Path {
	in := min(w, h) * 0.16
	x, y, w, h = x+in, y+in, w-2*in, h-2*in
	across, down := max(float64(int(w/34)), 2), max(float64(int(h/26)), 1)
	p := new(canvas.Path).Move(x, y)
	for i := 1.0; i <= across; i++ {
		p.Arc(w/across*0.58, in*1.25, false, out, x+w*i/across, y)
	}
	for i := 1.0; i <= down; i++ {
		p.Arc(in*1.25, h/down*0.58, false, out, x+w, y+h*i/down)
	}
	for i := across - 1; i >= 0; i-- {
		p.Arc(w/across*0.58, in*1.25, false, out, x+w*i/across, y+h)
	}
	for i := down - 1; i >= 0; i-- {
		p.Arc(in*1.25, h/down*0.58, false, out, x, y+h*i/down)
	}
	return p.Close()
}
