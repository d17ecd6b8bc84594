package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet  = 20 * time.Millisecond // a change is reported after so much silence: programs write a file in several steps
	atMost = 2 * time.Second       // or after so long, if it never falls silent
	poll   = time.Second           // how often we look where the system does not tell
)

// watch reports changes of o.Watch on changes, until ctx ends. Several changes
// in a row are one report.
func watch(ctx context.Context, o Options, changes chan<- struct{}) {
	watchBy(ctx, o, changes, (*watcher).run)
}

// watchBy watches by run, and by looking if that fails.
func watchBy(ctx context.Context, o Options, changes chan<- struct{}, run func(*watcher, context.Context) error) {
	events := make(chan struct{}, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		settle(ctx, events, changes)
	}()
	defer func() { <-done }()
	w := &watcher{Options: o, tick: poll, seen: func(path string) {
		o.Touched(path)
		offer(events)
	}}
	if err := run(w, ctx); err != nil && ctx.Err() == nil {
		o.Log(fmt.Sprintf("the system does not report changes (%v); looking every second instead", err))
		w.seen("") // what happened in between
		w.poll(ctx)
	}
}

// offer sends without waiting: one that waits already says the same.
func offer(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// settle passes events on once they have fallen silent.
func settle(ctx context.Context, events <-chan struct{}, changes chan<- struct{}) {
	var silence, patience <-chan time.Time // nil: nothing to report
	for {
		select {
		case <-events:
			silence = time.After(quiet)
			if patience == nil {
				patience = time.After(atMost)
			}
			continue
		case <-silence:
		case <-patience:
		case <-ctx.Done():
			return
		}
		silence, patience = nil, nil
		offer(changes)
	}
}

// A watcher follows folders, and files by the folder they are in: editors
// replace files, and a watch on the file would stay with the old one.
type watcher struct {
	Options
	tick    time.Duration     // how often what is missing is looked for, and quiet is noticed
	seen    func(path string) // "" if it is not known what changed
	notify  *fsnotify.Watcher
	files   map[string]bool   // watched files
	roots   map[string]bool   // watched folders
	missing map[string]bool   // that are not there at the moment
	known   map[string]string // of o.Watch, as it names them, and where that is
	folders map[string]bool   // that were watched once, below the roots

	// The system keeps the watch of a folder that is renamed under its old
	// name, and the event that ends it may come after the new name is watched,
	// and end that. So all is watched once more when things are quiet.
	restless int  // ticks until then
	moved    bool // a folder went meanwhile; what happened in it may be lost
}

// calm is how many ticks without an event are quiet: after one the last event
// may be on its way.
const calm = 2

// run watches by fsnotify. It returns an error if that cannot be had (the
// system's number of watches is used up, the disk is a network's).
func (w *watcher) run(ctx context.Context) error {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer notify.Close()
	w.notify, w.files, w.roots, w.missing = notify, map[string]bool{}, map[string]bool{}, map[string]bool{}
	w.known, w.folders = map[string]string{}, map[string]bool{}
	if err := w.follow(); err != nil {
		return err
	}
	again := time.NewTicker(w.tick)
	defer again.Stop()
	for {
		select {
		case e, ok := <-notify.Events:
			if !ok {
				return errors.New("the watcher was closed")
			}
			w.restless = calm
			if err := w.event(e); err != nil {
				return err
			}
		case err := <-notify.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			if err := w.everything(); err != nil { // new folders may be among what was lost
				return err
			}
			w.seen("")
		case <-again.C:
			if err := errors.Join(w.lookForMissing(), w.followLinks(), w.settle()); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// settle watches everything once more when events have stopped, with what
// settings name since.
func (w *watcher) settle() error {
	if w.restless == 0 {
		return nil
	}
	if w.restless--; w.restless > 0 {
		return nil
	}
	if w.moved {
		w.moved = false
		w.seen("")
	}
	return errors.Join(w.everything(), w.follow())
}

// follow begins to watch those of o.Watch that are new.
func (w *watcher) follow() error {
	for _, p := range w.Watch() {
		if _, known := w.known[p]; known {
			continue
		}
		w.known[p] = realPath(p)
		if err := w.root(p); err != nil {
			return err
		}
	}
	return nil
}

// followLinks watches what a symbolic link on the way to one of o.Watch leads
// to now, if that is something else than before.
func (w *watcher) followLinks() error {
	for p, before := range w.known {
		now := realPath(p)
		if now == before {
			continue
		}
		w.known[p] = now
		delete(w.roots, before)
		delete(w.files, before)
		delete(w.missing, before)
		if err := w.root(p); err != nil {
			return err
		}
		w.seen("")
	}
	return nil
}

// realPath is p from the root of the file system, without symbolic links, as
// far as it is there: events name paths as they were given, cleaned, and "."
// would be the prefix of none.
func realPath(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		p = abs
	}
	if real, err := filepath.EvalSymlinks(p); err == nil {
		p = real
	}
	return filepath.Clean(p)
}

// root begins to watch one of o.Watch.
func (w *watcher) root(p string) error {
	p = realPath(p)
	info, err := os.Stat(p)
	switch {
	case err != nil:
		w.missing[p] = true
		return nil
	case info.IsDir():
		w.roots[p] = true
		return w.tree(p)
	}
	w.files[p] = true
	return w.notify.Add(filepath.Dir(p))
}

// tree watches dir and all folders in it.
func (w *watcher) tree(dir string) error {
	return filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // it went as we came
		case err != nil && p == dir:
			return err
		case err != nil:
			return nil // a folder that we may not read has no notes either
		case !e.IsDir():
			return nil
		case p != dir && w.ignored(p):
			return fs.SkipDir
		}
		w.folders[p] = true
		if err := w.notify.Add(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

func (w *watcher) everything() error {
	for dir := range w.roots {
		if err := w.tree(dir); err != nil {
			return err
		}
	}
	return nil
}

// event decides whether e is a change, and follows new folders.
func (w *watcher) event(e fsnotify.Event) error {
	if e.Op == fsnotify.Chmod {
		return nil // backup programs and viewers do this
	}
	p := filepath.Clean(e.Name)
	gone := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	switch {
	case w.files[p]:
		w.seen(p)
		return nil
	case w.roots[p]:
		if !gone {
			return nil
		}
		w.seen("")
		if _, err := os.Stat(p); err == nil { // another folder has its name already, unwatched
			return w.tree(p)
		}
		delete(w.roots, p)
		w.missing[p] = true
		return nil
	case !w.inside(p) || w.ignored(p):
		return nil
	}
	w.seen(p)
	if gone && w.folders[p] {
		delete(w.folders, p)
		w.moved = true
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(p); err == nil && info.IsDir() {
			return w.tree(p)
		}
	}
	return nil
}

// inside says whether p lies in a watched folder, and not merely beside a
// watched file.
func (w *watcher) inside(p string) bool {
	for dir := range w.roots {
		if strings.HasPrefix(p, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// ignored says whether a change of p is of no interest: hidden files, and what
// editors leave for a moment.
func (w *watcher) ignored(p string) bool {
	name := filepath.Base(p)
	if name == ".gitignore" {
		return w.Ignore(p)
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".swp") || name == "4913" || w.Ignore(p)
}

// lookForMissing picks up what was not there, or came back.
func (w *watcher) lookForMissing() error {
	for p := range w.missing {
		if _, err := os.Stat(p); err != nil {
			continue
		}
		delete(w.missing, p)
		if err := w.root(p); err != nil {
			return err
		}
		w.seen("")
	}
	return nil
}

// A print is what tells a file from what it was.
type print struct {
	size int64
	time time.Time
}

// poll compares the folders with what they were, every second.
func (w *watcher) poll(ctx context.Context) {
	before := w.prints()
	again := time.NewTicker(poll)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
		now := w.prints()
		if !same(before, now) {
			w.seen("")
		}
		before = now
	}
}

func same(a, b map[string]print) bool {
	if len(a) != len(b) {
		return false
	}
	for p, x := range a {
		if y, ok := b[p]; !ok || x.size != y.size || !x.time.Equal(y.time) {
			return false
		}
	}
	return true
}

func (w *watcher) prints() map[string]print {
	all := map[string]print{}
	for _, root := range w.Watch() {
		root = realPath(root)
		filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case p != root && w.ignored(p):
				if e.IsDir() {
					return fs.SkipDir
				}
			case !e.IsDir():
				if info, err := e.Info(); err == nil {
					all[p] = print{info.Size(), info.ModTime()}
				}
			}
			return nil
		})
	}
	return all
}
