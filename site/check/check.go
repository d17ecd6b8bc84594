// Package check crawls a finished site.
package check

import (
	"io/fs"

	"github.com/biji-notes/biji/site"
)

// Site reads every page below fsys and lists what is wrong with it.
func Site(fsys fs.FS) []site.Problem { return nil }
