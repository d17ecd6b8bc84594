package load

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A walker finds what is in a content folder.
type walker struct {
	fsys     fs.FS
	ignore   []glob
	skip     string // path of a folder that is no content; "" for none
	notes    []string
	files    []site.File
	problems []site.Problem
}

func walk(ctx context.Context, fsys fs.FS, o site.Options) (*walker, error) {
	w := &walker{fsys: fsys, skip: path.Clean(o.Templates)}
	for _, pattern := range o.Ignore {
		g, err := newGlob(pattern)
		if err != nil {
			return nil, err
		}
		w.ignore = append(w.ignore, g)
	}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return w.visit(p, d, err)
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(w.notes, slug.Natural)
	slices.SortFunc(w.files, func(a, b site.File) int { return slug.Natural(a.Path, b.Path) })
	return w, nil
}

// visit takes one entry of a folder; an error of the root alone ends the walk.
func (w *walker) visit(p string, d fs.DirEntry, err error) error {
	switch {
	case p == ".":
		return err
	case w.passedOver(p, d.IsDir()):
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case !utf8.ValidString(p):
		w.problem(strings.ToValidUTF8(p, "\ufffd"), "rename it", "is left out: its name is not UTF-8")
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case err != nil:
		w.problem(p, "", "cannot be read: "+reason(err).Error())
		return nil
	case d.IsDir():
		return nil
	}
	w.file(p, d)
	return nil
}

// passedOver says that nothing is to be said of a file or folder.
func (w *walker) passedOver(p string, folder bool) bool {
	if path.Base(p)[0] == '.' || p == configName || p == w.skip || slices.Contains(queryNames, p) {
		return true
	}
	for _, g := range w.ignore {
		if g.match(p, folder) {
			return true
		}
	}
	return false
}

// file takes an entry that is no folder.
func (w *walker) file(p string, d fs.DirEntry) {
	info, err := d.Info()
	if err == nil && d.Type()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(w.fsys, p)
		if err != nil || info.IsDir() {
			w.badLink(p, err)
			return
		}
	}
	switch {
	case err != nil:
		w.problem(p, "", "cannot be read: "+reason(err).Error())
	case !info.Mode().IsRegular(): // opening a pipe would wait for ever
		w.problem(p, "", "is left out: it is not a regular file")
	case isNote(p):
		w.notes = append(w.notes, p)
	default:
		w.files = append(w.files, site.File{Path: p, Size: info.Size()})
	}
}

// badLink reports a symbolic link that is not followed: err says why, or it
// leads to a folder.
func (w *walker) badLink(p string, err error) {
	target, readErr := fs.ReadLink(w.fsys, p)
	what := "is a symbolic link"
	if readErr == nil {
		what += " to " + target
	}
	switch {
	case err == nil:
		w.problem(p, "put the folder itself here", what+", a folder; such links are not followed")
	case errors.Is(err, fs.ErrNotExist):
		w.problem(p, "", what+", which does not exist")
	case readErr == nil && leaves(p, target):
		w.problem(p, "put a copy here", what+", outside the content")
	default:
		w.problem(p, "", what+", which cannot be read: "+reason(err).Error())
	}
}

// leaves says whether the target of the link at p is outside the root.
func leaves(p, target string) bool {
	target = strings.ReplaceAll(target, `\`, "/")
	return path.IsAbs(target) || strings.Contains(target, ":") || !fs.ValidPath(path.Join(path.Dir(p), target))
}

func (w *walker) problem(p, hint, what string) {
	w.problems = append(w.problems, site.Problem{At: site.Pos{File: p}, Kind: site.BadFile, What: what, Hint: hint})
}
