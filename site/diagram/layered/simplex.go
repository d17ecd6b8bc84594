package layered

import "slices"

// An arc says that its head is at least min behind its tail; weight is what each
// step more costs.
type arc struct{ tail, head, min, weight int }

// A simplex finds integer positions for nodes that keep to the arcs and cost
// little: the network simplex method of Gansner, Koutsofios, North and Vo, "A
// Technique for Drawing Directed Graphs" (1993). The arcs must have no cycle and
// connect all nodes. Positions are right after every step, so that it can stop
// when its work is spent.
type simplex struct {
	arcs   []arc
	at     []int   // positions
	out    [][]int // arcs, by tail
	in     [][]int // arcs, by head
	tree   []bool  // by arc: whether it is in the spanning tree
	links  [][]int // arcs of the tree, by node
	cut    []int   // by arc: what the tree would gain without it, if negative
	parent []int   // by node: arc of the tree that leads to its parent; -1 for the root
	low    []int   // by node: the lowest lim below it
	lim    []int   // by node: its number in postorder
	order  []int   // nodes in postorder
	work   int     // steps that may still be taken
}

// place gives the positions, the least of which is 0. balanced shifts what can
// move without cost into the middle of its room.
func place(nodes int, arcs []arc, work *int, balanced bool) []int {
	s := &simplex{
		arcs: arcs, at: make([]int, nodes), out: make([][]int, nodes), in: make([][]int, nodes),
		tree: make([]bool, len(arcs)), links: make([][]int, nodes), cut: make([]int, len(arcs)),
		parent: make([]int, nodes), low: make([]int, nodes), lim: make([]int, nodes), work: *work,
	}
	if nodes == 0 {
		return s.at
	}
	for i, a := range arcs {
		s.out[a.tail] = append(s.out[a.tail], i)
		s.in[a.head] = append(s.in[a.head], i)
	}
	s.longestPaths()
	if s.tighten() {
		s.number()
		s.optimize()
		if balanced {
			s.balance()
		}
	}
	*work = s.work
	least := slices.Min(s.at)
	for i := range s.at {
		s.at[i] -= least
	}
	return s.at
}

func (s *simplex) slack(i int) int {
	a := s.arcs[i]
	return s.at[a.head] - s.at[a.tail] - a.min
}

// longestPaths puts every node as far forward as its arcs let it.
func (s *simplex) longestPaths() {
	waits := make([]int, len(s.at))
	var ready []int
	for v := range s.at {
		if waits[v] = len(s.in[v]); waits[v] == 0 {
			ready = append(ready, v)
		}
	}
	for len(ready) > 0 {
		v := ready[0]
		ready = ready[1:]
		for _, i := range s.out[v] {
			a := s.arcs[i]
			s.at[a.head] = max(s.at[a.head], s.at[v]+a.min)
			if waits[a.head]--; waits[a.head] == 0 {
				ready = append(ready, a.head)
			}
		}
	}
}

// tighten grows a spanning tree of arcs without slack, and moves it until it
// holds every node. It is false if the work was spent before.
func (s *simplex) tighten() bool {
	inside := make([]bool, len(s.at))
	inside[0] = true
	members := []int{0}
	for next := 0; ; {
		for ; next < len(members); next++ { // what is reached by arcs without slack
			v := members[next]
			for _, arcs := range [...][]int{s.out[v], s.in[v]} {
				for _, i := range arcs {
					if w := s.other(i, v); !inside[w] && s.slack(i) == 0 {
						inside[w] = true
						members = append(members, w)
						s.join(i)
					}
				}
				s.work -= len(arcs)
			}
		}
		if len(members) == len(s.at) {
			return true
		}
		if s.work < 0 || !s.approach(members, inside) {
			return false
		}
		next = 0
	}
}

// approach moves the tree so that an arc out of it has no slack left.
func (s *simplex) approach(members []int, inside []bool) bool {
	best, slack := -1, 0
	for i, a := range s.arcs {
		if inside[a.tail] == inside[a.head] {
			continue
		}
		if d := s.slack(i); best < 0 || d < slack {
			best, slack = i, d
		}
	}
	s.work -= len(s.arcs) + len(members)
	if best < 0 {
		return false // not connected: a slip of the caller's
	}
	if inside[s.arcs[best].head] {
		slack = -slack
	}
	for _, v := range members {
		s.at[v] += slack
	}
	return true
}

func (s *simplex) join(i int) {
	a := s.arcs[i]
	s.tree[i] = true
	s.links[a.tail] = append(s.links[a.tail], i)
	s.links[a.head] = append(s.links[a.head], i)
}

