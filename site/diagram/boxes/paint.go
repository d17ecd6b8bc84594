package boxes

import (
	"math"

	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
)

// Room around a drawing, for strokes.
const margin = 4

// maxPassing bounds the search for places of titles where no edge passes.
const maxPassing = 10_000

func (s *scene) draw() Drawing {
	c := new(canvas.Canvas)
	if len(s.g.Clusters)*len(s.edges) < maxPassing {
		for _, p := range s.edges {
			s.courses = append(s.courses, flat(p))
		}
	}
	c.Shift(margin, margin)
	for k := range s.g.Clusters {
		s.cluster(c, k)
	}
	for i := range s.g.Edges {
		s.edge(c, i)
	}
	for k := range s.g.Clusters {
		s.title(c, k)
	}
	for i := range s.g.Nodes {
		s.node(c, i)
	}
	for i := range s.g.Edges {
		s.labels(c, i)
	}
	c.End()
	return Drawing{Canvas: c, W: s.w + 2*margin, H: s.h + 2*margin}
}

func (s *scene) cluster(c *canvas.Canvas, k int) {
	cl, b := &s.g.Clusters[k], s.clusters[k]
	if b.W == 0 {
		return
	}
	class := cl.Class
	if class == "" {
		class = "k"
	}
	c.Rect(b.X, b.Y, b.W, b.H, 4, cl.Style.Look(class))
}

// title draws the title of a cluster, above the edges that may pass there.
func (s *scene) title(c *canvas.Canvas, k int) {
	cl, b := &s.g.Clusters[k], s.clusters[k]
	if b.W == 0 {
		return
	}
	x, crossed := s.titleAt(cl.Title, b)
	look := canvas.TextLook{Fill: cl.Style.Ink()}
	if crossed {
		look.Class = "kt"
	}
	c.Text(x, b.Y+clusterTop/2, cl.Title, look)
}

// titleAt is the middle of a cluster's title: in the middle of its top, or beside
// that if the middle is where edges pass. crossed says that they do here too.
func (s *scene) titleAt(title canvas.Text, b layered.Box) (at float64, crossed bool) {
	middle := b.X + b.W/2
	aside := max((b.W-title.W)/2-12, 0)
	best, fewest := middle, -1
	for _, way := range [...]float64{0, -1, 1, -0.5, 0.5, -0.75, 0.75, -0.25, 0.25} {
		x := middle + way*aside
		if n := s.passing(x-title.W/2-5, x+title.W/2+5, b.Y+2, b.Y+clusterTop); fewest < 0 || n < fewest {
			best, fewest = x, n
		}
	}
	return best, fewest > 0
}

// passing counts the edges in a rectangle.
func (s *scene) passing(x0, x1, y0, y1 float64) (n int) {
	for _, points := range s.courses {
		for i, q := range points[1:] {
			o := points[i]
			if max(o.X, q.X) >= x0 && min(o.X, q.X) <= x1 && max(o.Y, q.Y) >= y0 && min(o.Y, q.Y) <= y1 {
				n++
				break
			}
		}
	}
	return n
}

func (s *scene) node(c *canvas.Canvas, i int) {
	n, at := &s.g.Nodes[i], s.nodes[i]
	x, y := at.X-n.W/2, at.Y-n.H/2
	s.notes(c, n, at)
	n.Draw(c, x, y)
}

// Size is how large the node is drawn, if it is not Custom.
func (n *Node) Size() (w, h float64) { return n.Shape.size(n.Label) }

// Draw draws the node, whose size W, H says, with its top left corner at x, y.
func (n *Node) Draw(c *canvas.Canvas, x, y float64) {
	if n.Custom != nil {
		n.Custom(c, x, y, n)
		return
	}
	class := n.Class
	if class == "" {
		class = "n"
	}
	n.Shape.draw(c, x, y, n, n.Style.Look(class))
}

// notes draws the notes beside a node.
func (s *scene) notes(c *canvas.Canvas, n *Node, at layered.Point) {
	d := s.direction(n.Cluster)
	wide := d == layered.Left || d == layered.Right
	var before, after float64
	for _, note := range n.Notes {
		w, h := note.size()
		way, done := 1.0, &after
		if note.Left {
			way, done = -1, &before
		}
		x, y := at.X, at.Y
		line := new(canvas.Path)
		if wide {
			edge := at.Y + way*n.H/2
			y = edge + way*(*done+noteGap+h/2)
			line.Move(x, edge).Line(x, y-way*h/2)
			*done += h + noteGap
		} else {
			edge := at.X + way*n.W/2
			x = edge + way*(*done+noteGap+w/2)
			line.Move(edge, y).Line(x-way*w/2, y)
			*done += w + noteGap
		}
		c.Path(line, canvas.Look{Class: "e ed"})
		c.Rect(x-w/2, y-h/2, w, h, 2, canvas.Look{Class: "nt"})
		c.Text(x, y, note.Text, canvas.TextLook{})
	}
}

