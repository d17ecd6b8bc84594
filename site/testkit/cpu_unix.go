//go:build unix

package testkit

import (
	"syscall"
	"time"
)

// CPU is the time that the processors have worked for this process.
func CPU() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
