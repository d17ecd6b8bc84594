package write

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// PlaceOf is where the page of a document stands among all: its address alone says
// it, so a page more or less leaves the others where they are. Numbers of documents
// that stay are made of it.
func PlaceOf(id string) uint32 {
	sum := sha256.Sum256([]byte(PageOf(id)))
	return binary.BigEndian.Uint32(sum[:])
}

// PageOf is the address of the page of a document, by its id.
func PageOf(id string) string {
	page, _, _ := strings.Cut(id, "#")
	return page
}

// arrange puts sections, and the ids of their documents, in the order of the places of
// their pages; those of a page keep theirs.
func arrange(ids []string, sections []site.Section) {
	type key struct {
		place uint32
		from  int32 // the first section of the page
		at    int32
	}
	keys := make([]key, len(ids))
	for i := range keys {
		if k := &keys[i]; i > 0 && sections[i].Page == sections[i-1].Page {
			*k = keys[i-1]
			k.at++
		} else {
			*k = key{PlaceOf(ids[i]), int32(i), int32(i)}
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.place, b.place), strings.Compare(ids[a.from], ids[b.from]), cmp.Compare(a.at, b.at))
	})
	for i := range keys { // a cycle of moves after the other
		id, section := ids[i], sections[i]
		for to := i; keys[to].at >= 0; {
			from := int(keys[to].at)
			keys[to].at = -1
			if from == i {
				ids[to], sections[to] = id, section
				break
			}
			ids[to], sections[to] = ids[from], sections[from]
			to = from
		}
	}
}
