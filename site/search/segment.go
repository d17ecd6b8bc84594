package search

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v16"
	"github.com/golang/snappy"

	"github.com/biji-notes/biji/site"
)

// A segment is a file in version 16 of the format zap, which the README and
// zap.md of github.com/blevesearch/zapx describe. It is written here, and not
// by zapx, for four reasons that were measured: zapx builds a segment per
// batch in maps and then merges (three times slower), the result depends on
// the order of a map, its memory grows with every batch, and it puts the
// positions of each term between that term's frequencies and its documents,
// so that a reader that fetches pieces gets positions it has no use for.
//
// The order here, which the format leaves open, is
//
//	stored fields, by document
//	offset of each, 8 bytes
//	for each field:
//	    positions of all terms
//	    for each term: frequencies and lengths, then the record that the
//	        dictionary points to: offsets of both, and a roaring bitmap
//	    dictionary: length, then vellum
//	    header of the field: no doc values, offset of the dictionary
//	table of fields, and the offset of each entry
//	footer
type segment struct {
	out  *bufio.Writer
	size int    // bytes written so far
	crc  uint32 // of them
	docs int
	tmp  []byte
}

const (
	chunkMode   = 1026           // zapx: at most 1,024 documents in a chunk of frequencies
	noDocValues = math.MaxUint64 // zapx: fieldNotUninverted
)

// write appends bytes. What goes wrong comes out when finish flushes.
func (s *segment) write(b []byte) {
	s.out.Write(b)
	s.size += len(b)
	s.crc = crc32.Update(s.crc, crc32.IEEETable, b)
}

// put appends integers as uvarints.
func (s *segment) put(values ...uint64) {
	s.tmp = s.tmp[:0]
	for _, v := range values {
		s.tmp = binary.AppendUvarint(s.tmp, v)
	}
	s.write(s.tmp)
}

func (s *segment) at() uint64 { return uint64(s.size) }

// writeStored writes the stored fields of all documents and returns where the
// list of their offsets is.
func (s *segment) writeStored(ids []string, sections []site.Section) uint64 {
	offsets := make([]byte, 0, 8*len(ids))
	var meta, text, packed []byte
	for i, id := range ids {
		offsets = binary.BigEndian.AppendUint64(offsets, s.at())
		meta, text = storedFields(meta[:0], text[:0], id, &sections[i])
		packed = snappy.Encode(packed[:cap(packed)], text)
		s.put(uint64(len(meta)), uint64(len(id)+len(packed)))
		s.write(meta)
		s.write([]byte(id))
		s.write(packed)
	}
	at := s.at()
	s.write(offsets)
	return at
}

// storedFields appends the texts of a section to text, and where each lies to
// meta: field, type, offset, length, number of array positions.
func storedFields(meta, text []byte, id string, sec *site.Section) (newMeta, newText []byte) {
	meta = binary.AppendUvarint(meta, uint64(len(id)))
	for _, f := range []struct {
		number int
		text   string
	}{
		{bodyNumber, sec.Body}, {codeNumber, sec.Code}, {titleNumber, sec.Title}, {trailNumber, trailText(sec)},
	} {
		if f.text == "" {
			continue
		}
		meta = binary.AppendUvarint(meta, uint64(f.number))
		meta = binary.AppendUvarint(meta, 't') // a text
		meta = binary.AppendUvarint(meta, uint64(len(text)))
		meta = binary.AppendUvarint(meta, uint64(len(f.text)))
		meta = append(meta, 0)
		text = append(text, f.text...)
	}
	return meta, text
}

// writeField writes the postings of one field, its dictionary and its header,
// and returns where the header is.
func (s *segment) writeField(field int, list []posting, terms vocabulary, shards []*shard) (uint64, error) {
	var dict bytes.Buffer
	fst, err := vellum.New(&dict, nil)
	if err != nil {
		return 0, err
	}
	places := s.writePositions(field, list, shards)
	w := postingsWriter{segment: s, shards: shards, field: field, docs: roaring.New()}
	for term := 0; len(list) > 0; term++ {
		n := 1
		for n < len(list) && list[n].term == list[0].term {
			n++
		}
		if err := fst.Insert([]byte(terms[list[0].term]), w.write(list[:n], places[term])); err != nil {
			return 0, err
		}
		list = list[n:]
	}
	if err := fst.Close(); err != nil {
		return 0, err
	}
	at := s.at()
	s.put(uint64(dict.Len()))
	s.write(dict.Bytes())
	header := s.at()
	s.put(noDocValues, noDocValues, at)
	return header, nil
}

