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
//	highlight  code             -> HTML and CSS; highlight/chromafast runs the lexers
//	diagram    code             -> SVG, and the words in it
//	mathfont   characters       -> the font of formulas
//	bundle     templates        -> one script, one style sheet
//	render     View             -> page HTML
//	sitemap    addresses        -> sitemap.xml
//	output     files            -> a staged folder, or memory
//
// budget has the bounds that all of them keep.
// fetch copies pictures from other hosts into the content, and is in no build.
// check, cost and serve look at the finished tree and at nothing else. Steps never
// import each other: what one needs of another is passed to it as a function.
package site
