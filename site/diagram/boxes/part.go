package boxes

import "github.com/biji-notes/biji/site/diagram/layered"

// A part is what is laid out together. Its maps lead to the numbers in it.
type part struct {
	graph             layered.Graph
	nodes             []int // numbers in the scene; those of clusters that are laid out by themselves are negative: -1-c
	edges             []int
	clusters          []int
	layout            *layered.Layout
	nodeAt, clusterAt map[int]int // their numbers here
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
	p := &part{
		graph:     layered.Graph{Direction: s.direction(c), RankGap: 40, NodeGap: 36},
		clusterAt: map[int]int{}, nodeAt: map[int]int{},
	}
	for k := range s.g.Clusters {
		if k == c || s.home(s.g.Clusters[k].Parent) != c {
			continue
		}
		if s.alone[k] {
			p.addAlone(k, &s.g.Clusters[k], done[k].layout)
		} else {
			p.addCluster(k, &s.g.Clusters[k])
		}
	}
	for i := range s.g.Nodes {
		if n := &s.g.Nodes[i]; s.home(n.Cluster) == c {
			p.addNode(i, n)
		}
	}
	for i := range s.g.Edges {
		p.addEdge(i, &s.g.Edges[i])
	}
	return p
}

// local is the number of a cluster in the part, or -1.
func (p *part) local(c int) int {
	if at, ok := p.clusterAt[c]; ok {
		return at
	}
	return -1
}

// addAlone adds a cluster that was laid out by itself, as a node.
func (p *part) addAlone(k int, cl *Cluster, inner *layered.Layout) {
	p.nodeAt[-1-k] = len(p.nodes)
	p.nodes = append(p.nodes, -1-k)
	w := max(inner.W, cl.Title.W) + 2*clusterSide
	p.graph.Nodes = append(p.graph.Nodes, layered.Node{
		W: int(w + 1), H: int(inner.H + clusterTop + clusterSide + 1), Cluster: p.local(cl.Parent),
	})
}

func (p *part) addCluster(k int, cl *Cluster) {
	p.clusterAt[k] = len(p.clusters)
	p.clusters = append(p.clusters, k)
	top := clusterTop
	if cl.Title.Empty() {
		top = clusterSide
	}
	p.graph.Clusters = append(p.graph.Clusters, layered.Cluster{
		Parent: p.local(cl.Parent), MinW: int(cl.Title.W + 2*clusterSide), Top: top, Side: clusterSide, Bot: clusterSide,
	})
}

func (p *part) addNode(i int, n *Node) {
	p.nodeAt[i] = len(p.nodes)
	p.nodes = append(p.nodes, i)
	out := layered.Node{W: int(n.W), H: int(n.H), Cluster: p.local(n.Cluster), Inset: n.inset()}
	out.Before, out.After, out.Along = n.beside(p.wide())
	p.graph.Nodes = append(p.graph.Nodes, out)
}

// addEdge adds an edge if both of its ends are in the part.
func (p *part) addEdge(i int, e *Edge) {
	from, ok1 := p.end(e.From)
	to, ok2 := p.end(e.To)
	if !ok1 || !ok2 {
		return
	}
	out := layered.Edge{From: from, To: to, Length: e.Length, StartStub: e.Start.stub(), EndStub: e.End.stub()}
	if w, h := e.labelSize(); w > 0 {
		out.LabelW, out.LabelH = int(w)+1, int(h)+1
	}
	p.edges = append(p.edges, i)
	p.graph.Edges = append(p.graph.Edges, out)
}

// end is an end of an edge by its number in the part.
func (p *part) end(e layered.End) (layered.End, bool) {
	if !e.Cluster {
		at, ok := p.nodeAt[e.Index]
		return layered.End{Index: at}, ok
	}
	if at, ok := p.nodeAt[-1-e.Index]; ok {
		return layered.End{Index: at}, true
	}
	at, ok := p.clusterAt[e.Index]
	return layered.End{Index: at, Cluster: true}, ok
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
