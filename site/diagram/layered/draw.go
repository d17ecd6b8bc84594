package layered

import (
	"cmp"
	"math"
	"slices"
)

// draw makes the result, with everything where it belongs in the direction of the
// graph.
func (l *layers) draw() *Layout {
	out := &Layout{
		Nodes: make([]Point, len(l.g.Nodes)), Edges: make([]Path, len(l.g.Edges)), Clusters: l.boxes(),
	}
	for _, it := range l.items {
		if it.node >= 0 {
			out.Nodes[it.node] = Point{float64(it.x), it.y}
		}
	}
	d := drawer{layers: l, out: out, ports: make(map[portKey]float64)}
	d.spread()
	d.straighten()
	for i, c := range l.chains {
		out.Edges[c.edge] = d.path(i)
	}
	for _, it := range l.items {
		for k, edge := range it.loops {
			out.Edges[edge] = d.loop(it, edge, k)
		}
	}
	out.turn(l)
	return out
}

// boxes are the clusters, inner ones first.
func (l *layers) boxes() []Box {
	boxes := make([]Box, len(l.g.Clusters))
	top, bottom := make([]float64, len(boxes)), make([]float64, len(boxes))
	for c := range boxes {
		top[c], bottom[c] = math.Inf(1), math.Inf(-1)
	}
	for _, it := range l.items {
		if c := it.cluster; c >= 0 {
			h := float64(it.height) / 2
			top[c], bottom[c] = min(top[c], it.y-h), max(bottom[c], it.y+h)
		}
	}
	for c := len(boxes) - 1; c >= 0; c-- {
		if math.IsInf(top[c], 0) {
			continue
		}
		top[c] -= l.starts[c]
		bottom[c] += l.stops[c]
		boxes[c] = Box{float64(l.left[c]), top[c], float64(l.right[c] - l.left[c]), bottom[c] - top[c]}
		if p := l.g.Clusters[c].Parent; p >= 0 {
			top[p], bottom[p] = min(top[p], top[c]), max(bottom[p], bottom[c])
		}
	}
	return boxes
}

// A drawer finds the courses of edges.
type drawer struct {
	*layers
	out    *Layout
	ports  map[portKey]float64
	bendAt []float64 // by item: x at which an edge passes
}

// A portKey is an end of a chain: x at which it meets its node.
type portKey struct {
	chain int
	upper bool
}

// Between the ports of a node, at best.
const portGap = 18

// spread gives every end of an edge its own port, so that few edges bend.
func (d *drawer) spread() {
	type end struct {
		key  portKey
		next int // x of where the edge goes from here
	}
	above, below := make([][]end, len(d.items)), make([][]end, len(d.items))
	for i, c := range d.chains {
		upper, lower := c.items[0], c.items[len(c.items)-1]
		below[upper] = append(below[upper], end{portKey{i, true}, d.items[c.items[1]].x})
		above[lower] = append(above[lower], end{portKey{i, false}, d.items[c.items[len(c.items)-2]].x})
	}
	for v, it := range d.items {
		for _, ends := range [...][]end{above[v], below[v]} {
			if len(ends) == 0 {
				continue
			}
			slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.next, b.next) })
			wanted := make([]float64, len(ends))
			for i, e := range ends {
				wanted[i] = float64(e.next)
			}
			for i, x := range d.portsOf(it, wanted) {
				d.ports[ends[i].key] = x
			}
		}
	}
}

// Bends that are no wider than this are taken out, where there is room.
const littleBend = 11

// straighten takes little bends out of edges: it moves ports that are alone on
// their side of a node, and bends.
func (d *drawer) straighten() {
	alone := map[[2]int]int{} // by item, and whether it is the upper end
	for _, c := range d.chains {
		alone[[2]int{c.items[0], 1}]++
		alone[[2]int{c.items[len(c.items)-1], 0}]++
	}
	d.bendAt = make([]float64, len(d.items))
	for v, it := range d.items {
		d.bendAt[v] = float64(it.x)
	}
	for i, c := range d.chains {
		upper, lower := portKey{i, true}, portKey{i, false}
		last := len(c.items) - 1
		moves := func(key portKey, v, side int, x float64) bool {
			d0 := math.Abs(d.ports[key] - x)
			return d0 < 0.5 || alone[[2]int{v, side}] == 1 && d0 <= d.reach(v)
		}
		switch inner := c.items[1:last]; {
		case d.fits(inner, c.label, d.ports[lower]) && moves(upper, c.items[0], 1, d.ports[lower]):
			d.bend(inner, d.ports[lower])
			d.ports[upper] = d.ports[lower]
		case d.fits(inner, c.label, d.ports[upper]) && moves(lower, c.items[last], 0, d.ports[upper]):
			d.bend(inner, d.ports[upper])
			d.ports[lower] = d.ports[upper]
		case len(inner) > 0 && d.fits(inner, c.label, d.ports[upper]):
			d.bend(inner, d.ports[upper])
		case len(inner) > 0 && d.fits(inner, c.label, d.ports[lower]):
			d.bend(inner, d.ports[lower])
		case len(inner) > 0:
			if x := d.bendAt[inner[0]]; moves(upper, c.items[0], 1, x) {
				d.ports[upper] = x
			}
			if x := d.bendAt[inner[len(inner)-1]]; moves(lower, c.items[last], 0, x) {
				d.ports[lower] = x
			}
		}
	}
}

