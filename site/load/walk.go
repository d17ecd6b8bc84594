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
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/slug"
)

// A walker finds what is in a content folder.
type walker struct {
	fsys      fs.FS
	ignore    []glob
	skip      string // path of a folder that is no content; "" for none
	ours      func(dir string) bool
	drafts    bool
	gitignore site.Switch
	rules     map[string]gitignore.Rules // of git, by folder
	templates map[string]bool            // folders of vaults
	keptBack  int                        // drafts by name, or folders of them
	byGit     string                     // a line of .gitignore that left something out
	notes     []string
	files     []site.File
	problems  []site.Problem
}

func (f Folder) walk(ctx context.Context, o site.Options) (*walker, error) {
	w := &walker{
		fsys: f.Files, skip: path.Clean(o.Templates), ours: f.Ours, drafts: o.Drafts,
		gitignore: o.Gitignore, rules: rulesBelow(o, f.Git), templates: map[string]bool{},
	}
	for _, pattern := range o.Ignore {
		g, err := newGlob(pattern)
		if err != nil {
			return nil, err
		}
		w.ignore = append(w.ignore, g)
	}
	err := fs.WalkDir(f.Files, ".", func(p string, d fs.DirEntry, err error) error {
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

// visit takes one entry of a folder; an error of the root ends the walk, and
// so does a .gitignore that cannot be read.
func (w *walker) visit(p string, d fs.DirEntry, err error) error {
	switch {
	case p == "." && err != nil:
		return err
	case p == ".":
		return w.enter(p)
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
		return w.enter(p)
	}
	w.file(p, d)
	return nil
}

// passedOver says that nothing is to be said of a file or folder.
func (w *walker) passedOver(p string, folder bool) bool {
	name := path.Base(p)
	switch {
	case name[0] == '.' || p == configName || p == w.skip || slices.Contains(queryNames, p):
		return true
	case !w.drafts && draftName(name):
		w.keptBack++
		return true
	case folder && (w.templates[p] || installed(w.fsys, p) || w.ours(p)):
		return true
	}
	for _, g := range w.ignore {
		if g.match(p, folder) {
			return true
		}
	}
	return w.ignoredByGit(p, folder)
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
