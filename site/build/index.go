package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/licence"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
)

// writeIndex makes the index and packs it. named is told the hash that names it
// before its pieces are written, and closed at the end; done is told the error.
// sections, a good part of all memory, is let go before the pieces are made.
func writeIndex(ctx context.Context, in Input, sections []site.Section, out output.Sink, named chan<- string, done chan<- error) {
	defer close(named)
	dir, err := makeIndex(ctx, in, sections)
	if err == nil {
		err = packIndex(ctx, dir, out, named)
	}
	if err == nil {
		err = reread(ctx, in, out)
	}
	os.RemoveAll(dir)
	done <- err
}

// makeIndex makes the index in a folder of its own, which is there even if it
// could not be made; "" if there is none.
func makeIndex(ctx context.Context, in Input, sections []site.Section) (dir string, err error) {
	dir, err = os.MkdirTemp(in.Scratch, "index-*")
	if err != nil {
		return "", fmt.Errorf("make room for the index: %w", err)
	}
	if err := search.Write(ctx, dir, sections, in.Workers); err != nil {
		return dir, fmt.Errorf("write search index: %w", err)
	}
	return dir, nil
}

func packIndex(ctx context.Context, dir string, out output.Sink, named chan<- string) error {
	folder := ""
	err := pack.Write(budget.FS(ctx, os.DirFS(dir)), func(name string, data []byte) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if folder == "" {
			folder = path.Dir(name)
			named <- path.Base(folder)
		}
		return out.Put(name, data)
	})
	if err != nil {
		return fmt.Errorf("pack search index: %w", err)
	}
	return errors.Join(
		out.Put(folder+"/hant.js", search.SimplifiedScript()),
		out.Put(folder+"/LICENSE.txt", []byte(licence.Unicode())),
	)
}

// reread holds that the pieces that were written give back the index that was
// verified: a site whose index cannot answer is not published.
func reread(ctx context.Context, in Input, out output.Sink) error {
	dir, err := os.MkdirTemp(in.Scratch, "reread-*")
	if err != nil {
		return fmt.Errorf("make room for the index: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := pack.Unpack(budget.FS(ctx, out), dir); err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	return nil
}
