package search

import "testing"

// A find in any field of text is worth something.
func TestBoosts(t *testing.T) {
	for _, boosts := range [][]boosted{textBoosts, titleBoosts, sideBoosts} {
		for _, b := range boosts {
			if b.boost <= 0 {
				t.Errorf("a find in %s is worth %v", b.field, b.boost)
			}
		}
	}
}
