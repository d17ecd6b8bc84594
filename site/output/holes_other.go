//go:build !darwin && !freebsd && !linux

package output

import (
	"io/fs"
	"math"
	"os"
)

// sparse is false: these systems do not tell where holes are, and files are
// copied whole.
func sparse(fs.FileInfo) bool { return false }

func data(_ *os.File, at int64) (from, to int64) { return at, math.MaxInt64 }
