package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/fix"
)

// A fixing says how problems are mended.
type fixing struct {
	wanted bool
	yes    bool
	dry    bool
}

func (f *fixing) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.wanted, "fix", false, "mend what has exactly one good answer, after showing what changes")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "with --fix: write, also on a terminal")
	cmd.Flags().BoolVar(&f.dry, "dry-run", false, "with --fix: only show what would change (on a terminal the default)")
	cmd.MarkFlagsMutuallyExclusive("yes", "dry-run")
}

// onlyShows says whether the notes stay as they are. A person sees the changes
// first.
func (f *fixing) onlyShows(stdout io.Writer) bool {
	return f.dry || !f.yes && isTerminal(stdout)
}

// fixContent mends what is chosen of the problems of in, and says what it did.
func fixContent(cmd *cobra.Command, in *content, how fixing, chosen func(*site.Problem) bool) error {
	m := mender{in: in, chosen: chosen, base: in.notes, was: map[string][]byte{}, now: map[string][]byte{}, places: map[string]int{}, refused: map[string]bool{}}
	if err := m.mend(cmd); err != nil {
		return err
	}
	stdout := cmd.OutOrStdout()
	var show func(string) string // to a file, what patch takes
	if isTerminal(stdout) {
		show = printableLine
	}
	for _, name := range slices.Sorted(maps.Keys(m.now)) {
		if err := fix.Diff(stdout, filepath.ToSlash(filepath.Join(in.dir, name)), m.was[name], m.now[name], show); err != nil {
			return fmt.Errorf("show changes: %w", err)
		}
	}
	if len(m.now) == 0 {
		_, err := fmt.Fprintln(stdout, "nothing to mend that has exactly one good answer")
		return err
	}
	verb, hint := "would change", "; write with --yes"
	if !how.onlyShows(stdout) {
		verb, hint = "changed", ""
		if err := m.write(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(stdout, "%s %s in %s%s\n", verb, count(m.mended(), "place"), count(len(m.now), "note"), hint)
	return err
}

// A mender changes notes in memory until nothing is left to mend, and takes
// back every change that brings a new problem.
type mender struct {
	in      *content
	chosen  func(*site.Problem) bool
	base    fs.FS             // the notes as they are on disk
	was     map[string][]byte // of notes that changed, as on disk
	now     map[string][]byte // the same, mended
	refused map[string]bool   // notes whose mending brought a new problem
	places  map[string]int    // mended in a note
}

// mostRounds is how often mended notes are looked at again: one link may hold
// another, or a path and a heading that are both wrong.
const mostRounds = 5

func (m *mender) mend(cmd *cobra.Command) error {
	var known map[finding]int
	for range mostRounds {
		m.in.notes = fix.Overlay{Base: m.base, Files: m.now}
		problems, err := examine(cmd, m.in)
		if err != nil {
			return err
		}
		found := findings(problems)
		if known == nil {
			known = found
		}
		if m.takeBack(known, found) {
			continue
		}
		if changed, err := m.apply(problems); err != nil || !changed {
			return err
		}
	}
	return nil
}

// A finding is what makes a problem the same one before and after a change.
type finding struct {
	kind site.Kind
	file string
	line int
	what string
}

func findings(problems []site.Problem) map[finding]int {
	n := map[finding]int{}
	for _, p := range problems {
		f := finding{p.Kind, p.At.File, p.At.Line, p.What}
		if p.Kind == site.Leftover { // one for a note, with the first place and how many there are
			f.line, f.what = 0, p.Sub
		}
		n[f]++
	}
	return n
}

// takeBack undoes the mending of every note in which there is now a problem
// that was not known; of all notes if the problem is in one that was not
// changed. It says whether it undid any.
func (m *mender) takeBack(known, found map[finding]int) bool {
	undone := false
	for f, n := range found {
		switch {
		case n <= known[f] || len(m.now) == 0:
			continue
		case m.now[f.file] != nil:
			m.undo(f.file)
		default:
			for _, name := range slices.Collect(maps.Keys(m.now)) {
				m.undo(name)
			}
		}
		undone = true
	}
	return undone
}

func (m *mender) undo(name string) {
	delete(m.now, name)
	delete(m.places, name)
	m.refused[name] = true
}

// apply mends what problems name, note by note.
func (m *mender) apply(problems []site.Problem) (changed bool, err error) {
	of := map[string][]site.Problem{}
	for _, p := range problems {
		if (p.Fix != site.Fix{} || p.Kind == site.Leftover) && m.chosen(&p) && !m.refused[p.At.File] {
			of[p.At.File] = append(of[p.At.File], p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		src, err := fs.ReadFile(m.in.notes, name)
		if err != nil {
			return changed, fmt.Errorf("read a note to mend: %w", err)
		}
		edits := fix.Edits(src, of[name])
		if len(edits) == 0 {
			edits = fix.Unread(src, m.there(path.Dir(name)))
		}
		if len(edits) == 0 {
			continue
		}
		if m.was[name] == nil {
			m.was[name] = src
		}
		m.now[name] = fix.Apply(src, edits)
		m.places[name] += len(edits)
		changed = true
	}
	return changed, nil
}

// there says whether an address that a note in dir is written with names a note
// or a file of the content.
func (m *mender) there(dir string) func(address string) bool {
	return func(address string) bool {
		address, _, _ = strings.Cut(address, "#")
		name := path.Join(dir, address)
		for _, form := range []string{name, name + ".md"} {
			if info, err := fs.Stat(m.base, form); err == nil && info.Mode().IsRegular() {
				return true
			}
		}
		return false
	}
}

func (m *mender) mended() (n int) {
	for _, places := range m.places {
		n += places
	}
	return n
}

// write puts the mended notes in the place of those on disk, each as a whole,
// and leaves alone those that changed meanwhile.
func (m *mender) write() error {
	var errs []error
	root := m.in.roots[0]
	for _, name := range slices.Sorted(maps.Keys(m.now)) {
		if err := swapNote(root, name, m.was[name], m.now[name]); err != nil {
			errs = append(errs, fmt.Errorf("mend %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

var errChanged = errors.New("it changed meanwhile, so it is left as it is")

// swapNote puts the bytes now in the place of the file name, which holds was.
func swapNote(root *os.Root, name string, was, now []byte) (err error) {
	info, err := root.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is a link to another file")
	}
	beside := path.Join(path.Dir(name), ".biji-"+path.Base(name))
	f, err := root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = f.Write(now)
	err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Sync(), f.Close())
	if current, readErr := fs.ReadFile(root.FS(), name); readErr != nil || !bytes.Equal(current, was) {
		err = cmp.Or(err, readErr, errChanged)
	}
	if err == nil {
		err = root.Rename(beside, name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(beside))
	}
	return nil
}
