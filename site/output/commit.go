package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Commit makes the target the site that was staged. If a Put or Copy failed, or
// anything goes wrong here, the target stays as it was and Commit says why;
// only an update in place can fail halfway, and says so.
func (d *Dir) Commit() error {
	if d.base == nil {
		return errors.New("publish the site: it was committed or discarded before")
	}
	err := d.failed
	if err == nil {
		err = d.publish()
	}
	switch {
	case err == nil:
		return d.close()
	case d.begun:
		err = fmt.Errorf("%s is half updated, build again: %w", d.target, err)
	default:
		err = fmt.Errorf("%s was left as it was: %w", d.target, err)
	}
	return errors.Join(err, d.Discard())
}

// Note says, after Commit or Discard, what the user should know of it: why the
// site could not be swapped in as a whole, what was left for the next build. It
// is empty if all was well.
func (d *Dir) Note() string { return d.note }

func (d *Dir) publish() error {
	now := newManifest(d.sorted())
	if err := d.mark(d.next, now); err != nil {
		return err
	}
	if err := d.shutStage(); err != nil { // or Windows would not rename it
		return err
	}
	target, err := d.base.OpenRoot(d.inside)
	if errors.Is(err, fs.ErrNotExist) {
		return d.base.Rename(d.next, d.inside)
	}
	if err != nil {
		return err
	}
	before, err := readManifest(target)
	var foreign []string
	if err == nil {
		foreign, err = before.foreign(target, now.dirs)
	}
	if err = errors.Join(err, target.Close()); err != nil {
		return err
	}
	switch {
	case len(foreign) > 0:
		d.note = "updated in place, for it holds files that are not biji's: " + some(foreign)
	case d.inside == ".":
		d.note = "updated in place, for " + d.why
	default:
		err := d.swap()
		if err == nil {
			if err := d.remove(d.next); err != nil { // the old site, now
				d.note = "the old site could not be removed yet: " + err.Error()
			}
			return nil
		}
		if !unmovable(err) {
			return err
		}
		d.note = "updated in place, for it is a mount point" // since the build began
	}
	return d.replace(before, now, foreign)
}

// mark writes the marker of m into folder dir of base.
func (d *Dir) mark(dir string, m manifest) error {
	temp := path.Join(d.next, Marker+"-marker")
	f, err := d.base.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(m.text())
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return d.move(temp, path.Join(dir, Marker))
}

// some names the first few of many.
func some(names []string) string {
	if len(names) > 4 {
		return strings.Join(names[:4], ", ") + fmt.Sprintf(" and %d more", len(names)-4)
	}
	return strings.Join(names, ", ")
}

// swap exchanges the stage and the target.
func (d *Dir) swap() error {
	parent, err := d.base.Open(".")
	if err != nil {
		return err
	}
	defer parent.Close()
	err = exchange(parent, d.next, d.inside)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return d.swapTwice()
}

// swapTwice is swap for systems that can only rename. If the build dies
// between the renames, the next one renames the old site back (see recover).
func (d *Dir) swapTwice() error {
	old := d.prefix + "old-" + d.next[len(d.prefix):]
	if err := d.base.Rename(d.inside, old); err != nil {
		return err
	}
	if err := d.base.Rename(d.next, d.inside); err != nil {
		return errors.Join(err, d.base.Rename(old, d.inside))
	}
	d.next = old
	return nil
}

// replace updates the target file by file. Pages come after what they need, and
// what is no longer needed goes last. The marker names the old files and the
// new ones while it lasts, so that a killed build leaves nothing that would
// pass for foreign.
func (d *Dir) replace(before, now manifest, foreign []string) error {
	if err := clash(now, foreign); err != nil {
		return err
	}
	both := newManifest(slices.Concat(keys(before.files), keys(now.files)))
	if err := d.mark(d.inside, both); err != nil {
		return err
	}
	err := d.update(before, now)
	if err != nil && !d.begun {
		return errors.Join(err, d.mark(d.inside, before))
	}
	if err != nil {
		return err
	}
	return errors.Join(d.mark(d.inside, now), d.base.RemoveAll(d.next))
}

// update replaces the files themselves.
func (d *Dir) update(before, now manifest) error {
	if err := d.makeRoom(before, now); err != nil {
		return err
	}
	for _, p := range publishOrder(now) {
		to := path.Join(d.inside, p)
		if err := d.base.MkdirAll(path.Dir(to), 0o755); err != nil {
			return err
		}
		d.begun = d.begun || !before.dirs[path.Dir(p)] && path.Dir(p) != "."
		if err := d.move(path.Join(d.next, p), to); err != nil {
			return fmt.Errorf("replace %s: %w", p, err)
		}
		d.begun = true
	}
	err := d.removeFiles(keys(before.files), func(p string) bool { return !now.files[p] && !now.displaces(p) })
	d.removeFolders(before, func(dir string) bool { return !now.dirs[dir] && !now.files[dir] })
	return err
}

// clash refuses a site that would overwrite a foreign file.
func clash(now manifest, foreign []string) error {
	for _, f := range foreign {
		if now.files[f] || now.dirs[f] {
			return fmt.Errorf("%s was not made by biji, and the site has a file or folder of that name", f)
		}
		for dir := range above(f) {
			if now.files[dir] {
				return fmt.Errorf("%s was not made by biji, and the site has a file called %s", f, dir)
			}
		}
	}
	return nil
}

// makeRoom removes old files where the new site has folders, and the reverse.
func (d *Dir) makeRoom(before, now manifest) error {
	err := d.removeFiles(keys(before.files), now.displaces)
	d.removeFolders(before, func(dir string) bool { return now.files[dir] || now.displaces(dir) && !now.dirs[dir] })
	return err
}

// displaces says whether m has a folder called p, or a file where p has a
// folder above it.
func (m manifest) displaces(p string) bool {
	if m.dirs[p] {
		return true
	}
	for dir := range above(p) {
		if m.files[dir] {
			return true
		}
	}
	return false
}

// removeFiles removes those of the target's files that are not wanted.
func (d *Dir) removeFiles(files []string, unwanted func(string) bool) error {
	var all error
	for _, p := range files {
		if !unwanted(p) {
			continue
		}
		err := d.base.Remove(path.Join(d.inside, p))
		if err == nil {
			d.begun = true
		} else if !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}

// removeFolders removes unwanted folders of m, the innermost first. One that is
// not empty holds foreign files, and stays.
func (d *Dir) removeFolders(m manifest, unwanted func(string) bool) {
	dirs := keys(m.dirs)
	slices.Reverse(dirs)
	for _, dir := range dirs {
		if unwanted(dir) {
			d.base.Remove(path.Join(d.inside, dir))
		}
	}
}

// publishOrder puts pages behind the files that they load.
func publishOrder(m manifest) []string {
	files := keys(m.files)
	slices.SortStableFunc(files, func(a, b string) int { return rank(a) - rank(b) })
	return files
}

func rank(p string) int {
	if strings.HasSuffix(p, ".html") {
		return 1
	}
	return 0
}

func keys(m map[string]bool) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// move renames a file of base. Into another file system it copies, to a
// temporary name first, so that the file is whole at any moment.
func (d *Dir) move(from, to string) error {
	err := d.base.Rename(from, to)
	if !unmovable(err) {
		return err
	}
	in, err := d.base.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	temp := path.Join(d.inside, Marker+"-moving")
	out, err := d.base.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(err, d.base.Remove(temp))
	}
	return d.base.Rename(temp, to)
}
