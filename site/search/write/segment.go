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
	offsets := make([]byte, 0, 8*len(ids))
	var meta, text, packed []byte
	for i, id := range ids {
		offsets = binary.BigEndian.AppendUint64(offsets, s.at())
		meta, text = storedFields(meta[:0], text[:0], id, &sections[i])
		packed = appendLiteral(packed[:0], text)
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
	for _, f := range textsOf(sec) {
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
