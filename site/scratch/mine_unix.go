//go:build unix

package scratch

import (
	"io/fs"
	"os"
	"syscall"
)

// mine says whether a folder belongs to the user who runs the program: the
// system's folder for temporary files is everybody's.
func mine(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Getuid()
}
