package pack

import (
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"
)

// A window is the part of a file that is in memory. It moves to where the file is
// read: who goes through it from the beginning to the end reads it about once.
type window struct {
	file io.ReaderAt
	size int    // of the file
	from int    // where in it the bytes in memory are
	data []byte // these
	bad  bool   // what was asked for is not there
	err  error  // the file could not be read
}

const (
	windowSize = 256 << 10
	windowBack = windowSize / 8 // how much of it is before what it was moved to
)

// bytes are those of an offset, so many; they are overwritten when others are read.
func (w *window) bytes(at, size int) []byte {
	if w.bad || at < 0 || size < 0 || at > w.size-size {
		w.bad = true
		return nil
	}
	if at < w.from || at+size > w.from+len(w.data) {
		w.move(at, size)
	}
	if w.bad {
		return nil
	}
	at -= w.from
	return w.data[at : at+size : at+size]
}

// move reads the file around an offset, so many bytes of it at least.
func (w *window) move(at, size int) {
	w.from = max(0, at-windowBack)
	n := min(w.size-w.from, max(windowSize, at-w.from+size))
	if cap(w.data) < n {
		w.data = make([]byte, n)
	}
	w.data = w.data[:n]
	if got, err := w.file.ReadAt(w.data, int64(w.from)); got < n {
		w.bad, w.err, w.data = true, err, nil
	}
}

// uvarint is the number at an offset, and where it ends.
func (w *window) uvarint(at int) (v uint64, next int) {
	b := w.bytes(at, max(1, min(binary.MaxVarintLen64, w.size-at)))
	v, n := binary.Uvarint(b)
	if n <= 0 {
		w.bad = true
		return 0, at
	}
	return v, at + n
}

// u64 is an offset of eight bytes.
func (w *window) u64(at int) int {
	b := w.bytes(at, 8)
	if b == nil {
		return 0
	}
	return w.offset(binary.BigEndian.Uint64(b))
}

// u16 is a number of two bytes.
func (w *window) u16(at int) int {
	b := w.bytes(at, 2)
	if b == nil {
		return 0
	}
	return int(binary.BigEndian.Uint16(b))
}

// offset is a number that is one of the file.
func (w *window) offset(v uint64) int {
	if v > uint64(w.size) {
		w.bad = true
		return 0
	}
	return int(v)
}

// openAt opens a file for reading anywhere.
func openAt(files fs.FS, name string) (at io.ReaderAt, close func() error, err error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, nil, err
	}
	if at, ok := f.(io.ReaderAt); ok {
		return at, f.Close, nil
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	return bytes.NewReader(data), func() error { return nil }, err
}
