package cost

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// frontPage is the page whose search box is opened.
const frontPage = "index.html"

// A form is what the search form of a page says of search on its site.
type form struct {
	folder string   // of the index, without a slash at the end
	lang   string   // of the interface
	code   []string // the scripts that are fetched when the box is opened
}

// readForm reads the form of the front page.
func readForm(site fs.FS) (f form, err error) {
	page, err := fs.ReadFile(site, frontPage)
	if err != nil {
		return f, fmt.Errorf("look for the search box: %w", err)
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Data != "form" || !slices.Contains(t.Attr, html.Attribute{Key: "data-biji", Val: "search"}) {
			continue
		}
		for _, a := range t.Attr {
			switch {
			case a.Key == "data-biji-index" && a.Val != "":
				f.folder = "search/" + a.Val
			case a.Key == "data-biji-lang":
				f.lang = a.Val
			case strings.HasPrefix(a.Key, "data-biji-later"): // scripts that few questions need
			case strings.HasPrefix(a.Key, "data-biji-") && path.Ext(a.Val) == ".js":
				name, err := url.PathUnescape(a.Val)
				if err != nil {
					return f, fmt.Errorf("read the search form: %w", err)
				}
				f.code = append(f.code, path.Clean(name))
			}
		}
		break
	}
	if f.folder == "" || len(f.code) == 0 {
		return f, errors.New("the front page has no search box with an index")
	}
	return f, nil
}
