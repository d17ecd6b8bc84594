package budget

import (
	"context"
	"io"
	"io/fs"
)

// Until does work that only computes, or gives the error of ctx when that ends
// before: then work goes on for a while, and nobody may look at what it makes.
func Until(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Reader reads from r until ctx ends; then its error is that of ctx. One read
// is short enough for that: what is read is a file.
func Reader(ctx context.Context, r io.Reader) io.Reader { return &reader{ctx, r} }

type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// FS is fsys until ctx ends; then no file of it can be opened or read.
func FS(ctx context.Context, fsys fs.FS) fs.FS { return &reading{ctx, fsys} }

type reading struct {
	ctx  context.Context
	fsys fs.FS
}

func (r *reading) Open(name string) (fs.File, error) {
	if err := r.ctx.Err(); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	f, err := r.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	if dir, ok := f.(fs.ReadDirFile); ok {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return dir, nil
		}
	}
	if at, ok := f.(io.ReaderAt); ok {
		return &fileAt{file{f, Reader(r.ctx, f)}, r.ctx, at}, nil
	}
	return &file{f, Reader(r.ctx, f)}, nil
}

type file struct {
	fs.File
	r io.Reader
}

func (f *file) Read(p []byte) (int, error) { return f.r.Read(p) }

// A fileAt is one that can be read anywhere.
type fileAt struct {
	file
	ctx context.Context
	at  io.ReaderAt
}

func (f *fileAt) ReadAt(p []byte, off int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.at.ReadAt(p, off)
}

// Writer writes to w until ctx ends; then its error is that of ctx.
func Writer(ctx context.Context, w io.Writer) io.Writer { return &writer{ctx, w} }

type writer struct {
	ctx context.Context
	w   io.Writer
}

func (w *writer) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.w.Write(p)
}
