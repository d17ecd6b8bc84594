// Package links resolves every link of every note and turns the result round:
// what a page links to becomes what links to a page.
package links
