package search

import (
	"bytes"
	"context"
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v16"
)

// An inverted index is the postings of all fields on their way into a segment.
type inverted struct {
	*segment
	shards []*shard
	terms  vocabulary
	lists  [fieldCount][]posting // by term, then document

	chunks chunks
	bitmap *roaring.Bitmap
	buf    bytes.Buffer
}

// write writes positions, postings and dictionaries, and returns where the
// header of each field is.
func (x *inverted) write(ctx context.Context) ([]uint64, error) {
	var places []uint64
	err := x.each(ctx, func(field int, list []posting) error {
		places = append(places, x.writePositions(field, list))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var dicts [fieldCount]bytes.Buffer
	var fsts [fieldCount]*vellum.Builder
	for f := range fsts {
		if fsts[f], err = vellum.New(&dicts[f], nil); err != nil {
			return nil, err
		}
	}
	insert := func(field int, list []posting, value uint64) error {
		return fsts[field].Insert([]byte(x.terms[list[0].term]), value)
	}
	if err := x.writeFilters(insert); err != nil {
		return nil, err
	}
	err = x.each(ctx, func(field int, list []posting) error {
		at := places[0]
		places = places[1:]
		return insert(field, list, x.writePostings(field, list, at))
	})
	if err != nil {
		return nil, err
	}
	headers := make([]uint64, fieldCount)
	for f, fst := range fsts {
		if err := fst.Close(); err != nil {
			return nil, err
		}
		at := x.at()
		x.put(uint64(dicts[f].Len()))
		x.segment.write(dicts[f].Bytes())
		headers[f] = x.at()
		x.put(noDocValues, noDocValues, at)
	}
	return headers, nil
}

// writeFilters writes the postings of the keywords by which results are
// filtered: first the frequencies of all, which nobody reads, then the records,
// which a page reads all together.
func (x *inverted) writeFilters(insert func(field int, list []posting, value uint64) error) error {
	var all [][]posting
	var fields []int
	var freqs []uint64
	for _, field := range filterFields {
		for list := x.lists[field]; len(list) > 0; {
			n := 1
			for n < len(list) && list[n].term == list[0].term {
				n++
			}
			all, fields, freqs = append(all, list[:n]), append(fields, field), append(freqs, x.writeFreqs(field, list[:n]))
			list = list[n:]
		}
	}
	for i, list := range all {
		if err := insert(fields[i], list, x.writeRecord(list, freqs[i], 0)); err != nil {
			return err
		}
	}
	return nil
}

var filterFields = []int{dirNumber, tagsNumber}

// each calls do with the postings of each term in each of its fields, those of
// filters left out.
func (x *inverted) each(ctx context.Context, do func(field int, list []posting) error) error {
	lists := x.lists
	for _, field := range filterFields {
		lists[field] = nil
	}
	for term := range int32(len(x.terms)) {
		if term%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for field, list := range lists {
			n := 0
			for n < len(list) && list[n].term == term {
				n++
			}
			if n == 0 {
				continue
			}
			if err := do(field, list[:n]); err != nil {
				return err
			}
			lists[field] = list[n:]
		}
	}
	return nil
}

// writePositions writes where a term stands in a field, and returns the
// offset of that, 0 for a term without positions.
func (x *inverted) writePositions(field int, list []posting) uint64 {
	c := &x.chunks
	c.reset(len(list), x.docs)
	for _, p := range list {
		if p.places == 0 {
			continue
		}
		x.tmp = x.tmp[:0]
		for _, pos := range x.shards[p.shard].position[p.at : p.at+p.places] {
			x.tmp = append(x.tmp, byte(field))
			x.tmp = binary.AppendUvarint(x.tmp, uint64(pos))
			x.tmp = append(x.tmp, 0, 0, 0) // no start, no end, no array positions
		}
		c.use(p.doc)
		c.data = binary.AppendUvarint(c.data, uint64(len(x.tmp)))
		c.data = append(c.data, x.tmp...)
	}
	if len(c.data) == 0 {
		return 0
	}
	at := x.at()
	c.writeTo(x.segment)
	return at
}

// writePostings writes the postings of a term in a field, whose positions are
// at places, and returns what the dictionary says of the term.
func (x *inverted) writePostings(field int, list []posting, places uint64) uint64 {
	if (field == idNumber || field == nameNumber) && len(list) == 1 {
		return zap.FSTValEncode1Hit(uint64(list[0].doc), 1) // no record: one document, once, length 1
	}
	return x.writeRecord(list, x.writeFreqs(field, list), places)
}

// writeFreqs writes how often a term occurs in a field, and how long that is,
// by document, and returns the offset of that.
func (x *inverted) writeFreqs(field int, list []posting) uint64 {
	c := &x.chunks
	c.reset(len(list), x.docs)
	for _, p := range list {
		hasPlaces := uint64(0)
		if p.places > 0 {
			hasPlaces = 1
		}
		s := x.shards[p.shard]
		c.use(p.doc)
		c.data = binary.AppendUvarint(c.data, uint64(p.freq)<<1|hasPlaces)
		c.data = binary.AppendUvarint(c.data, uint64(s.lengths[field][int(p.doc)-s.first]))
	}
	at := x.at()
	c.writeTo(x.segment)
	return at
}

// writeRecord writes what the dictionary points to: where the frequencies and
// the positions are, and the documents. Its offset comes back.
func (x *inverted) writeRecord(list []posting, freqs, places uint64) uint64 {
	x.bitmap.Clear()
	for _, p := range list {
		x.bitmap.Add(uint32(p.doc))
	}
	x.bitmap.RunOptimize() // the sections of a page are side by side
	x.buf.Reset()
	x.bitmap.WriteTo(&x.buf) // into memory: cannot fail
	record := x.at()
	x.put(freqs, places, uint64(x.buf.Len()))
	x.segment.write(x.buf.Bytes())
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
