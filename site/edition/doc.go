// Package edition has no code of its own. The packages below it make other
// editions of a site out of its finished pages, so that nothing gets into them
// that was not published:
//
//	article  finished page         -> what stands on it
//	twin     HTML of a text        -> Markdown
//	mcp      folder or zip         -> answers to a program that asks
//	book     site                  -> its pages in order, fit to stand one after another
//	epub     book                  -> a file for e-readers
//	onepage  book                  -> one HTML file
//	cards    book                  -> a deck for Anki
package edition
