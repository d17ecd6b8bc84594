package pages

import (
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// A Parsed is what is kept of a note that was parsed.
type Parsed struct {
	*markdown.Sketch
	Kept *markdown.Doc // nil: parsed again when somebody asks
}

// A Shelf has the parsed notes of a site. A note that is not kept is parsed
// again for the first page that shows it, and goes with the last; one that
// others embed stays from then on, because nobody knows how often. The pages
// are the same either way.
type Shelf struct {
	notes []shelved
	desk  *Desk // nil: as above
}

type shelved struct {
	Parsed
	mu       sync.Mutex
	doc      *markdown.Doc // nil: not there
	unshown  int           // pages that are still to show it
	embedded bool
}

// NewShelf puts parsed notes on a shelf, from which pages take them.
func NewShelf(parsed []Parsed, pages []site.Page, outlines []*site.Outline, graph *site.Graph) *Shelf {
	s := &Shelf{notes: make([]shelved, len(parsed))}
	for i := range parsed {
		s.notes[i].Parsed, s.notes[i].doc = parsed[i], parsed[i].Kept
	}
	for n, links := range outlines {
		for k, l := range links.Links {
			if t := graph.Targets[n][k]; l.Kind == site.WikiEmbed && t.Kind == site.ToPage && t.Note >= 0 {
				s.notes[t.Note].embedded = true
			}
		}
	}
	for i := range pages {
		if n := pages[i].Note; n >= 0 {
			s.notes[n].unshown++
		}
	}
	return s
}

// Shelf is a Shelf for pages of which nobody knows how many are made: it has the
// notes that were parsed last.
func (d *Desk) Shelf(parsed []Parsed) *Shelf {
	s := &Shelf{notes: make([]shelved, len(parsed)), desk: d}
	for i := range parsed {
		s.notes[i].Parsed = parsed[i]
	}
	return s
}

// Doc is a parsed note.
func (s *Shelf) Doc(note int) *markdown.Doc {
	n := &s.notes[note]
	if s.desk != nil {
		return s.desk.doc(n.Sketch)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.doc == nil {
		n.doc = n.Sketch.Doc()
	}
	return n.doc
}

// Shown says that one of the note's pages is done.
func (s *Shelf) Shown(note int) {
	if s.desk != nil {
		return
	}
	n := &s.notes[note]
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.unshown--; n.unshown == 0 && !n.embedded {
		n.doc = n.Kept
	}
}
