package history

import (
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// ErrShallow means that the repository is a clone without its older commits.
var ErrShallow = errors.New("the clone has only the last commits")

// Dates are when files were made and last changed, as far as that is known.
type Dates struct{ of map[string]*site.FileDates }

// Of is when the file at a path below the folder was made and last changed.
func (d Dates) Of(p string) site.FileDates {
	if found := d.of[norm.NFC.String(p)]; found != nil {
		return *found
	}
	return site.FileDates{}
}

// Dates follows the files that are wanted from the commit head back to where they
// were made, through those commits that are its first parents: what came by a merge
// has the date of the merge. A file that was moved, and not changed with it, is
// followed to its old place. The error says why not all dates are known: ErrShallow,
// or that something cannot be read; or that ctx is done.
func (r Repository) Dates(ctx context.Context, head string, wanted func(path string) bool) (Dates, error) {
	o := r.objects()
	defer o.close()
	w := walk{objects: o, below: r.Below, alive: map[string]*site.FileDates{}}
	all := Dates{map[string]*site.FileDates{}}
	shallow, _ := readText(r.Common, "shallow")
	c, err := o.commit(plumbing.NewHash(head))
	if err != nil {
		return all, err
	}
	err = w.files("", c.tree, func(p string) {
		if inside, ok := w.inside(p); ok && wanted(inside) {
			d := &site.FileDates{}
			w.alive[p], all.of[norm.NFC.String(inside)] = d, d
		}
	})
	for err == nil && len(w.alive) > 0 && c != nil {
		if err = ctx.Err(); err == nil {
			c, err = w.step(c, shallow)
		}
	}
	return all, err
}

// A walk goes from commit to commit, the newest first.
type walk struct {
	*objects
	below string
	alive map[string]*site.FileDates // of files that were not made yet, by their paths at the commit where the walk is
	far   bool                       // one of them is not below
}

// inside is a path as seen from below; ok is false if it is not there.
func (w *walk) inside(p string) (string, bool) {
	if w.below == "" {
		return p, true
	}
	return strings.CutPrefix(p, w.below+"/")
}

// near says whether a folder is below, or on the way there.
func (w *walk) near(dir string) bool {
	return dir == "" || w.below == "" || dir == w.below || strings.HasPrefix(dir, w.below+"/") || strings.HasPrefix(w.below, dir+"/")
}

// step looks at what a commit changed, and gives back its parent; nil if it has
// none.
func (w *walk) step(c *commit, shallow string) (*commit, error) {
	parent := &commit{}
	if !c.parent.IsZero() {
		if strings.Contains(shallow, c.id.String()) {
			return nil, ErrShallow
		}
		var err error
		if parent, err = w.commit(c.parent); err != nil {
			return nil, err
		}
	}
	changes, err := w.changes(parent.tree, c.tree, w.far)
	if err != nil {
		return nil, err
	}
	if !w.far && w.below != "" && slices.ContainsFunc(changes, w.isNew) { // perhaps it comes from elsewhere
		if changes, err = w.changes(parent.tree, c.tree, true); err != nil {
			return nil, err
		}
	}
	w.apply(c, changes)
	if c.parent.IsZero() {
		return nil, nil
	}
	return parent, nil
}

// A change is a file that two trees have different; a zero id is none.
type change struct {
	path     string
	old, new plumbing.Hash
}

func (w *walk) isNew(c change) bool { return c.old.IsZero() && w.alive[c.path] != nil }

// apply takes what a commit says of the files that are followed.
func (w *walk) apply(c *commit, changes []change) {
	gone := map[plumbing.Hash][]string{} // by what was in them
	for _, ch := range changes {
		if ch.new.IsZero() {
			gone[ch.old] = append(gone[ch.old], ch.path)
		}
	}
	moved := map[string]*site.FileDates{}
	for _, ch := range changes {
		d := w.alive[ch.path]
		switch {
		case d == nil || ch.new.IsZero():
			continue
		case ch.old.IsZero():
			delete(w.alive, ch.path)
			if from := take(gone, ch); from != "" {
				moved[from] = d
				continue
			}
			d.Created = c.at
		}
		if d.Updated.IsZero() {
			d.Updated = c.at
		}
	}
	maps.Copy(w.alive, moved)
	for p := range moved {
		_, inside := w.inside(p)
		w.far = w.far || !inside
	}
}

// emptyBlob is an empty file, which may be any.
var emptyBlob = plumbing.NewHash("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")

// take chooses from what is gone what a new file was before: one with the same
// content, best of the same name. "" is none.
func take(gone map[plumbing.Hash][]string, ch change) string {
	from := gone[ch.new]
	at := slices.IndexFunc(from, func(p string) bool { return path.Base(p) == path.Base(ch.path) })
	if at < 0 && ch.new != emptyBlob {
		at = slices.IndexFunc(from, func(p string) bool { return path.Ext(p) == path.Ext(ch.path) })
	}
	if at < 0 {
		return ""
	}
	p := from[at]
	gone[ch.new] = slices.Delete(from, at, at+1)
	return p
}

// files names the files in a tree that is a folder.
func (w *walk) files(dir string, tree plumbing.Hash, found func(path string)) error {
	all, err := w.changes(plumbing.ZeroHash, tree, false)
	for _, c := range all {
		found(c.path)
	}
	return err
}

// changes are the files in which two trees differ, in the order of their paths;
// those that are not near only if all are asked for.
func (w *walk) changes(old, new plumbing.Hash, all bool) (changes []change, err error) {
	var compare func(dir string, old, new plumbing.Hash, depth int) error
	compare = func(dir string, old, new plumbing.Hash, depth int) error {
		if old == new || !all && !w.near(dir) {
			return nil
		}
		if depth > budget.ReadDepth {
			return errors.New("its folders lie too deep")
		}
		before, err := w.tree(old)
		if err != nil {
			return err
		}
		after, err := w.tree(new)
		if err != nil {
			return err
		}
		for _, d := range differences(before, after) {
			p := path.Join(dir, d.name)
			if d.folders[0] != d.folders[1] {
				if err := compare(p, d.folders[0], d.folders[1], depth+1); err != nil {
					return err
				}
			}
			if d.files[0] != d.files[1] {
				changes = append(changes, change{p, d.files[0], d.files[1]})
			}
		}
		return nil
	}
	err = compare("", old, new, 0)
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return changes, err
}

// A difference is what is called by a name in two trees, before and after.
type difference struct {
	name           string
	files, folders [2]plumbing.Hash
}

func differences(before, after []entry) []difference {
	known := make(map[string]entry, len(before))
	for _, e := range before {
		known[e.name] = e
	}
	var all []difference
	for _, e := range after {
		if was := known[e.name]; was != e {
			all = append(all, differ(was, e))
		}
		delete(known, e.name)
	}
	for _, e := range before {
		if _, gone := known[e.name]; gone {
			all = append(all, differ(e, entry{}))
		}
	}
	return all
}

func differ(before, after entry) difference {
	d := difference{name: after.name}
	for i, e := range []entry{before, after} {
		switch {
		case e.name == "":
		case e.folder:
			d.name, d.folders[i] = e.name, e.id
		default:
			d.name, d.files[i] = e.name, e.id
		}
	}
	return d
}