// fits tells whether bends may move to x: they are near, and none is a label.
func (d *drawer) fits(bends []int, label int, x float64) bool {
	for _, v := range bends {
		if v == label || math.Abs(d.bendAt[v]-x) > littleBend {
			return false
		}
	}
	return true
}

func (d *drawer) bend(bends []int, x float64) {
	for _, v := range bends {
		d.bendAt[v] = x
	}
}

// reach is how far a port that is alone may move.
func (d *drawer) reach(v int) float64 {
	if d.items[v].node < 0 {
		return min(2*littleBend, d.room(d.items[v]))
	}
	return min(littleBend, d.room(d.items[v])/2)
}

// portsOf are the ports of a side of a node, near to where its edges come from.
func (d *drawer) portsOf(it item, wanted []float64) []float64 {
	x := float64(it.x)
	if len(wanted) == 1 {
		return []float64{x}
	}
	room := d.room(it)
	gap := min(portGap, 2*room/float64(len(wanted)-1))
	ports := make([]float64, len(wanted))
	for i, w := range wanted {
		ports[i] = min(max(w, x-room), x+room)
		if i > 0 {
			ports[i] = max(ports[i], ports[i-1]+gap)
		}
	}
	for i := len(ports) - 1; i >= 0; i-- {
		limit := x + room
		if i+1 < len(ports) {
			limit = ports[i+1] - gap
		}
		ports[i] = min(ports[i], limit)
	}
	// In the middle as a whole, where that keeps none straight.
	if slack := (ports[0] + ports[len(ports)-1]) / 2; !straightOne(ports, wanted) {
		for i := range ports {
			ports[i] += x - slack
		}
	}
	return ports
}

// room is how far from the middle of an item its ports may stand.
func (d *drawer) room(it item) float64 {
	switch {
	case it.node < 0:
		x, c := float64(it.x), it.cluster
		return 0.8 * max(min(x-float64(d.left[c]), float64(d.right[c])-x), 0)
	case d.g.Nodes[it.node].Inset == nil:
		return 0.7 * float64(it.half)
	}
	return 0.35 * float64(it.half)
}

func straightOne(ports, wanted []float64) bool {
	for i := range ports {
		if math.Abs(ports[i]-wanted[i]) < 1 {
			return true
		}
	}
	return false
}

// path is the course of an edge: straight through every rank, and bent between.
func (d *drawer) path(i int) Path {
	c := d.chains[i]
	upper, lower := c.items[0], c.items[len(c.items)-1]
	x := d.ports[portKey{i, true}]
	p := Path{From: Point{x, d.leave(upper, x)}}
	now := p.From
	line := func(to Point) {
		if to != now {
			p.Curves = append(p.Curves, Curve{now, to, to})
			now = to
		}
	}
	for k, v := range c.items[1:] {
		u := d.bands[d.items[c.items[k]].rank]
		b := d.bands[d.items[v].rank]
		if v == lower {
			x = d.ports[portKey{i, false}]
		} else {
			x = d.bendAt[v]
		}
		line(Point{now.X, max(u.bottom+u.after, now.Y)})
		to := Point{x, b.top - b.before}
		if x == now.X {
			line(to)
		} else {
			bend := (to.Y - now.Y) * 0.55
			p.Curves = append(p.Curves, Curve{Point{now.X, now.Y + bend}, Point{x, to.Y - bend}, to})
			now = to
		}
		if v == c.label {
			p.Label = Point{x, d.items[v].y}
		}
		if v != lower {
			line(Point{x, b.bottom})
		}
	}
	line(Point{x, d.arrive(lower, x)})
	if c.reversed {
		p = p.backwards()
	}
	return p
}

// leave is where an edge leaves its upper end downwards, at x.
func (d *drawer) leave(v int, x float64) float64 {
	it := d.items[v]
	if it.node < 0 {
		b := d.out.Clusters[it.cluster]
		return b.Y + b.H
	}
	return it.y + float64(it.body)/2 - d.inset(it, false, x)
}

// arrive is where an edge meets its lower end from above, at x.
func (d *drawer) arrive(v int, x float64) float64 {
	it := d.items[v]
	if it.node < 0 {
		return d.out.Clusters[it.cluster].Y
	}
	return it.y - float64(it.body)/2 + d.inset(it, true, x)
}

