package pack

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"iter"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/biji-notes/biji/site/search/write"
)

var errSegment = errors.New("not a segment we know")

// segmentFooter is the size of a segment's footer: number of documents,
// offset of the list of stored documents, offset of the list of fields
// (twice), of doc values, 8 bytes each; chunk mode, version and CRC, 4 each.
const segmentFooter = 5*8 + 3*4

// A segment is one of zap version 16 that package write may have made, taken apart.
// Whoever has read all of it knows from broken whether it was another's, or damaged.
// What a term has is in three places, each in the order of terms.
type segment struct {
	records, freqs, places window
	docs                   int
	list                   int          // where the offsets of stored documents are
	fields                 []dictionary // by number
	set                    *roaring.Bitmap
	bad                    bool
}

// openSegment opens the segment in a file of that size; errSegment if it is none.
func openSegment(file io.ReaderAt, size int) (*segment, error) {
	w := window{file: file, size: size}
	s := &segment{records: w, freqs: w, places: w, set: roaring.New()}
	if s.open(); s.broken() {
		return nil, cmp.Or(s.failed(), errSegment)
	}
	return s, nil
}

// broken says whether something was not as it has to be.
func (s *segment) broken() bool { return s.bad || s.records.bad || s.freqs.bad || s.places.bad }

// failed is why the file could not be read.
func (s *segment) failed() error { return cmp.Or(s.records.err, s.freqs.err, s.places.err) }

func (s *segment) open() {
	w := &s.records
	foot := w.size - segmentFooter
	if version := w.bytes(w.size-8, 4); foot < 0 || version == nil || binary.BigEndian.Uint32(version) != 16 {
		s.bad = true
		return
	}
	s.docs, s.list = w.u64(foot), w.u64(foot+8)
	count, at := w.uvarint(w.u64(foot + 24))
	names := write.Fields()
	if w.bad || s.docs == 0 || int(count) != len(names) {
		s.bad = true
		return
	}
	var of []extent
	for i := range names {
		of = append(of, s.field(w.u64(at+8*i), names[i]))
	}
	s.dictionaries(of)
}

// An extent is where something is in a file.
type extent struct{ at, size int }

// field is where the dictionary is of the field whose entry in the table is at an
// offset.
func (s *segment) field(at int, name string) extent {
	w := &s.records
	size, p := w.uvarint(at)
	end := p + w.offset(size)
	if string(w.bytes(p, end-p)) != name {
		s.bad = true
		return extent{}
	}
	sections, p := w.uvarint(end)
	header := 0
	for i := range int(min(sections, 10)) {
		if entry := p + 10*i; entry <= w.size-10 && w.u16(entry) == 0 { // terms
			header = w.u64(entry + 2)
		}
	}
	_, p = w.uvarint(header)
	_, p = w.uvarint(p)
	dict, _ := w.uvarint(p)
	size, first := w.uvarint(w.offset(dict))
	return extent{first, w.offset(size)}
}

// dictionaries reads them. They lie within each other: all of the file from the
// first on is read once.
func (s *segment) dictionaries(of []extent) {
	first := s.records.size
	for _, e := range of {
		first = min(first, e.at)
	}
	w := window{file: s.records.file, size: s.records.size}
	for _, e := range of {
		if s.broken() {
			return
		}
		whole := w.bytes(first, w.size-first)
		if s.bad = w.bad || e.at > w.size-e.size; !s.bad {
			s.fields = append(s.fields, dictionary{data: whole[e.at-first:][:e.size:e.size]})
		}
	}
	s.records.err = cmp.Or(s.records.err, w.err)
}

// documents are what is stored; each is overwritten by the next.
func (s *segment) documents() iter.Seq[write.Document] {
	return func(yield func(write.Document) bool) {
		at := 0
		for range s.docs {
			var d write.Document
			d, at = s.document(at)
			if s.broken() || !yield(d) {
				return
			}
		}
		s.bad = s.bad || at != s.list
	}
}

