package site

// A Source is something that a page loads or runs besides the site's own
// files, as its content security policy names it.
type Source struct {
	Directive string // "img-src", "script-src-attr"
	Value     string // "https://a.org", "'sha256-…'"
}

// Sources are those of one page. Those that are in it are true.
type Sources map[Source]bool

// Add adds a source.
func (s Sources) Add(directive, value string) { s[Source{directive, value}] = true }