// writePositions writes where the terms of a field stand, and returns for
// each term where that is written, 0 for a term without positions.
func (s *segment) writePositions(field int, list []posting, shards []*shard) []uint64 {
	var all []uint64
	var c chunks
	var places []byte
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].term == list[0].term {
			n++
		}
		c.reset(n, s.docs)
		for _, p := range list[:n] {
			if p.places == 0 {
				continue
			}
			places = places[:0]
			for _, pos := range shards[p.shard].position[p.at : p.at+p.places] {
				places = append(places, byte(field))
				places = binary.AppendUvarint(places, uint64(pos))
				places = append(places, 0, 0, 0) // no start, no end, no array positions
			}
			c.use(p.doc)
			c.data = binary.AppendUvarint(c.data, uint64(len(places)))
			c.data = append(c.data, places...)
		}
		at := uint64(0)
		if len(c.data) > 0 {
			at = s.at()
			c.writeTo(s)
		}
		all = append(all, at)
		list = list[n:]
	}
	return all
}

// A postingsWriter writes the postings of a field, term by term.
type postingsWriter struct {
	*segment
	shards []*shard
	field  int
	docs   *roaring.Bitmap
	c      chunks
	bits   bytes.Buffer
}

// write writes the postings of one term and returns the dictionary's value
// for it: the offset of their record. A term whose positions begin at places.
func (w *postingsWriter) write(list []posting, places uint64) uint64 {
	if (w.field == idNumber || w.field == nameNumber) && len(list) == 1 {
		return zap.FSTValEncode1Hit(uint64(list[0].doc), 1) // no record: one document, once, length 1
	}
	w.c.reset(len(list), w.segment.docs)
	w.docs.Clear()
	for _, p := range list {
		w.docs.Add(uint32(p.doc))
		hasPlaces := uint64(0)
		if p.places > 0 {
			hasPlaces = 1
		}
		s := w.shards[p.shard]
		w.c.use(p.doc)
		w.c.data = binary.AppendUvarint(w.c.data, uint64(p.freq)<<1|hasPlaces)
		w.c.data = binary.AppendUvarint(w.c.data, uint64(s.lengths[w.field][int(p.doc)-s.first]))
	}
	freqs := w.at()
	w.c.writeTo(w.segment)
	record := w.at()
	w.bits.Reset()
	w.docs.WriteTo(&w.bits) // into memory: cannot fail
	w.put(freqs, places, uint64(w.bits.Len()))
	w.segment.write(w.bits.Bytes())
	return record
}

// chunks are the data of a term, cut by ranges of documents: uvarint number
// of chunks, uvarint end of each, data.
type chunks struct {
	size int // documents in a chunk
	ends []uint64
	now  int
	data []byte
}

// reset begins a term that occurs in card of docs documents.
func (c *chunks) reset(card, docs int) {
	c.size = docs / (card/1024 + 1)
	c.ends = append(c.ends[:0], make([]uint64, (docs-1)/c.size+1)...)
	c.now, c.data = 0, c.data[:0]
}

// use makes the chunk of document doc the one that data belongs to.
func (c *chunks) use(doc int32) {
	for next := int(doc) / c.size; c.now < next; c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
}

func (c *chunks) writeTo(s *segment) {
	for ; c.now < len(c.ends); c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
	s.put(uint64(len(c.ends)))
	s.put(c.ends...)
	s.write(c.data)
}

// finish writes the table of fields and the footer.
func (s *segment) finish(stored uint64, headers []uint64) error {
	offsets := make([]uint64, len(headers))
	for f, header := range headers {
		offsets[f] = s.at()
		s.put(uint64(len(segmentFields[f])))
		s.write([]byte(segmentFields[f]))
		s.put(2)
		for _, section := range []struct {
			kind uint16
			at   uint64
		}{{zap.SectionInvertedTextIndex, header}, {zap.SectionSynonymIndex, 0}} {
			s.tmp = binary.BigEndian.AppendUint16(s.tmp[:0], section.kind)
			s.tmp = binary.BigEndian.AppendUint64(s.tmp, section.at)
			s.write(s.tmp)
		}
	}
	table := s.at()
	s.put(uint64(len(headers)))
	b := s.tmp[:0]
	for _, at := range offsets {
		b = binary.BigEndian.AppendUint64(b, at)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(s.docs))
	b = binary.BigEndian.AppendUint64(b, stored)
	b = binary.BigEndian.AppendUint64(b, table) // of the table in the format before 16
	b = binary.BigEndian.AppendUint64(b, table)
	b = binary.BigEndian.AppendUint64(b, 0) // doc values
	b = binary.BigEndian.AppendUint32(b, chunkMode)
	b = binary.BigEndian.AppendUint32(b, zap.Version)
	s.write(b)
	s.write(binary.BigEndian.AppendUint32(nil, s.crc))
	return s.out.Flush()
}
