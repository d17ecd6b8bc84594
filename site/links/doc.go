// Package links resolves every link of every note and turns the result round:
// what a page links to becomes what links to a page.
//
//	connect.go    all of it in order
//	address.go    a destination as written -> its path, query, fragment, scheme
//	places.go     paths, names, titles, aliases -> what they name
//	resolve.go    a link -> its target and what is wrong with it
//	anchors.go    a fragment -> its place in a note
//	suggest.go    a misspelt name -> the name that was meant
//	backlinks.go, tags.go, redirects.go, files.go
//	              the rest of the graph
//	report.go     files and pages that nothing leads to
package links