// inset asks a node for its border on the side that is above, or below, as edges
// lead down.
func (d *drawer) inset(it item, above bool, x float64) float64 {
	n := d.g.Nodes[it.node]
	if n.Inset == nil {
		return 0
	}
	sides := [...][2]Side{Down: {Top, Bottom}, Up: {Bottom, Top}, Right: {LeftSide, RightSide}, Left: {RightSide, LeftSide}}[d.g.Direction]
	side := sides[1]
	if above {
		side = sides[0]
	}
	return n.Inset(side, x-float64(it.x))
}

func (p Path) backwards() Path {
	back := Path{From: p.From, Label: p.Label}
	if len(p.Curves) == 0 {
		return p
	}
	back.From = p.Curves[len(p.Curves)-1].To
	for i, c := range slices.Backward(p.Curves) {
		to := p.From
		if i > 0 {
			to = p.Curves[i-1].To
		}
		back.Curves = append(back.Curves, Curve{c.C2, c.C1, to})
	}
	return back
}

// loop is the k-th edge from a node to itself, on its right as edges lead down.
func (d *drawer) loop(it item, edge, k int) Path {
	x := float64(it.x + it.half)
	h := min(float64(it.body)/4, 14)
	room := float64(d.g.Nodes[it.node].After)
	for _, e := range it.loops[:k] {
		room += float64(d.loopRoom(e))
	}
	right := x + room + loopWidth
	in := 0.0
	if n := d.g.Nodes[it.node]; n.Inset != nil {
		side := [...]Side{Down: RightSide, Up: RightSide, Right: Bottom, Left: Bottom}[d.g.Direction]
		in = n.Inset(side, h)
	}
	p := Path{From: Point{x - in, it.y - h}}
	p.Curves = []Curve{
		{Point{right - 8, it.y - h - 10}, Point{right - 4, it.y - h}, Point{right - 4, it.y}},
		{Point{right - 4, it.y + h}, Point{right - 8, it.y + h + 10}, Point{x - in, it.y + h}},
	}
	if w := d.loopRoom(edge) - loopWidth; w > 0 {
		p.Label = Point{right + float64(w)/2, it.y}
	}
	return p
}

// turn turns a layout whose edges lead down into the direction of the graph, and
// moves it so that it begins at 0, 0.
func (o *Layout) turn(l *layers) {
	dir := l.g.Direction
	turned := func(p Point) Point {
		switch dir {
		case Up:
			return Point{p.X, -p.Y}
		case Right:
			return Point{p.Y, p.X}
		case Left:
			return Point{-p.Y, p.X}
		}
		return p
	}
	o.each(turned)
	for i, b := range o.Clusters {
		p, q := turned(Point{b.X, b.Y}), turned(Point{b.X + b.W, b.Y + b.H})
		o.Clusters[i] = Box{min(p.X, q.X), min(p.Y, q.Y), math.Abs(p.X - q.X), math.Abs(p.Y - q.Y)}
	}
	o.settle(l.g)
}

// each changes every point of the layout but the clusters.
func (o *Layout) each(f func(Point) Point) {
	for i := range o.Nodes {
		o.Nodes[i] = f(o.Nodes[i])
	}
	for i := range o.Edges {
		e := &o.Edges[i]
		e.From, e.Label = f(e.From), f(e.Label)
		for k, c := range e.Curves {
			e.Curves[k] = Curve{f(c.C1), f(c.C2), f(c.To)}
		}
	}
}

// settle moves everything to the top left corner and measures it.
func (o *Layout) settle(g *Graph) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	show := func(x, y, w, h float64) {
		x0, y0, x1, y1 = min(x0, x-w/2), min(y0, y-h/2), max(x1, x+w/2), max(y1, y+h/2)
	}
	for i, p := range o.Nodes {
		n := g.Nodes[i]
		show(p.X, p.Y, float64(n.W), float64(n.H))
		side := float64(n.After-n.Before) / 2
		if g.Direction == Left || g.Direction == Right {
			show(p.X, p.Y+side, float64(n.Along), float64(n.H+n.Before+n.After))
		} else {
			show(p.X+side, p.Y, float64(n.W+n.Before+n.After), float64(n.Along))
		}
	}
	for i, e := range o.Edges {
		if len(e.Curves) == 0 {
			continue
		}
		for _, c := range e.Curves {
			show(c.To.X, c.To.Y, 0, 0)
		}
		if w := g.Edges[i].LabelW; w > 0 {
			show(e.Label.X, e.Label.Y, float64(w), float64(g.Edges[i].LabelH))
		}
	}
	for _, b := range o.Clusters {
		if b.W > 0 {
			show(b.X+b.W/2, b.Y+b.H/2, b.W, b.H)
		}
	}
	if math.IsInf(x0, 1) {
		return
	}
	o.W, o.H = x1-x0, y1-y0
	o.each(func(p Point) Point { return Point{p.X - x0, p.Y - y0} })
	for i := range o.Clusters {
		o.Clusters[i].X -= x0
		o.Clusters[i].Y -= y0
	}
}
