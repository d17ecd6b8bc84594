// Package include puts files into the notes that ask for them, in the ways of
// mdBook, VitePress, VuePress, MkDocs, Hugo, Jekyll and Hexo:
//
//	include.go     notes, files      -> the notes with the files in them
//	lines.go       a note            -> its lines, in code or not
//	directive.go   a line            -> the directives on it
//	mdbook.go, vue.go, snippets.go, tags.go
//	               their forms
//	pick.go        a file            -> the lines that are asked for
//	find.go        a path as written -> the file
//
// Only what is published can be put into a note: what is hidden, ignored or kept
// back is not among the files that the package is told of.
package include
