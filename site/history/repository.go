package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"github.com/biji-notes/biji/site/budget"
)

// A Repository is where git keeps what belongs to a folder.
type Repository struct {
	Own    string // folder of the work tree's own: .git, or one in .git/worktrees
	Common string // folder of what all work trees have in common; mostly the same
	Below  string // slash-separated path of the folder below the top of the work tree; "" is the top
}

// Head is the name of the commit that is checked out. The error says why it is not
// known.
func (r Repository) Head() (string, error) {
	head, err := readText(r.Own, "HEAD")
	if err != nil {
		return "", err
	}
	for range 5 { // a reference may lead to another
		ref, leads := strings.CutPrefix(head, "ref: ")
		if !leads {
			break
		}
		if head, err = r.reference(strings.TrimSpace(ref)); err != nil {
			return "", err
		}
	}
	if !plumbing.IsHash(head) {
		return "", errors.New("what is checked out is not known")
	}
	return head, nil
}

// reference is what a reference says: its own file, or a line of the packed ones.
func (r Repository) reference(name string) (string, error) {
	for _, dir := range []string{r.Own, r.Common} {
		if text, err := readText(dir, filepath.FromSlash(name)); err == nil {
			return text, nil
		}
	}
	packed, err := readText(r.Common, "packed-refs")
	if err != nil {
		return "", errors.New("nothing is committed yet")
	}
	for line := range strings.Lines(packed) {
		if id, ref, _ := strings.Cut(strings.TrimSpace(line), " "); ref == name {
			return id, nil
		}
	}
	return "", errors.New("nothing is committed yet")
}

// readText is a file in a folder, without space around it.
func readText(dir, name string) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > budget.HistoryObjectBytes {
		return "", fmt.Errorf("%s is no such file", name)
	}
	text, err := root.ReadFile(name)
	return string(bytes.TrimSpace(text)), err
}

// An objects is the store of a repository, and those that it borrows from.
type objects struct {
	stores []*filesystem.Storage
	trees  int // how many were read
}

const cacheBytes = 64 << 20

func (r Repository) objects() *objects {
	o := &objects{}
	o.add(filepath.Join(r.Common, "objects"), 0)
	return o
}

// add opens the folder "objects" of a repository, and those that it names in a file
// alternates.
func (o *objects) add(dir string, depth int) {
	if depth > 5 || filepath.Base(dir) != "objects" || len(o.stores) > 20 {
		return
	}
	o.stores = append(o.stores, filesystem.NewStorageWithOptions(osfs.New(filepath.Dir(dir)), cache.NewObjectLRU(cacheBytes), filesystem.Options{
		ExclusiveAccess: true, KeepDescriptors: true, LargeObjectThreshold: budget.HistoryObjectBytes,
	}))
	others, err := readText(filepath.Join(dir, "info"), "alternates")
	if err != nil {
		return
	}
	for line := range strings.Lines(others) {
		line = filepath.FromSlash(strings.TrimSpace(line))
		if !filepath.IsAbs(line) {
			line = filepath.Join(dir, line)
		}
		o.add(filepath.Clean(line), depth+1)
	}
}

func (o *objects) close() {
	for _, s := range o.stores {
		s.Close()
	}
}

// read is the bytes of an object of a type.
func (o *objects) read(t plumbing.ObjectType, id plumbing.Hash) (data []byte, err error) {
	defer func() { // of a pack that is no pack
		if problem := recover(); problem != nil {
			err = fmt.Errorf("object %s cannot be read", id)
		}
	}()
	err = plumbing.ErrObjectNotFound
	for _, s := range o.stores {
		var found plumbing.EncodedObject
		if found, err = s.EncodedObject(t, id); err == nil {
			return bytesOf(found)
		}
	}
	return nil, fmt.Errorf("object %s: %w", id, err)
}

func bytesOf(o plumbing.EncodedObject) ([]byte, error) {
	if o.Size() > budget.HistoryObjectBytes {
		return nil, fmt.Errorf("object %s is larger than %d MB", o.Hash(), budget.HistoryObjectBytes>>20)
	}
	r, err := o.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, budget.HistoryObjectBytes))
}
