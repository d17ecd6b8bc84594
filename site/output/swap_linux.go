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
	err := unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) { // what file systems that cannot do it answer
		return errors.ErrUnsupported
	}
	return err
}

// unmovable says whether err means that a folder is a mount point, or that two
// places lie on different file systems.
func unmovable(err error) bool { return errors.Is(err, unix.EBUSY) || errors.Is(err, unix.EXDEV) }

// isTaken puts file in the place of folder, both below dir, and says whether
// that failed for no other reason than that a folder is there: Linux looks at
// mounts and permissions first.
func isTaken(dir *os.File, file, folder string) bool {
	fd := int(dir.Fd())
	return errors.Is(unix.Renameat(fd, file, fd, folder), unix.EISDIR)
}
