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
	"slices"

	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/write"
)

// Start is the file of a site that every reader of its index begins with.
const Start = "search/start.js"

// Write cuts the files of index, an index directory, into pieces and puts
// each into the site under its name. The same index gives the same pieces.
// put is called by one goroutine at a time. Of the index no more is in memory at a
// time than its terms, in few bytes, and some pieces.
func Write(index fs.FS, put func(name string, data []byte) error) error {
	h, err := read(index)
	if err != nil {
		return fmt.Errorf("pack search index: %w", err)
	}
	p := packer{header: h, index: index, press: newPress(put), pieces: map[uint32][sha256.Size]byte{}}
	if err := errors.Join(p.files(), p.press.close()); err != nil {
		return err
	}
	start, err := p.encode()
	if err != nil {
		return err
	}
	return put(Start, Script("start", start))
}

// read reads what an index directory has, files in the order of their names.
func read(index fs.FS) (h header, err error) {
	h = newHeader()
	err = fs.WalkDir(index, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			h.Files = append(h.Files, file{name, int(info.Size())})
		}
		return err
	})
	sum := newSum(h.Files)
	for _, f := range h.Files {
		if err == nil {
			err = hashFile(sum, index, f)
		}
	}
	h.Hash = spelled(sum)
	return h, err
}

// hashFile adds what is in a file.
func hashFile(sum hash.Hash, index fs.FS, of file) error {
	f, err := index.Open(of.Name)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.CopyBuffer(sum, struct{ io.Reader }{f}, make([]byte, windowSize))
	if err == nil && n != int64(of.Size) {
		err = fmt.Errorf("%s has changed", of.Name)
	}
	return err
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
	index  fs.FS
	press  *press
	pieces map[uint32][sha256.Size]byte // hashes of all that were made, by name
	proof  *proof                       // of the segment at hand
	docs   numbering                    // of it
}

// files makes the pieces of all files.
func (p *packer) files() error {
	for _, f := range p.Files {
		cut := false
		if path.Ext(f.Name) == ".zap" && p.Segment == "" {
			var err error
			if cut, err = p.segment(f); err != nil {
				return err
			}
		}
		if cut {
			continue
		}
		if err := p.raw(f); err != nil {
			return err
		}
	}
	return nil
}

// piece sends a piece on its way, and gives its name: the CRC-32 of its bytes, which
// a reader compares with that of gzip. Should two pieces have the same, the later one
// gets a term without a name, fields and postings at its end, until it has not.
func (p *packer) piece(data []byte) uint32 {
	for {
		name, sum := crc32.ChecksumIEEE(data), sha256.Sum256(data)
		old, taken := p.pieces[name]
		if !taken {
			p.pieces[name] = sum
			p.press.add(pieceName(name), data)
			return name
		}
		if old == sum {
			return name
		}
		data = append(bytes.Clone(data), 0, 0, 1, 0)
	}
}

// rawPiece is how many bytes of a file are a piece that is no segment of ours.
const rawPiece = 64 << 10

func (p *packer) raw(of file) error {
	f, err := p.index.Open(of.Name)
	if err != nil {
		return err
	}
	defer f.Close()
	for left := of.Size; left > 0 && p.press.err() == nil; {
		data := make([]byte, min(left, rawPiece))
		if _, err := io.ReadFull(f, data); err != nil {
			return err
		}
		p.names[rest] = append(p.names[rest], p.piece(data))
		left -= len(data)
	}
	return nil
}

// segment makes the pieces of a segment; false if it cannot be put together from
// them again, since package write did not make it. Then pieces may be in the site
// that nothing names.
func (p *packer) segment(of file) (cut bool, err error) {
	at, close, err := openAt(p.index, of.Name)
	if err != nil {
		return false, err
	}
	defer close()
	s, err := openSegment(at, of.Size)
	if err != nil {
		if errors.Is(err, errSegment) {
			err = nil
		}
		return false, err
	}
	before := p.header
	p.Fields = slices.Clone(p.Fields)
	if p.take(s, of) {
		return true, p.press.err()
	}
	p.header = before
	return false, errors.Join(s.failed(), p.press.err())
}

// take makes the pieces of a segment, and says whether it comes out of them again.
func (p *packer) take(s *segment, of file) bool {
	p.Segment, p.Docs = of.Name, s.docs
	for f := range p.Fields {
		p.Fields[f].Terms, _, _ = s.fields[f].root()
	}
	if last := len(p.Fields) - 1; p.Fields[last].Terms == 0 {
		p.Fields = p.Fields[:last] // a site without Chinese pays nothing for how that is typed
	}
	docs := p.number(s)
	if s.broken() {
		return false
	}
	filtered, ok := spoolOf(s, write.IsFilter, p.docs)
	words, okay := spoolOf(s, write.IsWords, p.docs)
	if !ok || !okay || s.broken() {
		return false
	}
	spelt := 0
	for it := range spellingsOf(words) {
		spelt += it.size()
	}
	p.Tongue = tongueOf(words)
	size := sizes([]kind{ofDocuments, ofTerms, ofSpellings}, []int{docs, words.total, spelt})
	p.proof = p.prove(of)
	p.addDocuments(s, size[0])
	p.addTerms(filters, filtered.drain, filterPiece)
	p.addTerms(spellings, spellingsOf(words), size[2])
	p.addTerms(terms, p.everyDocument(words.drain), size[1])
	return p.proof.close() && !s.broken()
}

