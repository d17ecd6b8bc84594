package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/fix"
	"github.com/biji-notes/biji/site/speech"
)

// A mender changes notes in memory until nothing is left to mend, and takes
// back every change that brings a new problem: it looks at all notes after each
// round of changes, and makes those of a note that did harm again in halves,
// until it knows which of them it was.
type mender struct {
	in      *content
	chosen  func(*site.Problem) bool
	base    fs.FS             // the notes as they are on disk
	was     map[string][]byte // of notes that changed, as on disk
	now     map[string][]byte // the same, mended
	trials  map[string]*trial // of notes that were ever changed
	refused map[place]bool    // where mending brought a new problem
}

func newMender(in *content, chosen func(*site.Problem) bool) *mender {
	return &mender{
		in: in, chosen: chosen, base: in.Content, was: map[string][]byte{}, now: map[string][]byte{},
		trials: map[string]*trial{}, refused: map[place]bool{},
	}
}

// A place is where a note can be mended, and how.
type place struct {
	file      string
	line, nth int // nth of its sort on the line
	old, new  string
}

// A trial is what was changed last in a note, and how to undo it.
type trial struct {
	good    []byte  // the note before; nil if it was as on disk
	places  []place // changed since; none if all is well
	most    int     // how many places may be changed at once; 0 is all
	mended  int     // how many were, in good
	givenUp bool    // nothing may be changed
}

// mostRounds is how often mended notes are looked at again. A few rounds would
// do without harm, for one link may hold another, or a path and a heading that
// are both wrong; each place that does harm among n takes 1+log2(n) more.
const mostRounds = 60

func (m *mender) mend(cmd *cobra.Command) error {
	var known map[finding]int
	for range mostRounds {
		m.in.Content = fix.Overlay{Base: m.base, Files: m.now}
		problems, err := examine(cmd, m.in)
		if err != nil {
			return err
		}
		found := findings(problems)
		if known == nil {
			known = found
		}
		if blamed := m.blamed(known, found); len(blamed) > 0 {
			for _, name := range blamed {
				m.undo(name)
			}
			continue // the problems are those of notes that are not so any more
		}
		m.settle()
		if changed, err := m.apply(problems); err != nil || !changed {
			return err
		}
	}
	for _, name := range m.onTrial() { // nobody looked at them
		m.undo(name)
	}
	return nil
}

// A finding is what makes a problem the same one before and after a change.
type finding struct {
	kind site.Kind
	file string
	line int
	what string
}

func findings(problems []site.Problem) map[finding]int {
	n := map[finding]int{}
	for _, p := range problems {
		f := finding{p.Kind, p.At.File, p.At.Line, p.What}
		if p.Kind == site.Leftover { // one for a note, with the first place and how many there are
			f.line, f.what = 0, p.Sub
		}
		n[f]++
	}
	return n
}

// blamed are the notes, in order, in which there is now a problem that was not
// known; all that are on trial if the problem is in one that is not.
func (m *mender) blamed(known, found map[finding]int) []string {
	blamed := map[string]bool{}
	for f, n := range found {
		if n <= known[f] || len(m.now) == 0 {
			continue
		}
		suspects := m.onTrial()
		switch {
		case len(suspects) == 0: // two changes that were well each for itself
			suspects = slices.Collect(maps.Keys(m.now))
		case slices.Contains(suspects, f.file):
			suspects = []string{f.file}
		}
		for _, name := range suspects {
			blamed[name] = true
		}
	}
	return slices.Sorted(maps.Keys(blamed))
}

