package site

import "strings"

// A FolderInfo is what a file of another tool says of the folder in which it
// stands.
type FolderInfo struct {
	Title  string  // "" if it says none
	Weight float64 // as in Meta
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
