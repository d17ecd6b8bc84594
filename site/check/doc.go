// Package check reads a finished site as a browser would, and says what is
// wrong with it. It knows nothing of notes: that it and package links come to
// the same answer about a link is a test of both.
package check
