// Package partial shows parts of folders: of one note what it names, for somebody
// who wants to publish just that, or all but one file.
package partial

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
)

// A OneNote is a file system with the note, and with whatever else a note may need
// of those files whose names occur in its text. All other notes are not there.
type OneNote struct {
	fs.FS
	note  string
	text  string // in which names are looked for
	whole bool
}

// marks are the folders of programs by which the notes in them are read
// differently, and in which biji keeps pictures.
var marks = []string{".obsidian", ".foam", ".biji"}

// NewOneNote shows of fsys the note, whose text is given. All folders are looked
// through if whole says that fsys is a collection of notes; otherwise only those
// that the text names, for it may be anything, as somebody's home.
func NewOneNote(fsys fs.FS, note string, text []byte, whole bool) *OneNote {
	said := plain(string(text))
	if decoded, err := url.PathUnescape(escapes.ReplaceAllString(said, "%25$1")); err == nil {
		said += "\n" + decoded
	}
	return &OneNote{FS: fsys, note: note, text: said, whole: whole}
}

// escapes are percent signs that begin no escape.
var escapes = regexp.MustCompile(`%([^0-9a-f]|[0-9a-f][^0-9a-f]|.?$)`)

// plain is text as names are compared: case and composition do not count.
func plain(text string) string { return strings.ToLower(norm.NFC.String(text)) }

// Open opens what is shown.
func (v *OneNote) Open(name string) (fs.File, error) {
	if !v.shown(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.FS.Open(name)
}

// ReadLink is where a symbolic link that is shown leads.
func (v *OneNote) ReadLink(name string) (string, error) {
	if !v.shown(name) {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadLink(v.FS, name)
}

// Lstat describes what is shown, without following a link.
func (v *OneNote) Lstat(name string) (fs.FileInfo, error) {
	if !v.shown(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Lstat(v.FS, name)
}

// ReadDir lists what is shown of a folder.
func (v *OneNote) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(v.FS, name)
	return slices.DeleteFunc(entries, func(d fs.DirEntry) bool {
		p := path.Join(name, d.Name())
		if d.IsDir() {
			return !v.folder(p)
		}
		return !v.shown(p)
	}), err
}

// shown says whether a path is there; of a folder, whether it could be.
func (v *OneNote) shown(p string) bool {
	name := path.Base(p)
	switch {
	case p == ".", p == v.note, strings.HasPrefix(v.note, p+"/"):
		return true
	case site.IsNoteFile(p):
		return false
	case strings.HasPrefix(name, "."), underMark(p):
		return true // what is hidden is no content, and says how to read it
	case v.named(p):
		return true
	}
	info, err := fs.Stat(v.FS, p)
	return err == nil && info.IsDir() && v.folder(p)
}

// folder says whether a folder is looked through.
func (v *OneNote) folder(p string) bool {
	switch {
	case strings.HasPrefix(v.note, p+"/"), underMark(p):
		return true
	case strings.HasPrefix(path.Base(p), "."):
		return v.named(p)
	}
	return v.whole || v.named(p)
}

func underMark(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return slices.Contains(marks, first)
}

func (v *OneNote) named(p string) bool {
	return strings.Contains(v.text, plain(path.Base(p)))
}

// Files are the note and the files that it names, for somebody who waits for
// changes.
func (v *OneNote) Files() []string {
	var files []string
	fs.WalkDir(v, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || p == ".":
		case d.IsDir() && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir():
			files = append(files, p)
		}
		return nil
	})
	return files
}
