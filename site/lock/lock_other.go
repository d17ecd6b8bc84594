//go:build !darwin && !dragonfly && !freebsd && !linux && !netbsd && !openbsd && !windows

package lock

import (
	"errors"
	"os"
)

// tryLock always succeeds: these systems have no lock that dies with its owner.
func tryLock(*os.File) (bool, error) { return true, nil }

// Release closes the file and removes it.
func (l *Lock) Release() error {
	return errors.Join(l.file.Close(), l.dir.Remove(l.name))
}
