package write

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/zapx/v16"
)

// An inverted index is the postings of all fields on their way into a segment.
type inverted struct {
	*segment
	runs    []run
	lengths [fieldCount][]int32 // by document: words of the field

	now    entry
	chunks chunks
	bitmap *roaring.Bitmap
	buf    bytes.Buffer
}

// invertedOf is what runs have that follow each other.
func invertedOf(runs []run, to *segment) *inverted {
	x := &inverted{segment: to, runs: runs, bitmap: roaring.New()}
	for _, r := range runs {
		for f := range x.lengths {
			x.lengths[f] = append(x.lengths[f], r.lengths[f]...)
		}
	}
	return x
}

// write writes postings and dictionaries, and returns where the header of each
// field is.
func (x *inverted) write(ctx context.Context) ([]uint64, error) {
	all, ids := newDictionaries(len(wordFields)), newDictionaries(1)
	filters := x.writeFilters(mergeOf(x.runs, func(r *run) []byte { return r.filters }).next)
	terms := mergeOf(x.runs, func(r *run) []byte { return r.words })
	for n := 0; terms.next(&x.now); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if list := x.now.lists[idNumber]; len(list) > 0 {
			ids.insert(0, x.now.term, oneDocument(list))
		}
		x.writeTerm(all)
	}
	return x.headers(all, ids, filters), nil
}

// headers writes the dictionaries, and returns where the header of each field is.
func (x *inverted) headers(all, ids *dictionaries, filters []*dictionaries) []uint64 {
	headers := make([]uint64, fieldCount)
	x.writeDictionaries(all, wordFields, headers)
	x.writeDictionaries(ids, []int{idNumber}, headers)
	for i, f := range filterFields {
		x.writeDictionaries(filters[i], []int{f}, headers)
	}
	return headers
}

// writeTerm writes what the term at hand has in the fields of words: the positions
// in all of them, then the postings of each.
func (x *inverted) writeTerm(to *dictionaries) {
	var places [fieldCount]uint64
	for _, f := range wordFields {
		if len(x.now.lists[f]) > 0 {
			places[f] = x.writePositions(f, x.now.lists[f])
		}
	}
	for i, f := range wordFields {
		if list := x.now.lists[f]; len(list) > 0 {
			to.insert(i, x.now.term, x.writePostings(f, list, places[f]))
		}
	}
}

// writeFilters writes the postings of the fields by which results are filtered, of
// each first the frequencies of all its terms, which nobody reads, then the
// records, which a page reads all together. next reads the terms. The dictionaries
// come back.
func (x *inverted) writeFilters(next func(*entry) bool) []*dictionaries {
	var terms [fieldCount][]entry // each with the list of that field
	for next(&x.now) {
		for _, f := range filterFields {
			if list := x.now.lists[f]; len(list) > 0 {
				e := entry{term: x.now.term}
				e.lists[f] = slices.Clone(list)
				terms[f] = append(terms[f], e)
			}
		}
	}
	all := make([]*dictionaries, len(filterFields))
	for i, f := range filterFields {
		all[i] = newDictionaries(1)
		freqs := make([]uint64, len(terms[f]))
		for k, e := range terms[f] {
			freqs[k] = x.writeFreqs(f, e.lists[f])
		}
		for k, e := range terms[f] {
			all[i].insert(0, e.term, x.writeRecord(e.lists[f], freqs[k], 0))
		}
	}
	return all
}

// writeDictionaries writes the dictionaries of some fields, and the header of
// each behind them.
func (x *inverted) writeDictionaries(d *dictionaries, fields []int, headers []uint64) {
	data, at := d.close()
	begin := x.at()
	x.segment.write(data)
	for i, f := range fields {
		headers[f] = x.at()
		x.put(noDocValues, noDocValues, begin+uint64(at[i]))
	}
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
		for _, pos := range x.now.position[p.at : p.at+p.places] {
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
	if (field == nameNumber || field == typedNumber) && len(list) == 1 {
		return oneDocument(list)
	}
	return x.writeRecord(list, x.writeFreqs(field, list), places)
}

// oneDocument is what a dictionary says of a term that has no record: that it
// is in one document, once, in a field of length 1.
func oneDocument(list []posting) uint64 { return zap.FSTValEncode1Hit(uint64(list[0].doc), 1) }

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
		c.use(p.doc)
		c.data = binary.AppendUvarint(c.data, uint64(p.freq)<<1|hasPlaces)
		c.data = binary.AppendUvarint(c.data, uint64(x.lengths[field][p.doc]))
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
