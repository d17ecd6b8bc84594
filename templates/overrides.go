package templates

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site/slug"
)

// Names are the paths of all files, sorted.
func Names() []string {
	var names []string
	_ = fs.WalkDir(FS, ".", func(p string, d fs.DirEntry, err error) error { // the files are in the program
		if err == nil && !d.IsDir() {
			names = append(names, p)
		}
		return err
	})
	return names
}

// A Stray is something in a folder of overrides that does nothing.
type Stray struct {
	File string // its path there
	Line int    // of a text in it; 0 is the whole file
	What string
	Near string // what it may have been meant for; "" if nothing is near
}

// Strays are the files of over that replace nothing and that nothing loads, and
// the texts in it that have no such name, sorted by file.
func Strays(over fs.FS) ([]Stray, error) {
	var all []Stray
	names := Names()
	err := fs.WalkDir(over, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case slices.Contains(names, p), catalogue.MatchString(p), slices.Contains(names, likeEnglish(over, p)):
			all = append(all, strayTexts(over, p)...)
		default:
			most := 2
			if mayBeLoaded(p) {
				most = 1
			}
			if near := slug.Nearest(p, names, most); near != "" || !mayBeLoaded(p) {
				all = append(all, Stray{p, 0, fmt.Sprintf("%q replaces none of biji's files", p), near})
			}
		}
		return nil
	})
	return all, err
}

// mayBeLoaded says whether a file of its own can be imported by a style sheet or
// a script, or holds a part that another template uses.
func mayBeLoaded(p string) bool {
	for _, folder := range []string{"style/", "client/", "html/parts/"} {
		if strings.HasPrefix(p, folder) {
			return true
		}
	}
	return !strings.Contains(p, "/") && !slices.Contains([]string{".html", ".css", ".ts", ".json", ".svg"}, path.Ext(p)) // a README
}

// strayTexts are the texts of a file in text/ that have another name than any of
// biji's.
func strayTexts(over fs.FS, name string) []Stray {
	mine, theirs, ok := bothTexts(FS, over, name)
	if !ok {
		return nil
	}
	var all []Stray
	names := sortedKeys(mine)
	for _, key := range sortedKeys(theirs) {
		if _, known := mine[key]; !known {
			all = append(all, Stray{name, lineOf(over, name, key), fmt.Sprintf("there is no text %q", key), slug.Nearest(key, names, 2)})
		}
	}
	return all
}

// lineOf is the line of a file in which a text with this name begins.
func lineOf(over fs.FS, name, key string) int {
	data, _ := fs.ReadFile(over, name) // it was read just now
	quoted, _ := json.Marshal(key)
	before, _, found := bytes.Cut(data, quoted)
	if !found {
		return 0 // it is written with escapes
	}
	return bytes.Count(before, []byte("\n")) + 1
}

func sortedKeys(texts map[string]json.RawMessage) []string {
	var keys []string
	for key := range texts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// bothTexts are the texts of a file in text/, as biji has it, or its English where over
// adds the language, and as over has it; ok is false if one of them has none.
func bothTexts(base, over fs.FS, name string) (mine, theirs map[string]json.RawMessage, ok bool) {
	if path.Dir(name) != "text" || path.Ext(name) != ".json" {
		return nil, nil, false
	}
	b, errB := fs.ReadFile(over, name)
	if english := likeEnglish(over, name); english != "" {
		name = english
	}
	a, errA := fs.ReadFile(base, name)
	err := errors.Join(errA, errB)
	if err == nil {
		err = errors.Join(json.Unmarshal(a, &mine), json.Unmarshal(b, &theirs))
	}
	return mine, theirs, err == nil
}

// textsOf are the texts that over has in a file, and those of base that it has
// not.
func textsOf(base, over fs.FS, name string) (data []byte, ok bool) {
	mine, theirs, ok := bothTexts(base, over, name)
	if !ok {
		return nil, false
	}
	for key, text := range theirs {
		mine[key] = text
		if one := key + "_one"; theirs[one] == nil && likeEnglish(over, name) != "" {
			delete(mine, one) // that of English is no part of the language
		}
	}
	data, err := json.MarshalIndent(mine, "", "  ")
	return data, err == nil
}

// made is a file that is in memory.
type made struct {
	fs.FileInfo // of the file that it stands for
	*bytes.Reader
}

func newMade(info fs.FileInfo, data []byte) fs.File { return made{info, bytes.NewReader(data)} }

func (m made) Stat() (fs.FileInfo, error) { return m, nil }
func (m made) Size() int64                { return m.Reader.Size() }
func (m made) Close() error               { return nil }
