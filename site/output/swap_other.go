//go:build !linux && !darwin

package output

import (
	"errors"
	"os"
	"syscall"
)

// exchange is not to be had here.
func exchange(dir *os.File, a, b string) error { return errors.ErrUnsupported }

// unmovable says whether err means that a folder is a mount point, or that two
// places lie on different file systems.
func unmovable(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV)
}

// isTaken cannot be told here.
func isTaken(dir *os.File, file, folder string) bool { return false }
