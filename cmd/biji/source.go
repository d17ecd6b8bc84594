package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load/foreign"
)

// A source is where a command has its notes from.
type source struct {
	dir   string // the content folder
	note  string // slash-separated path below dir of the one note that is meant; "" for all
	whole bool   // dir is a collection, and not just the folder in which that note happens to lie
	arg   string // what names the source on a command line; "" if nothing has to
	said  string // what somebody who named nothing should know; "" if that goes without saying
}

// defaultContent is the folder of notes when none is named.
const defaultContent = "content"

// findSource is the source that the arguments of a command name.
func findSource(args []string) (source, error) {
	if len(args) == 0 {
		return unnamed()
	}
	arg := args[0]
	if arg == "-" {
		return source{}, usageError{errors.New(`notes are not read from the standard input: their links and pictures need a place; write the text to a file and name that`)}
	}
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return source{}, fmt.Errorf("there is no folder %s to read notes from", arg)
	case err == nil && !info.IsDir():
		return oneNote(arg)
	}
	if arg == defaultContent {
		return source{dir: arg}, nil
	}
	return source{dir: arg, arg: arg, said: leftOutElsewhere(arg)}, nil
}

// leftOutElsewhere says that the settings of another generator leave out some of
// the notes in dir, where there are none of biji's; "" if that is not so.
func leftOutElsewhere(dir string) string {
	for _, at := range []string{dir, filepath.Dir(dir)} {
		other, ok := foreign.Find(os.DirFS(at))
		if !ok || other.Ignore == "" || filepath.Join(at, other.Notes) != filepath.Clean(dir) || exists(filepath.Join(at, configName)) || exists(filepath.Join(dir, configName)) {
			continue
		}
		return fmt.Sprintf("%s leaves out some of these notes, and here they are taken; biji init makes ignore of them", filepath.Join(at, filepath.FromSlash(other.File)))
	}
	return ""
}

// unnamed is the source of somebody who named none: the folder content, or that
// which the settings of another generator name, or the notes here.
func unnamed() (source, error) {
	if exists(defaultContent) {
		return source{dir: defaultContent}, nil
	}
	if other, ok := foreign.Find(os.DirFS(".")); ok && other.Notes != "" && other.Notes != "." {
		dir := filepath.FromSlash(other.Notes)
		if lookAround(dir).notes > 0 {
			said := fmt.Sprintf("there is no folder %s; taking the notes in %s, as %s does", defaultContent, dir, filepath.FromSlash(other.File))
			if other.Ignore != "" && !exists(configName) && !exists(filepath.Join(dir, configName)) {
				said = fmt.Sprintf("there is no folder %s; taking the notes in %s, as %s does, with those that it leaves out; biji init makes ignore of them", defaultContent, dir, filepath.FromSlash(other.File))
			}
			return source{dir: dir, arg: dir, said: said}, nil
		}
	}
	here := lookAround(".")
	if here.notes > 0 {
		return source{dir: ".", said: fmt.Sprintf("there is no folder %s; taking the notes here", defaultContent)}, nil
	}
	return source{}, fmt.Errorf("there is no folder %s to read notes from, and there are no notes here (%s); name the folder that holds them", defaultContent, here)
}

// oneNote is the source of a note that is named by itself.
func oneNote(file string) (source, error) {
	if !site.IsNoteFile(file) {
		return source{}, fmt.Errorf("%s is no note: %s; name a note, or the folder that they are in", file, noteNames)
	}
	dir, whole, err := collectionOf(file)
	if err != nil {
		return source{}, err
	}
	rel, err := relative(dir, file)
	if err != nil {
		return source{}, fmt.Errorf("find %s: %w", file, err)
	}
	return source{dir: dir, note: filepath.ToSlash(rel), whole: whole, arg: file}, nil
}

// noteNames says what a note is called.
const noteNames = "notes are files that end in .md, .markdown or .mdx"

// collectionMarks are what stands at the top of a collection of notes.
var collectionMarks = []string{configName, ".obsidian", ".foam", ".git"}