// onTrial are the notes that were changed since they were last looked at.
func (m *mender) onTrial() (names []string) {
	for name, t := range m.trials {
		if len(t.places) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// undo takes back what was changed last in a note, and remembers it if it was
// one place.
func (m *mender) undo(name string) {
	t := m.trials[name]
	distinct := slices.Compact(slices.Clone(t.places))
	switch len(distinct) {
	case 0:
		t.good, t.mended, t.givenUp = nil, 0, true
	case 1:
		m.refused[distinct[0]] = true
	}
	t.most, t.places = max(1, len(distinct)/2), nil
	if m.now[name] = t.good; t.good == nil {
		delete(m.now, name)
	}
}

// settle keeps what is on trial.
func (m *mender) settle() {
	for _, name := range m.onTrial() {
		t := m.trials[name]
		t.good, t.mended, t.most, t.places = m.now[name], t.mended+len(t.places), 2*t.most, nil
	}
}

// apply mends what problems name, note by note.
func (m *mender) apply(problems []site.Problem) (changed bool, err error) {
	of := map[string][]site.Problem{}
	for _, p := range problems {
		if (p.Fix != site.Fix{} || p.Kind == site.Leftover) && m.chosen(&p) {
			of[p.At.File] = append(of[p.At.File], p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		src, err := fs.ReadFile(m.in.Content, name)
		if err != nil {
			return changed, fmt.Errorf("read a note to mend: %w", err)
		}
		edits := m.allowed(name, src, fix.Edits(src, of[name]))
		if len(edits) == 0 {
			edits = m.allowed(name, src, fix.Unread(src, m.there(path.Dir(name))))
		}
		if len(edits) > 0 {
			m.try(name, src, edits)
			changed = true
		}
	}
	return changed, nil
}

// allowed are those of the edits of a note that may be made now.
func (m *mender) allowed(name string, src []byte, edits []fix.Edit) []fix.Edit {
	t := m.trials[name]
	if t == nil {
		return edits
	}
	var some []fix.Edit
	for i, at := range placesOf(name, src, edits) {
		if !t.givenUp && !m.refused[at] && (t.most == 0 || len(some) < t.most) {
			some = append(some, edits[i])
		}
	}
	return some
}

// placesOf are the places of edits. One of several that are alike on a line is
// known by how often its text stands before it there.
func placesOf(name string, src []byte, edits []fix.Edit) []place {
	places := make([]place, len(edits))
	for i, e := range edits {
		start := 1 + bytes.LastIndexByte(src[:e.From], '\n')
		old := src[e.From:e.To]
		places[i] = place{
			file: name, line: 1 + bytes.Count(src[:start], []byte("\n")),
			nth: bytes.Count(src[start:e.From], old) + bytes.Count(src[start:e.From], []byte(e.New)),
			old: string(old), new: e.New,
		}
	}
	return places
}

// try makes edits, which are some, in the bytes of a note.
func (m *mender) try(name string, src []byte, edits []fix.Edit) {
	t := m.trials[name]
	if t == nil {
		t = &trial{}
		m.trials[name], m.was[name] = t, src
	}
	t.places = append(t.places, placesOf(name, src, edits)...)
	m.now[name] = fix.Apply(src, edits)
}

// there says whether an address that a note in dir is written with names a note
// or a file of the content.
func (m *mender) there(dir string) func(address string) bool {
	return func(address string) bool {
		address, _, _ = strings.Cut(address, "#")
		name := path.Join(dir, address)
		for _, form := range []string{name, name + ".md"} {
			if info, err := fs.Stat(m.base, form); err == nil && info.Mode().IsRegular() {
				return true
			}
		}
		return false
	}
}

// mended is how many places of notes are mended.
func (m *mender) mended() (n int) {
	for _, t := range m.trials {
		n += t.mended
	}
	return n
}

// tellRefused names the places that stay as they are, though there was an
// answer.
func (m *mender) tellRefused(w io.Writer, in speech.Speech) error {
	for _, at := range slices.SortedFunc(maps.Keys(m.refused), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.nth, b.nth), cmp.Compare(a.old, b.old), cmp.Compare(a.new, b.new))
	}) {
		if t := m.trials[at.file]; t.givenUp {
			continue
		}
		_, err := fmt.Fprintln(w, in.Sprintf("%s:%d: left as it is: %s instead of %s would make a new problem",
			site.Printable(m.in.shown(at.file)), at.line, printableLine(at.new), printableLine(at.old)))
		if err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.trials)) {
		if m.trials[name].givenUp {
			if _, err := fmt.Fprintln(w, in.Sprintf("%s: left as it is: mending it would make a new problem", site.Printable(m.in.shown(name)))); err != nil {
				return err
			}
		}
	}
	return nil
}
