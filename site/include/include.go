package include

import (
	"slices"

	"github.com/biji-notes/biji/site"
)

// An Input is the notes and what they may have put into them.
type Input struct {
	Notes []site.Note
	Files []site.File
	// Text reads a file as text; nil means that it is none. The problems say why,
	// or what was left out of it.
	Text func(file string) (text []byte, problems []site.Problem)
	// Took, if set, is told of each note that another may hold.
	Took   func(note string)
	Memory *Memory // of notes that were looked through before; nil for none
}

// Asks says whether something is to be put into a note.
func Asks(n site.Note) bool { return asks(n) }

// Notes are the notes with the files in them that they ask for. What cannot be
// put in is reported, and stands there as it was written.
func Notes(in Input) ([]site.Note, []site.Problem) {
	asking := make([]bool, len(in.Notes))
	for i := range in.Notes {
		asking[i] = !in.Memory.knows(in.Notes[i].Body) && asks(in.Notes[i])
	}
	r := &reader{text: in.Text, took: in.Took, read: map[string]*document{}, grown: map[string]*grown{}}
	defer in.Memory.keep(in.Notes, r.grown, func(i int) bool { return !asking[i] })
	if !slices.Contains(asking, true) {
		return in.Notes, nil
	}
	r.finder = newFinder(in)
	notes := slices.Clone(in.Notes)
	for i := range notes {
		if asking[i] {
			asking[i] = r.grow(&notes[i], in.Memory.of(&notes[i]))
		}
	}
	return notes, r.problems
}

// A reader reads files for all notes.
type reader struct {
	*finder
	text     func(string) ([]byte, []site.Problem)
	took     func(string)
	read     map[string]*document // those that are held; nil for what is no text
	held     int                  // how many bytes they have
	scanned  int                  // how many bytes were looked through, for all notes
	grown    map[string]*grown    // by path
	problems []site.Problem
}

// A document is a file from which lines can be taken.
type document struct {
	path string
	body []byte
	line int // of the file, at which body begins
	note bool
	cut  []line // body
}

// heldBytes is how much text is held, in case that it is asked for again.
const heldBytes = 8 << 20

// document reads what was found; nil if it is no text, which is reported once.
func (r *reader) document(f found) *document {
	if f.note >= 0 {
		n := &r.notes[f.note]
		if r.took != nil {
			r.took(n.Path)
		}
		return &document{path: n.Path, body: n.Body, line: n.Line, note: true}
	}
	if d, ok := r.read[f.path]; ok {
		return d
	}
	text, problems := r.text(f.path)
	r.problems = append(r.problems, problems...)
	if r.held += len(text); r.held > heldBytes {
		clear(r.read)
		r.held = len(text)
	}
	var d *document
	if text != nil {
		d = &document{path: f.path, body: text, line: 1}
	}
	r.read[f.path] = d
	return d
}

// grow puts files into a note, and says whether it asked for any. before is how it
// grew the last time, nil if that is not known.
func (r *reader) grow(n *site.Note, before *grown) (asked bool) {
	if !r.stands(before, n) {
		if before = r.expand(n); before == nil {
			return false
		}
	}
	if !before.spent {
		r.grown[n.Path] = before
	}
	n.Body, n.Pieces = before.body, before.pieces
	if n.Meta.Title == "" {
		n.Meta.Title = before.title
	}
	r.problems = append(r.problems, before.problems...)
	return true
}

// expand is how a note grows; nil if it asks for nothing.
func (r *reader) expand(n *site.Note) *grown {
	e := &expander{reader: r, note: n, made: grown{from: n.Body, line: n.Line}}
	own := &document{path: n.Path, body: n.Body, line: n.Line, note: true}
	before := r.scanned
	e.lines(own.lines(), context{path: n.Path})
	if !e.changed {
		return nil
	}
	e.made.scanned = r.scanned - before
	return &e.made
}
