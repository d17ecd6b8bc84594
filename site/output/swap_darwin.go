package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps the entries a and b of dir in one step, or says
// errors.ErrUnsupported.
func exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	err := unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
	if errors.Is(err, unix.EINVAL) {
		return errors.ErrUnsupported
	}
	return err
}

// unmovable says whether err means that a folder is a mount point, or that two
// places lie on different file systems.
func unmovable(err error) bool { return errors.Is(err, unix.EBUSY) || errors.Is(err, unix.EXDEV) }

// isTaken cannot be told here: the system may look at folders before permissions.
func isTaken(dir *os.File, file, folder string) bool { return false }
