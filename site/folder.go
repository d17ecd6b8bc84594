package site

import (
	"strings"
	"time"
)

// A FolderInfo is what is said of a folder, and is no part of a note.
// A file of another tool says it, or the settings of the site.
type FolderInfo struct {
	Title  string   // "" if it says none
	Weight float64  // as in Meta
	Order  []string // names of what is in it, in their order
	List   bool     // its page is the list of what is in it, whatever its notes are called
}

// A FolderRule is what the settings say of folders. Title, Weight and Order are
// those of the folders themselves, all else holds for what is below them too,
// unless a folder or a note nearer says otherwise.
type FolderRule struct {
	Folders  Pattern
	Info     FolderInfo
	Tags     []string
	Split    SplitLevel // SplitAuto leaves it to the site's setting
	Listed   Choice     // No: the sidebar and lists of folders have no line for it
	Search   Choice     // No: the search does not find it
	Unlisted Choice     // Yes: as Meta.Unlisted
}

// Folder is the folder of a slash-separated path; "" is the root.
func Folder(p string) string { return p[:max(0, strings.LastIndexByte(p, '/'))] }

// Folders are a folder and those above it, outermost first and without the
// root: of "a/b" they are "a" and "a/b", of "" there are none.
func Folders(dir string) []string {
	if dir == "" {
		return nil
	}
	var all []string
	for i := range len(dir) {
		if dir[i] == '/' {
			all = append(all, dir[:i])
		}
	}
	return append(all, dir)
}

// FileDates are when a file was made and last changed; zero where that is not known.
type FileDates struct{ Created, Updated time.Time }
