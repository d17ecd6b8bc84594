package load

import (
	"bytes"
	"errors"
	"io/fs"
	"reflect"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load/languages"
)

// A reading is what is known of a folder whose notes were read.
type reading struct {
	walker  *walker
	enc     legacy
	reports []report       // of walker.notes
	others  []site.Problem // of no note's text
}

// own is the reading for somebody who changes it.
func (r *reading) own() *reading {
	walker, read := *r.walker, *r
	walker.notes = slices.Clone(walker.notes)
	read.walker, read.reports = &walker, slices.Clone(r.reports)
	return &read
}

func (r *reading) allProblems() []site.Problem {
	all := slices.Clone(r.others)
	for i := range r.reports {
		all = append(all, r.reports[i].problems...)
	}
	return site.SortProblems(all)
}

// Changes say what is another in a folder than before.
type Changes struct {
	Notes []int // those that were read anew
	Moved bool  // notes came or went: the numbers of others are not what they were
}

// Again is the content c, which Notes gave, after nothing has changed in the
// folder but the files at paths, and says what that changed. ok is false if it takes
// Notes to tell: more may be another then than the text of notes, and which there
// are. It wants a Memory, that of Notes.
func (f Folder) Again(c Content, o site.Options, paths []string) (again Content, changes Changes, ok bool) {
	if len(c.read.walker.links) > 0 { // one may lead to a note that changed
		return c, Changes{}, false
	}
	again = c
	again.Notes = slices.Clone(c.Notes)
	again.read = c.read.own()
	var changed []string
	for _, p := range paths {
		what, ok := f.again(&again, o, p)
		if !ok {
			return c, Changes{}, false
		}
		changes.Moved = changes.Moved || what == noteMoved
		if what == noteWritten {
			changed = append(changed, p)
		}
	}
	if changes.Moved {
		if again.speak(o); len(again.Languages) > 0 {
			return c, Changes{}, false
		}
	}
	for _, p := range changed {
		if i := again.note(p); i >= 0 {
			changes.Notes = append(changes.Notes, i)
		}
	}
	again.Problems = again.read.allProblems()
	return again, changes, true
}

// A happening is what became of a file.
type happening int

const (
	noNote      happening = iota // it is of no interest
	noteWritten                  // it is the note that it was, and may say something else
	noteMoved                    // it is a new note, or was one
)

// again takes up the file at p anew.
func (f Folder) again(c *Content, o site.Options, p string) (what happening, ok bool) {
	w := c.read.walker
	info, err := fs.Lstat(f.Files, p)
	at := slices.Index(w.notes, p)
	switch {
	case at < 0 && err != nil:
		return noNote, w.isStranger(p) // it came and went
	case at < 0:
		return noteMoved, f.came(c, o, p, info)
	case errors.Is(err, fs.ErrNotExist):
		return noteMoved, f.went(c, o, p, at)
	case err != nil || !info.Mode().IsRegular():
		return noteWritten, false
	}
	return noteWritten, f.reread(c, o, p, info)
}

// reread reads a note anew.
func (f Folder) reread(c *Content, o site.Options, p string, info fs.FileInfo) (ok bool) {
	w := c.read.walker
	i, at, before := c.note(p), slices.Index(w.notes, p), f.Memory.notes[p]
	if i < 0 || before == nil {
		return false
	}
	r := report{file: p, by: w.programOf(p)}
	raw := f.Memory.open(&r, f.Files, c.read.enc, info)
	n := &c.Notes[i]
	given := before.note.Meta
	if ownMeta(&n.Meta, &given) && len(o.Folder) == 0 && !o.Publish.Some { // nobody else changed it, or asks for it
		takeOwn(&given, &raw.Meta)
	}
	if !sameFront(before, &remembered{note: raw, report: r}, given) || c.judged && !bytes.Equal(languages.Looked(&before.note), languages.Looked(&raw)) {
		return false
	}
	if o.Slug == site.SlugShort && !reflect.DeepEqual(before.note.Properties, raw.Properties) { // one may be its address
		return false
	}
	if o.Publish.Some && slices.ContainsFunc(r.problems, func(p site.Problem) bool { return p.Kind == site.BadFrontMatter }) { // it may be kept back
		return false
	}
	takeOwn(&n.Meta, &given) // what it has from others, it has as before
	n.Body, n.Line, n.By, n.Properties = raw.Body, raw.Line, raw.By, raw.Properties
	w.properties(n, o)
	c.drawing(n)
	c.read.reports[at] = r
	return true
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

// note is the number of the note at p, -1 if there is none.
func (c *Content) note(p string) int {
	for i := range c.Notes {
		if c.Notes[i].Path == p {
			return i
		}
	}
	return -1
}
