package write

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"math/bits"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// A Document is what is stored of a section: texts of fields, in the order in
// which they are stored.
type Document struct {
	ID    string
	Texts []Text
}

// A Text is what is stored of a field, by its number in the segment.
type Text struct {
	Field int
	Text  []byte
}

// A List is the postings of a term in a field: slot i of each of the first four
// belongs to Docs[i]; they ascend.
type List struct {
	Docs, Freqs, Lengths []int32
	Counts               []int32 // number of positions
	Places               []int32 // positions of all documents, one after the other
}

// Lists are those of a term, by the number of the field in the segment; those
// of bleve's own are empty.
type Lists [fieldCount]List

// FieldCount is how many fields a segment has; Fields are their names.
const FieldCount = fieldCount

// Fields are the names of a segment's fields, by their numbers.
func Fields() []string { return slices.Clone(segmentFields) }

// IsFilter says whether results are filtered by a field, not searched in it.
func IsFilter(field int) bool { return slices.Contains(filterFields, field) }

// IsWords says whether the words of a query are looked up in a field.
func IsWords(field int) bool { return slices.Contains(wordFields, field) }

// Rebuild writes the segment that has these documents, so many, and these terms:
// those of the fields of filters, then those of all fields of words, each in their
// order. If they are those of a segment that Index made, it is that, byte for
// byte. What an iteration gives is used before the next is asked for.
func Rebuild(w io.Writer, docs int, documents iter.Seq[Document], filters, words iter.Seq2[string, *Lists]) error {
	seg := segment{out: bufio.NewWriterSize(w, 64<<10), docs: docs}
	ids := make([]string, 0, docs)
	store := seg.store()
	for d := range documents {
		ids = append(ids, d.ID)
		store.add(d)
	}
	if len(ids) != docs || docs == 0 {
		return fmt.Errorf("%d documents instead of %d", len(ids), docs)
	}
	stored := store.close()
	r := rebuilder{inverted{segment: &seg, bitmap: roaring.New()}}
	for f := range r.lengths {
		r.lengths[f] = make([]int32, docs)
	}
	return seg.finish(stored, r.all(ids, filters, words))
}

// A rebuilder is an inverted index without runs, which is told one term at a time.
type rebuilder struct{ inverted }

func (r *rebuilder) all(ids []string, filters, words iter.Seq2[string, *Lists]) []uint64 {
	next, stop := iter.Pull2(filters)
	defer stop()
	apart := r.writeFilters(func(*entry) bool {
		term, lists, ok := next()
		if ok {
			r.take(term, lists)
		}
		return ok
	})
	order := make([]int32, len(ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(ids[a], ids[b]) })
	addresses := newDictionaries(1)
	for _, doc := range order {
		addresses.insert(0, ids[doc], oneDocument([]posting{{doc: doc}}))
	}
	all := newDictionaries(len(wordFields))
	for term, lists := range words {
		r.take(term, lists)
		r.writeTerm(all)
	}
	return r.headers(all, addresses, apart)
}

// take makes a term the one at hand.
func (r *rebuilder) take(term string, lists *Lists) {
	e := &r.now
	e.term, e.position = term, e.position[:0]
	for f := range lists {
		l := &lists[f]
		at := int32(len(e.position))
		e.position, e.lists[f] = append(e.position, l.Places...), e.lists[f][:0]
		for i, doc := range l.Docs {
			r.lengths[f][doc] = l.Lengths[i]
			e.lists[f] = append(e.lists[f], posting{doc: doc, freq: l.Freqs[i], places: l.Counts[i], at: at})
			at += l.Counts[i]
		}
	}
}

// lengthBits is how many binary digits of a length count. A third would find a little
// less of 1,700 queries whose answers are known, and a sentence that is added to a
// section would nearly always change what every word of it says of the section's
// length; with two it does every other time.
const lengthBits = 2

// coarse is the length next to n that has no more than lengthBits digits, and
// zeros after them.
func coarse(n int) int32 {
	zeros := max(0, bits.Len(uint(n))-lengthBits)
	return int32((n + (1<<zeros)>>1) >> zeros << zeros)
}

// LengthCode is a number below 256 for each length that a field may have in a
// segment of ours; ok is false for others.
func LengthCode(n int32) (code byte, ok bool) {
	if n < 0 || coarse(int(n)) != n {
		return 0, false
	}
	zeros := max(0, bits.Len(uint(n))-lengthBits)
	return byte(zeros<<(lengthBits-1)) + byte(n>>zeros), true
}

// LengthOf is the length that has a code.
func LengthOf(code byte) int32 {
	const half = 1 << (lengthBits - 1)
	if code < 2*half {
		return int32(code)
	}
	zeros := code/half - 1
	return int32(code%half+half) << min(zeros, 27)
}

// Add adds a document, without positions.
func (l *List) Add(doc, freq, length int32) {
	l.Docs, l.Freqs, l.Lengths, l.Counts = append(l.Docs, doc), append(l.Freqs, freq), append(l.Lengths, length), append(l.Counts, 0)
}

// Reset makes a list empty.
func (l *List) Reset() {
	if len(l.Docs) == 0 {
		return
	}
	*l = List{l.Docs[:0], l.Freqs[:0], l.Lengths[:0], l.Counts[:0], l.Places[:0]}
}
