// Package site names the things a web site of notes is made of.
//
// It holds nouns only: plain data, no input or output, nothing but the
// standard library. The verbs are in the packages below it, one per step of a
// build. Package generate puts them in order and makes a World of what they give.
// Each page (generate/pages) and each file beside them (generate/extras) is a
// function of the World:
//
//	load       files            -> []Note, []File
//	include    Note, files      -> Note with the files in it that it asks for
//	markdown   Note             -> Doc, and the Outline it shows to others
//	split      Note, Outline    -> []Page
//	links      []Page, Outlines -> Graph
//	atlas      []Page, []Tag    -> Atlas: where pages stand
//	search     []Section        -> bleve index (search/write), in pieces (search/pack)
//	mention    pages, their names and texts -> which names which
//	highlight  code             -> HTML and CSS; highlight/chromafast runs the lexers
//	diagram    code             -> SVG, and the words in it
//	mathfont   characters       -> the font of formulas
//	bundle     templates        -> one script, one style sheet
//	render     View             -> page HTML
//	sitemap    addresses        -> sitemap.xml
//	output     files            -> a staged folder, or memory
//
// budget has the bounds that all of them keep, and speech says their messages in
// Chinese.
// fetch copies pictures from other hosts into the content, and is in no build.
// check, cost and serve look at the finished tree and at nothing else. Steps never
// import each other: what one needs of another is passed to it as a function.
//
// # What a Go program may rely on
//
// A program that makes sites or asks them needs four packages, whose examples run
// as tests:
//
//	generate         Site, Input, FromFS, Result
//	generate/folder  Open, Folder: a folder on disk, as "biji build" reads it
//	output           Memory, Dir, Sink
//	search           Open, OpenSite, Index.Search and the types of its answer
//
// What these names are and what their comments say is stable, and so are Options,
// Problem, Pos, Kind, Note and Page of this package: from version 1 on, a program
// that compiles and runs with one release does so with every later one of the
// same major number (https://semver.org). Structs get new fields whose zero value
// changes nothing, so literals of them name their fields; there will be new kinds
// of problems. Before version 1 a minor release may change any of it and says so.
// Everything else that is exported, here and in the other packages, is for biji's
// own steps and changes without notice.
//
// The bytes of a site are the same for the same input and the same biji; another
// biji may write other pages.
//
// The index of a site says which format of pieces it has (search/pack). A reader
// refuses a format that it does not know, with an error that says so, and never
// guesses. The index in the pieces is one of bleve with segments of version 16 of
// zap: index unpack and search.OpenSite read what any earlier biji of the same major
// number wrote. Pages carry their own reader, so an old site goes on working.
package site
