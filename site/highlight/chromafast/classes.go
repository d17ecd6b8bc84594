package chromafast

import "sync"

// runeClasses sorts the characters beyond ASCII: two that are in the same sets of
// a grammar share an edge.
type runeClasses struct {
	mu    sync.Mutex
	known sync.Map // rune -> int
	sets  []*set
	seen  map[*set]bool // which are in sets
	ids   map[string]int
}

// learn adds the sets of insts; only while the grammar is made.
func (c *runeClasses) learn(insts []inst) {
	if c.seen == nil {
		c.seen = map[*set]bool{}
	}
	for _, in := range insts {
		if in.set != nil && !c.seen[in.set] {
			c.seen[in.set] = true
			c.sets = append(c.sets, in.set)
		}
	}
}

// class is the number of r's edge, or otherWide.
func (c *runeClasses) class(r rune) int {
	if id, ok := c.known.Load(r); ok {
		return id.(int)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := c.key(r)
	if c.ids == nil {
		c.ids = map[string]int{}
	}
	id, ok := c.ids[key]
	if !ok {
		id = otherWide
		if len(c.ids) < wideClasses {
			id = 128 + len(c.ids)
			c.ids[key] = id
		}
	}
	c.known.Store(r, id)
	return id
}

// key says what kind r is of, and which sets it is in.
func (c *runeClasses) key(r rune) string {
	key := make([]byte, 0, len(c.sets)+1)
	key = append(key, byte(kindOf(r)))
	for _, s := range c.sets {
		b := byte(0)
		if s.wide(r) {
			b = 1
		}
		key = append(key, b)
	}
	return string(key)
}
