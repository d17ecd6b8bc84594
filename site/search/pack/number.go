package pack

import "github.com/biji-notes/biji/site/search/write"

// A numbering has the numbers of documents, ascending, by their places in the index.
type numbering []int32

// A numberer gives documents numbers that stay when there are others more or less. A
// page has its own place in a room with space left, and its documents follow
// each other from there; only where two pages meet, the later moves on.
type numberer struct {
	pages []numbered
	docs  int
}

type numbered struct {
	place uint32
	docs  int
}

// add takes the next document, by its id.
func (n *numberer) add(id string) {
	n.docs++
	place := write.PlaceOf(id)
	if last := len(n.pages) - 1; last >= 0 && n.pages[last].place == place {
		n.pages[last].docs++
		return
	}
	n.pages = append(n.pages, numbered{place, 1})
}

// numbers are those of all, and room is above them. The space is a power of two, so
// that it seldom changes, of which at least half is left: with less, every other
// section more would move the page behind it.
func (n *numberer) numbers() (all numbering, room int) {
	all = make(numbering, 0, n.docs)
	space := 1
	for space < 2*n.docs {
		space *= 2
	}
	for _, p := range n.pages {
		room = max(room, int(uint64(p.place)*uint64(space)>>32))
		for range p.docs {
			all = append(all, int32(room))
			room++
		}
	}
	return all, room
}

// A lookup has, by number, the place in the index of the document that has it, and 1
// more; 0 if none has.
type lookup struct {
	of   []int32
	docs int32
}

func newLookup(room int) *lookup { return &lookup{of: make([]int32, room)} }

// add tells the number of the next document; false if it cannot be that.
func (l *lookup) add(number int) bool {
	if number < 0 || number >= len(l.of) || l.of[number] > 0 {
		return false
	}
	l.docs++
	l.of[number] = l.docs
	return true
}

// document is the one with a number.
func (l *lookup) document(number uint64) (doc int32, ok bool) {
	if number >= uint64(len(l.of)) {
		return 0, false
	}
	return l.of[number] - 1, l.of[number] > 0
}
