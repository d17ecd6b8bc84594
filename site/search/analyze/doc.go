// Package analyze turns text into the terms that the index of a site has.
//
//	NewMapping    -> what bleve is to know of the index, the chain of analysis too
//	Analyzer      text -> terms, as that chain makes them, only faster
//	Shared        what this program and the script in a browser agree on
//
// The script has its own analyzer, in templates/client/index/analyze.ts.
package analyze
