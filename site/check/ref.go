package check

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
)

// A ref is a URL as one folder's pages write it. Pages of a folder share
// most of theirs, the sidebar's above all, so it is resolved once for them.
type ref struct {
	written  string
	file     string // the file of the site that it leads to; "" if it leads out of it
	fragment string // decoded
	// anyDepth: it starts at the root of the host, or means a folder. 404.html is
	// shown at any depth, for whatever address, so it may have nothing else.
	anyDepth bool

	wrong, hint string // what is wrong with it; "" if nothing is
	kind        site.Kind
}

// A use is what a page does with a URL.
type use int

const (
	follow use = iota // the reader may go there
	load              // the browser fetches it by itself
)

// resolve says where the URL leads that a page in folder dir has written.
func (c *crawl) resolve(dir, written string, u use) *ref {
	r := &ref{written: written, kind: site.BrokenLink}
	if u == load {
		r.kind = site.BrokenImage
	}
	dest, err := url.Parse(strings.TrimSpace(written))
	if err != nil {
		return r.fail("is not a URL")
	}
	if dest.Scheme != "" || dest.Host != "" {
		return r.leave(dest, u)
	}
	if dest.Opaque != "" || strings.HasPrefix(dest.Path, "/") {
		r.kind, r.anyDepth = site.UnsafeURL, true
		return r.fail("is not relative: it fails from disk and below a sub-path")
	}
	r.fragment, _, _ = strings.Cut(dest.Fragment, ":~:") // what follows is for the browser
	if dest.Path == "" {
		return r // the page itself; the caller knows which
	}
	r.anyDepth = strings.HasSuffix(dest.Path, "/")
	file := path.Join(dir, dest.Path)
	if file == ".." || strings.HasPrefix(file, "../") {
		return r.fail("leads out of the site")
	}
	isFile, there := c.files[file]
	switch {
	case there && isFile && !strings.HasSuffix(dest.Path, "/"):
		r.file = file
	case there:
		return r.fail("leads to a folder, which does not open from disk")
	default:
		if again, err := url.PathUnescape(file); err == nil && c.files[again] {
			r.hint = "it is percent-encoded twice"
		}
		return r.fail("leads to no file of the site")
	}
	return r
}

// leave judges a URL that leads out of the site.
func (r *ref) leave(dest *url.URL, u use) *ref {
	switch strings.ToLower(dest.Scheme) {
	case "http", "https":
		if u == load {
			r.kind = site.ExternalImage
			return r.fail("is loaded from another site")
		}
		return r
	case "mailto", "tel":
		if u == follow {
			return r
		}
	case "data":
		if kind, _, _ := strings.Cut(dest.Opaque, "/"); u == load && strings.EqualFold(kind, "image") {
			return r
		}
	}
	r.kind = site.UnsafeURL
	return r.fail("has a scheme that is not allowed")
}

func (r *ref) fail(why string) *ref {
	written := r.written
	if len(written) > 200 {
		written = strings.ToValidUTF8(written[:200], "") + "…"
	}
	r.wrong = fmt.Sprintf("link %q %s", written, why)
	return r
}
