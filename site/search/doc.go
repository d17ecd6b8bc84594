// Package search writes the bleve index of a site and answers questions from
// it.
//
//	Write      []Section       -> index directory
//	Open       index directory -> *Index
//	Search     text of a box   -> Results
//
// Package pack, below this one, cuts the directory into the pieces that a
// site ships. This package is the only one that knows bleve.
package search
