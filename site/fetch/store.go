package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/lock"
)

// A store is the folder of copies and its index. Files are written beside their
// place and renamed: whenever a run ends, the index and every file in it are
// whole.
type store struct {
	dir  *os.Root
	lock *lock.Lock

	mu      sync.Mutex
	files   map[string]string // name of the copy by address
	stale   bool              // the index on disk says less than files
	written time.Time         // when the index was
}

const (
	lockName   = ".lock"
	tempPrefix = ".part-"
	indexEvery = time.Second // how often the index is written during a run
)

var indexName = path.Base(site.FetchedIndex)

// openStore makes the folder if need be, and reads its index.
func openStore(root *os.Root) (*store, error) {
	dir, err := openFolder(root)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", site.FetchedDir, err)
	}
	if info, err := dir.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
		dir.Close()
		return nil, fmt.Errorf("use %s: %s is no file", site.FetchedDir, lockName)
	}
	s := &store{dir: dir, files: map[string]string{}}
	if s.lock, err = lock.Take(dir, lockName); err != nil {
		dir.Close()
		return nil, fmt.Errorf("use %s: %w", site.FetchedDir, err)
	}
	if err := errors.Join(s.readIndex(), s.sweep()); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *store) close() {
	s.lock.Release()
	s.dir.Close()
}

// openFolder opens FetchedDir. A symbolic link on the way to it may lead to
// another folder of the notes, so it is refused.
func openFolder(root *os.Root) (*os.Root, error) {
	if err := root.MkdirAll(site.FetchedDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	for dir := site.FetchedDir; dir != "."; dir = path.Dir(dir) {
		info, err := root.Lstat(dir)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("%s is no folder", dir)
		}
	}
	return root.OpenRoot(site.FetchedDir)
}

// readIndex reads the index; one that is not there is empty.
func (s *store) readIndex() error {
	if !s.regular(indexName) {
		_, err := s.dir.Lstat(indexName)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("read %s: it is no file", site.FetchedIndex)
	}
	data, err := s.dir.ReadFile(indexName)
	if err != nil {
		return fmt.Errorf("read %s: %w", site.FetchedIndex, err)
	}
	all, err := site.ParseFetched(data)
	if err != nil {
		return fmt.Errorf("read %s: %w; mend it, or delete it", site.FetchedIndex, err)
	}
	for _, f := range all {
		s.files[f.URL] = f.File
	}
	return nil
}

// sweep removes what a killed run left half written.
func (s *store) sweep() error {
	return s.each(func(name string) bool { return strings.HasPrefix(name, tempPrefix) }, func(string) {})
}

// each removes the files of the folder that are chosen, and tells of each.
func (s *store) each(chosen func(name string) bool, removed func(name string)) error {
	entries, err := fs.ReadDir(s.dir.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !chosen(e.Name()) {
			continue
		}
		if err := s.dir.Remove(e.Name()); err != nil {
			return err
		}
		removed(e.Name())
	}
	return nil
}

// regular says whether the folder has a file of that name that is not empty, and
// no link.
func (s *store) regular(name string) bool {
	info, err := s.dir.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// has says whether there is a copy of the picture at address. It may be one that
// a killed run could not note any more.
func (s *store) has(address string) bool {
	if name, ok := s.files[address]; ok {
		return s.regular(name)
	}
	for _, ext := range extensions() {
		name := picture{ext: ext}.file(address)
		if !s.regular(name) {
			continue
		}
		data, err := s.dir.ReadFile(name)
		if is, reason := kind(data); err == nil && reason == "" && is == ext {
			s.files[address], s.stale = name, true
			return true
		}
	}
	return false
}

func extensions() []string {
	all := []string{"svg"}
	for _, f := range formats {
		all = append(all, f.ext)
	}
	return all
}

// stem is how the name of a copy begins.
func stem(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:10])
}

// put keeps a picture.
func (s *store) put(address string, p picture) error {
	name := p.file(address)
	if err := s.write(name, p.data); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.files[address]
	s.files[address], s.stale = name, true
	if old != "" && old != name { // it has become one of another format
		if err := s.flush(); err != nil {
			return err
		}
		return s.remove(old)
	}
	if time.Since(s.written) < indexEvery {
		return nil
	}
	return s.flush()
}

// remove removes a file that may be gone already.
func (s *store) remove(name string) error {
	if err := s.dir.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// write writes a file under another name and renames it. What has its name is
// replaced, and not written through if it is a link.
func (s *store) write(name string, data []byte) error {
	temp := tempPrefix + name
	f, err := s.dir.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = s.dir.Rename(temp, name)
	}
	if err != nil {
		s.dir.Remove(temp)
	}
	return err
}

// writeIndex writes the index if it says less than is known.
func (s *store) writeIndex() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.flush()
}

func (s *store) flush() error {
	if !s.stale {
		return nil
	}
	all := make([]site.Fetched, 0, len(s.files))
	for address, name := range s.files {
		all = append(all, site.Fetched{URL: address, File: name})
	}
	if err := s.write(indexName, site.FormatFetched(all)); err != nil {
		return fmt.Errorf("write %s: %w", site.FetchedIndex, err)
	}
	s.stale, s.written = false, time.Now()
	return nil
}

// prune removes the copies of all but wanted, which is sorted, and copies that
// the index does not know.
func (s *store) prune(wanted []string) (removed int, err error) {
	keep := map[string]bool{}
	for _, address := range wanted {
		if name, ok := s.files[address]; ok {
			keep[name] = true
		}
	}
	for address, name := range s.files {
		if !keep[name] {
			delete(s.files, address)
			s.stale = true
		}
	}
	if err := s.writeIndex(); err != nil {
		return 0, err
	}
	err = s.each(func(name string) bool { return isCopy(name) && !keep[name] }, func(string) { removed++ })
	return removed, err
}

// isCopy says whether a file is named as copies are.
func isCopy(name string) bool {
	begin, ext, _ := strings.Cut(name, ".")
	for _, e := range extensions() {
		if e == ext {
			b, err := hex.DecodeString(begin)
			return err == nil && len(b) == 10
		}
	}
	return false
}
