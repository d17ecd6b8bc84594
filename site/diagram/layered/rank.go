package layered

// rank gives every item its rank, and every edge the items between which it is
// drawn.
func (l *layers) rank() {
	r := ranker{layers: l}
	r.nodes = len(l.items) + 2*len(l.g.Clusters)
	r.out = make([][]int, r.nodes)
	r.structure()
	for i := range l.g.Edges {
		l.ends = append(l.ends, r.edge(i))
	}
	at := r.ranks()
	for i := range l.items {
		l.items[i].rank = at[i]
	}
}

// A ranker collects what ranks have to keep to. Behind the items it has two more
// nodes for each cluster, above and below all that is in it.
type ranker struct {
	*layers
	nodes int
	arcs  []arc
	out   [][]int
}

func (r *ranker) top(c int) int    { return len(r.items) + 2*c }
func (r *ranker) bottom(c int) int { return len(r.items) + 2*c + 1 }

func (r *ranker) add(a arc) {
	r.out[a.tail] = append(r.out[a.tail], a.head)
	r.arcs = append(r.arcs, a)
}

// Weights of the arcs that keep clusters low, against 4 for an edge.
const (
	edgeWeight    = 4
	clusterWeight = 2
)

func (r *ranker) structure() {
	around := func(inTop, inBottom, c int) {
		if c >= 0 {
			r.add(arc{r.top(c), inTop, 0, 0})
			r.add(arc{inBottom, r.bottom(c), 0, 0})
		}
	}
	for i, it := range r.items {
		around(i, i, it.cluster)
	}
	for c, k := range r.g.Clusters {
		around(r.top(c), r.bottom(c), k.Parent)
		r.add(arc{r.top(c), r.bottom(c), 0, clusterWeight})
		if r.first[c] >= 0 { // an anchor stands in the first rank, another in the last
			r.add(arc{r.top(c), r.first[c], 0, edgeWeight})
			r.add(arc{r.last[c], r.bottom(c), 0, edgeWeight})
		}
	}
}

// edge adds an edge: downwards if that makes no cycle with those before it,
// otherwise upwards. So the edge that closes a cycle is the one written last.
func (r *ranker) edge(i int) ends {
	e := r.g.Edges[i]
	if e.From == e.To || r.nested(e.From, e.To) || r.nested(e.To, e.From) {
		return ends{skip: true}
	}
	if e.From.Cluster || e.To.Cluster {
		if ends, ok := r.join(e, r.tail(e.From), r.head(e.To), r.tail(e.To), r.head(e.From)); ok {
			return ends
		}
	}
	from, to := r.inner(e.From), r.inner(e.To)
	ends, ok := r.join(e, from, to, to, from)
	ends.skip = !ok
	return ends
}

// join adds the arc from tail to head, or the one from tail2 to head2, which
// means the edge upwards.
func (r *ranker) join(e Edge, tail, head, tail2, head2 port) (ends, bool) {
	reversed := false
	if r.reach(head.rank, tail.rank) {
		tail, head, reversed = tail2, head2, true
		if r.reach(head.rank, tail.rank) {
			return ends{}, false
		}
	}
	r.add(arc{tail.rank, head.rank, r.length(e), edgeWeight})
	return ends{upper: tail.item, lower: head.item, reversed: reversed}, true
}

// inner is a node, or some node in a cluster.
func (r *ranker) inner(e End) port {
	if !e.Cluster {
		return port{e.Index, e.Index}
	}
	for i, it := range r.items {
		if it.node >= 0 && r.within(it.cluster, e.Index) {
			return port{i, i}
		}
	}
	return r.tail(e)
}

func (r *ranker) length(e Edge) int { return max(e.Length, 1) * r.halves }

// nested tells whether a is a cluster around b.
func (r *ranker) nested(a, b End) bool {
	if !a.Cluster {
		return false
	}
	if b.Cluster {
		return r.within(b.Index, a.Index)
	}
	return r.within(r.items[b.Index].cluster, a.Index)
}

// A port is an item, and the node of the ranker that stands for it.
type port struct{ item, rank int }

func (r *ranker) tail(e End) port {
	if e.Cluster {
		return port{r.last[e.Index], r.bottom(e.Index)}
	}
	return port{e.Index, e.Index}
}

func (r *ranker) head(e End) port {
	if e.Cluster {
		return port{r.first[e.Index], r.top(e.Index)}
	}
	return port{e.Index, e.Index}
}

// reach tells whether arcs lead from one node to another.
func (r *ranker) reach(from, to int) bool {
	seen := make([]bool, r.nodes)
	stack := []int{from}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if v == to {
			return true
		}
		if seen[v] {
			continue
		}
		seen[v] = true
		stack = append(stack, r.out[v]...)
	}
	return false
}

// ranks solves what was collected. Parts without a connection all begin at the
// first rank.
func (r *ranker) ranks() []int {
	part := r.parts()
	root := r.nodes
	arcs := r.arcs
	incoming := make([]bool, r.nodes)
	for _, a := range arcs {
		incoming[a.head] = true
	}
	for v, has := range incoming {
		if !has {
			arcs = append(arcs, arc{root, v, 0, 0})
		}
	}
	at := place(r.nodes+1, arcs, &r.work, false)
	least := make(map[int]int)
	for v := range r.nodes {
		if m, ok := least[part[v]]; !ok || at[v] < m {
			least[part[v]] = at[v]
		}
	}
	for v := range r.nodes {
		at[v] -= least[part[v]]
	}
	return at
}

// parts names the part of the graph that each node belongs to.
func (r *ranker) parts() []int {
	part := make([]int, r.nodes)
	for v := range part {
		part[v] = v
	}
	find := func(v int) int {
		for part[v] != v {
			part[v] = part[part[v]]
			v = part[v]
		}
		return v
	}
	for _, a := range r.arcs {
		part[find(a.tail)] = find(a.head)
	}
	for v := range part {
		part[v] = find(v)
	}
	return part
}