// collectionOf is the folder against which the paths in a note are meant: the
// nearest above it that is the top of a collection, or else that which the
// note's own paths lead up to. Somebody's home is no collection.
func collectionOf(file string) (dir string, whole bool, err error) {
	own := filepath.Dir(file)
	abs, err := filepath.Abs(own)
	if err != nil {
		return "", false, fmt.Errorf("find %s: %w", file, err)
	}
	home, _ := os.UserHomeDir()
	for at, up := abs, own; at != home && at != filepath.Dir(at); at, up = filepath.Dir(at), filepath.Join(up, "..") {
		if slices.ContainsFunc(collectionMarks, func(mark string) bool { return exists(filepath.Join(at, mark)) }) {
			return up, true, nil
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", false, fmt.Errorf("open the note: %w", err)
	}
	return filepath.Join(own, filepath.FromSlash(upwards(text))), false, nil
}

var upPath = regexp.MustCompile(`(?:\.\./)+`)

// mostUp is how many folders above a note its pictures may lie.
const mostUp = 3

// upwards is the longest way up in the paths of a text.
func upwards(text []byte) string {
	longest := ""
	for _, up := range upPath.FindAll(text, -1) {
		if len(up) > len(longest) && len(up) <= mostUp*len("../") {
			longest = string(up)
		}
	}
	return longest
}

func relative(dir, file string) (string, error) {
	from, err := filepath.Abs(dir)
	to, err2 := filepath.Abs(file)
	if err := cmp.Or(err, err2); err != nil {
		return "", err
	}
	return filepath.Rel(from, to)
}

// A survey counts what is in a folder, by the ends of names.
type survey struct {
	notes int
	other map[string]int // ".org" -> 3
	more  bool           // than were looked at
}

// The most of a folder that is looked at to say what is in it: it may be a disk.
const (
	surveyEntries = 5000
	surveyDepth   = 4
)

func lookAround(dir string) survey {
	s, seen := survey{other: map[string]int{}}, 0
	fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		seen++
		name := path.Base(p)
		switch {
		case err != nil || p == ".":
		case seen > surveyEntries:
			s.more = true
			return fs.SkipAll
		case name[0] == '.' || ours(filepath.Join(dir, p)):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if strings.Count(p, "/") >= surveyDepth {
				s.more = true
				return fs.SkipDir
			}
		default:
			s.file(p)
		}
		return nil
	})
	return s
}

func (s *survey) file(p string) {
	if site.IsNoteFile(p) {
		s.notes++
	} else if ext := strings.ToLower(path.Ext(p)); ext != "" && len(ext) <= len(".markdown") {
		s.other[ext]++
	}
}

// shownEnds is how many ends of names a survey tells.
const shownEnds = 4

// String says what was looked for and what was found.
func (s survey) String() string {
	ends := slices.SortedFunc(maps.Keys(s.other), func(a, b string) int {
		return cmp.Or(cmp.Compare(textual(b), textual(a)), cmp.Compare(s.other[b], s.other[a]), cmp.Compare(a, b))
	})
	var found []string
	for _, ext := range ends[:min(len(ends), shownEnds)] {
		found = append(found, fmt.Sprintf("%d %s", s.other[ext], ext))
	}
	switch {
	case len(found) == 0:
		return noteNames
	case len(ends) > shownEnds || s.more:
		found = append(found, "others")
	}
	return noteNames + "; found " + strings.Join(found, ", ")
}

// textual is 1 for the ends of names of what somebody may have thought to be
// notes.
func textual(ext string) int {
	if slices.Contains([]string{".txt", ".org", ".rst", ".adoc", ".asciidoc", ".docx", ".doc", ".html", ".htm", ".rtf", ".odt", ".tex", ".ipynb", ".enex", ".opml"}, ext) {
		return 1
	}
	return 0
}

// inside is a path of this machine as the content has it; ok is false if it lies
// elsewhere.
func (s source) inside(p string) (name string, ok bool) {
	dir, err := filepath.Abs(s.dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil || p == "" {
		return "", false
	}
	rel, err := filepath.Rel(dir, p)
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel) && rel != "."
}
