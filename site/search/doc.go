// Package search answers questions from the bleve index of a site.
//
//	Open       index directory -> *Index
//	OpenSite   built site      -> *Index
//	Search     text of a box   -> Results
//
// The packages below it have a part of the work each:
//
//	analyze   text       -> terms
//	write     []Section  -> index directory
//	pack      index directory <-> the pieces that a site ships
//	quality   answers    -> how good they are
//
// These packages are the only ones that know bleve.
//
// # How a query is read
//
// parse reads the text, planner analyzes the words in it, unit.query says what
// each asks of bleve. All words are looked for, those of asking apart
// (questions.go); a word at the end of the text may be unfinished; a run of
// Chinese is its pairs, of which long runs may lack some, and which count more
// side by side. find tries, in this order:
//
//  1. the text as it is
//  2. for each part that is nowhere: its stem, if it is half typed; the same in
//     simplified characters; hash map for hashmap; one and two letters changed;
//     a run cut at words of joining, or with fewer of its pairs
//
// How says which of these it was. What was found is put in order by page
// (evidence.go), and a short list is filled up (fill.go): with pages that have all
// of it in several sections, then with those that have a part of it, by weight.
//
// A page in a browser does the same, in templates/client/reading, in files of
// the same names. What both have to agree on, such as weights and lists of
// words, stands in templates/client/reading.json and is changed there. What
// they do with it is written twice; the tests here ask both the same questions,
// and testdata/vectors.txt, which they write with -update, says what comes out.
package search
