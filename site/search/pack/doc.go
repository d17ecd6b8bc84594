// Package pack takes an index directory apart into small scripts that a page can
// load one by one, over http and from disk, and puts them together again.
//
// This is version 3. Version 1 was the bytes of the segment, cut; each piece had a
// number, and pages named the index. A sentence more in one note made three
// pieces of five and all pages anew, a third of the bytes was the base64 around
// them, and a term was found by way of four pieces. What is here says the same
// as the segment in another way: the segment is written again from it by package
// write, byte for byte. In version 2 documents were numbered as in the segment: a
// section more gave all after it other numbers, and made half of the pieces new. A
// reader refuses every other version by its number.
//
// # The files
//
//	search/start.js         __biji("start","<text>")
//	search/p/c01234567.js   __biji("c01234567.js","<text>")
//	…
//
// Each is a classic script: one call, a line feed after it, nothing else. The text
// is a gzip member (RFC 1952, nothing after it) in 123 ASCII characters: script.go
// describes it. A piece is named by the CRC-32 of its bytes, as 8 digits, which is
// also what the end of its gzip member says: so it is checked that a piece is whole
// and that it is the one that was asked for. Equal pieces are one file, and a cache
// may keep it for ever. Only start.js keeps its name; it is fetched beside the
// script of the search box, which costs no step of loading, and no page has to
// know which index the site has.
//
// # The start file
//
// It unpacks to a line of JSON (type header), and then
//
//	for each piece of documents: the number of its first, as the distance from that of
//	    the piece before, a uvarint
//	for each piece of filters, then of terms, then of spellings: its key, in front
//	    coding: above the last term of the piece before, not above its own first
//	for each piece of all regions, in their order: its name, 4 bytes, the highest first
//
// Front coding is the number of bytes that a term has in common with the one
// before it, the number of those that follow, and these.
//
// # The regions
//
// All numbers are uvarints. A document is
//
//	how many numbers no document has between it and the one before in its piece
//	length of its id, and the id; number of texts
//	for each: number of its field, and its length; then the texts
//
// Filters are the terms of the fields by which results are filtered, terms those of
// the fields of words. Both are in the order of the bytes of terms. Of each there is
//
//	the term, in front coding; the size of what follows
//	the fields that have it: bit f for that of number f; bit 0 if the positions have a
//	    piece of their own (bleve's own field, _id, is number 0 and not shipped: its
//	    terms are the ids)
//	for each field: number of documents
//	    of each document: distance from the one before
//	    of each: frequency times two, and 1 if all occurrences have a position; if not,
//	        how many have
//	    of each: the length of the field, a byte: write.LengthOf
//	for each field, for each document: positions, as distances; or, 4 bytes, the name
//	    of the piece where they are
//
// In front of all terms stands an empty one, in a field that no index has: its
// postings are all documents.
//
// What all fields say of a term is side by side, since a query asks all: a term is
// one piece, without a dictionary before it. Fields without any are the end of a
// piece that had the name of another.
//
// Spellings are terms below U+3000 once more, without postings, but for those of
// the field typed: where a word with typos is looked for, all with one first letter
// are read.
//
// The rest is the other files of the directory, and a segment that package write
// did not make, in pieces of 64 KB.
//
// # Where the cuts are
//
// A piece ends between two documents or two terms, where the hash of the next one is
// least among those at which it would have about the size that it should: cut.go. So
// a note that changes moves the cuts next to it and no others. A piece is what a
// query loads, and a host counts files: sizes says how many there are. Positions
// longer than half of a piece have their own, for most queries do not read them.
//
// # What is new after a change
//
// Documents have numbers that ascend as those of the segment do, with space behind
// those of each page (number.go): a section more touches the terms of its page, and
// the numbers of all behind it only if its page has no space left, which is seldom. It
// made 6 % of the pieces new, in the mean of 18 edits of three collections, and
// 19 % with spaces that are powers of two, which every fourth page has filled.
//
// A note more moves all behind it, and makes half of the pieces new: all those of
// terms. Space behind groups of pages, which end where the hash of an address says so,
// does not help enough. Such a group is laid out anew from the new page on, and one
// page that moves makes a fifth of the pieces new: with groups of two to eight pages,
// and groups of them, a note made 30 to 50 % new. In an order within groups of 16 or
// 64 pages that hashes give, pages stay where they are (10 to 25 %); but the space
// that this takes makes distances longer: on 58,000 sections in 37 languages the index
// had 7 % more bytes, and so it had with groups in the order of addresses. Numbers
// that an address alone gives, by its hash, cost 13 % there, and a question 192 KB
// instead of 126, since pages of a folder or a language do not stand together any
// more; and what counts the same is listed in no order at all.
//
// A sentence more touches, besides its document, the terms of the sentence and those
// that stand in its section after it, whose positions move. Lengths of fields have two
// digits (write.LengthCode), so that the others seldom notice: on 2,095 sections, 2 MB
// of text, 8 % of the pieces, where with three it was 10 %. Lengths of all documents
// in a table of their own, instead of beside each posting, would save 9 % of the
// index, but a query has to load that table: 2 bytes for each section, which was 13 KB
// of 66 with 5,900 of them.
package pack
