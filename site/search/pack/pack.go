package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"path"
	"runtime"
	"slices"

	"github.com/biji-notes/biji/site/search/write"
)

// Start is the file of a site that every reader of its index begins with.
const Start = "search/start.js"

// Write cuts the files of index, an index directory, into pieces and puts
// each into the site under its name. The same index gives the same pieces.
// put is called by one goroutine at a time.
func Write(index fs.FS, put func(name string, data []byte) error) error {
	h, files, err := read(index)
	if err != nil {
		return fmt.Errorf("pack search index: %w", err)
	}
	p := packer{header: h, put: put, pieces: map[uint32][]byte{}}
	for i, f := range h.Files {
		if path.Ext(f.Name) != ".zap" || p.Segment != "" || !p.segment(f.Name, files[i]) {
			p.raw(files[i])
		}
	}
	if err := p.putAll(); err != nil {
		return err
	}
	start, err := p.encode()
	if err != nil {
		return err
	}
	return put(Start, Script("start", start))
}

// read reads all of an index directory, files in the order of their names.
func read(index fs.FS) (h header, files [][]byte, err error) {
	h = newHeader()
	err = fs.WalkDir(index, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(index, name)
		h.Files = append(h.Files, file{name, len(data)})
		files = append(files, data)
		return err
	})
	if err != nil {
		return h, nil, err
	}
	sum := newSum(h.Files)
	for _, data := range files {
		sum.Write(data)
	}
	h.Hash = spelled(sum)
	return h, files, nil
}

// newSum begins the hash that names an index. It covers the version of the
// format, too: another version of biji makes other pieces of the same index.
func newSum(files []file) hash.Hash {
	sum := sha256.New()
	fmt.Fprintf(sum, "biji pack %d\n", version)
	for _, f := range files {
		fmt.Fprintf(sum, "%s %d\n", f.Name, f.Size)
	}
	return sum
}

func spelled(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)[:8]) }

// A packer makes the pieces of an index.
type packer struct {
	header
	put    func(name string, data []byte) error
	pieces map[uint32][]byte // by name
	order  []uint32          // names of all
	arena  []byte            // where items are written
}

// piece is the name of a piece with such bytes: their CRC-32, which a reader
// compares with that of gzip. Should two pieces have the same, the later one gets a
// term without a name, fields and postings at its end, until it has not.
func (p *packer) piece(data []byte) uint32 {
	for {
		name := crc32.ChecksumIEEE(data)
		old, taken := p.pieces[name]
		if !taken {
			p.pieces[name] = data
			p.order = append(p.order, name)
			return name
		}
		if bytes.Equal(old, data) {
			return name
		}
		data = append(bytes.Clone(data), 0, 0, 1, 0)
	}
}

// rawPiece is how many bytes of a file are a piece that is no segment of ours.
const rawPiece = 64 << 10

func (p *packer) raw(data []byte) {
	for len(data) > 0 {
		n := min(len(data), rawPiece)
		p.names[rest] = append(p.names[rest], p.piece(data[:n]))
		data = data[n:]
	}
}

// segment makes the pieces of a segment; false if it cannot be put together from
// them again, since package write did not make it.
func (p *packer) segment(name string, data []byte) bool {
	s, err := openSegment(data)
	if err != nil {
		return false
	}
	docs := p.documents(s)
	filtered, ok := p.items(s, write.IsFilter)
	words, okay := p.items(s, write.IsWords)
	if !ok || !okay || s.bad {
		return false
	}
	spelt := spellingsOf(words)
	kinds := []kind{ofDocuments, ofTerms, ofSpellings}
	size := sizes(kinds, []int{total(docs), total(words), total(spelt)})
	next := packer{header: p.header, put: p.put, pieces: p.pieces, order: p.order}
	next.Segment, next.Docs = name, s.docs
	for f := range next.Fields {
		next.Fields[f].Terms, _, _ = s.fields[f].root()
	}
	next.addDocuments(docs, size[0])
	next.addTerms(filters, filtered, filterPiece)
	next.addTerms(terms, words, size[1])
	next.addTerms(spellings, spelt, size[2])
	if !next.makes(data) {
		return false
	}
	next.arena = nil
	*p = next
	return true
}

// keep copies an item's data to where it may stay.
func (p *packer) keep(data []byte) []byte {
	if cap(p.arena)-len(p.arena) < len(data) {
		p.arena = make([]byte, 0, max(1<<20, len(data)))
	}
	at := len(p.arena)
	p.arena = append(p.arena, data...)
	return p.arena[at:len(p.arena):len(p.arena)]
}

func (p *packer) documents(s *segment) (items []item) {
	var b []byte
	for d := range s.documents() {
		b = appendDocument(b[:0], d)
		items = append(items, item{data: p.keep(b), hash: hashOf(d.ID)})
	}
	return items
}