// number numbers the tree in postorder and works out the cut values.
func (s *simplex) number() {
	type frame struct{ node, next, low int }
	s.order = s.order[:0]
	s.parent[0] = -1
	stack := []frame{{0, 0, 0}}
	for len(stack) > 0 {
		f := &stack[len(stack)-1]
		if f.next < len(s.links[f.node]) {
			i := s.links[f.node][f.next]
			f.next++
			if i == s.parent[f.node] {
				continue
			}
			child := s.other(i, f.node)
			s.parent[child] = i
			stack = append(stack, frame{child, 0, len(s.order)})
			continue
		}
		s.low[f.node], s.lim[f.node] = f.low, len(s.order)
		s.order = append(s.order, f.node)
		stack = stack[:len(stack)-1]
	}
	for _, v := range s.order {
		if i := s.parent[v]; i >= 0 {
			s.cut[i] = s.cutValue(i, v)
		}
	}
	s.work -= len(s.at) + len(s.arcs)
}

func (s *simplex) other(i, v int) int {
	if s.arcs[i].tail == v {
		return s.arcs[i].head
	}
	return s.arcs[i].tail
}

// cutValue is that of the arc of the tree from child to its parent, once those
// below child have theirs.
func (s *simplex) cutValue(i, child int) int {
	leaves := s.arcs[i].tail == child // the arc leads from the child to its parent
	sum := s.arcs[i].weight
	add := func(k int, same bool) {
		if k == i {
			return
		}
		gain := s.arcs[k].weight
		if s.tree[k] {
			gain -= s.cut[k]
		}
		if same {
			sum += gain
		} else {
			sum -= gain
		}
	}
	for _, k := range s.out[child] {
		add(k, leaves)
	}
	for _, k := range s.in[child] {
		add(k, !leaves)
	}
	return sum
}

func (s *simplex) below(v, top int) bool { return s.low[top] <= s.lim[v] && s.lim[v] <= s.lim[top] }

// optimize exchanges arcs of the tree until none is left that costs anything.
func (s *simplex) optimize() {
	from := 0
	for s.work > 0 {
		leave := s.leaving(&from)
		if leave < 0 {
			return
		}
		enter := s.entering(leave)
		if enter < 0 {
			return
		}
		s.exchange(leave, enter)
	}
}

// leaving is an arc of the tree with a negative cut value, the worst of the next
// few; -1 if there is none.
func (s *simplex) leaving(from *int) int {
	best, found := -1, 0
	for n := range s.arcs {
		i := (*from + n) % len(s.arcs)
		if s.tree[i] && s.cut[i] < 0 {
			if best < 0 || s.cut[i] < s.cut[best] {
				best = i
			}
			if found++; found == 30 {
				*from = i + 1
				break
			}
		}
	}
	s.work -= len(s.arcs)
	return best
}

// entering is the arc with the least slack that joins what leave divides, in the
// other direction.
func (s *simplex) entering(leave int) int {
	a := s.arcs[leave]
	child := a.tail // the end that is below
	if s.lim[a.tail] > s.lim[a.head] {
		child = a.head
	}
	best, slack := -1, 0
	try := func(i int) {
		if d := s.slack(i); best < 0 || d < slack {
			best, slack = i, d
		}
	}
	for _, v := range s.order[s.low[child] : s.lim[child]+1] {
		arcs := s.in[v]
		if child == a.head {
			arcs = s.out[v]
		}
		for _, i := range arcs {
			if other := s.other(i, v); !s.tree[i] && !s.below(other, child) {
				try(i)
			}
		}
		s.work -= len(arcs)
	}
	return best
}

// exchange takes leave out of the tree and puts enter in.
func (s *simplex) exchange(leave, enter int) {
	s.shift(leave, s.slack(enter), enter)
	s.tree[leave], s.tree[enter] = false, true
	for _, v := range [...]int{s.arcs[leave].tail, s.arcs[leave].head} {
		k := slices.Index(s.links[v], leave)
		s.links[v] = slices.Delete(s.links[v], k, k+1)
	}
	for _, v := range [...]int{s.arcs[enter].tail, s.arcs[enter].head} {
		s.links[v] = append(s.links[v], enter)
	}
	s.number()
}

// shift moves what is below leave so that enter loses d of its slack.
func (s *simplex) shift(leave, d, enter int) {
	a := s.arcs[leave]
	child := a.tail
	if s.lim[a.tail] > s.lim[a.head] {
		child = a.head
	}
	if s.below(s.arcs[enter].head, child) {
		d = -d
	}
	for _, v := range s.order[s.low[child] : s.lim[child]+1] {
		s.at[v] += d
	}
}

// balance moves halves of the tree that cost the same anywhere within their
// room into the middle of it.
func (s *simplex) balance() {
	for i := range s.arcs {
		if !s.tree[i] || s.cut[i] != 0 || s.work < 0 {
			continue
		}
		enter := s.entering(i)
		if enter < 0 {
			continue
		}
		if d := s.slack(enter); d > 1 {
			s.shift(i, d/2, enter)
		}
	}
}
