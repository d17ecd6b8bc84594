package site

import (
	"crypto/sha256"
	"encoding/base64"
)

// A Source is something that a page loads or runs, other than the site's own
// files, as its content security policy names it.
type Source struct {
	Directive string // "img-src", "script-src-attr"
	Value     string // "https://a.org", "'sha256-…'"
}

// Sources are those of one page. Those that are in it are true.
type Sources map[Source]bool

// SourceOf names an inline script, style or handler by what it is.
func SourceOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Add adds a source.
func (s Sources) Add(directive, value string) { s[Source{directive, value}] = true }
