package layered

// A band is where the items of a rank stand, from edge to edge; before it is the
// room for the titles of clusters that begin there, and behind it for the ends of
// those that end.
type band struct {
	top, bottom float64
	before      float64
	after       float64
}

// placeAlong finds the bands of the ranks, and y for all items.
func (l *layers) placeAlong() {
	l.starts, l.stops = l.endPads()
	l.stack()
	if l.wide && l.lengthen() {
		l.stack()
	}
	for i := range l.items {
		b := l.bands[l.items[i].rank]
		l.items[i].y = (b.top + b.bottom) / 2
	}
}

// endPads are the room inside of clusters, above and below as edges lead down.
func (l *layers) endPads() (starts, stops []float64) {
	starts, stops = make([]float64, len(l.g.Clusters)), make([]float64, len(l.g.Clusters))
	for c, k := range l.g.Clusters {
		a, b := k.Top, k.Bot
		switch l.g.Direction {
		case Up:
			a, b = b, a
		case Left, Right:
			a, b = k.Side, k.Side
		}
		starts[c], stops[c] = float64(a), float64(b)
	}
	return starts, stops
}

// stack puts the ranks below one another.
func (l *layers) stack() {
	l.bands = make([]band, len(l.ranks))
	for _, it := range l.items {
		b := &l.bands[it.rank]
		b.bottom = max(b.bottom, float64(it.height))
	}
	// Around the first and the last rank of a cluster is room for it, and for those
	// inside that begin or end there too.
	before, after := make([]float64, len(l.g.Clusters)), make([]float64, len(l.g.Clusters))
	for c := len(l.g.Clusters) - 1; c >= 0; c-- {
		before[c] += l.starts[c]
		after[c] += l.stops[c]
		if l.to[c] < 0 {
			continue
		}
		if p := l.g.Clusters[c].Parent; p >= 0 {
			if l.from[p] == l.from[c] {
				before[p] = max(before[p], before[c])
			}
			if l.to[p] == l.to[c] {
				after[p] = max(after[p], after[c])
			}
		}
		first, last := &l.bands[l.from[c]], &l.bands[l.to[c]]
		first.before = max(first.before, before[c])
		last.after = max(last.after, after[c])
	}
	l.stubs()
	steep := l.steep()
	y := 0.0
	for r := range l.bands {
		b := &l.bands[r]
		y += b.before
		height := b.bottom
		b.top, b.bottom = y, y+height
		y = b.bottom + b.after
		if r+1 < len(l.bands) {
			y += max(l.gapBelow(r), min(steep[r]*0.16, 90))
		}
	}
}

// stubs makes room for the straight ends of edges.
func (l *layers) stubs() {
	for _, c := range l.chains {
		upper, lower := l.g.Edges[c.edge].StartStub, l.g.Edges[c.edge].EndStub
		if c.reversed {
			upper, lower = lower, upper
		}
		above, below := &l.bands[l.items[c.items[0]].rank], &l.bands[l.items[c.items[len(c.items)-1]].rank]
		above.after, below.before = max(above.after, float64(upper)), max(below.before, float64(lower))
	}
}

// gapBelow is the least room between a rank and the next.
func (l *layers) gapBelow(r int) float64 {
	gap := float64(l.g.RankGap)
	if !l.hasNodes(r) || !l.hasNodes(r+1) {
		return gap * 0.55
	}
	return gap
}

func (l *layers) hasNodes(r int) bool {
	for _, v := range l.ranks[r] {
		if l.items[v].node >= 0 {
			return true
		}
	}
	return false
}

// steep is how far the edges below each rank lead to the side, at most.
func (l *layers) steep() []float64 {
	far := make([]float64, len(l.ranks))
	for _, c := range l.chains {
		for i, v := range c.items[1:] {
			u := c.items[i]
			d := float64(l.items[v].x - l.items[u].x)
			r := l.items[u].rank
			far[r] = max(far[r], d, -d)
		}
	}
	return far
}

// lengthen makes room for the titles of clusters, where edges lead to the side.
func (l *layers) lengthen() (changed bool) {
	for c := len(l.g.Clusters) - 1; c >= 0; c-- {
		if l.to[c] < 0 {
			continue
		}
		length := l.bands[l.to[c]].bottom + l.stops[c] - l.bands[l.from[c]].top + l.starts[c]
		if more := float64(l.g.Clusters[c].MinW) - length; more > 0 {
			l.starts[c] += more / 2
			l.stops[c] += more / 2
			changed = true
		}
	}
	return changed
}
