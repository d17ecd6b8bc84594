package pack

import "encoding/binary"

// A spool holds the terms of a segment until it is known how large pieces are: in
// few bytes, since there may be millions. An item is
//
//	its term, in front coding; its fields
//	the size of its postings and of its positions, and these
type spool struct {
	chunks [][]byte
	last   string
	total  int // of the sizes of all
}

const spoolChunk = 256 << 10

// add keeps a copy of an item.
func (s *spool) add(it *item) {
	s.total += it.size()
	need := len(it.key) + len(it.data) + len(it.places) + 5*binary.MaxVarintLen64
	n := len(s.chunks) - 1
	if n < 0 || cap(s.chunks[n])-len(s.chunks[n]) < need {
		s.chunks = append(s.chunks, make([]byte, 0, max(spoolChunk, need)))
		n++
	}
	b := appendTerm(s.chunks[n], s.last, it.key)
	b = binary.AppendUvarint(b, it.mask)
	b = binary.AppendUvarint(b, uint64(len(it.data)))
	b = binary.AppendUvarint(b, uint64(len(it.places)))
	s.chunks[n] = append(append(b, it.data...), it.places...)
	s.last = it.key
}

// all gives the items.
func (s *spool) all(yield func(item) bool) { s.read(yield, false) }

// drain gives the items, and lets go of them.
func (s *spool) drain(yield func(item) bool) { s.read(yield, true) }

func (s *spool) read(yield func(item) bool, once bool) {
	var term []byte
	for i := range s.chunks {
		r := reader{data: s.chunks[i]}
		if once {
			s.chunks[i] = nil
		}
		for len(r.data) > 0 {
			term = r.term(term)
			it := item{key: string(term), mask: r.uvarint()}
			data, places := int(r.uvarint()), int(r.uvarint())
			it.data, it.places = r.take(data), r.take(places)
			if it.hash = hashOf(it.key); !yield(it) {
				return
			}
		}
	}
}
