package load

import (
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/biji-notes/biji/site"
)

// A Memory has the notes of a folder as they were read, so that a note whose file
// is as it was is not read again. It is good for one folder and one site.Options.
// The zero value has none.
type Memory struct {
	mu    sync.Mutex
	notes map[string]*remembered // by path
}

// A remembered is a note as it was read, before it got what it has from others.
type remembered struct {
	info   fs.FileInfo
	young  bool // the file had just changed: it may have again, within one tick of its clock
	note   site.Note
	report report
}

// tick is longer than any clock of files stands still.
const tick = 3 * time.Second

// open is r.open, or what that gave for the same file. Without a memory, or of a
// file of which nothing is known, it is r.open.
func (m *Memory) open(r *report, files fs.FS, enc legacy, info fs.FileInfo) site.Note {
	if m == nil || info == nil || !info.Mode().IsRegular() {
		return r.open(files, enc)
	}
	m.mu.Lock()
	known := m.notes[r.file]
	m.mu.Unlock()
	if known == nil || known.report.by != r.by || !known.holds(info) {
		by := r.by
		note := r.open(files, enc)
		known = &remembered{info: info, young: time.Since(info.ModTime()) < tick, note: note, report: *r}
		known.report.by = by
		m.keep(known)
	}
	*r = known.report
	r.problems = slices.Clip(r.problems)
	return known.own()
}

// keep remembers a note.
func (m *Memory) keep(known *remembered) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.notes == nil {
		m.notes = map[string]*remembered{}
	}
	m.notes[known.report.file] = known
}

// forget forgets all notes but those at paths.
func (m *Memory) forget(paths []string) {
	if m == nil || len(m.notes) == len(paths) {
		return
	}
	there := make(map[string]bool, len(paths))
	for _, p := range paths {
		there[p] = true
	}
	for p := range m.notes {
		if !there[p] {
			delete(m.notes, p)
		}
	}
}

// holds says whether a file is still as it was read.
func (k *remembered) holds(info fs.FileInfo) bool {
	return !k.young && k.info.Size() == info.Size() && k.info.ModTime().Equal(info.ModTime()) && os.SameFile(k.info, info)
}

// own is the note for somebody who changes it.
func (k *remembered) own() site.Note {
	n := k.note
	n.Meta.Tags, n.Meta.Aliases = slices.Clip(n.Meta.Tags), slices.Clip(n.Meta.Aliases)
	n.Properties.All = slices.Clip(n.Properties.All)
	n.Properties.Links = slices.Clone(n.Properties.Links)
	return n
}
