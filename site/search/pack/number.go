package pack

import "strings"

// A numbering has the numbers of documents, ascending, by their places in the index.
type numbering []int32

// A numberer gives documents numbers in their order. Behind those of each page there
// is space left, so that a section more leaves those of other pages as they are.
type numberer struct {
	page  string // of the last document
	pages []int  // how many documents each has
	docs  int
}

// add takes the next document, by its id.
func (n *numberer) add(id string) {
	page, _, _ := strings.Cut(id, "#")
	if n.docs == 0 || page != n.page {
		n.pages = append(n.pages, 0)
	}
	n.page = page
	n.pages[len(n.pages)-1]++
	n.docs++
}

// pageSpace is what the spaces of pages are multiples of. Most pages have fewer
// sections; a power of two would be passed by every fourth page that gets one more.
const pageSpace = 12

// numbers are those of all, and room is above them. The space of a page is not full,
// and seldom changes.
func (n *numberer) numbers() (all numbering, room int) {
	all = make(numbering, 0, n.docs)
	for _, docs := range n.pages {
		for i := range docs {
			all = append(all, int32(room+i))
		}
		room += (docs/pageSpace + 1) * pageSpace
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
