package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"iter"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/biji-notes/biji/site/search/write"
)

var errSegment = errors.New("not a segment we know")

// segmentFooter is the size of a segment's footer: number of documents,
// offset of the list of stored documents, offset of the list of fields
// (twice), of doc values, 8 bytes each; chunk mode, version and CRC, 4 each.
const segmentFooter = 5*8 + 3*4

// A segment is one of zap version 16 that package write may have made, taken apart.
// Whoever has read all of it knows from bad whether it was another's, or damaged.
type segment struct {
	data   []byte
	docs   int
	list   int          // where the offsets of stored documents are
	fields []dictionary // by number
	set    *roaring.Bitmap
	bad    bool
}

func openSegment(data []byte) (*segment, error) {
	s := &segment{data: data, set: roaring.New()}
	foot := len(data) - segmentFooter
	if foot < 0 || binary.BigEndian.Uint32(data[len(data)-8:]) != 16 {
		return nil, errSegment
	}
	s.docs, s.list = s.u64(foot), s.u64(foot+8)
	table := s.u64(foot + 24)
	count, at := s.uvarint(table)
	names := write.Fields()
	if s.bad || s.docs == 0 || int(count) != len(names) {
		return nil, errSegment
	}
	for i := range names {
		s.fields = append(s.fields, s.field(s.u64(at+8*i), names[i]))
	}
	if s.bad {
		return nil, errSegment
	}
	return s, nil
}

// field is the dictionary of the field whose entry in the table is at offset at.
func (s *segment) field(at int, name string) dictionary {
	size, p := s.uvarint(at)
	end := p + s.offset(size)
	if s.bad || end > len(s.data) || string(s.data[p:end]) != name {
		s.bad = true
		return dictionary{}
	}
	sections, p := s.uvarint(end)
	header := 0
	for i := range int(min(sections, 10)) {
		if p+10*i+10 <= len(s.data) && binary.BigEndian.Uint16(s.data[p+10*i:]) == 0 { // terms
			header = s.u64(p + 10*i + 2)
		}
	}
	_, p = s.uvarint(header)
	_, p = s.uvarint(p)
	dict, _ := s.uvarint(p)
	size, first := s.uvarint(s.offset(dict))
	return dictionary{data: s.bytes(first, s.offset(size))}
}

// documents are what is stored.
func (s *segment) documents() iter.Seq[write.Document] {
	return func(yield func(write.Document) bool) {
		at := 0
		for range s.docs {
			var d write.Document
			d, at = s.document(at)
			if s.bad || !yield(d) {
				return
			}
		}
		s.bad = s.bad || at != s.list
	}
}

// document is the one that begins at offset at, and where the next does.
func (s *segment) document(at int) (d write.Document, next int) {
	metaSize, p := s.uvarint(at)
	size, p := s.uvarint(p)
	metaEnd := p + s.offset(metaSize)
	next = metaEnd + s.offset(size)
	idSize, p := s.uvarint(p)
	d.ID = string(s.bytes(metaEnd, s.offset(idSize)))
	text := metaEnd + len(d.ID)
	length, n := s.uvarint(text)
	text = n + 5 // the head of a literal
	if length == 0 {
		text = n
	}
	for p < metaEnd && !s.bad {
		var field, from, size uint64
		field, p = s.uvarint(p)
		_, p = s.uvarint(p)
		from, p = s.uvarint(p)
		size, p = s.uvarint(p)
		_, p = s.uvarint(p)
		d.Texts = append(d.Texts, write.Text{Field: s.offset(field), Text: s.bytes(text+s.offset(from), s.offset(size))})
	}
	return d, next
}

