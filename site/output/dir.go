package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site/lock"
)

// A Dir is a Sink that becomes a folder on disk. Files are staged beside the
// target; Commit swaps them in, Discard drops them. One of the two must be
// called.
//
// At every moment the target is the whole old site or the whole new one, also
// if the build is killed; the next build sweeps up after it. Where the system
// cannot swap two folders in one step (Windows), the target is absent for a
// moment.
//
// If the target holds files that biji did not make (.git, CNAME), or is a
// mount point, it is updated in place, file by file: then each file is whole at
// any moment, though not the site, and the foreign files are never touched.
//
// Nothing is flushed to the disk: after a power cut a site is built again.
type Dir struct {
	names
	ctx    context.Context // ends when nobody waits any more
	target string          // absolute, symlinks resolved
	base   *os.Root
	inside string // path of the target in base: its name, or "." if base is the target
	prefix string // of the names of our own files in base
	stage  *os.Root
	lately folders // of the stage
	next   string  // path of the stage in base
	lock   *lock.Lock
	chmod  bool   // the umask is too strict for a web server
	begun  bool   // the target is being updated in place, and a file of it changed
	why    string // of an update in place from within; why it cannot be swapped
	note   string

	mu     sync.Mutex
	made   map[string]bool // folders of the stage
	failed error           // of the first Put or Copy
}

// NewDir readies the folder target, which need not exist. It refuses, before
// any work, a target that is a file, a folder with files that biji did not
// make, the root, the home folder, the working directory or a folder above it, and one that
// another build is writing to. When ctx ends, what would take long is left to
// the next build: the removal of what nobody needs any more.
func NewDir(ctx context.Context, target string) (*Dir, error) {
	d := &Dir{ctx: ctx, made: map[string]bool{".": true}}
	if err := d.open(target); err != nil {
		if d.next != "" {
			d.base.RemoveAll(d.next)
		}
		d.close()
		return nil, fmt.Errorf("cannot write to %s: %w", target, err)
	}
	return d, nil
}

func (d *Dir) open(target string) error {
	resolved, exists, err := resolve(target)
	if err != nil {
		return err
	}
	d.target = resolved
	if err := d.openBase(exists); err != nil {
		return err
	}
	if err := d.recover(); err != nil {
		return err
	}
	if err := d.sweep(); err != nil {
		return err
	}
	if _, err := d.look(); err != nil {
		return err
	}
	if exists && d.inside != "." {
		if err := d.tryTarget(); err != nil {
			return err
		}
	}
	d.next = d.prefix + "new-" + strconv.FormatUint(rand.Uint64(), 36)
	if err := d.base.Mkdir(d.next, 0o755); err != nil {
		return err
	}
	if d.stage, err = d.base.OpenRoot(d.next); err != nil {
		return err
	}
	info, err := d.stage.Stat(".")
	if err != nil {
		return err
	}
	d.chmod = info.Mode().Perm()&0o055 != 0o055
	return d.allow(".", 0o755)
}

// Earlier reads a file of the site that was at the target when this one was begun. It
// can be asked until Commit.
func (d *Dir) Earlier(name string) ([]byte, error) {
	return fs.ReadFile(d.base.FS(), path.Join(d.inside, name))
}

// resolve makes target absolute and follows symlinks, and refuses the places
// that nobody can mean.
func resolve(target string) (resolved string, exists bool, err error) {
	if target == "" {
		return "", false, errors.New("the folder has no name")
	}
	abs, err := filepath.Abs(target)
	if err != nil {
		return "", false, err
	}
	switch info, err := os.Stat(abs); {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(abs); err == nil {
			return "", false, errors.New("it is a symlink that leads nowhere")
		}
	case err != nil:
		return "", false, err
	case !info.IsDir():
		return "", false, errors.New("it is not a folder")
	default:
		exists = true
	}
	if exists {
		if abs, err = filepath.EvalSymlinks(abs); err != nil {
			return "", false, err
		}
	}
	if abs == filepath.Dir(abs) {
		return "", false, errors.New("it is the root of the file system")
	}
	if home, err := os.UserHomeDir(); err == nil && same(abs, home) {
		return "", false, errors.New("it is the home folder")
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", false, err
	}
	for {
		if same(abs, wd) {
			return "", false, errors.New("it is the working directory, or a folder above it")
		}
		if wd == filepath.Dir(wd) {
			return abs, exists, nil
		}
		wd = filepath.Dir(wd)
	}
}

