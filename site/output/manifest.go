package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Marker is the file that says: biji made this folder. It lists the files of
// the site, one path per line, so that others can be told from them. It is no
// part of the site.
const Marker = ".biji"

// markerHead is the first line of a marker; the number is the version of the
// format. Version 1: sorted paths, slash-separated, one per line.
const markerHead = "biji 1: this folder is made anew by every build; files not listed here are left alone\n"

// ours says whether a name at the top of a target is one of biji's own.
func ours(name string) bool {
	return name == Marker || strings.HasPrefix(name, Marker+"-") && !strings.Contains(name, "/")
}

// A manifest is the set of files that biji put into a folder.
type manifest struct {
	files map[string]bool
	dirs  map[string]bool // that hold them
}

func newManifest(paths []string) manifest {
	m := manifest{files: make(map[string]bool, len(paths)), dirs: map[string]bool{}}
	for _, p := range paths {
		m.files[p] = true
		for dir := range above(p) {
			if m.dirs[dir] {
				break
			}
			m.dirs[dir] = true
		}
	}
	return m
}

// text is the content of the marker.
func (m manifest) text() []byte {
	var b bytes.Buffer
	b.WriteString(markerHead)
	paths := make([]string, 0, len(m.files))
	for p := range m.files {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		b.WriteString(p)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// errNotOurs means that a folder holds files and no marker.
var errNotOurs = errors.New("it holds files and was not made by biji; choose another folder, or empty it")

// readManifest reads the marker of dir. An empty folder is ours too.
func readManifest(dir *os.Root) (manifest, error) {
	data, err := dir.ReadFile(Marker)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(dir.FS(), ".")
		if err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !ours(e.Name()) }) {
			err = errNotOurs
		}
		return newManifest(nil), err
	}
	if err != nil {
		return manifest{}, fmt.Errorf("read its marker: %w", err)
	}
	rest, ok := bytes.CutPrefix(data, []byte(markerHead))
	if !ok {
		return manifest{}, fmt.Errorf("its marker %s is of another version of biji, or damaged; delete the folder", Marker)
	}
	var paths []string
	for line := range strings.Lines(string(rest)) {
		if p := strings.TrimSuffix(line, "\n"); fs.ValidPath(p) && p != "." {
			paths = append(paths, p)
		}
	}
	return newManifest(paths), nil
}

// foreign lists what dir holds that is not in m, sorted. Of a folder
// that is neither ours nor in known only the folder is listed.
func (m manifest) foreign(dir *os.Root, known map[string]bool) ([]string, error) {
	var found []string
	err := fs.WalkDir(dir.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == ".", m.files[p] && e.Type().IsRegular(), (m.dirs[p] || known[p]) && e.IsDir():
			return nil
		case ours(p):
		default:
			found = append(found, p)
		}
		if e.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	return found, err
}
