// Package output takes the files of a finished site: in a folder beside the
// target that replaces it when all is well, or in memory.
package output

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// A Sink takes the files of a site, each once. Paths are slash-separated and
// lie inside the site ("redis/持久化.html"). It is safe for concurrent use.
type Sink interface {
	// Put stores a file. data is not kept. A second Put or Copy of the same
	// path is an error that names it.
	Put(path string, data []byte) error
	// Copy stores the file called name of from, which must stay readable. It
	// ends when ctx does.
	Copy(ctx context.Context, path string, from fs.FS, name string) error
	// FS reads what was stored so far.
	fs.FS
}

// names holds the paths that were taken, and counts.
type names struct {
	mu    sync.Mutex
	taken map[string]bool // path -> it is a file (else the folder of one)
	files int
	bytes int64
}

// take claims path for one file, or says why it cannot be had.
func (n *names) take(path string) error {
	if !fs.ValidPath(path) || path == "." || strings.ContainsAny(path, "\x00\n\\") {
		return fmt.Errorf("%q is not a path inside the site", path)
	}
	if ours(path) {
		return fmt.Errorf("the name %q is kept for biji's own files", path)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	if file, ok := n.taken[path]; ok {
		if file {
			return fmt.Errorf("two files of the site are called %q", path)
		}
		return fmt.Errorf("the site has a file and a folder called %q", path)
	}
	for dir := range above(path) {
		if file, ok := n.taken[dir]; file {
			return fmt.Errorf("the site has a file and a folder called %q", dir)
		} else if ok {
			break // then the folders above it are known too
		}
		n.taken[dir] = false
	}
	n.taken[path] = true
	n.files++
	return nil
}

func (n *names) grow(size int64) {
	n.mu.Lock()
	n.bytes += size
	n.mu.Unlock()
}

// Size says how many files were stored so far, and how many bytes.
func (n *names) Size() (files int, bytes int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.files, n.bytes
}

// sorted is the paths of all files, sorted.
func (n *names) sorted() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := make([]string, 0, n.files)
	for path, file := range n.taken {
		if file {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// above yields the folders that hold path, the nearest first.
func above(path string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i := len(path) - 1; i > 0; i-- {
			if path[i] == '/' && !yield(path[:i]) {
				return
			}
		}
	}
}
