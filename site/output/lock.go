package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// errLocked means that another build is writing to the target.
var errLocked = errors.New("another build is writing to it")

// A lock is held by at most one process and dies with it.
type lock struct {
	dir  *os.Root
	name string
	file *os.File
}

// takeLock locks the file called name of dir, at once or not at all.
func takeLock(dir *os.Root, name string) (*lock, error) {
	for {
		f, err := dir.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		l := &lock{dir: dir, name: name, file: f}
		ok, err := tryLock(f)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("lock: %w", err), f.Close())
		}
		if !ok {
			return nil, errors.Join(l.held(), f.Close())
		}
		if l.current() {
			return l, l.sign()
		}
		f.Close() // its owner removed it between our two steps
	}
}

// held says who holds the lock.
func (l *lock) held() error {
	pid, _ := io.ReadAll(io.LimitReader(l.file, 20))
	if n, err := strconv.Atoi(strings.TrimSpace(string(pid))); err == nil {
		return fmt.Errorf("%w (process %d)", errLocked, n)
	}
	return errLocked
}

// current says whether the file that we locked still has its name.
func (l *lock) current() bool {
	mine, err := l.file.Stat()
	if err != nil {
		return false
	}
	there, err := l.dir.Stat(l.name)
	return err == nil && os.SameFile(mine, there)
}

func (l *lock) sign() error {
	_, err := l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return errors.Join(err, l.file.Truncate(int64(len(strconv.Itoa(os.Getpid())))+1))
}
