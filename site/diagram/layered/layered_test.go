package layered

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// random is a graph of any shape.
func random(r *rand.Rand) *Graph {
	g := &Graph{Direction: Direction(r.IntN(4)), RankGap: 48, NodeGap: 36}
	for c := range r.IntN(5) {
		g.Clusters = append(g.Clusters, Cluster{Parent: r.IntN(c+1) - 1, MinW: r.IntN(200), Top: 34, Side: 16, Bot: 16})
	}
	n := 1 + r.IntN(20)
	for range n {
		g.Nodes = append(g.Nodes, Node{W: 20 + r.IntN(150), H: 20 + r.IntN(60), Cluster: r.IntN(len(g.Clusters)+1) - 1})
	}
	for range r.IntN(2 * n) {
		e := Edge{From: End{Index: r.IntN(n)}, To: End{Index: r.IntN(n)}, Length: 1 + r.IntN(3)}
		if r.IntN(3) == 0 {
			e.LabelW, e.LabelH = 30, 20
		}
		if len(g.Clusters) > 0 && r.IntN(6) == 0 {
			e.To = End{r.IntN(len(g.Clusters)), true}
		}
		g.Edges = append(g.Edges, e)
	}
	return g
}

// TestNothingOverlaps: no two nodes, no node and a cluster that it is not in, and
// no two clusters, unless one holds the other.
func TestNothingOverlaps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		g := random(r)
		l, err := Lay(g)
		if err != nil {
			t.Fatal(err)
		}
		boxes, owner := l.Clusters, []int{}
		for c := range g.Clusters {
			owner = append(owner, c)
		}
		for k, n := range g.Nodes {
			boxes = append(boxes, Box{l.Nodes[k].X - float64(n.W)/2, l.Nodes[k].Y - float64(n.H)/2, float64(n.W), float64(n.H)})
			owner = append(owner, n.Cluster)
		}
		lay := newLayers(g)
		for a := range boxes {
			for b := range a {
				inside := b < len(g.Clusters) && lay.within(owner[a], b)
				if apart := disjoint(boxes[a], boxes[b]); !inside && !apart {
					t.Fatalf("graph %d: %v and %v overlap (%d, %d)", i, boxes[a], boxes[b], a, b)
				} else if inside && boxes[a].W > 0 && !contains(boxes[b], boxes[a]) {
					t.Fatalf("graph %d: %v is not within %v (%d, %d)", i, boxes[a], boxes[b], a, b)
				}
			}
		}
		again, _ := Lay(g)
		if !reflect.DeepEqual(l, again) {
			t.Fatalf("graph %d: another layout the second time", i)
		}
	}
}

func disjoint(a, b Box) bool {
	const slack = 1.5
	return a.W == 0 || b.W == 0 || a.X+a.W <= b.X+slack || b.X+b.W <= a.X+slack || a.Y+a.H <= b.Y+slack || b.Y+b.H <= a.Y+slack
}

func contains(a, b Box) bool {
	const slack = 1.5
	return a.X <= b.X+slack && a.Y <= b.Y+slack && b.X+b.W <= a.X+a.W+slack && b.Y+b.H <= a.Y+a.H+slack
}

// TestEveryEdgeIsDrawn, from its own end to the other.
func TestEveryEdgeIsDrawn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		g := random(r)
		l, _ := Lay(g)
		for i, e := range g.Edges {
			if e.From.Cluster || e.To.Cluster {
				continue
			}
			if p := l.Edges[i]; len(p.Curves) == 0 {
				t.Fatalf("edge %d of %d is not drawn", i, len(g.Edges))
			} else if !near(g, l, e.From.Index, p.From) || !near(g, l, e.To.Index, p.Curves[len(p.Curves)-1].To) {
				t.Fatalf("edge %d leads from %v to %v", i, p.From, p.Curves[len(p.Curves)-1].To)
			}
		}
	}
}

func near(g *Graph, l *Layout, node int, p Point) bool {
	n := g.Nodes[node]
	return !disjoint(Box{p.X, p.Y, 1, 1}, Box{l.Nodes[node].X - float64(n.W)/2 - 3, l.Nodes[node].Y - float64(n.H)/2 - 3, float64(n.W) + 6, float64(n.H) + 6})
}

// TestSimplexAgainstTrying compares with the best of all positions.
func TestSimplexAgainstTrying(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		n := 2 + r.IntN(4)
		var arcs []arc
		for v := 1; v < n; v++ {
			arcs = append(arcs, arc{r.IntN(v), v, r.IntN(3), r.IntN(4)})
		}
		for range r.IntN(4) {
			v := 1 + r.IntN(n-1)
			arcs = append(arcs, arc{r.IntN(v), v, r.IntN(3), r.IntN(4)})
		}
		steps := work
		if got, want := cost(arcs, place(n, arcs, &steps, r.IntN(2) == 0)), cheapest(n, arcs); got != want {
			t.Fatalf("%v costs %d, not %d", arcs, got, want)
		}
	}
}

// cost is -1 for positions that do not keep to the arcs.
func cost(arcs []arc, at []int) int {
	sum := 0
	for _, a := range arcs {
		d := at[a.head] - at[a.tail]
		if d < a.min {
			return -1
		}
		sum += d * a.weight
	}
	return sum
}

func cheapest(n int, arcs []arc) int {
	best := -1
	at := make([]int, n)
	var try func(v int)
	try = func(v int) {
		if v == n {
			if c := cost(arcs, at); c >= 0 && (best < 0 || c < best) {
				best = c
			}
			return
		}
		for at[v] = range 10 {
			try(v + 1)
		}
	}
	try(0)
	return best
}

func TestTooLarge(t *testing.T) {
	g := &Graph{Nodes: slices.Repeat([]Node{{W: 10, H: 10, Cluster: -1}}, maxNodes+1)}
	if _, err := Lay(g); err != ErrTooLarge {
		t.Error(err)
	}
}

// TestWorkIsBounded: the largest graph that is taken costs no more than is allowed.
func TestWorkIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	g := &Graph{RankGap: 48, NodeGap: 36, Nodes: slices.Repeat([]Node{{W: 50, H: 30, Cluster: -1}}, maxNodes)}
	for range maxEdges {
		g.Edges = append(g.Edges, Edge{From: End{Index: r.IntN(maxNodes)}, To: End{Index: r.IntN(maxNodes)}, Length: 1})
	}
	if _, err := Lay(g); err != nil && err != ErrTooLarge {
		t.Error(err)
	}
}
