// Package boxes draws graphs of boxes and arrows: flowcharts, and whatever else is
// one at heart, such as diagrams of states, classes and entities.
package boxes

import (
	"math"

	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A Graph is what is to be drawn. Nodes, edges and clusters name one another by
// their index.
type Graph struct {
	Direction layered.Direction
	Nodes     []Node
	Edges     []Edge
	Clusters  []Cluster
	Classes   string // of the whole drawing
}

// A Node is a box with a text, or whatever its Shape makes of it.
type Node struct {
	Label canvas.Text
	Shape Shape
	Style source.Style
	Class string // "n" if empty
	// TextClass is that of its text.
	TextClass string
	Cluster   int // -1 outside of all
	// Custom draws the node in place of Shape; its size is then W, H.
	Custom func(c *canvas.Canvas, x, y float64, n *Node)
	W, H   float64
	Notes  []Note
}

// A Note stands beside a node, at the end of a dotted line.
type Note struct {
	Text canvas.Text
	Left bool // or above it, where edges lead to the side; otherwise on the other side
}

// noteGap is between a node and its note, and between notes.
const noteGap = 26

func (n Note) size() (w, h float64) { return n.Text.W + 20, n.Text.H + 12 }

// beside is the room that the notes of a node need.
func (n *Node) beside(wide bool) (before, after, along int) {
	for _, note := range n.Notes {
		w, h := note.size()
		if wide {
			w, h = h, w
		}
		if note.Left {
			before += int(w) + noteGap
		} else {
			after += int(w) + noteGap
		}
		along = max(along, int(h)+1)
	}
	return before, after, along
}

// A Marker is what stands at an end of an edge.
type Marker uint8

// The markers.
const (
	NoMarker   Marker = iota
	Arrow             // filled
	OpenArrow         // two strokes
	Triangle          // hollow: inheritance
	Circle            // filled
	Cross             //
	Diamond           // filled: composition
	Aggregate         // hollow diamond
	Lollipop          // hollow circle
	OnlyOne           // the ends of relations between entities
	ZeroOrOne         //
	OneOrMore         //
	ZeroOrMore        //
)

// A Stroke is how an edge is drawn.
type Stroke uint8

// The strokes.
const (
	Solid Stroke = iota
	Dotted
	Thick
	Invisible
)

// An Edge leads from one node or cluster to another.
type Edge struct {
	From, To       layered.End
	Length         int
	Label          canvas.Text
	AtStart, AtEnd canvas.Text // beside its ends
	Start, End     Marker
	Stroke         Stroke
	Style          source.Style
}

// A Cluster is a box around nodes, with a title.
type Cluster struct {
	Title     canvas.Text
	Style     source.Style
	Class     string // "k" if empty
	Parent    int    // -1 outside of all; less than its own index
	Direction layered.Direction
	Directed  bool // Direction was chosen for what is inside
	Divided   bool // it is one of several regions: drawn by a line only
}

// A Drawing is the content of an SVG, and its size.
type Drawing struct {
	Canvas *canvas.Canvas
	W, H   float64
	Title  string // if the diagram itself says one
}

// Draw draws a graph. Its only error is layered.ErrTooLarge.
func Draw(g *Graph) (Drawing, error) {
	s := newScene(g)
	if err := s.lay(); err != nil {
		return Drawing{}, err
	}
	return s.draw(), nil
}

// A scene is a graph and where everything stands.
type scene struct {
	g        *Graph
	nodes    []layered.Point // middles
	edges    []layered.Path
	clusters []layered.Box
	alone    []bool            // by cluster: it is laid out by itself
	courses  [][]layered.Point // points along the edges, for the titles of clusters
	w, h     float64
}

func newScene(g *Graph) *scene {
	s := &scene{
		g: g, nodes: make([]layered.Point, len(g.Nodes)), edges: make([]layered.Path, len(g.Edges)),
		clusters: make([]layered.Box, len(g.Clusters)), alone: make([]bool, len(g.Clusters)),
	}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		if n.Custom == nil {
			n.W, n.H = n.Shape.size(n.Label)
		}
		n.W, n.H = math.Ceil(n.W), math.Ceil(n.H)
	}
	for c := range g.Clusters {
		g.Clusters[c].Title = g.Clusters[c].Title.Bold()
		s.alone[c] = g.Clusters[c].Directed && s.direction(g.Clusters[c].Parent) != g.Clusters[c].Direction && !s.leaves(c)
		if !s.alone[c] {
			g.Clusters[c].Directed = false
		}
	}
	return s
}

// direction is that of what stands in a cluster.
func (s *scene) direction(c int) layered.Direction {
	for ; c >= 0; c = s.g.Clusters[c].Parent {
		if s.alone[c] {
			return s.g.Clusters[c].Direction
		}
	}
	return s.g.Direction
}

// leaves tells whether an edge leads out of a cluster from something in it.
func (s *scene) leaves(c int) bool {
	inside := func(e layered.End) bool {
		if e.Cluster {
			return e.Index != c && s.within(e.Index, c)
		}
		return s.within(s.g.Nodes[e.Index].Cluster, c)
	}
	for _, e := range s.g.Edges {
		if inside(e.From) != inside(e.To) {
			return true
		}
	}
	return false
}

func (s *scene) within(c, outer int) bool {
	for ; c >= 0; c = s.g.Clusters[c].Parent {
		if c == outer {
			return true
		}
	}
	return false
}

// home is the cluster that is laid out by itself and holds what stands in c, or
// is c; -1 for the drawing as a whole.
func (s *scene) home(c int) int {
	for c >= 0 && !s.alone[c] {
		c = s.g.Clusters[c].Parent
	}
	return c
}

