package load

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/load/logseq"
	"github.com/biji-notes/biji/site/load/mdx"
)

// A Content is all that is in a content folder.
type Content struct {
	Notes    []site.Note // in natural order of their paths
	Files    []site.File // everything else that a note might use, likewise
	Problems []site.Problem

	Folders   map[string]site.FolderInfo // what other tools say of folders, by path
	Languages site.Languages             // of the notes, if they are in several

	KeptBack int    // how many drafts, and folders of drafts, are not among the notes
	ByGit    string // a line of a file .gitignore for which notes or folders are not, if there is one
	Vault    bool   // the notes are one of Obsidian or Foam
	Breaks   bool   // in which line breaks are shown
	ByFile   bool   // the files have the names of the notes

	read   *reading // what Again needs
	judged bool     // Languages depends on what the notes say
}

// A Folder is a folder of notes, and what is known of it from outside.
type Folder struct {
	Files  fs.FS
	Git    gitignore.Rules // of the folders above it
	Marker string          // name of a file by which folders in it are known that are no content: sites that biji made
	Front  string          // path of the note that is the front page; "" leaves that to the names of notes
	Memory *Memory         // of notes that were read before; nil for none
	Only   map[string]bool // paths of the notes that are read, others are there without text; nil is all
}

// Notes reads all notes of a folder of which nothing else is known.
func Notes(ctx context.Context, fsys fs.FS, o site.Options, workers int) (Content, error) {
	return Folder{Files: fsys}.Notes(ctx, o, workers)
}

// Notes reads all notes in the folder, several at a time, and lists all other
// files. The result does not depend on the number of workers.
//
// Hidden files and folders, those that o.Ignore names or git ignores, what
// package managers install, sites that biji made, the templates of vaults, the
// settings, queries for the site and the folder o.Templates are passed over,
// and so are drafts unless o.Drafts, and symbolic links to any of these. A note that cannot be read is there
// without text, and a Problem says why. An error means that the folder itself
// or a file .gitignore cannot be read, or that ctx is done.
func (f Folder) Notes(ctx context.Context, o site.Options, workers int) (Content, error) {
	w, err := f.walk(ctx, o)
	if err != nil {
		return Content{}, fmt.Errorf("read notes: %w", err)
	}
	enc, err := legacyNamed(o.Encoding)
	if err != nil {
		return Content{}, fmt.Errorf("read notes: encoding %w", err)
	}
	chooser, err := newChooser(o.Publish)
	if err != nil {
		return Content{}, fmt.Errorf("read notes: publish: %w", err)
	}
	notes := make([]site.Note, len(w.notes))
	reports := make([]report, len(w.notes))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(workers, len(notes))) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(notes) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				reports[i].file = w.notes[i]
				reports[i].by = w.programOf(w.notes[i])
				notes[i] = f.open(&reports[i], enc, w.infos[w.notes[i]])
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return Content{}, fmt.Errorf("read notes: %w", err)
	}
	c := Content{Notes: notes, Files: w.files, Folders: w.folders, Problems: w.problems, KeptBack: w.keptBack, ByGit: w.byGit, Vault: w.isVault, Breaks: w.breaks, ByFile: w.isVault || w.siyuan}
	w.rename(notes)
	f.Front = cmp.Or(f.Front, o.Home.Glob)
	f.front(notes)
	c.Breaks = w.breaks
	c.Problems = append(c.Problems, w.private(notes, reports)...)
	for i := range reports {
		dayOfName(&notes[i])
		if !chooser.publishes(&notes[i], &reports[i]) || draftPath(notes[i].Path) {
			notes[i].Meta.Draft = true
		}
		if site.IsNotFoundNote(notes[i].Path) {
			notes[i].Meta.Index, notes[i].Meta.Searchable = site.No, site.No
		}
		w.properties(&notes[i], o)
	}
	c.Problems = append(c.Problems, chooser.idle(notes)...)
	if !o.Drafts {
		c.Notes = slices.DeleteFunc(notes, func(n site.Note) bool { return n.Meta.Draft })
		c.KeptBack += len(w.notes) - len(c.Notes)
	}
	c.Problems = append(c.Problems, c.settle(o.Folder)...)
	c.Problems = append(c.Problems, c.home(o.Home)...)
	c.speak(o)
	c.drawings()
	c.settleLinks(w.links, f.Files)
	f.Memory.forget(w.notes)
	c.read = &reading{w, enc, reports, c.Problems}
	c.Problems = c.read.allProblems()
	return c, nil
}

