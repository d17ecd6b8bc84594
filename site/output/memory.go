package output

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sync"
	"time"
)

// A Memory is a Sink whose files can be read as an fs.FS as soon as they are
// put. Copied files are not held in memory: they are read from where they are.
type Memory struct {
	names
	lock  sync.RWMutex
	files map[string]memFile
	dirs  map[string]map[string]bool // folder -> names in it -> is a folder
}

// A memFile is either data or a reference.
type memFile struct {
	data []byte
	from fs.FS
	name string
}

// NewMemory returns an empty site.
func NewMemory() *Memory {
	return &Memory{files: map[string]memFile{}, dirs: map[string]map[string]bool{".": {}}}
}

// Put stores a copy of data.
func (m *Memory) Put(path string, data []byte) error {
	return m.add(path, memFile{data: bytes.Clone(data)}, int64(len(data)))
}

// Copy remembers where the file is. A file that is not there is an error.
func (m *Memory) Copy(_ context.Context, path string, from fs.FS, name string) error {
	info, err := fs.Stat(from, name)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file", name)
	}
	if err != nil {
		return fmt.Errorf("copy %s: %w", path, err)
	}
	return m.add(path, memFile{from: from, name: name}, info.Size())
}

func (m *Memory) add(name string, f memFile, size int64) error {
	if err := m.take(name); err != nil {
		return err
	}
	m.grow(size)
	m.lock.Lock()
	defer m.lock.Unlock()
	m.files[name] = f
	for isDir := false; name != "."; isDir = true {
		dir := path.Dir(name)
		known := m.dirs[dir] != nil
		if !known {
			m.dirs[dir] = map[string]bool{}
		}
		m.dirs[dir][path.Base(name)] = isDir
		if known {
			break
		}
		name = dir
	}
	return nil
}

// Open opens a file or folder of the site.
func (m *Memory) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	m.lock.RLock()
	defer m.lock.RUnlock()
	if f, ok := m.files[name]; ok {
		if f.from != nil {
			return f.from.Open(f.name)
		}
		return File(path.Base(name), f.data), nil
	}
	if entries, ok := m.dirs[name]; ok {
		return Folder(path.Base(name), m.list(name, entries)), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadFile returns the content of a file.
func (m *Memory) ReadFile(name string) ([]byte, error) {
	m.lock.RLock()
	f, ok := m.files[name]
	m.lock.RUnlock()
	switch {
	case !ok:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	case f.from != nil:
		return fs.ReadFile(f.from, f.name)
	}
	return bytes.Clone(f.data), nil
}

func (m *Memory) list(dir string, entries map[string]bool) []fs.DirEntry {
	var all []fs.DirEntry
	for name, isDir := range entries {
		info := memInfo{name: name, dir: isDir}
		if f := m.files[path.Join(dir, name)]; f.from == nil {
			info.size = int64(len(f.data))
		} else if there, err := fs.Stat(f.from, f.name); err == nil {
			info.size = there.Size()
		}
		all = append(all, fs.FileInfoToDirEntry(info))
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return all
}

// File is an open file of a site that holds data.
func File(name string, data []byte) fs.File {
	return &openFile{Reader: bytes.NewReader(data), info: memInfo{name: name, size: int64(len(data))}}
}

// Folder is an open folder of a site, with a list of what is in it, or none.
func Folder(name string, entries []fs.DirEntry) fs.File {
	return &openDir{info: memInfo{name: name, dir: true}, entries: entries}
}

// A memInfo describes a file or folder. It has no time: the same site is the
// same on any day.
type memInfo struct {
	name string
	size int64
	dir  bool
}

func (i memInfo) Name() string       { return i.name }
func (i memInfo) Size() int64        { return i.size }
func (i memInfo) ModTime() time.Time { return time.Time{} }
func (i memInfo) IsDir() bool        { return i.dir }
func (i memInfo) Sys() any           { return nil }

func (i memInfo) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

type openFile struct {
	*bytes.Reader
	info memInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openDir struct {
	info    memInfo
	entries []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.name, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.entries) {
		n = len(d.entries)
	}
	some := d.entries[:n]
	d.entries = d.entries[n:]
	return some, nil
}

var _ interface {
	Sink
	fs.ReadFileFS
} = (*Memory)(nil)
