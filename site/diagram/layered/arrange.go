package layered

import (
	"cmp"
	"slices"
)

// Sweeps over all ranks: at most, and without gain.
const (
	maxSweeps = 24
	vain      = 5
)

// arrange orders the items of each rank so that few edges cross. What is in a
// cluster stays together, and clusters stand in the same order in all ranks.
func (l *layers) arrange() {
	for i := range l.items {
		r := l.items[i].rank
		l.ranks[r] = append(l.ranks[r], i)
	}
	l.begin()
	best, fewest := l.copyRanks(), l.crossings()
	for sweep, idle := 0, 0; sweep < maxSweeps && idle < vain && fewest > 0 && l.work > 0; sweep++ {
		keys := l.clusterKeys()
		if sweep%2 == 0 {
			for r := 1; r < len(l.ranks); r++ {
				l.sortRank(r, true, keys)
			}
		} else {
			for r := len(l.ranks) - 2; r >= 0; r-- {
				l.sortRank(r, false, keys)
			}
		}
		l.transpose()
		idle++
		if n := l.crossings(); n < fewest {
			best, fewest, idle = l.copyRanks(), n, 0
		}
	}
	l.ranks = best
	l.number()
}

func (l *layers) copyRanks() [][]int {
	all := make([][]int, len(l.ranks))
	for i, r := range l.ranks {
		all[i] = slices.Clone(r)
	}
	return all
}

func (l *layers) number() {
	for _, rank := range l.ranks {
		for i, v := range rank {
			l.items[v].place = i
		}
	}
}

// begin orders ranks by a walk that goes deep first, in the order in which the
// author wrote the nodes, and clusters as the walk meets them.
func (l *layers) begin() {
	met := make([]int, len(l.items))
	count := 0
	var stack []int
	visit := func(v int) {
		stack = append(stack, v)
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if met[v] > 0 {
				continue
			}
			count++
			met[v] = count
			for _, w := range slices.Backward(l.items[v].down) {
				stack = append(stack, w)
			}
		}
	}
	for v := range l.items {
		if len(l.items[v].up) == 0 {
			visit(v)
		}
	}
	keys := make([]float64, len(l.g.Clusters))
	seen := make([]float64, len(keys))
	for v, it := range l.items {
		for c := it.cluster; c >= 0; c = l.g.Clusters[c].Parent {
			keys[c] += float64(met[v])
			seen[c]++
		}
	}
	for c := range keys {
		keys[c] /= max(seen[c], 1)
	}
	for r := range l.ranks {
		l.order(r, func(v int) float64 { return float64(met[v]) }, keys)
	}
	l.number()
}

// clusterKeys says where clusters stand from left to right, over all ranks.
func (l *layers) clusterKeys() []float64 {
	keys := make([]float64, len(l.g.Clusters))
	seen := make([]float64, len(keys))
	for _, rank := range l.ranks {
		for i, v := range rank {
			for c := l.items[v].cluster; c >= 0; c = l.g.Clusters[c].Parent {
				keys[c] += (float64(i) + 0.5) / float64(len(rank))
				seen[c]++
			}
		}
	}
	for c := range keys {
		keys[c] /= max(seen[c], 1)
	}
	return keys
}

// sortRank orders a rank by where the neighbours of its items stand in the rank
// above, or below.
func (l *layers) sortRank(r int, above bool, keys []float64) {
	l.order(r, func(v int) float64 {
		beside := l.items[v].up
		if !above {
			beside = l.items[v].down
		}
		if len(beside) == 0 {
			return float64(l.items[v].place)
		}
		sum := 0
		for _, w := range beside {
			sum += l.items[w].place
		}
		return float64(sum) / float64(len(beside))
	}, keys)
	for i, v := range l.ranks[r] {
		l.items[v].place = i
	}
}

// A branch is an item, or a cluster with what of it stands in a rank.
type branch struct {
	key     float64
	weight  float64
	cluster int // -1 for an item
	item    int
	first   int // its place before
	inner   []*branch
}

