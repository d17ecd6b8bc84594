package serve

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"

	"github.com/biji-notes/biji/site"
)

// A pageState is a state as a page hears of it.
type pageState struct {
	state
	Page string `json:"page,omitempty"` // print of the page, "" if that is not known
}

// of is the state for the page at an address of the site; "" is none.
func (s state) of(address string) pageState {
	p := pageState{state: s}
	if address == "" || s.files == nil {
		return p
	}
	data, err := fs.ReadFile(s.files, address)
	if err != nil {
		address = site.NotFoundFile // which is what the browser would be shown
		if data, err = fs.ReadFile(s.files, address); err != nil {
			return p
		}
	}
	p.Page = pagePrint(s.files, address, data)
	return p
}

var (
	// indexName is where a page names the search index that it was made with. A new
	// one is no reason to show the page anew, but the first is.
	indexName = regexp.MustCompile(`data-biji-index="[^"]+"`)
	source    = regexp.MustCompile(`\ssrc="([^"]+)"`)
)

// pagePrint changes when a page does, or a picture that it shows from where its
// author keeps it.
func pagePrint(files fs.FS, address string, page []byte) string {
	var h maphash.Hash
	h.SetSeed(seed)
	at := indexName.FindIndex(page)
	if at == nil {
		at = []int{0, 0}
	}
	h.Write(page[:at[0]])
	h.Write(page[at[1]:])
	fmt.Fprintf(&h, " %v", at[1] > 0)
	for _, m := range source.FindAllSubmatch(page, -1) {
		u, err := url.Parse(html.UnescapeString(string(bytes.TrimSpace(m[1]))))
		if err != nil || u.Scheme != "" || u.Host != "" || path.IsAbs(u.Path) {
			continue
		}
		name := path.Join(path.Dir(address), u.Path)
		if info, err := fs.Stat(files, name); err == nil && !info.ModTime().IsZero() {
			fmt.Fprintf(&h, " %q %d %d", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}
