// Package lock has locks between processes, in files.
package lock

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// A Held error says that another process has the lock.
type Held struct {
	Process int // its number; 0 if it has not written that yet
}

func (h Held) Error() string {
	if h.Process == 0 {
		return "in use by another process"
	}
	return fmt.Sprintf("in use by process %d", h.Process)
}

// A Lock is a file that at most one process has, and that is free again when
// this process ends, however it ends.
type Lock struct {
	dir  *os.Root
	name string
	file *os.File
}

// Take locks the file called name of dir, which it makes if need be, at once or
// not at all. The error is Held if another process has it.
func Take(dir *os.Root, name string) (*Lock, error) {
	for {
		f, err := dir.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		l := &Lock{dir: dir, name: name, file: f}
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
func (l *Lock) held() error {
	pid, _ := io.ReadAll(io.LimitReader(l.file, 20))
	n, _ := strconv.Atoi(strings.TrimSpace(string(pid)))
	return Held{n}
}

// current says whether the file that we locked still has its name.
func (l *Lock) current() bool {
	mine, err := l.file.Stat()
	if err != nil {
		return false
	}
	there, err := l.dir.Stat(l.name)
	return err == nil && os.SameFile(mine, there)
}

func (l *Lock) sign() error {
	_, err := l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return errors.Join(err, l.file.Truncate(int64(len(strconv.Itoa(os.Getpid())))+1))
}