// order sorts a rank by key, clusters by the mean of what is in them.
func (l *layers) order(r int, key func(item int) float64, clusterKeys []float64) {
	root := &branch{cluster: -1}
	of := map[int]*branch{-1: root}
	for i, v := range l.ranks[r] {
		around := l.branchOf(of, l.items[v].cluster, i)
		around.inner = append(around.inner, &branch{key: key(v), weight: 1, cluster: -1, item: v, first: i})
	}
	l.work -= 4 * len(l.ranks[r])
	l.ranks[r] = root.sorted(l.ranks[r][:0], clusterKeys)
}

func (l *layers) branchOf(of map[int]*branch, c, at int) *branch {
	if b := of[c]; b != nil {
		return b
	}
	b := &branch{cluster: c, item: -1, first: at}
	of[c] = b
	around := l.branchOf(of, l.g.Clusters[c].Parent, at)
	around.inner = append(around.inner, b)
	return b
}

// sorted appends the items of b in order.
func (b *branch) sorted(to []int, clusterKeys []float64) []int {
	b.weigh()
	slices.SortStableFunc(b.inner, func(x, y *branch) int {
		return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.first, y.first))
	})
	var clusters []*branch
	for _, x := range b.inner {
		if x.cluster >= 0 {
			clusters = append(clusters, x)
		}
	}
	slices.SortStableFunc(clusters, func(x, y *branch) int { // the same order in every rank
		return cmp.Or(cmp.Compare(clusterKeys[x.cluster], clusterKeys[y.cluster]), cmp.Compare(x.cluster, y.cluster))
	})
	for _, x := range b.inner {
		if x.cluster < 0 {
			to = append(to, x.item)
			continue
		}
		to = clusters[0].sorted(to, clusterKeys)
		clusters = clusters[1:]
	}
	return to
}

func (b *branch) weigh() {
	if b.cluster < 0 && b.item >= 0 && len(b.inner) == 0 {
		return
	}
	b.key, b.weight = 0, 0
	for _, x := range b.inner {
		x.weigh()
		b.key += x.key * x.weight
		b.weight += x.weight
	}
	b.key /= max(b.weight, 1)
}

// crossings counts the pairs of edges that cross.
func (l *layers) crossings() int {
	total := 0
	for r := 1; r < len(l.ranks); r++ {
		total += l.crossingsBelow(r - 1)
	}
	return total
}

// crossingsBelow counts those between a rank and the next, by a tree of sums
// (Barth, Jünger and Mutzel, 2002).
func (l *layers) crossingsBelow(r int) int {
	n := len(l.ranks[r+1])
	sums := make([]int, n+1)
	count, edges := 0, 0
	var heads []int
	for _, v := range l.ranks[r] {
		heads = heads[:0]
		for _, w := range l.items[v].down {
			heads = append(heads, l.items[w].place)
		}
		for _, h := range heads { // those before that end right of here
			count += edges
			for k := h + 1; k > 0; k -= k & -k {
				count -= sums[k]
			}
		}
		for _, h := range heads {
			edges++
			for k := h + 1; k <= n; k += k & -k {
				sums[k]++
			}
		}
		l.work -= 16 * (len(heads) + 1)
	}
	return count
}

// transpose swaps neighbours where that takes crossings away.
func (l *layers) transpose() {
	for improved, rounds := true, 0; improved && rounds < 4 && l.work > 0; rounds++ {
		improved = false
		for _, rank := range l.ranks {
			for i := 1; i < len(rank); i++ {
				a, b := rank[i-1], rank[i]
				if l.items[a].cluster != l.items[b].cluster {
					continue
				}
				if l.crossing(b, a) < l.crossing(a, b) {
					rank[i-1], rank[i] = b, a
					l.items[a].place, l.items[b].place = i, i-1
					improved = true
				}
			}
		}
	}
}

// crossing counts the crossings of the edges of two items, if a stands before b.
func (l *layers) crossing(a, b int) int {
	n := 0
	for _, side := range [...][2][]int{{l.items[a].up, l.items[b].up}, {l.items[a].down, l.items[b].down}} {
		for _, v := range side[0] {
			for _, w := range side[1] {
				if l.items[v].place > l.items[w].place {
					n++
				}
			}
		}
		l.work -= len(side[0])*len(side[1]) + 1
	}
	return n
}
