// Package mention finds where the texts of a site name its pages: by their titles and
// other names, at each place the longest.
//
//	New         what pages are called and say -> *Table
//	Table.Find  a piece of a page's text -> the names in it, and whose they are
//	Table.Of    a page -> the pages that name it and do not link to it
//
// A name is found as a word of its own where words have spaces between them, and
// anywhere in scripts that have none. Names that tell nothing are not found: single
// characters, everyday words, what two pages are called, and what very many pages say.
package mention
