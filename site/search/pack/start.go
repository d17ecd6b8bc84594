package pack

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"

	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/write"
)

// version is the version of the format. 1 was the segment's own bytes, cut; 2 says
// the same in another way; in 3 the numbers of documents stay: see the top of this
// package.
const version = 3

// The regions of a pack, in the order of its start file.
const (
	documents = iota
	filters
	terms
	spellings
	rest
	regions
)

// keyed says whether the pieces of a region are found by their first terms.
func keyed(region int) bool { return region == filters || region == terms || region == spellings }

// A header is the first line of a start file, as JSON, and what follows it.
type header struct {
	Version int          `json:"version"`
	Hash    string       `json:"hash"`
	Docs    int          `json:"docs"`
	Room    int          `json:"room"`    // numbers of documents are below it
	Fields  []fieldTerms `json:"fields"`  // by number
	Files   []file       `json:"files"`   // of the index directory, in the order of their names
	Segment string       `json:"segment"` // the one that is made of documents, filters and terms; "" if none is
	Pieces  [regions]int `json:"pieces"`  // how many there are
	// Tongue is what is known of the languages of the index; nil if that is nothing.
	Tongue *analyze.Tongue `json:"tongue,omitempty"`

	firsts []int             // the number of the first document of each piece
	keys   [regions][]string // not above the first term of each piece, and above those of the one before
	names  [regions][]uint32 // of each piece: the CRC-32 of its bytes
}

// A fieldTerms is a field, how many terms it has, and whether it is for filters.
type fieldTerms struct {
	Name   string `json:"name"`
	Terms  int    `json:"terms"`
	Filter bool   `json:"filter,omitempty"`
}

// A file of the index directory.
type file struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

// encode gives the unpacked start file.
func (h *header) encode() ([]byte, error) {
	for region, names := range h.names {
		h.Pieces[region] = len(names)
	}
	b, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	b = append(b, '\n')
	before := 0
	for _, n := range h.firsts {
		b = binary.AppendUvarint(b, uint64(n-before))
		before = n
	}
	for _, keys := range h.keys {
		before := ""
		for _, key := range keys {
			b = appendTerm(b, before, key)
			before = key
		}
	}
	for _, names := range h.names {
		for _, name := range names {
			b = binary.BigEndian.AppendUint32(b, name)
		}
	}
	return b, nil
}

var errStart = errors.New("its numbers do not agree")

// parse reads what follows the line.
func (h *header) parse(data []byte) error {
	r := reader{data: data}
	for _, n := range h.Pieces {
		if n < 0 || n > len(data)/4 {
			return errStart
		}
	}
	if h.Docs < 0 || h.Docs > h.Room || h.Room > math.MaxInt32 {
		return errStart
	}
	first := 0
	for range h.Pieces[documents] {
		n := r.uvarint()
		if n >= uint64(h.Room-first) {
			return errStart
		}
		first += int(n)
		h.firsts = append(h.firsts, first)
	}
	for region, n := range h.Pieces {
		var key []byte
		for range n {
			if keyed(region) {
				key = r.term(key)
				h.keys[region] = append(h.keys[region], string(key))
			}
		}
	}
	for region, n := range h.Pieces {
		for range n {
			h.names[region] = append(h.names[region], binary.BigEndian.Uint32(append(r.take(4), 0, 0, 0, 0)))
		}
	}
	if r.bad || len(r.data) > 0 || h.Segment != "" && h.Docs == 0 {
		return errStart
	}
	return nil
}

// readStart reads the start file.
func readStart(site fs.FS) (h header, err error) {
	script, err := fs.ReadFile(site, Start)
	if err != nil {
		return h, err
	}
	data, err := decode(script, "start", maxStart)
	if err != nil {
		return h, fmt.Errorf("%s is damaged: %w", Start, err)
	}
	line := 0
	for line < len(data) && data[line] != '\n' {
		line++
	}
	if line == len(data) {
		return h, fmt.Errorf("%s is damaged: no header", Start)
	}
	if err := json.Unmarshal(data[:line], &h); err != nil {
		return h, fmt.Errorf("%s is damaged: %w", Start, err)
	}
	if h.Version != version {
		return h, fmt.Errorf("%s has version %d of the format; this program reads %d", Start, h.Version, version)
	}
	err = h.parse(data[line+1:])
	for _, f := range h.Files {
		if !fs.ValidPath(f.Name) || f.Name == "." || f.Size < 0 {
			err = fmt.Errorf("bad file %q of %d bytes", f.Name, f.Size)
		}
	}
	if err != nil {
		return h, fmt.Errorf("%s is damaged: %w", Start, err)
	}
	return h, nil
}

// newHeader is that of an index directory before it is cut.
func newHeader() header {
	h := header{Version: version, Fields: []fieldTerms{}}
	for i, name := range write.Fields() {
		h.Fields = append(h.Fields, fieldTerms{Name: name, Filter: write.IsFilter(i)})
	}
	return h
}
