package links

import (
	"path"
	"regexp"
	"strings"
)

// Links between pages that Notion exported lead to its own site where the pages
// do not stand below each other. Address and file name end in the same id.
var (
	notionAddress = regexp.MustCompile(`^https?://(?:[a-z0-9-]+\.)*notion\.(?:so|site)/(?:[^?#]*[/-])?([0-9a-f]{32})(?:[?#].*)?$`)
	notionFile    = regexp.MustCompile(` ([0-9a-f]{32})$`)
)

// exported is the note with the page of Notion at an address.
func (r *resolver) exported(dest string) (thing, bool) {
	m := notionAddress.FindStringSubmatch(dest)
	if m == nil {
		return thing{}, false
	}
	if r.notion == nil {
		r.notion = map[string]thing{}
		for i := range r.in.Notes {
			name := path.Base(r.in.Notes[i].Path)
			if id := notionFile.FindStringSubmatch(strings.TrimSuffix(name, path.Ext(name))); id != nil {
				r.notion[id[1]] = thing{aNote, i}
			}
		}
	}
	t, ok := r.notion[m[1]]
	return t, ok
}
