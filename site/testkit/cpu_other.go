//go:build !unix

package testkit

import "time"

// CPU is not known here.
func CPU() time.Duration { return 0 }