// A part is what is laid out together. Its maps lead to the numbers in it.
type part struct {
	graph    layered.Graph
	nodes    []int // numbers in the scene; those of clusters that are laid out by themselves are negative: -1-c
	edges    []int
	clusters []int
	layout   *layered.Layout
}

// lay lays out every part, inner ones first, and puts them together.
func (s *scene) lay() error {
	parts := map[int]*part{}
	for c := len(s.g.Clusters) - 1; c >= -1; c-- {
		if c >= 0 && !s.alone[c] {
			continue
		}
		p := s.part(c, parts)
		layout, err := layered.Lay(&p.graph)
		if err != nil {
			return err
		}
		p.layout = layout
		parts[c] = p
	}
	s.w, s.h = parts[-1].layout.W, parts[-1].layout.H
	s.put(-1, parts, 0, 0)
	return nil
}

func (p *part) wide() bool {
	return p.graph.Direction == layered.Left || p.graph.Direction == layered.Right
}

// Room in clusters.
const (
	clusterTop  = 34
	clusterSide = 16
)

// part collects what is laid out in cluster c, or in the drawing as a whole.
func (s *scene) part(c int, done map[int]*part) *part {
	p := &part{graph: layered.Graph{Direction: s.direction(c), RankGap: 40, NodeGap: 36}}
	clusterAt, nodeAt := map[int]int{}, map[int]int{}
	local := func(k int) int {
		if at, ok := clusterAt[k]; ok {
			return at
		}
		return -1
	}
	for k, cl := range s.g.Clusters {
		if k == c || s.home(cl.Parent) != c {
			continue
		}
		if s.alone[k] {
			inner := done[k].layout
			p.nodes = append(p.nodes, -1-k)
			w := max(inner.W+2*clusterSide, cl.Title.W+2*clusterSide)
			p.graph.Nodes = append(p.graph.Nodes, layered.Node{
				W: int(w + 1), H: int(inner.H + clusterTop + clusterSide + 1), Cluster: local(cl.Parent),
			})
			nodeAt[-1-k] = len(p.nodes) - 1
			continue
		}
		clusterAt[k] = len(p.clusters)
		p.clusters = append(p.clusters, k)
		top := clusterTop
		if cl.Title.Empty() {
			top = clusterSide
		}
		p.graph.Clusters = append(p.graph.Clusters, layered.Cluster{
			Parent: local(cl.Parent), MinW: int(cl.Title.W + 2*clusterSide), Top: top, Side: clusterSide, Bot: clusterSide,
		})
	}
	for i := range s.g.Nodes {
		n := &s.g.Nodes[i]
		if s.home(n.Cluster) != c {
			continue
		}
		nodeAt[i] = len(p.nodes)
		p.nodes = append(p.nodes, i)
		out := layered.Node{W: int(n.W), H: int(n.H), Cluster: local(n.Cluster), Inset: n.inset()}
		out.Before, out.After, out.Along = n.beside(p.wide())
		p.graph.Nodes = append(p.graph.Nodes, out)
	}
	end := func(e layered.End) (layered.End, bool) {
		if e.Cluster {
			if at, ok := nodeAt[-1-e.Index]; ok {
				return layered.End{Index: at}, true
			}
			at, ok := clusterAt[e.Index]
			return layered.End{Index: at, Cluster: true}, ok
		}
		at, ok := nodeAt[e.Index]
		return layered.End{Index: at}, ok
	}
	for i, e := range s.g.Edges {
		from, ok1 := end(e.From)
		to, ok2 := end(e.To)
		if !ok1 || !ok2 {
			continue
		}
		out := layered.Edge{From: from, To: to, Length: e.Length, StartStub: e.Start.stub(), EndStub: e.End.stub()}
		if w, h := e.labelSize(); w > 0 {
			out.LabelW, out.LabelH = int(w)+1, int(h)+1
		}
		p.edges = append(p.edges, i)
		p.graph.Edges = append(p.graph.Edges, out)
	}
	return p
}

// labelSize is the room that the texts of an edge need on its way.
func (e *Edge) labelSize() (w, h float64) {
	if !e.Label.Empty() {
		w, h = e.Label.W+12, e.Label.H+4
	}
	if !e.AtStart.Empty() || !e.AtEnd.Empty() {
		w, h = max(w, 4), max(h, 24)
		w = max(w, e.AtStart.W*2, e.AtEnd.W*2)
	}
	return w, h
}

// put moves what was laid out in a part to its place in the drawing.
func (s *scene) put(c int, parts map[int]*part, x, y float64) {
	p := parts[c]
	move := func(q layered.Point) layered.Point { return layered.Point{X: q.X + x, Y: q.Y + y} }
	for i, n := range p.nodes {
		at := move(p.layout.Nodes[i])
		if n >= 0 {
			s.nodes[n] = at
			continue
		}
		k := -1 - n
		w, h := float64(p.graph.Nodes[i].W), float64(p.graph.Nodes[i].H)
		s.clusters[k] = layered.Box{X: at.X - w/2, Y: at.Y - h/2, W: w, H: h}
		inner := parts[k].layout
		s.put(k, parts, at.X-inner.W/2, at.Y-h/2+clusterTop)
	}
	for i, e := range p.edges {
		path := p.layout.Edges[i]
		path.From, path.Label = move(path.From), move(path.Label)
		for k, q := range path.Curves {
			path.Curves[k] = layered.Curve{C1: move(q.C1), C2: move(q.C2), To: move(q.To)}
		}
		s.edges[e] = path
	}
	for i, k := range p.clusters {
		b := p.layout.Clusters[i]
		b.X, b.Y = b.X+x, b.Y+y
		s.clusters[k] = b
	}
}
