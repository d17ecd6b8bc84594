package generate

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/ondemand"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search/pack"
)

// A Live is a site that is looked at again and again while it is written. Look
// finds out what linking needs, and makes no page; Index makes the search index
// of what the last Look saw. The two may be called at once, but neither twice.
// The zero value has seen nothing yet.
type Live struct {
	memory   *memory
	of       Input // of which that is
	mu       sync.Mutex
	seen     *planned
	world    *pages.World
	looks    int
	small    int              // of these, at a few notes only
	moved    int              // of these, at notes that came or went
	kept     int              // notes whose links were not looked for again, at notes that came or went
	indexes  []fs.FS          // files of the search, the newest first
	sections [][]site.Section // of the newest index, by page

	chronicle chronicle
}

// indexesKept is how many indexes are kept: pages that are open may be reading
// the one before.
const indexesKept = 2

// Look is the site as it is now, with the search index of an earlier state, if
// there is one. The result does not have the problems that appear when pages are
// made. changed are the paths in the content of all files that may have changed
// since the last Look; nil is any.
func (l *Live) Look(ctx context.Context, in Input, changed []string) (*ondemand.Site, *Result, error) {
	in = in.complete()
	in.KeepParsed = -1
	if l.memory == nil || !fits(l.of, in) {
		l.memory = newMemory()
	}
	l.of = in
	in.memory, in.chronicle = l.memory, &l.chronicle
	var next *planned
	var world *pages.World
	if l.seen != nil && changed != nil {
		if next = l.seen.again(ctx, in, changed); next != nil {
			world = again(l.world, next)
			l.small++
			if next.moved {
				l.moved++
				l.kept += next.layout.Kept
			}
		}
	}
	if next == nil {
		var err error
		if next, err = plan(ctx, in); err != nil {
			return nil, nil, err
		}
		world = pages.New(next.parts)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen, l.world = next, world
	l.looks++
	return l.shown(), next.result, nil
}

// again is the world of a site that was planned again.
func again(before *pages.World, p *planned) *pages.World {
	if !p.renamed {
		return before.Again(p.parts)
	}
	parts := p.parts
	parts.Index = before.Index
	return pages.New(parts)
}

// Behind says whether the search index is of an earlier state of the site.
func (l *Live) Behind() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen != nil && (len(l.indexes) == 0 || !slices.EqualFunc(l.sections, l.seen.texts.sections, sameSections))
}

// sameSections says whether the search knows the same of two pages.
func sameSections(a, b []site.Section) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || reflect.DeepEqual(a, b))
}

// shown is what was seen last, with the newest index.
func (l *Live) shown() *ondemand.Site {
	files := make(generations, len(l.indexes))
	copy(files, l.indexes)
	return ondemand.New(l.world.WithIndex(len(files) > 0), files, strconv.Itoa(l.looks))
}

// Current is the site as it was seen last, of which there is one, with the newest
// search index.
func (l *Live) Current() *ondemand.Site {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.shown()
}

// Index makes the search index of what was seen last, with so many workers.
func (l *Live) Index(ctx context.Context, workers int) error {
	l.mu.Lock()
	if l.seen == nil {
		l.mu.Unlock()
		return errors.New("no site was seen yet")
	}
	sections := l.seen.texts.sections
	l.mu.Unlock()

	in, done, err := Input{Workers: workers}.withScratch()
	if err != nil {
		return err
	}
	files := output.NewMemory()
	if err := done(writeIndex(ctx, in.complete(), slices.Concat(sections...), files)); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sections = sections
	if len(l.indexes) == 0 || !sameIndex(l.indexes[0], files) {
		l.indexes = append([]fs.FS{files}, l.indexes...)
		l.indexes = l.indexes[:min(len(l.indexes), indexesKept)]
	}
	return nil
}

// sameIndex says whether two indexes are one: they begin with the same file, which
// names all others.
func sameIndex(a, b fs.FS) bool {
	one, err := fs.ReadFile(a, pack.Start)
	other, err2 := fs.ReadFile(b, pack.Start)
	return err == nil && err2 == nil && bytes.Equal(one, other)
}

// generations are the files of indexes, the newest first: each has a folder of its
// own, and what all have is the newest's.
type generations []fs.FS

func (g generations) Open(name string) (fs.File, error) {
	if name != "search" && path.Dir(name) != "search" && !strings.HasPrefix(name, "search/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	for _, files := range g {
		if f, err := files.Open(name); err == nil {
			return f, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