// number gives the documents numbers, and says how many bytes they have.
func (p *packer) number(s *segment) (size int) {
	var n numberer
	var b []byte
	for d := range s.documents() {
		b = appendDocument(b[:0], d)
		it := item{data: b}
		size += it.size()
		n.add(d.ID)
	}
	p.docs, p.Room = n.numbers()
	return size
}

// everyDocument puts the list of all documents before terms, as that of one that is
// empty.
func (p *packer) everyDocument(terms iter.Seq[item]) iter.Seq[item] {
	var l write.List
	for doc := range p.docs {
		l.Add(int32(doc), 0, 0)
	}
	data, _ := appendList(nil, &l, p.docs)
	return func(yield func(item) bool) {
		if yield(item{mask: everything, data: data}) {
			terms(yield)
		}
	}
}

// spoolOf are the terms of some fields.
func spoolOf(s *segment, wanted func(int) bool, numbers numbering) (all *spool, ok bool) {
	all = &spool{}
	var it item
	for term, lists := range s.terms(wanted) {
		it.key = term
		if it.data, it.places, it.mask, ok = appendLists(it.data[:0], it.places[:0], lists, numbers); !ok {
			return nil, false
		}
		all.add(&it)
	}
	return all, true
}

// tongueOf is what is known of the languages that the index says it is in.
func tongueOf(words *spool) *analyze.Tongue {
	var names []string
	for w := range words.all {
		if w.key > analyze.TongueMark+"\xff" {
			break
		}
		names = append(names, w.key)
	}
	if tags := analyze.TonguesIn(names); len(tags) > 0 {
		t := analyze.NewTongue(tags)
		return &t
	}
	return nil
}

// spellingsOf are the terms that a word with typos may be meant for; those of
// Chinese, Japanese and Korean are few enough with one first character to be read
// with their postings. What says how something is typed is no word.
func spellingsOf(words *spool) iter.Seq[item] {
	return func(yield func(item) bool) {
		for w := range words.all {
			if w.mask == write.OnlyTyped {
				continue
			}
			if w.key >= firstHan || !yield(item{key: w.key, mask: w.mask, hash: w.hash}) {
				return
			}
		}
	}
}

// firstHan is the first character of terms that are in no list of spellings.
const firstHan = "\u3000"

func (p *packer) addDocuments(s *segment, size int) {
	c := cutter{size: size, piece: func(items []item) {
		var b []byte
		first := items[0].number
		next := first
		for _, it := range items {
			b = binary.AppendUvarint(b, uint64(it.number-next))
			b = append(b, it.data...)
			next = it.number + 1
		}
		p.firsts = append(p.firsts, int(first))
		p.names[documents] = append(p.names[documents], p.piece(b))
		p.proof.add(documents, part{b, int(first)})
	}}
	doc := 0
	for d := range s.documents() {
		if p.press.err() != nil || doc == len(p.docs) {
			break
		}
		c.add(item{number: p.docs[doc], data: appendDocument(nil, d), hash: hashOf(d.ID)})
		doc++
	}
	c.close()
	p.proof.end(documents)
}

// addTerms adds the pieces of a region. Positions that are longer than half of a
// piece get one of their own, which the term names.
func (p *packer) addTerms(region int, items iter.Seq[item], size int) {
	before := ""
	c := cutter{size: size, piece: func(items []item) {
		b, last := termPiece(items)
		p.keys[region] = append(p.keys[region], between(before, items[0].key))
		p.names[region] = append(p.names[region], p.piece(b))
		p.proof.add(region, part{b, 0})
		before = last
	}}
	for it := range items {
		if p.press.err() != nil {
			break
		}
		if len(it.places) <= size/2 {
			it.data = slices.Concat(it.data, it.places)
		} else {
			name := p.piece(it.places)
			p.proof.lay(name, it.places)
			it.data = binary.BigEndian.AppendUint32(slices.Clip(it.data), name)
			it.mask |= apart
		}
		it.places = nil
		c.add(it)
	}
	c.close()
	p.proof.end(region)
}

// termPiece is a piece of terms; last is the last of them.
func termPiece(items []item) (b []byte, last string) {
	for _, it := range items {
		b = appendTerm(b, last, it.key)
		last = it.key
		mask := binary.AppendUvarint(nil, it.mask)
		b = binary.AppendUvarint(b, uint64(len(mask)+len(it.data)))
		b = append(append(b, mask...), it.data...)
	}
	return b, last
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

// pieceName is the file of a piece.
func pieceName(name uint32) string { return fmt.Sprintf("search/p/c%08x.js", name) }
