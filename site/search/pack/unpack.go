package pack

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
)

// Limits on what a site may claim, so that a damaged one cannot exhaust
// memory.
const (
	maxStart = 64 << 20 // bytes, of an unpacked start file
	maxPiece = 64 << 20 // bytes, of an unpacked piece
)

// Unpack restores in dir, an empty folder that exists, the index directory
// that was packed into site. Everything is checked, and an error names the
// file of the site that is missing or damaged; the files of dir may then be
// incomplete, and if the pieces do not belong together they are removed.
func Unpack(site fs.FS, dir string) error {
	if err := unpack(site, dir); err != nil {
		return fmt.Errorf("unpack search index: %w", err)
	}
	return nil
}

func unpack(site fs.FS, dir string) error {
	h, err := readStart(site)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	left := h.names[rest]
	sum := newSum(h.Files)
	for _, f := range h.Files {
		err := writeFile(root, f, func(w io.Writer) error {
			w = io.MultiWriter(w, sum)
			if f.Name == h.Segment {
				return rebuild(w, h.Docs, h.Room, shipped{&h, site})
			}
			for size := f.Size; size > 0; {
				if len(left) == 0 {
					return fmt.Errorf("%s is damaged: pieces of %q are missing", Start, f.Name)
				}
				data, err := readPiece(site, left[0])
				if err != nil {
					return err
				}
				data = data[:min(len(data), size, rawPiece)]
				if _, err := w.Write(data); err != nil || len(data) == 0 {
					return errors.Join(err, errPiece)
				}
				size, left = size-len(data), left[1:]
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if spelled(sum) == h.Hash {
		return nil
	}
	err = fmt.Errorf("the pieces that %s names are not those of one index", Start)
	for _, f := range h.Files {
		err = errors.Join(err, root.Remove(f.Name))
	}
	return err
}

// writeFile restores one file.
func writeFile(root *os.Root, f file, fill func(w io.Writer) error) error {
	if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
		return err
	}
	out, err := root.OpenFile(f.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(fill(out), out.Close())
}

// A shipped has the pieces of a site.
type shipped struct {
	*header
	site fs.FS
}

func (s shipped) of(region int, use func(part) (more bool, err error)) error {
	for i, name := range s.names[region] {
		data, err := readPiece(s.site, name)
		if err != nil {
			return err
		}
		of := part{data: data}
		if region == documents {
			of.first = s.firsts[i]
		}
		if more, err := use(of); err != nil || !more {
			return err
		}
	}
	return nil
}

func (s shipped) named(name uint32) ([]byte, error) { return readPiece(s.site, name) }

// readPiece reads a piece of a site.
func readPiece(site fs.FS, name uint32) ([]byte, error) {
	file := pieceName(name)
	script, err := fs.ReadFile(site, file)
	if err != nil {
		return nil, err
	}
	data, err := decode(script, path.Base(file), maxPiece)
	if err == nil && crc32.ChecksumIEEE(data) != name {
		err = errors.New("it is another piece")
	}
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", file, err)
	}
	return data, nil
}