// items are the terms of some fields.
func (p *packer) items(s *segment, wanted func(int) bool) (items []item, ok bool) {
	var b, places []byte
	for term, lists := range s.terms(wanted) {
		var mask uint64
		if b, places, mask, ok = appendLists(b[:0], places[:0], lists); !ok {
			return nil, false
		}
		it := item{key: term, mask: mask, data: p.keep(b), hash: hashOf(term)}
		if len(places) > 0 {
			it.places = p.keep(places)
		}
		items = append(items, it)
	}
	return items, true
}

// spellingsOf are the terms that a word with typos may be meant for; those of
// Chinese, Japanese and Korean are few enough with one first character to be read
// with their postings.
func spellingsOf(words []item) (items []item) {
	for _, w := range words {
		if w.key < firstHan {
			items = append(items, item{key: w.key, mask: w.mask, hash: w.hash})
		}
	}
	return items
}

// firstHan is the first character of terms that are in no list of spellings.
const firstHan = "\u3000"

func total(items []item) (n int) {
	for _, i := range items {
		n += i.size()
	}
	return n
}

func (p *packer) addDocuments(docs []item, size int) {
	from := 0
	for _, end := range cut(docs, size) {
		var b []byte
		for _, d := range docs[from:end] {
			b = append(b, d.data...)
		}
		p.counts = append(p.counts, end-from)
		p.names[documents] = append(p.names[documents], p.piece(b))
		from = end
	}
}

// addTerms adds the pieces of a region. Positions that are longer than half of a
// piece get one of their own, which the term names.
func (p *packer) addTerms(region int, items []item, size int) {
	for i := range items {
		it := &items[i]
		if len(it.places) <= size/2 {
			it.data = slices.Concat(it.data, it.places)
		} else {
			it.data = binary.BigEndian.AppendUint32(slices.Clip(it.data), p.piece(it.places))
			it.mask |= apart
		}
		it.places = nil
	}
	from, before := 0, ""
	for _, end := range cut(items, size) {
		var b []byte
		last := ""
		for _, it := range items[from:end] {
			b = appendTerm(b, last, it.key)
			last = it.key
			mask := binary.AppendUvarint(nil, it.mask)
			b = binary.AppendUvarint(b, uint64(len(mask)+len(it.data)))
			b = append(append(b, mask...), it.data...)
		}
		p.keys[region] = append(p.keys[region], between(before, items[from].key))
		p.names[region] = append(p.names[region], p.piece(b))
		from, before = end, last
	}
}

// between is the shortest beginning of next that is above before.
func between(before, next string) string {
	for n := range len(next) {
		if next[:n] > before {
			return next[:n]
		}
	}
	return next
}

// makes says whether a segment comes out of the pieces.
func (p *packer) makes(want []byte) bool {
	w := &same{want: want}
	err := p.rebuild(w, func(name uint32) ([]byte, error) { return p.pieces[name], nil })
	return err == nil && len(w.want) == 0
}

// same is a writer of what is wanted, and nothing else.
type same struct{ want []byte }

func (s *same) Write(b []byte) (int, error) {
	if !bytes.HasPrefix(s.want, b) {
		return 0, errSegment
	}
	s.want = s.want[len(b):]
	return len(b), nil
}

// rebuild puts the segment together from pieces.
func (h *header) rebuild(w io.Writer, piece func(name uint32) ([]byte, error)) error {
	var failed error
	each := func(names []uint32, use func(i int, data []byte) (more bool, err error)) {
		for i, name := range names {
			data, err := piece(name)
			more := false
			if err == nil {
				more, err = use(i, data)
			}
			if failed = errors.Join(failed, err); failed != nil || !more {
				return
			}
		}
	}
	stored := func(yield func(write.Document) bool) {
		each(h.names[documents], func(i int, data []byte) (bool, error) {
			r := reader{data: data}
			for range h.counts[i] {
				if d := r.document(); r.bad || !yield(d) {
					return false, errPiece
				}
			}
			return true, nil
		})
	}
	termsOf := func(region int) iter.Seq2[string, *write.Lists] {
		return func(yield func(string, *write.Lists) bool) {
			each(h.names[region], func(_ int, data []byte) (more bool, err error) {
				more = true
				err = readTerms(data, h.Docs, piece, func(term string, lists *write.Lists) bool {
					more = yield(term, lists)
					return more
				})
				return more, err
			})
		}
	}
	err := write.Rebuild(w, h.Docs, stored, termsOf(filters), termsOf(terms))
	return errors.Join(failed, err)
}

// pieceName is the file of a piece.
func pieceName(name uint32) string { return fmt.Sprintf("search/p/c%08x.js", name) }

// putAll writes the script of every piece, of which several are made at a time.
func (p *packer) putAll() error {
	slots := make([]chan []byte, len(p.order))
	todo := make(chan int, len(p.order))
	for i := range p.order {
		slots[i] = make(chan []byte, 1)
		todo <- i
	}
	close(todo)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			s := newScripter()
			for i := range todo {
				name := p.order[i]
				slots[i] <- s.script(path.Base(pieceName(name)), p.pieces[name])
			}
		}()
	}
	for i, name := range p.order {
		if err := p.put(pieceName(name), <-slots[i]); err != nil {
			return err
		}
	}
	return nil
}