// open reads a note, if it is to be read.
func (f Folder) open(r *report, enc legacy, info fs.FileInfo) site.Note {
	if f.Only != nil && !f.Only[r.file] {
		return site.Note{Path: r.file, By: r.by, Line: 1}
	}
	return f.Memory.open(r, f.Files, enc, info)
}

// properties completes the properties of a note.
func (w *walker) properties(n *site.Note, o site.Options) {
	choose(&n.Properties, o, w.isVault)
	if w.isVault && site.IsNoteFile(n.Path) {
		inlineFields(n)
	}
}

// front lets the note that is to be the front page stand where one does.
func (f Folder) front(notes []site.Note) {
	for i := range notes {
		if notes[i].Path == f.Front {
			notes[i].As = "README.md"
		}
	}
}

// home makes the front page a list, if it is to be one, or reports that the note that
// is to be it is not published.
func (c *Content) home(wanted site.Pattern) []site.Problem {
	if wanted.Glob == site.HomeList {
		if c.Folders == nil {
			c.Folders = map[string]site.FolderInfo{}
		}
		info := c.Folders[""]
		info.List = true
		c.Folders[""] = info
	}
	var paths []string
	for i := range c.Notes {
		paths = append(paths, c.Notes[i].Path)
	}
	if wanted.Glob == "" || wanted.Glob == site.HomeList || slices.Contains(paths, wanted.Glob) {
		return nil
	}
	return []site.Problem{{
		At: wanted.At, Kind: site.NoMatch, What: fmt.Sprintf("home: no note %q is published", short(wanted.Glob)), Hint: didYouMean(nearestOf(wanted.Glob, paths)),
	}}
}

// open reads one note.
func (r *report) open(fsys fs.FS, enc legacy) site.Note {
	raw, err := readFile(fsys, r.file, budget.NoteBytes)
	if err != nil {
		r.add(site.BadFile, 0, 0, "", "cannot be read: %v", reason(err))
		n := site.Note{Path: r.file, By: r.by, Line: 1}
		n.Meta.Draft = r.mayBeDraft(start(fsys, r.file))
		return n
	}
	return r.note(raw, enc)
}

// note makes a note of the bytes of its file, which it takes over.
func (r *report) note(raw []byte, enc legacy) site.Note {
	switch {
	case site.IsBaseFile(r.file):
		return r.base(raw)
	case site.IsBoardFile(r.file):
		return r.board(raw)
	case isScene(r.file):
		return r.scene(raw)
	}
	n := site.Note{Path: r.file, By: r.by, Line: 1}
	text, ok := r.decode(raw, enc)
	if !ok {
		n.Meta.Draft = r.mayBeDraft(raw)
		return n
	}
	text = r.clean(text)
	n.Meta, n.Body, n.Line = r.frontMatter(text)
	if n.By == site.Logseq {
		n.Body = logseq.Outdent(n.Body)
	}
	if strings.EqualFold(path.Ext(n.Path), ".mdx") {
		n.Body = mdx.Markdown(n.Body)
	}
	if n.By == site.AnyProgram && siyuanBlock.Match(n.Body) {
		n.By = site.SiYuan
	}
	n.Properties = r.kept
	r.home(text, &n)
	if isPart(n.Path) {
		n.Meta.Index, n.Meta.Searchable = site.No, site.No
	}
	return n
}

// mayBeDraft looks at the start of a note that cannot be read, or is in an
// encoding that we do not know.
func (r *report) mayBeDraft(raw []byte) bool {
	text := bytes.ReplaceAll(raw[:min(len(raw), budget.FrontMatterBytes)], []byte{0}, nil)
	m, _, _ := r.frontMatter(lineEnds(bytes.ToValidUTF8(text, nil)))
	return m.Draft
}

// start is what can be read of the start of a file.
func start(fsys fs.FS, name string) []byte {
	f, err := fsys.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(f, budget.FrontMatterBytes))
	return text
}

// errNotFile means that something is a folder, or another thing to which
// reading does not apply.
var errNotFile = errors.New("not a file")

// readFile reads a file of at most limit bytes.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	tooLarge := fmt.Errorf("larger than %d MB", limit>>20)
	switch {
	case !info.Mode().IsRegular():
		return nil, errNotFile
	case info.Size() > limit:
		return nil, tooLarge
	}
	// One byte more than it should have, so that the end is seen, and a file
	// that grows meanwhile is too.
	buf := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, buf)
	switch {
	case err == nil:
		rest, err := io.ReadAll(io.LimitReader(f, limit-int64(n)+1))
		if err == nil && int64(n+len(rest)) > limit {
			err = tooLarge
		}
		return append(buf, rest...), err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return buf[:n], nil
	}
	return nil, err
}

// reason is err without the path and the system call, which the reader of a
// Problem has no use for.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
