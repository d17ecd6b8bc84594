//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// tryLock locks f and says whether it could.
func tryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// Release removes the file while it is locked: who opened it before will see
// that it has lost its name.
func (l *Lock) Release() error {
	return errors.Join(l.dir.Remove(l.name), l.file.Close())
}