// line is the course of an edge as a path, without what its markers cover.
func (s *scene) line(p layered.Path, start, end Marker) (*canvas.Path, []layered.Point) {
	points := flat(p)
	from, to := p.From, p.Curves[len(p.Curves)-1].To
	first, last := towards(from, points[1:], start.covers()), towards(to, back(points), end.covers())
	out := new(canvas.Path).Move(first.X, first.Y)
	now := p.From
	for i, q := range p.Curves {
		end := q.To
		if i == len(p.Curves)-1 {
			end = last
		}
		if q.C1 == now && q.C2 == q.To {
			out.Line(end.X, end.Y)
		} else {
			out.Curve(q.C1.X, q.C1.Y, q.C2.X, q.C2.Y, end.X, end.Y)
		}
		now = q.To
	}
	return out, points
}

func back(points []layered.Point) []layered.Point {
	var out []layered.Point
	for i := len(points) - 2; i >= 0; i-- {
		out = append(out, points[i])
	}
	return out
}

// towards is the point at a distance from p in the direction of the next.
func towards(p layered.Point, next []layered.Point, distance float64) layered.Point {
	if distance == 0 || len(next) == 0 {
		return p
	}
	dx, dy := direction(p, next)
	return layered.Point{X: p.X + dx*distance, Y: p.Y + dy*distance}
}

// direction is that from p to the first of the next points that is not too near.
func direction(p layered.Point, next []layered.Point) (dx, dy float64) {
	for _, q := range next {
		dx, dy = q.X-p.X, q.Y-p.Y
		if d := math.Hypot(dx, dy); d > 3 {
			return dx / d, dy / d
		}
	}
	if d := math.Hypot(dx, dy); d > 0 {
		return dx / d, dy / d
	}
	return 0, 1
}

// flat is points along a path.
func flat(p layered.Path) []layered.Point {
	points := []layered.Point{p.From}
	now := p.From
	for _, q := range p.Curves {
		if q.C1 == now && q.C2 == q.To {
			points = append(points, q.To)
		} else {
			for k := 1; k <= 8; k++ {
				t := float64(k) / 8
				u := 1 - t
				points = append(points, layered.Point{
					X: u*u*u*now.X + 3*u*u*t*q.C1.X + 3*u*t*t*q.C2.X + t*t*t*q.To.X,
					Y: u*u*u*now.Y + 3*u*u*t*q.C1.Y + 3*u*t*t*q.C2.Y + t*t*t*q.To.Y,
				})
			}
		}
		now = q.To
	}
	return points
}

func (s *scene) edge(c *canvas.Canvas, i int) {
	e, p := &s.g.Edges[i], s.edges[i]
	if len(p.Curves) == 0 || e.Stroke == Invisible {
		return
	}
	line, points := s.line(p, e.Start, e.End)
	class := [...]string{Solid: "e", Dotted: "e ed", Thick: "e et"}[e.Stroke]
	look := e.Style.Look(class)
	look.Fill = ""
	c.Path(line, look)
	end := points[len(points)-1]
	dx, dy := direction(end, back(points))
	e.End.draw(c, end, -dx, -dy, e.Style.Stroke)
	dx, dy = direction(points[0], points[1:])
	e.Start.draw(c, points[0], -dx, -dy, e.Style.Stroke)
}

func (s *scene) labels(c *canvas.Canvas, i int) {
	e, p := &s.g.Edges[i], s.edges[i]
	if len(p.Curves) == 0 || e.Stroke == Invisible {
		return
	}
	if !e.Label.Empty() {
		c.Rect(p.Label.X-e.Label.W/2-4, p.Label.Y-e.Label.H/2, e.Label.W+8, e.Label.H, 3, canvas.Look{Class: "lb"})
		c.Text(p.Label.X, p.Label.Y, e.Label, canvas.TextLook{Class: "lt"})
	}
	points := flat(p)
	s.beside(c, points[0], points[1:], e.AtStart)
	s.beside(c, points[len(points)-1], back(points), e.AtEnd)
}

// beside draws a text beside an end of an edge.
func (s *scene) beside(c *canvas.Canvas, end layered.Point, next []layered.Point, t canvas.Text) {
	if t.Empty() {
		return
	}
	dx, dy := direction(end, next)
	x, y := end.X+dx*18, end.Y+dy*18
	if math.Abs(dx) > math.Abs(dy) {
		c.Text(x+dx*t.W/4, y-t.H/2-1, t, canvas.TextLook{Class: "lt"})
		return
	}
	c.Text(x+6, y, t, canvas.TextLook{Class: "lt", Anchor: canvas.Start})
}
