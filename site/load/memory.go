package load

import (
	"bytes"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load/languages"
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

// A reading is what is known of a folder whose notes were read.
type reading struct {
	walker  *walker
	enc     legacy
	reports []report       // of walker.notes
	others  []site.Problem // of no note's text
}

func (r *reading) allProblems() []site.Problem {
	all := slices.Clone(r.others)
	for i := range r.reports {
		all = append(all, r.reports[i].problems...)
	}
	return site.SortProblems(all)
}

// Again is the content c, which Notes gave, after nothing has changed in the
// folder but the files at paths; changed are the notes that were read anew. ok is
// false if it takes Notes to tell: more may be another then than the text of
// notes. It wants a Memory, that of Notes.
func (f Folder) Again(c Content, o site.Options, paths []string) (again Content, changed []int, ok bool) {
	if len(c.read.walker.links) > 0 { // one may lead to a note that changed
		return c, nil, false
	}
	again = c
	again.Notes = slices.Clone(c.Notes)
	read := *c.read
	read.reports = slices.Clone(read.reports)
	again.read = &read
	for _, p := range paths {
		if i, ok := f.again(&again, o, p); !ok {
			return c, nil, false
		} else if i >= 0 {
			changed = append(changed, i)
		}
	}
	again.Problems = read.allProblems()
	return again, changed, true
}

// again reads the file at p anew. i is the note that it is, -1 if it is of no
// interest.
func (f Folder) again(c *Content, o site.Options, p string) (i int, ok bool) {
	w := c.read.walker
	info, err := fs.Lstat(f.Files, p)
	at := slices.Index(w.notes, p)
	if at < 0 {
		return -1, err != nil && !c.has(p) // it came and went
	}
	i = slices.IndexFunc(c.Notes, func(n site.Note) bool { return n.Path == p })
	before := f.Memory.notes[p]
	if i < 0 || before == nil || err != nil || !info.Mode().IsRegular() {
		return i, false
	}
	r := report{file: p, by: w.programOf(p)}
	raw := f.Memory.open(&r, f.Files, c.read.enc, info)
	n := &c.Notes[i]
	given := before.note.Meta
	if ownMeta(&n.Meta, &given) && len(o.Folder) == 0 && !o.Publish.Some { // nobody else changed it, or asks for it
		takeOwn(&given, &raw.Meta)
	}
	if !sameFront(before, &remembered{note: raw, report: r}, given) || c.judged && !bytes.Equal(languages.Looked(&before.note), languages.Looked(&raw)) {
		return i, false
	}
	if o.Slug == site.SlugShort && !reflect.DeepEqual(before.note.Properties, raw.Properties) { // one may be its address
		return i, false
	}
	if o.Publish.Some && slices.ContainsFunc(r.problems, func(p site.Problem) bool { return p.Kind == site.BadFrontMatter }) { // it may be kept back
		return i, false
	}
	takeOwn(&n.Meta, &given) // what it has from others, it has as before
	n.Body, n.Line, n.By, n.Properties = raw.Body, raw.Line, raw.By, raw.Properties
	w.properties(n, o.Properties)
	c.drawing(n)
	c.read.reports[at] = r
	return i, true
}

// takeOwn gives m what another says of the note itself: no place, list or language
// of the site depends on it.
func takeOwn(m, another *site.Meta) {
	m.Title, m.Description, m.Tags, m.ShortTitle = another.Title, another.Description, another.Tags, another.ShortTitle
}

// ownMeta says whether two have that in common.
func ownMeta(a, b *site.Meta) bool {
	return a.Title == b.Title && a.Description == b.Description && slices.Equal(a.Tags, b.Tags) && a.ShortTitle == b.ShortTitle
}

// sameFront says whether two readings of a note differ in nothing that others,
// and the settings, look at. The first may say given instead of what it says.
func sameFront(a, b *remembered, given site.Meta) bool {
	x, y := &a.note, &b.note
	return x.By == y.By && x.Board == nil && y.Board == nil && reflect.DeepEqual(given, y.Meta) &&
		a.report.asked == b.report.asked && a.report.public == b.report.public &&
		bytes.HasPrefix(x.Body, []byte("#")) == bytes.HasPrefix(y.Body, []byte("#")) // by which exports of Notion are known
}

// has says whether a file, or a folder of files, is in the content.
func (c *Content) has(p string) bool {
	return slices.ContainsFunc(c.Files, func(f site.File) bool { return f.Path == p || strings.HasPrefix(f.Path, p+"/") }) ||
		slices.ContainsFunc(c.read.walker.notes, func(n string) bool { return strings.HasPrefix(n, p+"/") })
}