// same says whether a and b are one folder, whatever they are called.
func same(a, b string) bool {
	ai, err := os.Stat(a)
	if err != nil {
		return false
	}
	bi, err := os.Stat(b)
	return err == nil && os.SameFile(ai, bi)
}

// openBase opens the folder in which the target lies and takes the lock there.
// Where that folder is not ours to write to, all happens inside the target.
func (d *Dir) openBase(exists bool) error {
	parent, name := filepath.Dir(d.target), filepath.Base(d.target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	err := d.lockIn(parent, name, "."+name+".biji-")
	if exists && err != nil && !errors.Is(err, errBusy) {
		return d.within("the folder around it cannot be written to")
	}
	return err
}

// within makes the target itself the base.
func (d *Dir) within(why string) error {
	d.why = why
	return d.lockIn(d.target, ".", Marker+"-")
}

// tryTarget puts a file into the target and takes it away again. So a target
// that cannot be written to is refused before any work, and one that is a mount
// point (a container's volume), out of which nothing can be renamed, is worked
// on from within. Only a try can tell: one disk may be mounted twice.
func (d *Dir) tryTarget() error {
	here, there := d.prefix+"try", path.Join(d.inside, Marker+"-try")
	if err := d.base.WriteFile(here, nil, 0o644); err != nil {
		return unwritable(filepath.Dir(d.target), err)
	}
	if d.wouldTake(here) {
		return d.base.Remove(here)
	}
	err := d.base.Rename(here, there)
	switch {
	case err == nil:
		return d.base.Remove(there)
	case !unmovable(err):
		return errors.Join(unwritable(d.target, err), d.base.Remove(here))
	}
	if err := errors.Join(d.base.Remove(here), d.close()); err != nil {
		return err
	}
	if err := d.within("it is a mount point"); err != nil {
		return err
	}
	return d.sweep()
}

// wouldTake says whether the target would take a file, and puts none there: it
// tries to replace one of its folders by the file, which no system does. So nobody
// who reads the site sees the try, even of a build that is killed. Where this
// cannot be told, as of a site without folders, a file has to be put there.
func (d *Dir) wouldTake(file string) bool {
	base, err := d.base.Open(".")
	if err != nil {
		return false
	}
	defer base.Close()
	entries, err := fs.ReadDir(d.base.FS(), d.inside)
	if err != nil {
		return false
	}
	i := slices.IndexFunc(entries, fs.DirEntry.IsDir)
	return i >= 0 && isTaken(base, file, path.Join(d.inside, entries[i].Name()))
}

// unwritable says that dir cannot be written to. The names of our own files in
// it would tell the user nothing.
func unwritable(dir string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		err = p.Err
	case errors.As(err, &l):
		err = l.Err
	}
	return fmt.Errorf("the folder %s cannot be written to: %w", dir, err)
}

// errBusy means that another build is writing to the target.
var errBusy = errors.New("another build is writing to it")

func (d *Dir) lockIn(base, inside, prefix string) (err error) {
	root, err := os.OpenRoot(base)
	if err != nil {
		return err
	}
	if d.lock, err = lock.Take(root, prefix+"lock"); err != nil {
		root.Close()
		var held lock.Held
		if errors.As(err, &held) {
			return fmt.Errorf("%w (process %d)", errBusy, held.Process)
		}
		return unwritable(base, err)
	}
	d.base, d.inside, d.prefix = root, inside, prefix
	return nil
}