// terms gives, for each term that a wanted field has, in their order, its postings,
// which are overwritten afterwards.
func (s *segment) terms(wanted func(field int) bool) iter.Seq2[string, *write.Lists] {
	return func(yield func(string, *write.Lists) bool) {
		var heads [write.FieldCount]head
		for f := range heads {
			if wanted(f) {
				next, stop := iter.Pull2(s.fields[f].all())
				defer stop()
				heads[f].next = next
				heads[f].step()
			}
		}
		var lists write.Lists
		for {
			var least []byte
			for f := range heads {
				if h := &heads[f]; h.ok && (least == nil || bytes.Compare(h.term, least) < 0) {
					least = h.term
				}
			}
			if least == nil {
				return
			}
			term := string(least)
			for f := range heads {
				lists[f].Reset()
				if h := &heads[f]; h.ok && string(h.term) == term {
					s.read(&lists[f], h.value)
					h.step()
				}
			}
			if s.bad || !yield(term, &lists) {
				return
			}
		}
	}
}

// A head is where the reading of a dictionary stands.
type head struct {
	next  func() ([]byte, uint64, bool)
	term  []byte
	value uint64
	ok    bool
}

func (h *head) step() {
	term, value, ok := h.next()
	h.term, h.value, h.ok = append(h.term[:0], term...), value, ok
}

// read reads the postings of a term by what its dictionary says.
func (s *segment) read(l *write.List, value uint64) {
	if value>>63 == 1 { // it is one document, written in the dictionary itself
		l.Add(int32(value&0x7fffffff), 1, int32(value>>31&0x7fffffff))
		return
	}
	freqs, p := s.uvarint(s.offset(value))
	places, p := s.uvarint(p)
	size, p := s.uvarint(p)
	s.set.Clear()
	if _, err := s.set.FromUnsafeBytes(s.bytes(p, s.offset(size))); err != nil || s.bad {
		s.bad = true
		return
	}
	at, from := s.chunks(s.offset(freqs)), 0
	if places > 0 {
		from = s.chunks(s.offset(places))
	}
	for docs := s.set.Iterator(); docs.HasNext() && !s.bad; {
		var freq, length uint64
		freq, at = s.uvarint(at)
		length, at = s.uvarint(at)
		l.Add(int32(docs.Next()), int32(freq>>1), int32(length))
		if freq&1 == 1 {
			from = s.places(l, from)
		}
	}
}

// chunks is where the data behind the numbers of their chunks begin.
func (s *segment) chunks(at int) int {
	count, at := s.uvarint(at)
	for range s.offset(count) {
		if _, at = s.uvarint(at); s.bad {
			break
		}
	}
	return at
}

// places reads the positions of a document, of which there are as many as the
// size says, five numbers each.
func (s *segment) places(l *write.List, at int) (next int) {
	size, at := s.uvarint(at)
	next = at + s.offset(size)
	for at < next && !s.bad {
		var place uint64
		_, at = s.uvarint(at)
		place, at = s.uvarint(at)
		at += 3 // begin, end, array positions: 0
		l.Counts[len(l.Counts)-1]++
		l.Places = append(l.Places, int32(place))
	}
	return next
}

func (s *segment) u64(at int) int {
	if s.bad || at < 0 || at > len(s.data)-8 {
		s.bad = true
		return 0
	}
	return s.offset(binary.BigEndian.Uint64(s.data[at:]))
}

func (s *segment) offset(v uint64) int {
	if v > uint64(len(s.data)) {
		s.bad = true
		return 0
	}
	return int(v)
}

// uvarint reads a number that need not be an offset.
func (s *segment) uvarint(at int) (v uint64, next int) {
	if s.bad || at < 0 || at >= len(s.data) {
		s.bad = true
		return 0, at
	}
	v, n := binary.Uvarint(s.data[at:])
	if n <= 0 {
		s.bad = true
		return 0, at
	}
	return v, at + n
}

func (s *segment) bytes(at, size int) []byte {
	if s.bad || at < 0 || size < 0 || at > len(s.data)-size {
		s.bad = true
		return nil
	}
	return slices.Clip(s.data[at : at+size])
}
