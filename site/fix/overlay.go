package fix

import (
	"bytes"
	"io/fs"
)

// An Overlay is a file system in which some files hold other bytes. It is
// read-only, and safe for concurrent use while nobody changes Files.
type Overlay struct {
	Base  fs.FS
	Files map[string][]byte // by path; each is a regular file of Base
}

// Open opens the file as it is in the overlay.
func (o Overlay) Open(name string) (fs.File, error) {
	f, err := o.Base.Open(name)
	data, ok := o.Files[name]
	if err != nil || !ok {
		return f, err
	}
	return &changed{File: f, Reader: bytes.NewReader(data)}, nil
}

// ReadDir lists a folder of the base: no file is added and none is gone.
func (o Overlay) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.Base, name) }

// ReadLink is the target of a symbolic link of the base.
func (o Overlay) ReadLink(name string) (string, error) { return fs.ReadLink(o.Base, name) }

// Lstat describes a file of the base; the size of one that the overlay changed
// is only right once it is open.
func (o Overlay) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(o.Base, name) }

// A changed file is one of the base with other bytes.
type changed struct {
	fs.File
	*bytes.Reader
}

func (c *changed) Read(p []byte) (int, error) { return c.Reader.Read(p) }

func (c *changed) Stat() (fs.FileInfo, error) {
	info, err := c.File.Stat()
	return resized{info, c.Reader.Size()}, err
}

type resized struct {
	fs.FileInfo
	size int64
}

func (r resized) Size() int64 { return r.size }
