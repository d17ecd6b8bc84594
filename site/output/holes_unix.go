//go:build darwin || freebsd || linux

package output

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// sparse says whether a file has fewer blocks than bytes: it may have holes.
func sparse(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int64(s.Blocks)*512 < info.Size() // blocks are of 512 bytes whatever the disk has
}

// data finds the next bytes of f at or behind at that are no hole: from is
// where they begin, to where they end at the latest. from is -1 if only a hole
// is left. A disk that does not know has no holes.
func data(f *os.File, at int64) (from, to int64) {
	from, err := f.Seek(at, unix.SEEK_DATA)
	if errors.Is(err, unix.ENXIO) {
		return -1, -1
	}
	if err == nil {
		to, err = f.Seek(from, unix.SEEK_HOLE)
	}
	if err != nil {
		return at, math.MaxInt64
	}
	return from, to
}
