//go:build !unix

package scratch

import "io/fs"

// mine is true: here each user has a folder for temporary files.
func mine(fs.FileInfo) bool { return true }
