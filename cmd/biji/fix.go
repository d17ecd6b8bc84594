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
	m := newMender(in, chosen)
	if err := m.mend(cmd); err != nil {
		return err
	}
	stdout := cmd.OutOrStdout()
	var show func(string) string // to a file, what patch takes
	if isTerminal(stdout) {
		show = printableLine
	}
	for _, name := range slices.Sorted(maps.Keys(m.now)) {
		if err := fix.Diff(stdout, in.shown(name), m.was[name], m.now[name], show); err != nil {
			return fmt.Errorf("show changes: %w", err)
		}
	}
	say := speechOf(cmd)
	if err := m.tellRefused(stdout, say); err != nil {
		return err
	}
	if len(m.now) == 0 {
		_, err := fmt.Fprintln(stdout, say.Say("nothing to mend that has exactly one good answer"))
		return err
	}
	done := "would change %s in %s; write with --yes"
	if !how.onlyShows(stdout) {
		done = "changed %s in %s"
		if err := m.write(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(stdout, say.Sprintf(done, count(m.mended(), "place"), count(len(m.now), "note")))
	return err
}

// shown is the path of a note as seen from where the user is.
func (c *content) shown(name string) string { return filepath.ToSlash(filepath.Join(c.dir, name)) }

// write puts the mended notes in the place of those on disk, each as a whole,
// and leaves alone those that changed meanwhile.
func (m *mender) write() error {
	var errs []error
	root := m.in.open.Root
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
