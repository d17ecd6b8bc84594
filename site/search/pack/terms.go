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
	number int32  // of a document
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
// of them, what lists say of documents; and their positions to places.
func appendLists(b, places []byte, lists *write.Lists, numbers numbering) (newB, newPlaces []byte, mask uint64, ok bool) {
	for f := range lists {
		l := &lists[f]
		if len(l.Docs) == 0 {
			continue
		}
		mask |= 1 << f
		if b, ok = appendList(b, l, numbers); !ok {
			return b, places, mask, false
		}
		places = appendPlaces(places, l)
	}
	return b, places, mask, true
}

// appendList writes the postings of a term in a field, without positions.
func appendList(b []byte, l *write.List, numbers numbering) (newB []byte, ok bool) {
	b = binary.AppendUvarint(b, uint64(len(l.Docs)))
	b = appendGaps(b, l.Docs, numbers)
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
			return b, false
		}
		b = append(b, code)
	}
	return b, true
}

// appendGaps writes the numbers of documents, each as the distance from the one before.
func appendGaps(b []byte, docs []int32, numbers numbering) []byte {
	before := int32(0)
	for _, doc := range docs {
		b = binary.AppendUvarint(b, uint64(numbers[doc]-before))
		before = numbers[doc]
	}
	return b
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

// everything says, in the mask of fields, that postings are those of no term but all
// documents.
const everything = 1 << write.FieldCount

// readTerms reads a piece of terms of an index whose documents have these numbers;
// places gives the piece of positions that has a name. yield says whether to go on.
func readTerms(data []byte, numbers *lookup, places func(name uint32) ([]byte, error), yield func(term string, lists *write.Lists) bool) error {
	r := reader{data: data}
	var term []byte
	var lists write.Lists
	for len(r.data) > 0 && !r.bad {
		term = r.term(term)
		entry := reader{data: r.take(r.number())}
		mask := entry.uvarint()
		if mask&^everything == 0 {
			continue // it is no term
		}
		for f := range lists {
			lists[f].Reset()
			if f > 0 && mask>>f&1 == 1 {
				entry.list(&lists[f], numbers)
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

func (r *reader) list(l *write.List, numbers *lookup) {
	count := r.number()
	number := uint64(0)
	for i := range count {
		gap := r.uvarint()
		number += gap
		doc, ok := numbers.document(number)
		if !ok || gap > number || gap == 0 && i > 0 {
			r.bad, r.data = true, nil
			return
		}
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
