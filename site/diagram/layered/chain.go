package layered

import "slices"

// chain leaves out empty ranks and puts bends into edges that pass a rank. It is
// false if there would be too many.
func (l *layers) chain() bool {
	l.closeUp()
	l.spans()
	bends := 0
	for _, e := range l.ends {
		if !e.skip {
			bends += l.items[e.lower].rank - l.items[e.upper].rank - 1
		}
	}
	if bends > maxBends {
		return false
	}
	for i, e := range l.ends {
		if !e.skip {
			l.chains = append(l.chains, l.bend(i, e))
		}
	}
	return l.fill(maxBends - bends)
}

// closeUp leaves out ranks in which neither a node nor a label stands. A label
// stands in the middle of its edge's way.
func (l *layers) closeUp() {
	var all []int
	for _, it := range l.items {
		all = append(all, it.rank)
	}
	for i := range l.ends {
		if e := &l.ends[i]; !e.skip && l.g.Edges[i].LabelW > 0 {
			e.label = (l.items[e.upper].rank + l.items[e.lower].rank) / 2
			all = append(all, e.label)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i := range l.items {
		l.items[i].rank, _ = slices.BinarySearch(all, l.items[i].rank)
	}
	for i := range l.ends {
		l.ends[i].label, _ = slices.BinarySearch(all, l.ends[i].label)
	}
	l.ranks = make([][]int, len(all))
}

// spans finds the ranks of the clusters.
func (l *layers) spans() {
	n := len(l.g.Clusters)
	l.from, l.to = make([]int, n), make([]int, n)
	for c := range n {
		l.from[c], l.to[c] = len(l.ranks), -1
	}
	for _, it := range l.items {
		for c := it.cluster; c >= 0; c = l.g.Clusters[c].Parent {
			l.from[c], l.to[c] = min(l.from[c], it.rank), max(l.to[c], it.rank)
		}
	}
}

// bend makes the chain of an edge.
func (l *layers) bend(edge int, e ends) chain {
	c := chain{edge: edge, reversed: e.reversed, items: []int{e.upper}, label: -1}
	from, to := l.items[e.upper], l.items[e.lower]
	for rank := from.rank + 1; rank < to.rank; rank++ {
		it := item{node: -1, rank: rank, cluster: l.passing(from.cluster, to.cluster, rank)}
		if g := l.g.Edges[edge]; g.LabelW > 0 && rank == e.label {
			w, h := g.LabelW, g.LabelH
			if l.wide {
				w, h = h, w
			}
			it.before, it.after, it.height = (w+1)/2, (w+1)/2, h
			c.label = len(l.items)
		}
		c.items = append(c.items, len(l.items))
		l.items = append(l.items, it)
	}
	c.items = append(c.items, e.lower)
	for i, v := range c.items[1:] {
		u := c.items[i]
		l.items[u].down = append(l.items[u].down, v)
		l.items[v].up = append(l.items[v].up, u)
	}
	return c
}

// passing is the cluster in which an edge from one cluster to another passes a
// rank: that of the upper end as long as it lasts, then the one around both, then
// that of the lower end as soon as it begins.
func (l *layers) passing(from, to, rank int) int {
	for c := from; c >= 0; c = l.g.Clusters[c].Parent {
		if l.within(to, c) {
			break
		}
		if l.from[c] <= rank && rank <= l.to[c] {
			return c
		}
	}
	for c := to; c >= 0; c = l.g.Clusters[c].Parent {
		if l.within(from, c) || l.from[c] <= rank && rank <= l.to[c] {
			return c
		}
	}
	return -1
}

// fill puts something into each rank of a cluster, so that nothing else stands
// there. It is false if that would be more than most.
func (l *layers) fill(most int) bool {
	has := make([][]bool, len(l.g.Clusters))
	for c := range has {
		if l.to[c] >= 0 {
			has[c] = make([]bool, l.to[c]-l.from[c]+1)
		}
	}
	for _, it := range l.items {
		for c := it.cluster; c >= 0 && !it.anchor; c = l.g.Clusters[c].Parent {
			has[c][it.rank-l.from[c]] = true
		}
	}
	for c, ranks := range slices.Backward(has) {
		for r, full := range ranks {
			if full {
				continue
			}
			if most--; most < 0 {
				return false
			}
			l.items = append(l.items, item{node: -1, rank: l.from[c] + r, cluster: c})
			for k := c; k >= 0; k = l.g.Clusters[k].Parent {
				has[k][l.from[c]+r-l.from[k]] = true
			}
		}
	}
	return true
}
