package lock

import (
	"errors"
	"math"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks f and says whether it could. It locks a byte far behind the
// end, so that others can read who holds it.
func tryLock(f *os.File) (bool, error) {
	at := &windows.Overlapped{OffsetHigh: math.MaxInt32}
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// Release closes the file, then removes it: Windows removes no open file. If
// another build was quicker to open it, it stays, and does no harm.
func (l *Lock) Release() error {
	err := l.file.Close()
	l.dir.Remove(l.name)
	return err
}