// document is the one that begins at offset at, and where the next does.
func (s *segment) document(at int) (d write.Document, next int) {
	w := &s.records
	metaSize, begin := w.uvarint(at)
	size, begin := w.uvarint(begin)
	metaEnd := begin + w.offset(metaSize)
	next = metaEnd + w.offset(size)
	meta := w.bytes(begin, next-begin) // all of it, so that it stays
	r := reader{data: meta[:min(len(meta), metaEnd-begin)]}
	text := meta[len(r.data):]
	id := r.uvarint()
	if w.bad || id > uint64(len(text)) {
		s.bad = true
		return d, next
	}
	d.ID, text = string(text[:id]), text[id:]
	length, n := binary.Uvarint(text)
	if length > 0 {
		n += 5 // the head of a literal
	}
	if n <= 0 || n > len(text) {
		s.bad = true
		return d, next
	}
	text = text[n:]
	for len(r.data) > 0 {
		field := r.uvarint()
		r.uvarint()
		from, size := r.uvarint(), r.uvarint()
		r.uvarint()
		if field > uint64(write.FieldCount) || from > uint64(len(text)) || size > uint64(len(text))-from {
			s.bad = true
			return d, next
		}
		d.Texts = append(d.Texts, write.Text{Field: int(field), Text: text[from : from+size : from+size]})
	}
	s.bad = s.bad || r.bad
	return d, next
}

// terms gives, for each term that a wanted field has, in their order, its postings,
// which are overwritten afterwards.
func (s *segment) terms(wanted func(field int) bool) iter.Seq2[string, *write.Lists] {
	return func(yield func(string, *write.Lists) bool) {
		var heads []*head
		for f := range s.fields {
			if wanted(f) {
				heads = append(heads, &head{field: f, walker: s.fields[f].walk()})
				heads[len(heads)-1].step()
			}
		}
		var lists write.Lists
		for {
			var least *head
			for _, h := range heads {
				if h.ok && (least == nil || bytes.Compare(h.term, least.term) < 0) {
					least = h
				}
			}
			if least == nil {
				for _, h := range heads {
					s.bad = s.bad || s.fields[h.field].bad
				}
				return
			}
			term := string(least.term)
			for _, h := range heads {
				l := &lists[h.field]
				l.Reset()
				if h.ok && string(h.term) == term {
					s.read(l, h.value)
					s.bad = s.bad || len(l.Docs) > 0 && uint32(l.Docs[len(l.Docs)-1]) >= uint32(s.docs)
					h.step()
				}
			}
			if s.broken() || !yield(term, &lists) {
				return
			}
		}
	}
}

// A head is where the reading of a dictionary stands.
type head struct {
	field  int
	walker *walker
	term   []byte
	value  uint64
	ok     bool
}

func (h *head) step() { h.term, h.value, h.ok = h.walker.next() }

// read reads the postings of a term by what its dictionary says.
func (s *segment) read(l *write.List, value uint64) {
	if value>>63 == 1 { // it is one document, written in the dictionary itself
		l.Add(int32(value&0x7fffffff), 1, int32(value>>31&0x7fffffff))
		return
	}
	w := &s.records
	freqs, p := w.uvarint(w.offset(value))
	places, p := w.uvarint(p)
	size, p := w.uvarint(p)
	docs := w.bytes(p, w.offset(size))
	if s.set.Clear(); w.bad {
		return
	}
	if _, err := s.set.FromUnsafeBytes(docs); err != nil {
		s.bad = true
		return
	}
	at, from := chunksOf(&s.freqs, w.offset(freqs)), 0
	if places > 0 {
		from = chunksOf(&s.places, w.offset(places))
	}
	for of := s.set.Iterator(); of.HasNext() && !s.broken(); {
		var freq, length uint64
		freq, at = s.freqs.uvarint(at)
		length, at = s.freqs.uvarint(at)
		l.Add(int32(of.Next()), int32(freq>>1), int32(length))
		if freq&1 == 1 {
			from = s.readPlaces(l, from)
		}
	}
}

// chunksOf is where the data behind the numbers of their chunks begin.
func chunksOf(w *window, at int) int {
	count, at := w.uvarint(at)
	for range w.offset(count) {
		if _, at = w.uvarint(at); w.bad {
			break
		}
	}
	return at
}

// readPlaces reads the positions of a document, of which there are as many as the
// size says, five numbers each.
func (s *segment) readPlaces(l *write.List, at int) (next int) {
	size, at := s.places.uvarint(at)
	next = at + s.places.offset(size)
	r := reader{data: s.places.bytes(at, next-at)}
	for len(r.data) > 0 {
		r.uvarint()
		place := r.uvarint()
		r.take(3) // begin, end, array positions: 0
		l.Counts[len(l.Counts)-1]++
		l.Places = append(l.Places, int32(place))
	}
	s.bad = s.bad || r.bad
	return next
}
