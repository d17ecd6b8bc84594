package load

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// came takes a new note in. ok is false if it takes Notes to tell what it changes.
func (f Folder) came(c *Content, o site.Options, p string, info fs.FileInfo) (ok bool) {
	w := c.read.walker
	if !c.freely(o) || !w.takes(p, info) {
		return false
	}
	r := report{file: p, by: w.programOf(p)}
	n := f.Memory.open(&r, f.Files, c.read.enc, info)
	chooser, err := newChooser(o.Publish)
	if err != nil || !isOrdinary(&n) || (!chooser.publishes(&n, &r) || draftPath(p) || n.Meta.Draft) && !o.Drafts {
		return false
	}
	n.Meta.Draft = n.Meta.Draft || !chooser.publishes(&n, &r) || draftPath(p)
	dayOfName(&n)
	w.properties(&n, o)
	c.drawing(&n)
	at, same := slices.BinarySearchFunc(w.notes, p, slug.Natural)
	i, same2 := slices.BinarySearchFunc(c.Notes, p, func(n site.Note, p string) int { return slug.Natural(n.Path, p) })
	if same || same2 { // their order would be chance
		return false
	}
	w.notes, c.read.reports = slices.Insert(w.notes, at, p), slices.Insert(c.read.reports, at, r)
	c.Notes = slices.Insert(c.Notes, i, n)
	return true
}

// went takes a note out, which is number at of the walker's.
func (f Folder) went(c *Content, o site.Options, p string, at int) (ok bool) {
	w, i := c.read.walker, c.note(p)
	if i < 0 || !c.freely(o) || !isOrdinary(&c.Notes[i]) {
		return false
	}
	w.notes, c.read.reports = slices.Delete(w.notes, at, at+1), slices.Delete(c.read.reports, at, at+1)
	c.Notes = slices.Delete(c.Notes, i, i+1)
	delete(f.Memory.notes, p)
	return true
}

// freely says whether notes come and go without anything else changing for that: no
// setting looks at all of them, and no other program named them.
func (c *Content) freely(o site.Options) bool {
	w := c.read.walker
	idle := func(g ignored) bool { return !g.met } // a hint names the names that are there
	return len(o.Folder) == 0 && !o.Publish.Some && o.Home.Glob == "" && len(o.Copy) == 0 && o.Slug != site.SlugShort && len(c.Languages) == 0 &&
		len(w.graphs) == 0 && !w.siyuan && !w.notion && !slices.ContainsFunc(w.ignore, idle)
}

// isOrdinary says whether a note is Markdown as people write it, and the page of an
// address of its own.
func isOrdinary(n *site.Note) bool {
	name := path.Base(n.Path)
	return n.By == site.AnyProgram && n.Board == nil && site.IsNoteFile(n.Path) && !site.IsBoardFile(n.Path) && !site.IsBaseFile(n.Path) && !isScene(n.Path) &&
		!site.IsNotFoundNote(n.Path) && !notionID.MatchString(strings.TrimSuffix(name, path.Ext(name)))
}

// takes says whether the walker would have taken the file at p for a note, and looked
// at the folder in which it is.
func (w *walker) takes(p string, info fs.FileInfo) bool {
	_, entered := w.rules[path.Dir(p)]
	return entered && info.Mode().IsRegular() && utf8.ValidString(p) && strings.Count(p, "/") <= budget.ReadDepth &&
		site.IsNoteFile(p) && site.RootFile(p) == "" && !underHidden(p) && !w.passedOver(p, false)
}

// isStranger says whether nothing stood at p when the walker looked at its folder.
func (w *walker) isStranger(p string) bool {
	_, entered := w.rules[path.Dir(p)]
	return entered && !w.entries[p]
}
