// Package history reads from a git repository when files were made and last
// changed.
//
//	repository.go  folders of git -> Repository: its commits and trees, as bytes
//	walk.go        Repository, commit -> Dates: from the last commit to the first
//
// It is the only package that imports go-git, and of that only what reads objects:
// neither what speaks to servers nor what runs programs. What is in a repository
// may come from anybody: what cannot be read makes dates unknown, and nothing else.
package history
