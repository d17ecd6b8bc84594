// Package split lays out the site: it gives every note its page, or cuts a
// long one into several, gives every folder a page, and puts all pages into
// the order in which they are read.
//
//	tree.go    notes      -> folders in the order of the site
//	cut.go     one note   -> where it is cut
//	title.go   one note   -> its title
//	split.go   all that   -> []Page
package split
