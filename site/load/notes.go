package load

import (
	"bytes"
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
)

const maxNote = 16 << 20 // bytes

// A Content is all that is in a content folder.
type Content struct {
	Notes    []site.Note // in natural order of their paths
	Files    []site.File // everything else that a note might use, likewise
	Problems []site.Problem
}

// Notes reads all notes below the root of fsys, several at a time, and lists
// all other files. The result does not depend on the number of workers.
//
// Hidden files and folders, those that o.Ignore names, the settings, queries
// for the site and the folder o.Templates are passed over, and so are drafts
// unless o.Drafts. A note that cannot be read is there without text, and a
// Problem says why. An error means that the folder itself cannot be read, or
// that ctx is done.
func Notes(ctx context.Context, fsys fs.FS, o site.Options, workers int) (Content, error) {
	w, err := walk(ctx, fsys, o)
	if err != nil {
		return Content{}, fmt.Errorf("read notes: %w", err)
	}
	enc, err := legacyNamed(o.Encoding)
	if err != nil {
		return Content{}, fmt.Errorf("read notes: encoding %w", err)
	}
	notes := make([]site.Note, len(w.notes))
	reports := make([]report, len(w.notes))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(workers, len(notes))) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(notes) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				reports[i].file = w.notes[i]
				notes[i] = reports[i].open(fsys, enc)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return Content{}, fmt.Errorf("read notes: %w", err)
	}
	c := Content{Notes: notes, Files: w.files, Problems: w.problems}
	for _, r := range reports {
		c.Problems = append(c.Problems, r.problems...)
	}
	if !o.Drafts {
		c.Notes = slices.DeleteFunc(c.Notes, func(n site.Note) bool { return n.Meta.Draft })
	}
	c.Problems = site.SortProblems(c.Problems)
	return c, nil
}

// open reads one note.
func (r *report) open(fsys fs.FS, enc legacy) site.Note {
	raw, err := readFile(fsys, r.file, maxNote)
	if err != nil {
		r.add(site.BadFile, 0, 0, "", "cannot be read: %v", reason(err))
		return site.Note{Path: r.file, Line: 1}
	}
	return r.note(raw, enc)
}

// note makes a note of the bytes of its file, which it takes over.
func (r *report) note(raw []byte, enc legacy) site.Note {
	n := site.Note{Path: r.file, Line: 1}
	text, ok := r.decode(raw, enc)
	if !ok {
		n.Meta.Draft = r.misplaced(guessed(raw), 1)
		return n
	}
	n.Meta, n.Body, n.Line = r.frontMatter(r.clean(text))
	return n
}

// guessed is what can be read of a note in an encoding that we do not know.
func guessed(raw []byte) []byte {
	text := bytes.ReplaceAll(raw[:min(len(raw), maxFront)], []byte{0}, nil)
	return lineEnds(bytes.ToValidUTF8(text, nil))
}

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
		return nil, errors.New("not a file")
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

// isNote says whether a file is Markdown, by its name.
func isNote(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}
