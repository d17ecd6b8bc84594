package layered

// A piece of an edge wants to be straight the more, the more of its ends are
// bends.
const (
	nodeToNode = 1
	nodeToBend = 3
	bendToBend = 10
)

// placeAcross finds x for all items, and the sides of clusters.
func (l *layers) placeAcross() {
	p := across{layers: l, nodes: len(l.items) + 2*len(l.g.Clusters)}
	for _, rank := range l.ranks {
		before := -1
		for _, v := range rank {
			if l.items[v].anchor { // it stands wherever its edges are straight
				continue
			}
			if before >= 0 {
				p.apart(before, v)
			}
			before = v
		}
	}
	p.clusters()
	for _, c := range l.chains {
		for i, v := range c.items[1:] {
			p.straight(c.items[i], v)
		}
	}
	p.middles()
	root := p.node()
	for v := range root {
		p.arcs = append(p.arcs, arc{root, v, 0, 0})
	}
	at := place(p.nodes, p.arcs, &l.work, true)
	for i := range l.items {
		l.items[i].x = at[i]
	}
	l.left, l.right = make([]int, len(l.g.Clusters)), make([]int, len(l.g.Clusters))
	for c := range l.g.Clusters {
		l.left[c], l.right[c] = at[p.left(c)], at[p.right(c)]
	}
}

// across collects what x has to keep to. Behind the items it has two more nodes
// for each cluster, its sides.
type across struct {
	*layers
	nodes int
	arcs  []arc
}

func (p *across) left(c int) int  { return len(p.items) + 2*c }
func (p *across) right(c int) int { return len(p.items) + 2*c + 1 }

func (p *across) node() int {
	p.nodes++
	return p.nodes - 1
}

// apart keeps two neighbours of a rank apart, and the clusters that end between
// them.
func (p *across) apart(a, b int) {
	x, y := p.items[a], p.items[b]
	if x.cluster == y.cluster {
		p.arcs = append(p.arcs, arc{a, b, x.after + y.before + p.gap(x, y), 0})
		return
	}
	wayA, wayB := p.way(x.cluster), p.way(y.cluster)
	k := 0
	for k < len(wayA) && k < len(wayB) && wayA[k] == wayB[k] {
		k++
	}
	from, to, least := a, b, p.g.NodeGap/2
	if k < len(wayA) {
		from = p.right(wayA[k])
	} else {
		least += x.after
	}
	if k < len(wayB) {
		to = p.left(wayB[k])
	} else {
		least += y.before
	}
	p.arcs = append(p.arcs, arc{from, to, least, 0})
}

func (p *across) gap(x, y item) int {
	switch bends := btoi(x.node < 0) + btoi(y.node < 0); bends {
	case 0:
		return p.g.NodeGap
	case 1:
		return p.g.NodeGap * 2 / 3
	}
	return p.g.NodeGap / 2
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// clusters keeps what is in a cluster between its sides, and those close.
func (p *across) clusters() {
	before, after := p.pads()
	for c, k := range p.g.Clusters {
		width := 0
		if !p.wide {
			width = k.MinW
		}
		p.arcs = append(p.arcs, arc{p.left(c), p.right(c), width, 3})
		if k.Parent >= 0 {
			p.arcs = append(p.arcs,
				arc{p.left(k.Parent), p.left(c), before(k.Parent), 0},
				arc{p.right(c), p.right(k.Parent), after(k.Parent), 0})
		}
	}
	for i, it := range p.items {
		if it.cluster >= 0 {
			p.arcs = append(p.arcs,
				arc{p.left(it.cluster), i, it.before + before(it.cluster), 0},
				arc{i, p.right(it.cluster), it.after + after(it.cluster), 0})
		}
	}
}

// pads are the room inside of a cluster, left and right as edges lead down.
func (l *layers) pads() (before, after func(c int) int) {
	side := func(c int) int { return l.g.Clusters[c].Side }
	if !l.wide {
		return side, side
	}
	return func(c int) int { return l.g.Clusters[c].Top }, func(c int) int { return l.g.Clusters[c].Bot }
}

// straight pulls two ends of a piece of an edge to the same x.
func (p *across) straight(u, v int) {
	weight := nodeToBend
	switch btoi(p.items[u].node < 0) + btoi(p.items[v].node < 0) {
	case 0:
		weight = nodeToNode
	case 2:
		weight = bendToBend
	}
	n := p.node()
	p.arcs = append(p.arcs, arc{n, u, 0, 2 * weight}, arc{n, v, 0, 2 * weight})
}

// middles pulls the anchors of edges to clusters over what stands there.
func (p *across) middles() {
	for c := range p.g.Clusters {
		for _, v := range [...]int{p.first[c], p.last[c]} {
			if v < 0 {
				continue
			}
			for _, w := range p.ranks[p.items[v].rank] {
				if !p.items[w].anchor && p.within(p.items[w].cluster, c) {
					n := p.node()
					p.arcs = append(p.arcs, arc{n, v, 0, 1}, arc{n, w, 0, 1})
				}
			}
		}
	}
}
