package include

import (
	"crypto/sha256"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// A Memory knows what notes asked for, so that they are not looked through again.
// Texts do not change. The zero value knows none.
type Memory struct {
	silent map[*byte]int     // lengths of texts in which nothing is asked for
	grown  map[string]*grown // by path
}

func (m *Memory) knows(text []byte) bool {
	return m != nil && len(text) > 0 && m.silent[&text[0]] == len(text)
}

// of is how a note grew; nil if that is not known.
func (m *Memory) of(n *site.Note) *grown {
	if m == nil {
		return nil
	}
	return m.grown[n.Path]
}

// keep replaces what was known.
func (m *Memory) keep(notes []site.Note, grown map[string]*grown, silent func(i int) bool) {
	if m == nil {
		return
	}
	next := make(map[*byte]int, len(notes))
	for i := range notes {
		if text := notes[i].Body; len(text) > 0 && silent(i) {
			next[&text[0]] = len(text)
		}
	}
	m.silent, m.grown = next, grown
}

// A grown is a note with what it asked for, and all that this depends on.
type grown struct {
	body     []byte
	pieces   []site.Piece
	title    string // as {{#title}} has it
	problems []site.Problem

	from    []byte // the note's text, which begins at line
	line    int
	asked   []asked
	scanned int  // how many bytes were looked through for it
	spent   bool // more could not be, which depends on other notes
}

// An asked is what a directive asked for, and what was found.
type asked struct {
	what directive
	from string // the file in which it stands
	path string // "" if there was nothing
	note bool
	why  refusal
	read bool // whether the file was
	sum  sum  // of what it says
}

// A sum tells texts apart; that of none is 0.
type sum [sha256.Size]byte

// asks takes down what was asked for.
func (g *grown) asks(a asked) *asked {
	g.asked = append(g.asked, a)
	return &g.asked[len(g.asked)-1]
}

// stands says whether a note would grow again as it did.
func (r *reader) stands(g *grown, n *site.Note) bool {
	if g == nil || g.line != n.Line || !sameText(g.from, n.Body) || r.scanned+g.scanned > budget.IncludeScan {
		return false
	}
	for i := range g.asked {
		if !r.answers(&g.asked[i]) {
			return false
		}
	}
	r.scanned += g.scanned
	return true
}

// sameText says whether two texts are one.
func sameText(a, b []byte) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// answers says whether a directive would find what it found.
func (r *reader) answers(a *asked) bool {
	f, why := r.find(a.what, a.from)
	is := asked{what: a.what, from: a.from, path: f.path, note: f.note >= 0, why: why}
	if a.read && why == (refusal{}) {
		is.sum = sumOf(r.document(f))
	}
	return is.path == a.path && is.note == a.note && is.why == a.why && is.sum == a.sum
}

// sumOf is the sum of all that can be taken from a document, nil if it is no text.
func sumOf(d *document) sum {
	if d == nil {
		return sum{}
	}
	h := sha256.New()
	h.Write([]byte{byte(d.line), byte(d.line >> 8), byte(d.line >> 16), byte(d.line >> 24)})
	h.Write(d.body)
	return sum(h.Sum(nil))
}
