package generate

import (
	"math"
	"runtime/debug"
)

// What a build of notes takes at least is about eight times their bytes. Beyond
// twelve times, or this much, the garbage collector works harder rather than let what
// is not needed double that.
const (
	leanBytes = 490 << 20
	leanTimes = 12
)

// lean bounds what is not needed of the memory of a build of notes that have so many
// bytes, until done is called. 58,000 sections take 580 MB instead of 720 by it, and as
// much CPU. A bound that was set already stays.
func lean(bytes int) (done func()) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(max(leanBytes, leanTimes*int64(bytes)))
	return func() { debug.SetMemoryLimit(math.MaxInt64) }
}
