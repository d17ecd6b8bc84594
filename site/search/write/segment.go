package write

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"math"

	zap "github.com/blevesearch/zapx/v16"

	"github.com/biji-notes/biji/site"
)

// A segment is a file in version 16 of the format zap, which the README and
// zap.md of github.com/blevesearch/zapx describe. It is written here, and not
// by zapx, for four reasons that were measured: zapx builds a segment per
// batch in maps and then merges (three times slower, six times the
// allocations); the result depends on the order of a map; it puts the fields
// one after the other, so that a reader who fetches pieces and looks a term up
// in each field needs two or three pieces per field, where here it needs one of
// the dictionaries and one of the postings; and it compresses stored texts
// one by one, which is worse than the pack can do.
//
// The order here, which the format leaves open, is
//
//	stored fields, by document
//	offset of each, 8 bytes
//	for each of the fields dir and tags:
//	    for each term: frequencies and lengths
//	    for each term: the record that the dictionary points to
//	for each term:
//	    for each field of words: positions
//	    for each field of words: frequencies and lengths, then the record: offsets
//	        of both, and a roaring bitmap
//	dictionaries of the fields of words, one within the other (type dictionaries)
//	for each of these fields: header: no doc values, offset of the dictionary
//	for _id, dir and tags: dictionary, header
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
	store := s.store()
	for i, id := range ids {
		store.add(Document{id, textsOf(&sections[i])})
	}
	return store.close()
}

// A store writes the stored fields of documents.
type store struct {
	*segment
	offsets            []byte
	meta, text, packed []byte // of a document; kept for their memory
}

func (s *segment) store() *store { return &store{segment: s, offsets: make([]byte, 0, 8*s.docs)} }

// add writes a document: the size of the meta data and of the rest; meta data: the
// length of the id, and for each field its number, type, offset, length and
// number of array positions; the id, and the texts.
func (s *store) add(d Document) {
	s.offsets = binary.BigEndian.AppendUint64(s.offsets, s.at())
	s.meta, s.text = binary.AppendUvarint(s.meta[:0], uint64(len(d.ID))), s.text[:0]
	for _, t := range d.Texts {
		s.meta = binary.AppendUvarint(s.meta, uint64(t.Field))
		s.meta = binary.AppendUvarint(s.meta, 't') // a text
		s.meta = binary.AppendUvarint(s.meta, uint64(len(s.text)))
		s.meta = binary.AppendUvarint(s.meta, uint64(len(t.Text)))
		s.meta = append(s.meta, 0)
		s.text = append(s.text, t.Text...)
	}
	s.packed = appendLiteral(s.packed[:0], s.text)
	s.put(uint64(len(s.meta)), uint64(len(d.ID)+len(s.packed)))
	s.write(s.meta)
	s.write([]byte(d.ID))
	s.write(s.packed)
}

// close writes the list of offsets, and returns where it is.
func (s *store) close() uint64 {
	at := s.at()
	s.write(s.offsets)
	return at
}

// appendLiteral appends text in the block format of snappy, without making it
// shorter: a piece of the pack is compressed as a whole, by a fifth more if no
// text in it was compressed before. Only the index directory is larger.
func appendLiteral(b, text []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(text)))
	if len(text) == 0 {
		return b
	}
	const fourBytes = 63 // of the length of a literal, less 1, follow
	b = append(b, fourBytes<<2)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)-1))
	return append(b, text...)
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
