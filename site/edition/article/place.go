package article

import (
	"net/url"
	"path"
	"strings"
)

// Place is the place in the site to which an href of the page at an address leads: its
// path, from the top of the site and not encoded, and what stands behind that. ok is
// false if it leads elsewhere, or cannot be read.
func Place(page, href string) (to *url.URL, ok bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return nil, false
	}
	at := page
	if u.Path != "" {
		at = path.Join(path.Dir(page), u.Path)
	}
	return &url.URL{Path: at, RawQuery: u.RawQuery, Fragment: u.Fragment}, true
}
