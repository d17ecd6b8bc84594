package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/slug"
)

// A walker finds what is in a content folder.
type walker struct {
	fsys      fs.FS
	ignore    []ignored
	skip      string // path of a folder that is no content; "" for none
	marker    string // name of a file; a folder that holds it is no content
	drafts    bool
	gitignore site.Switch
	rules     map[string]gitignore.Rules // of git, by folder
	templates map[string]bool            // folders of vaults
	graphs    []graph                    // of Logseq
	siyuan    bool                       // the notes are an export of SiYuan
	foreign   map[string][]string        // files that hold notes we cannot read, by their ending
	isVault   bool                       // the notes are one of Obsidian or Foam
	breaks    bool                       // and it shows line breaks
	folders   map[string]site.FolderInfo // by path
	keptBack  int                        // drafts by name, or folders of them
	byGit     string                     // a line of .gitignore that left something out
	entries   map[string]bool            // all that stands in the folders that were entered
	notion    bool                       // notes have names as Notion gives them
	notes     []string
	infos     map[string]fs.FileInfo // of notes
	files     []site.File
	links     []string // those of notes and files that are symbolic links
	problems  []site.Problem
}

func (f Folder) walk(ctx context.Context, o site.Options) (*walker, error) {
	w := &walker{
		fsys: f.Files, skip: path.Clean(o.Templates), marker: f.Marker, drafts: o.Drafts,
		gitignore: o.Gitignore, rules: rulesBelow(o, f.Git), templates: map[string]bool{}, infos: map[string]fs.FileInfo{}, entries: map[string]bool{},
	}
	var err error
	if w.ignore, err = ignoring(o.Ignore); err != nil {
		return nil, err
	}
	if err := w.folder(ctx, ".", nil); err != nil {
		return nil, err
	}
	if err := w.copied(o.Copy); err != nil {
		return nil, err
	}
	w.fetched(f.Files)
	w.idle()
	w.unreadable()
	slices.SortFunc(w.notes, slug.Natural)
	slices.SortFunc(w.files, func(a, b site.File) int { return slug.Natural(a.Path, b.Path) })
	return w, nil
}

// A listing is the names in a folder. What is not in it need not be looked for:
// in a root each look opens all folders on the way.
type listing map[string]bool

// folder takes what is in a folder, which lies in one that holds beside. An
// error of the root ends the walk, and so does a .gitignore that cannot be read.
func (w *walker) folder(ctx context.Context, dir string, beside listing) error {
	entries, err := fs.ReadDir(w.fsys, dir)
	if err != nil && dir == "." {
		return err
	}
	inside := make(listing, len(entries))
	made := false // a site that biji made
	for _, d := range entries {
		inside[d.Name()] = true
		made = made || d.Name() == w.marker && !d.IsDir()
	}
	if dir != "." && (installed(path.Base(dir), inside, beside) || made) {
		w.unseen(dir)
		return nil
	}
	if err != nil {
		w.problem(dir, "", "cannot be read: "+reason(err).Error())
	}
	if err := w.enter(dir, inside); err != nil {
		return err
	}
	for _, d := range entries {
		p := path.Join(dir, d.Name())
		w.entries[p] = true
		if err := cmp.Or(ctx.Err(), w.visit(ctx, p, d, inside)); err != nil {
			return err
		}
	}
	return nil
}

// visit takes one entry of a folder that holds beside.
func (w *walker) visit(ctx context.Context, p string, d fs.DirEntry, beside listing) error {
	switch {
	case w.passedOver(p, d.IsDir()):
		w.unseen(p)
	case !utf8.ValidString(p):
		w.problem(strings.ToValidUTF8(p, "\ufffd"), "rename it", "is left out: its name is not UTF-8")
	case d.IsDir() && strings.Count(p, "/") >= budget.ReadDepth:
		w.problem(p, "", fmt.Sprintf("is left out, with all that is in it: it lies in %d folders", budget.ReadDepth))
	case d.IsDir():
		return w.folder(ctx, p, beside)
	default:
		w.file(p, d)
	}
	return nil
}

// passedOver says that nothing is to be said of a file or folder.
func (w *walker) passedOver(p string, folder bool) bool {
	name := path.Base(p)
	named := w.ignored(p, folder)
	switch {
	case named:
		return true
	case name[0] == '.' && !(folder && mayHoldPictures(p)) || p == configName || p == w.skip || slices.Contains(queryNames, p):
		return true
	case !w.drafts && draftName(name):
		w.keptBack++
		return true
	case !folder && !site.IsBaseFile(p) && w.inTemplates(p), w.outOfGraph(p):
		return true
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
		w.links = append(w.links, p)
	}
	switch {
	case err != nil:
		w.problem(p, "", "cannot be read: "+reason(err).Error())
	case !info.Mode().IsRegular(): // opening a pipe would wait for ever
		w.problem(p, "", "is left out: it is not a regular file")
	case site.RootFile(p) != "":
		w.files = append(w.files, site.File{Path: p, Size: info.Size()})
	case underHidden(p):
		w.hiddenFile(p, info.Size())
	case site.IsNoteFile(p), site.IsBoardFile(p), site.IsBaseFile(p), isScene(p):
		w.notes = append(w.notes, p)
		w.infos[p] = info
	default:
		w.otherFile(p)
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
