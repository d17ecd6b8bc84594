// Package search writes the bleve index of a site and answers questions from
// it.
//
//	Write      []Section       -> index directory
//	Open       index directory -> *Index
//	Search     text of a box   -> Results
//
// Package pack, below this one, cuts the directory into the pieces that a
// site ships. This package is the only one that knows bleve.
//
// # What is indexed
//
// A document is a section; its id is the section's address from the top of the
// site, encoded, with the fragment. Fields: title, trail, body and code hold
// text, analyzed as newMapping says, with positions, and stored; name, tags and
// dir hold keywords. Scores are BM25. The title is indexed with the aliases of
// the page and the name of its file, and name has, besides the section's
// heading, what namesOf and aliasesOf say, and the names of the page with
// shared.PageMark: a page comes first for its name, and its words say which section.
// Of that only the aliases are stored, in the field name, to show why a section
// was found that says nothing of it. Cells of a table end with a tab.
//
// A document has more terms than bleve would make of its texts: analyzer says
// which. They stand where no phrase reaches, but for the pairs of traditional
// characters in simplified ones, and do not count for the length of a field. To
// the length of a body padding is added. The byte offsets of terms are not kept (they would be a fifth of
// the index, and the accents and names that are added have none): excerpts come
// from the stored text, and bleve's own highlighter finds nothing to mark.
//
// The segment is written by type segment instead of bleve: three times as
// fast, in an order that suits a reader of pieces, and the same every time.
//
// # How a query is read
//
// parse reads the text, planner analyzes the words in it, unit.query says what
// each asks of bleve. All words are looked for, those of asking apart
// (asking.go); a word at the end of the text may be unfinished; a run of
// Chinese is its pairs, of which long runs may lack some, and which count more
// side by side. find tries, in this order:
//
//  1. the text as it is
//  2. for each part that is nowhere: its stem, if it is half typed; the same in
//     simplified characters (hant.txt); hash map for hashmap; one and two
//     letters changed; a run cut at words of joining (asking.go), or with fewer
//     of its pairs
//  3. as many of the words as any section has
//
// How says which of these it was. A page in a browser does the same, in
// templates/client/box, file by file; testdata/vectors.txt, which the tests
// here write with -update, holds both to the same answers. Change both.
package search
