// Package pack cuts an index directory into small scripts that a page can
// load one by one, over http and from disk, and puts them together again.
//
// # The files
//
//	search/start.js                __biji("start","<base64 of gzip>")
//	search/<hash>/c00000.js        __biji(0,"<base64 of gzip>")
//	search/<hash>/c00001.js        __biji(1,"<base64 of gzip>")
//	…
//
// Each is a classic script: one call, a line feed after it, nothing else.
// base64 is that of RFC 4648 with padding. gzip is one member of RFC 1952, with
// nothing after it; its CRC and length have to be checked. The number of a
// piece is written with five digits at least, 100000 with six.
//
// The hash names the index and the version of this format: the first 16
// digits of the SHA-256, in lower-case hex, of the line "biji pack 1", then a
// line with name and size of each file, with a space between them, then the
// bytes of all files. Lines end with a line feed. Only start.js knows it: pages
// name no index, so that one that is made anew leaves them as they are, and a
// reader begins with the index that the site has now.
//
// # The byte space
//
// The files of the index directory, in the order of their names, one after the
// other, are a space of bytes. The pieces cover it from 0 on without gaps, in
// the order of their numbers, and none spans two files. The piece that holds a
// byte is found by adding up lengths.
//
// # The start file
//
// It unpacks to one line of JSON, the lengths of all pieces, and the bytes of
// all hot ranges, one after the other. A length has 3 bytes: first come the lowest
// of all pieces, then the middle ones of all, then the highest. In the line are
//
//	version  1; a reader refuses any other number
//	hash     as in the name of the folder of pieces
//	files    [{name, size}…], in the order of the space; names with slashes
//	pieces   how many there are
//	hot      [[offset, length]…], ascending and apart: ranges of the space
//	         whose bytes follow the line, so that no piece need be loaded
//	docsAt   number of the piece in which the stored documents begin
//	docs     [count…]: how many stored documents begin in the piece docsAt, in
//	         the next one …
//
// Offsets in hot are of the space; those inside a segment are of its file.
//
// Hot are, of the segment: the footer with the table of fields before it; each
// field's entry in that table, its header, the length and the footer of its
// dictionary (not of _id, which no search looks into); the dictionaries and
// records of tags and folders, if they are no more than 2 KB; and the nodes of
// the other dictionaries that lead into more than one piece, those nearest to
// the roots first, as long as all of them take no more than 16 KB. So a term of
// a small index is looked up, in all fields, with one piece of the dictionaries.
//
// # Where the cuts are
//
// A reader must not rely on any of this, except for docs; it is why few pieces
// are needed. A piece ends, where the sizes allow, between two stored
// documents; between what is known of one term and of the next; behind a node
// of the dictionaries, one near to the roots rather than others. What is read
// together, such as the positions of a term in a field, is not cut, unless it
// is longer than 48 KB.
//
// A query needs a hundred bytes of most pieces that it loads, so that it costs
// what the pieces weigh. There are about as many as the index has times 5,500
// bytes, and about 5,800 at most; how many of them the stored documents, the
// terms and the dictionaries get depends on how much there is of each, and how
// many pieces of each a query needs: see the method cost of type region.
//
// The postings and the positions of a term in all fields are side by side in
// the segment, and so are the nodes of its dictionaries; type segment in package
// search describes the order.
//
// Stored documents follow each other and say how long they are (a uvarint for
// the length of the meta data, one for the length of the rest, then both), so
// docs is enough to find one by its number: no offset has to be looked up. A
// piece in which documents begin begins with one. A document longer than a
// piece goes on in the pieces after it, for which docs has 0.
//
// An index without documents has no segment: docs and hot are empty or null.
package pack
