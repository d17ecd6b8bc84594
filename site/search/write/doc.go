// Package write makes the bleve index of a site.
//
//	Index   []Section -> index directory
//
// # What is indexed
//
// A document is a section; its id is the section's address from the top of the
// site, encoded, with the fragment. The fields title, trail, body and code hold
// text, with positions, and stored; name, tags and dir hold keywords. Scores are
// BM25. The title is indexed with the aliases of the page and the name of its
// file. The field name has the section's heading, what namesOf and aliasesOf
// say, and the names of the page with PageMark: a page comes first for its name,
// and its words say which section. The first section of a page has the terms of its
// title there, too, with TitleMark: the field title does not tell them from those of
// other names. Of all that only the aliases are stored, to show why a section was
// found that says nothing of it, and other words for what it says (package synonyms).
// Cells of a table end with a tab. The field typed has how headings and other names in
// Chinese are typed in Latin letters, as analyze.Typed says: there a reader of the
// index looks what a word stands for that is nowhere.
//
// A document has more terms than bleve would make of its texts: analyze.Analyzer
// says which. They stand where no phrase reaches, except the pairs of traditional
// characters in simplified ones, and do not count for the length of a field.
// padding is added to the length of a body. The byte offsets of terms are not
// kept: they would be a fifth of the index, and the accents and names that are
// added have none. Excerpts come from the stored text instead, and bleve's own
// highlighter finds nothing to mark.
//
// The segment is written by type segment instead of bleve: three times as
// fast, in an order that suits a reader of pieces, and the same every time.
package write
