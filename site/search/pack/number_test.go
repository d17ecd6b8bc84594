package pack

import (
	"fmt"
	"testing"
)

// numbersOf are those of the first documents of pages that have so many.
func numbersOf(pages []int) (firsts []int32, room int) {
	var n numberer
	for page, docs := range pages {
		for doc := range docs {
			n.add(fmt.Sprintf("p%d.html#%d", page, doc))
		}
	}
	all, room := n.numbers()
	for _, docs := range pages {
		firsts, all = append(firsts, all[0]), all[docs:]
	}
	return firsts, room
}

// Of pages of all sizes up to 40, most leave the one behind them where it is when they
// get a section more, and none has a number of it.
func TestSectionMoreLeavesOtherPages(t *testing.T) {
	moved, docs, rooms := 0, 0, 0
	for n := 1; n <= 40; n++ {
		before, room := numbersOf([]int{n, 1})
		after, _ := numbersOf([]int{n + 1, 1})
		if before[1] <= int32(n) || after[1] <= int32(n+1) {
			t.Errorf("behind %d documents stands the next page at %d, and then at %d", n, before[1], after[1])
		}
		if before[1] != after[1] {
			moved++
		}
		docs, rooms = docs+n+1, rooms+room
	}
	if moved > 3 || rooms > 2*docs {
		t.Errorf("%d pages moved; %d documents take %d numbers", moved, docs, rooms)
	}
}
