package partial

import (
	"io/fs"
	"path"
	"slices"
)

// Without is a file system in which one file is not listed.
type Without struct {
	fs.FS
	File string
}

// ReadDir lists a folder, but for the file.
func (w Without) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(d fs.DirEntry) bool { return path.Join(name, d.Name()) == w.File }), err
}

// ReadLink is where a symbolic link leads.
func (w Without) ReadLink(name string) (string, error) { return fs.ReadLink(w.FS, name) }

// Lstat describes a file without following a link.
func (w Without) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(w.FS, name) }
