// Package pack cuts an index directory into small scripts that a page can
// load one by one, over http and from disk, and puts them together again.
package pack
