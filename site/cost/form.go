package cost

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"golang.org/x/net/html"
)

// frontPage is the page whose search box is opened.
const frontPage = "index.html"

// folder holds the index.
const folder = "search"

// What pages fetch when the box is opened. The names stand only in the script of
// every page; package bundle makes both.
const (
	codeFiles  = "assets/search-*.js"
	sheetFiles = "assets/hits-*.css"   // of what they show
	moreFiles  = "assets/further-*.js" // what few queries want
)

// A form is what the search form of a page says of search on its site.
type form struct {
	lang  string   // of the interface
	first string   // what comes first of what is found, as JSON: the pages in a language; "" if nothing does
	code  []string // the files that are fetched when the box is opened
	more  string   // the file that is fetched for queries of some kinds
}

// readForm reads the form of the front page.
func readForm(site fs.FS) (f form, err error) {
	page, err := fs.ReadFile(site, frontPage)
	if err != nil {
		return f, fmt.Errorf("look for the search box: %w", err)
	}
	has := false
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Data != "form" || !slices.Contains(t.Attr, html.Attribute{Key: "data-biji", Val: "search"}) {
			continue
		}
		for _, a := range t.Attr {
			switch {
			case a.Key == "data-biji-index":
				has = true
			case a.Key == "data-biji-lang":
				f.lang = a.Val
			case a.Key == "data-biji-first":
				f.first = a.Val
			}
		}
		break
	}
	if !has {
		return f, errors.New("the front page has no search box with an index")
	}
	if f.code, err = fs.Glob(site, codeFiles); err == nil && len(f.code) == 0 {
		return f, fmt.Errorf("there is no file %s", codeFiles)
	}
	sheets, globErr := fs.Glob(site, sheetFiles)
	f.code = append(f.code, sheets...)
	more, moreErr := fs.Glob(site, moreFiles)
	if len(more) > 0 {
		f.more = more[0]
	}
	return f, errors.Join(err, globErr, moreErr)
}
