package pack

import (
	"errors"
	"io"
	"iter"

	"github.com/biji-notes/biji/site/search/write"
)

// A part is a piece that is read, and of documents the number of its first.
type part struct {
	data  []byte
	first int
}

// Parts are the pieces that a segment is put together from.
type parts interface {
	// of gives those of a region, in their order, until use says that it has
	// enough.
	of(region int, use func(part) (more bool, err error)) error
	// named is a piece of positions.
	named(name uint32) ([]byte, error)
}

// rebuild puts the segment with so many documents, whose numbers are below room,
// together from pieces.
func rebuild(w io.Writer, docs, room int, from parts) error {
	var failed error
	numbers := newLookup(room)
	each := func(region int, use func(part) (more bool, err error)) {
		if failed == nil {
			failed = from.of(region, use)
		}
	}
	stored := func(yield func(write.Document) bool) {
		each(documents, func(p part) (bool, error) {
			r := reader{data: p.data}
			for number := p.first; len(r.data) > 0; number++ {
				number += int(min(r.uvarint(), uint64(room)))
				if d := r.document(); r.bad || !numbers.add(number) || !yield(d) {
					return false, errPiece
				}
			}
			return true, nil
		})
	}
	termsOf := func(region int) iter.Seq2[string, *write.Lists] {
		return func(yield func(string, *write.Lists) bool) {
			each(region, func(p part) (more bool, err error) {
				more = true
				err = readTerms(p.data, numbers, from.named, func(term string, lists *write.Lists) bool {
					more = yield(term, lists)
					return more
				})
				return more, err
			})
		}
	}
	err := write.Rebuild(w, docs, stored, termsOf(filters), termsOf(terms))
	return errors.Join(failed, err)
}
