package pack

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/biji-notes/biji/site/search/write"
)

var errPiece = errors.New("damaged piece")

// An item is what is not cut: a stored document, or a term with its postings.
type item struct {
	key    string // of a term
	mask   uint64 // fields that have the term
	data   []byte // postings of the term, or all of a document
	places []byte // positions
	hash   uint32
}

// size is how many bytes an item takes in a piece, about.
func (i *item) size() int { return len(i.key)/2 + 3 + len(i.data) + len(i.places) }

// appendTerm writes a term of a piece after another, "" if it is the first.
func appendTerm(b []byte, before, term string) []byte {
	n := 0
	for n < len(before) && n < len(term) && before[n] == term[n] {
		n++
	}
	b = binary.AppendUvarint(b, uint64(n))
	b = binary.AppendUvarint(b, uint64(len(term)-n))
	return append(b, term[n:]...)
}

// appendLists writes the postings of a term: which fields have it, then, of each
// of them, what lists say of documents; and their positions to places. ok is
// false for lengths that no segment of ours has.
func appendLists(b, places []byte, lists *write.Lists) (newB, newPlaces []byte, mask uint64, ok bool) {
	for f := range lists {
		l := &lists[f]
		if len(l.Docs) == 0 {
			continue
		}
		mask |= 1 << f
		b = binary.AppendUvarint(b, uint64(len(l.Docs)))
		before := int32(0)
		for _, doc := range l.Docs {
			b = binary.AppendUvarint(b, uint64(doc-before))
			before = doc
		}
		for i, freq := range l.Freqs {
			same := uint64(0)
			if l.Counts[i] == freq {
				same = 1
			}
			if b = binary.AppendUvarint(b, uint64(freq)<<1|same); same == 0 {
				b = binary.AppendUvarint(b, uint64(l.Counts[i]))
			}
		}
		for _, n := range l.Lengths {
			code, ok := write.LengthCode(n)
			if !ok {
				return b, places, mask, false
			}
			b = append(b, code)
		}
		places = appendPlaces(places, l)
	}
	return b, places, mask, true
}

// appendPlaces writes positions, in each document from the one before.
func appendPlaces(b []byte, l *write.List) []byte {
	at := 0
	for _, n := range l.Counts {
		before := int32(0)
		for range n {
			b = binary.AppendUvarint(b, uint64(uint32(l.Places[at]-before)))
			before = l.Places[at]
			at++
		}
	}
	return b
}

// apart says, in the mask of fields, that positions have a piece of their own:
// bleve's own field, whose bit it is, is not in a pack.
const apart = 1

// readTerms reads a piece of terms of an index with so many docs; places gives the piece of positions that has a
// name. yield says whether to go on.
func readTerms(data []byte, docs int, places func(name uint32) ([]byte, error), yield func(term string, lists *write.Lists) bool) error {
	r := reader{data: data}
	var term []byte
	var lists write.Lists
	for len(r.data) > 0 && !r.bad {
		term = r.term(term)
		entry := reader{data: r.take(r.number())}
		mask := entry.uvarint()
		if mask == 0 {
			continue // what makes the name of a piece its own
		}
		for f := range lists {
			lists[f].Reset()
			if f > 0 && mask>>f&1 == 1 {
				entry.list(&lists[f], docs)
			}
		}
		rest := entry
		if mask&apart == apart {
			data, err := places(binary.BigEndian.Uint32(append(entry.take(4), 0, 0, 0, 0)))
			if err != nil {
				return err
			}
			rest = reader{data: data}
		}
		for f := range lists {
			rest.places(&lists[f])
		}
		if r.bad = r.bad || entry.bad || rest.bad; !r.bad && !yield(string(term), &lists) {
			return nil
		}
	}
	if r.bad {
		return errPiece
	}
	return nil
}

// A reader reads numbers of a piece.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

// number is a number that counts what follows, each at least a byte.
func (r *reader) number() int {
	v := r.uvarint()
	if v > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return 0
	}
	return int(v)
}

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		r.bad, r.data = true, nil
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// term reads a term after another.
func (r *reader) term(before []byte) []byte {
	n := r.uvarint()
	if n > uint64(len(before)) {
		r.bad = true
		return before
	}
	return append(before[:n], r.take(r.number())...)
}

func (r *reader) list(l *write.List, docs int) {
	count := r.number()
	doc := int32(0)
	for range count {
		gap := r.uvarint()
		if gap >= uint64(docs-int(doc)) || gap == 0 && len(l.Docs) > 0 {
			r.bad, r.data = true, nil
			return
		}
		doc += int32(gap)
		l.Add(doc, 0, 0)
	}
	for i := range count {
		v := r.uvarint()
		l.Freqs[i], l.Counts[i] = int32(v>>1), int32(v>>1)
		if v&1 == 0 {
			l.Counts[i] = int32(r.uvarint())
		}
	}
	for i, code := range r.take(count) {
		l.Lengths[i] = write.LengthOf(code)
	}
}

func (r *reader) places(l *write.List) {
	for _, n := range l.Counts {
		place := int32(0)
		if int(n) > len(r.data) || n < 0 {
			r.bad = true
			return
		}
		for range n {
			place += int32(uint32(r.uvarint()))
			l.Places = append(l.Places, place)
		}
	}
}

// appendDocument writes a stored document: its id, the number and the length of each
// of its texts, and these.
func appendDocument(b []byte, d write.Document) []byte {
	b = binary.AppendUvarint(b, uint64(len(d.ID)))
	b = append(b, d.ID...)
	b = binary.AppendUvarint(b, uint64(len(d.Texts)))
	for _, t := range d.Texts {
		b = binary.AppendUvarint(b, uint64(t.Field))
		b = binary.AppendUvarint(b, uint64(len(t.Text)))
	}
	for _, t := range d.Texts {
		b = append(b, t.Text...)
	}
	return b
}

func (r *reader) document() (d write.Document) {
	d.ID = string(r.take(r.number()))
	sizes := make([]int, r.number())
	d.Texts = make([]write.Text, len(sizes))
	for i := range sizes {
		d.Texts[i].Field = int(min(r.uvarint(), uint64(write.FieldCount)))
		sizes[i] = r.number()
	}
	for i, n := range sizes {
		d.Texts[i].Text = slices.Clip(r.take(n))
	}
	return d
}
