// Package scratch has folders for temporary files. One that a killed program
// left behind is removed by the next.
package scratch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"

	"github.com/biji-notes/biji/site/lock"
)

// marker is a file in each of our folders. It is locked for as long as the
// folder is in use, and holds the number of the process.
const marker = "biji-is-using-this"

// ourName is what our folders are called. There may be others of such a name.
var ourName = regexp.MustCompile(`^biji-\d+$`)

// A Dir is a folder for temporary files.
type Dir struct {
	Path string
	root *os.Root
	lock *lock.Lock
}

// Make makes a folder where the system keeps temporary files, and removes those
// that dead processes of this user left there.
func Make() (*Dir, error) {
	temp := os.TempDir()
	sweep(temp)
	path, err := os.MkdirTemp(temp, "biji-*")
	if err != nil {
		return nil, bad(temp, err)
	}
	d := &Dir{Path: path}
	if d.root, err = os.OpenRoot(path); err == nil {
		d.lock, err = lock.Take(d.root, marker)
	}
	if err != nil {
		return nil, bad(temp, errors.Join(err, d.Remove()))
	}
	return d, nil
}

// Remove removes the folder and all in it.
func (d *Dir) Remove() error {
	err := os.RemoveAll(d.Path)
	if d.lock != nil {
		d.lock.Release() // its file may be gone already
	}
	if d.root != nil {
		d.root.Close()
	}
	if err != nil { // Windows removes no file that is open
		err = os.RemoveAll(d.Path)
	}
	return err
}

// Explain adds to an error of the work in d what the user can do, if d is what
// failed.
func (d *Dir) Explain(err error) error {
	if err == nil || !strings.Contains(err.Error(), d.Path) {
		return err
	}
	return fmt.Errorf("%w (%s)", err, advice())
}

// bad says what is wrong with the folder for temporary files. The names of our
// own files in it would tell nothing.
func bad(temp string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	if errors.Is(err, syscall.ENOENT) {
		err = errors.New("there is no such folder")
	}
	return fmt.Errorf("temporary files cannot be kept in %s: %w (%s)", temp, err, advice())
}

func advice() string {
	variable := "TMPDIR"
	if runtime.GOOS == "windows" {
		variable = "TMP"
	}
	return "name a folder with room for temporary files in the environment variable " + variable
}

// sweep removes folders of ours in temp that no living process uses. What it
// cannot remove stays: that is no reason not to work.
func sweep(temp string) {
	entries, err := os.ReadDir(temp)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && ourName.MatchString(e.Name()) && mine(info) {
			removeDead(filepath.Join(temp, e.Name()))
		}
	}
}

// removeDead removes the folder at path if it holds our marker and nobody has
// the lock. A marker without a number is of a process that is about to lock it.
func removeDead(path string) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return
	}
	d := &Dir{Path: path, root: root}
	if text, err := root.ReadFile(marker); err != nil || !signed.Match(text) {
		root.Close()
		return
	}
	if d.lock, err = lock.Take(root, marker); err != nil {
		root.Close()
		return
	}
	d.Remove()
}

var signed = regexp.MustCompile(`^\d+\n$`)
