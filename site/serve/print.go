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
	"slices"

	"github.com/biji-notes/biji/site"
)

// A pageState is a state as a page hears of it.
type pageState struct {
	state
	Page  string   `json:"page,omitempty"`  // print of the page, "" if that is not known
	Notes []string `json:"notes,omitempty"` // what is wrong with what it shows, line by line
}

// An aware site knows what its pages show.
type aware interface {
	// About is the note that the page at an address shows, and what is wrong with
	// the page.
	About(address string) (note string, problems []site.Problem)
}

// of is the state for the page at an address of the site; "" is none. tell says
// problems in lines.
func (s state) of(address string, tell func([]site.Problem) ([]string, string)) pageState {
	p := pageState{state: s}
	if address == "" || s.files == nil {
		return p
	}
	if site, ok := s.files.(aware); ok {
		note, problems := site.About(address)
		problems = slices.Clone(problems)
		for _, problem := range s.problems {
			if note != "" && problem.At.File == note {
				problems = append(problems, problem)
			}
		}
		if len(problems) > 0 {
			p.Notes, _ = tell(problems)
		}
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

var source = regexp.MustCompile(`\ssrc="([^"]+)"`)

// framePrint changes when something of a page does that is not its main text; "" if
// it has none.
func framePrint(page []byte) string {
	from, to := bytes.Index(page, []byte("<main")), bytes.LastIndex(page, []byte("</main>"))
	if from < 0 || to < from {
		return ""
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for _, part := range [][]byte{page[:from], page[to:]} {
		h.Write(part)
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// pagePrint changes when a page does, or a picture that it shows from where its
// author keeps it.
func pagePrint(files fs.FS, address string, page []byte) string {
	var h maphash.Hash
	h.SetSeed(seed)
	h.Write(page)
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