// look opens the target and reads what we put there the last time.
func (d *Dir) look() (manifest, error) {
	target, err := d.base.OpenRoot(d.inside)
	if errors.Is(err, fs.ErrNotExist) {
		return newManifest(nil), nil
	}
	if err != nil {
		return manifest{}, err
	}
	defer target.Close()
	return readManifest(target)
}

// recover completes the swap of a build that died between two renames.
func (d *Dir) recover() error {
	if _, err := d.base.Lstat(d.inside); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	old, err := d.leftovers("old-")
	if err != nil || len(old) == 0 {
		return err
	}
	return d.base.Rename(old[0], d.inside)
}

// sweep removes what dead builds left behind. We hold the lock, so none of it
// is in use.
func (d *Dir) sweep() error {
	for _, kind := range []string{"new-", "old-"} {
		left, err := d.leftovers(kind)
		if err != nil {
			return err
		}
		for _, name := range left {
			if err := d.remove(name); err != nil {
				return cmp.Or(d.ctx.Err(), err)
			}
		}
	}
	return nil
}

func (d *Dir) leftovers(kind string) ([]string, error) {
	entries, err := fs.ReadDir(d.base.FS(), ".")
	var left []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), d.prefix+kind) && e.IsDir() {
			left = append(left, e.Name())
		}
	}
	return left, err
}

// Put writes a file to the stage.
func (d *Dir) Put(name string, data []byte) error {
	return d.create(name, func(f *os.File) (int64, error) {
		n, err := f.Write(data)
		return int64(n), err
	})
}

// Open reads a file of the stage.
func (d *Dir) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := d.lately.in(d.stage, name, (*os.Root).Open)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (d *Dir) create(name string, fill func(*os.File) (int64, error)) error {
	if err := d.take(name); err != nil {
		return d.fail(err)
	}
	if err := d.folder(path.Dir(name)); err != nil {
		return d.fail(fmt.Errorf("write %s: %w", name, err))
	}
	f, err := d.lately.in(d.stage, name, func(folder *os.Root, name string) (*os.File, error) {
		return folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	})
	if errors.Is(err, fs.ErrExist) { // the disk does not tell A from a
		err = errors.New("on this disk the site has two files of this name")
	}
	if err != nil {
		return d.fail(fmt.Errorf("write %s: %w", name, err))
	}
	n, err := fill(f)
	if err = errors.Join(err, f.Close(), d.allow(name, 0o644)); err != nil {
		return d.fail(fmt.Errorf("write %s: %w", name, err))
	}
	d.grow(n)
	return nil
}

// folder makes dir in the stage, once.
func (d *Dir) folder(dir string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.made[dir] {
		return nil
	}
	if err := d.stage.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for ; !d.made[dir]; dir = path.Dir(dir) {
		d.made[dir] = true
		if err := d.allow(dir, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// allow lets a web server read a file that the umask hid from it.
func (d *Dir) allow(name string, mode fs.FileMode) error {
	if !d.chmod {
		return nil
	}
	return d.stage.Chmod(name, mode)
}

func (d *Dir) fail(err error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failed == nil {
		d.failed = err
	}
	return err
}

// Discard drops what was staged. The target stays as it was.
func (d *Dir) Discard() error {
	if d.base == nil {
		return nil // done before
	}
	err := d.shutStage()
	rest := d.remove(d.next)
	if errors.Is(rest, errLeft) {
		d.note, rest = "what was written of the new site could not be removed yet: "+rest.Error(), nil
	}
	return errors.Join(err, rest, d.close())
}

func (d *Dir) shutStage() error {
	if d.stage == nil {
		return nil
	}
	err := errors.Join(d.lately.close(), d.stage.Close())
	d.stage = nil
	return err
}

func (d *Dir) close() error {
	err := d.shutStage()
	if d.lock != nil {
		err = errors.Join(err, d.lock.Release())
		d.lock = nil
	}
	if d.base != nil {
		err = errors.Join(err, d.base.Close())
		d.base = nil
	}
	return err
}
