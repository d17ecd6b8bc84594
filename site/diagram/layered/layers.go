package layered

// An item is what stands in a rank: a node, the bend of an edge, or its label.
// Lengths are turned so that edges lead down: across is from left to right.
type item struct {
	before, after int // across, from its middle
	height        int
	half, body    int // of the node itself: half its width, and its height
	cluster       int
	node          int  // -1 for a bend
	anchor        bool // of a cluster: where edges to it end
	rank          int
	place         int // in its rank
	x             int
	y             float64
	up, down      []int // its neighbours in the ranks beside its own
	loops         []int // edges from a node to itself
}

// A chain is the course of an edge over its bends, downwards.
type chain struct {
	edge     int
	reversed bool // the edge points up
	items    []int
	label    int // item; -1 without one
}

// layers is a layout in the making.
type layers struct {
	g        *Graph
	wide     bool // edges lead to the side
	items    []item
	first    []int // by cluster: item in its first rank that edges to it lead to; -1
	last     []int
	chains   []chain
	ranks    [][]int // items
	from, to []int   // by cluster: its first and last rank
	left     []int   // by cluster
	right    []int
	starts   []float64 // by cluster: room inside, above and below
	stops    []float64
	bands    []band // by rank
	work     int
	halves   int // ranks for a step of an edge: 2 if there are labels
	ends     []ends
}

// ends are the items between which an edge runs, downwards.
type ends struct {
	upper, lower int
	reversed     bool
	skip         bool // it is a loop, or cannot be drawn
	label        int  // rank
}

func newLayers(g *Graph) *layers {
	l := &layers{g: g, wide: g.Direction == Left || g.Direction == Right, halves: 1}
	for i, n := range g.Nodes {
		w, h := n.W, n.H
		if l.wide {
			w, h = h, w
		}
		l.items = append(l.items, item{
			before: (w+1)/2 + n.Before, after: (w+1)/2 + n.After, height: max(h, n.Along), body: h, half: (w + 1) / 2,
			cluster: n.Cluster, node: i,
		})
	}
	for i, e := range g.Edges {
		if e.LabelW > 0 {
			l.halves = 2
		}
		if e.From == e.To && !e.From.Cluster {
			n := &l.items[e.From.Index]
			n.loops = append(n.loops, i)
			n.after += l.loopRoom(i)
		}
	}
	l.first, l.last = make([]int, len(g.Clusters)), make([]int, len(g.Clusters))
	for c := range g.Clusters {
		l.first[c], l.last[c] = -1, -1
	}
	for _, e := range g.Edges {
		for _, end := range [...]End{e.From, e.To} {
			if c := end.Index; end.Cluster && l.first[c] < 0 {
				l.first[c] = l.anchor(c)
				l.last[c] = l.anchor(c)
			}
		}
	}
	return l
}

// anchor makes the item at which edges to a cluster end.
func (l *layers) anchor(c int) int {
	l.items = append(l.items, item{cluster: c, node: -1, anchor: true})
	return len(l.items) - 1
}

// loopRoom is how far a loop reaches beside its node.
func (l *layers) loopRoom(edge int) int {
	e := l.g.Edges[edge]
	across := e.LabelW
	if l.wide {
		across = e.LabelH
	}
	return loopWidth + across
}

const loopWidth = 26

// within tells whether cluster c is outer, or lies in it, or outer is -1.
func (l *layers) within(c, outer int) bool {
	for ; c >= 0; c = l.g.Clusters[c].Parent {
		if c == outer {
			return true
		}
	}
	return outer < 0
}

// way is the clusters around c, the outermost first.
func (l *layers) way(c int) []int {
	var way []int
	for ; c >= 0; c = l.g.Clusters[c].Parent {
		way = append(way, c)
	}
	for i, j := 0, len(way)-1; i < j; i, j = i+1, j-1 {
		way[i], way[j] = way[j], way[i]
	}
	return way
}
