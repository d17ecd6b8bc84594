package pack

import (
	"bytes"
	"io"
	"io/fs"
	"sync"
)

// A proof puts a segment together from its pieces while these are made, and compares
// it with the one that they are made of.
type proof struct {
	regions [rest]chan part
	made    chan bool // whether it is the same
	mu      sync.Mutex
	places  map[uint32]laid // pieces of positions that were not asked for yet
}

// A laid is a piece of positions, and how many terms will ask for it.
type laid struct {
	data []byte
	asks int
}

// prove begins the proof of the segment in a file of the index.
func (p *packer) prove(of file) *proof {
	by := &proof{made: make(chan bool, 1), places: map[uint32]laid{}}
	for _, region := range proved {
		by.regions[region] = make(chan part, 2)
	}
	docs, room, index := p.Docs, p.Room, p.index
	go func() {
		same := by.holds(index, of, docs, room)
		for _, region := range proved {
			for range by.regions[region] { // nobody waits for it any more
			}
		}
		by.made <- same
	}()
	return by
}

// proved are the regions that a segment is made of, in the order in which they come.
var proved = []int{documents, filters, terms}

// holds says whether the segment comes out of the pieces.
func (p *proof) holds(index fs.FS, of file, docs, room int) bool {
	f, err := index.Open(of.Name)
	if err != nil {
		return false
	}
	defer f.Close()
	w := &same{want: f, left: of.Size}
	return rebuild(w, docs, room, p) == nil && w.left == 0
}

// add tells of the next piece of a region.
func (p *proof) add(region int, piece part) {
	if c := p.regions[region]; c != nil {
		c <- piece
	}
}

// end tells that a region has no more.
func (p *proof) end(region int) {
	if c := p.regions[region]; c != nil {
		close(c)
	}
}

// lay puts a piece of positions where the term that it is of finds it.
func (p *proof) lay(name uint32, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.places[name] = laid{data, p.places[name].asks + 1}
}

// close says, when all regions have ended, whether the proof holds.
func (p *proof) close() bool { return <-p.made }

func (p *proof) of(region int, use func(part) (more bool, err error)) error {
	for piece := range p.regions[region] {
		if more, err := use(piece); err != nil || !more {
			return err
		}
	}
	return nil
}

func (p *proof) named(name uint32) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l, ok := p.places[name]
	if !ok {
		return nil, errPiece
	}
	if l.asks--; l.asks == 0 {
		delete(p.places, name)
	} else {
		p.places[name] = l
	}
	return l.data, nil
}

// same is a writer of what is wanted, and nothing else.
type same struct {
	want io.Reader
	left int // bytes of it
	buf  []byte
}

func (s *same) Write(b []byte) (int, error) {
	if len(b) > s.left {
		return 0, errSegment
	}
	if cap(s.buf) < len(b) {
		s.buf = make([]byte, len(b))
	}
	want := s.buf[:len(b)]
	if _, err := io.ReadFull(s.want, want); err != nil || !bytes.Equal(want, b) {
		return 0, errSegment
	}
	s.left -= len(b)
	return len(b), nil
}
