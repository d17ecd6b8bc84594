package pages

import (
	"sync"

	"github.com/biji-notes/biji/site/markdown"
)

// A Desk has the notes of which pages were made last, parsed: an author looks at
// few, again and again. It is safe for concurrent use.
type Desk struct {
	mu    sync.Mutex
	docs  map[*markdown.Sketch]*markdown.Doc
	order []*markdown.Sketch // the one that was parsed first is first
}

// deskDocs is how many notes a Desk has.
const deskDocs = 24

// NewDesk has none yet.
func NewDesk() *Desk { return &Desk{docs: map[*markdown.Sketch]*markdown.Doc{}} }

// doc is the parsed note of a sketch.
func (r *Desk) doc(s *markdown.Sketch) *markdown.Doc {
	r.mu.Lock()
	d := r.docs[s]
	r.mu.Unlock()
	if d == nil {
		d = s.Doc()
		r.put(s, d)
	}
	return d
}

func (r *Desk) put(s *markdown.Sketch, d *markdown.Doc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.docs[s] != nil {
		return
	}
	r.docs[s] = d
	if r.order = append(r.order, s); len(r.order) > deskDocs {
		delete(r.docs, r.order[0])
		r.order = append([]*markdown.Sketch(nil), r.order[1:]...)
	}
}
