package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"github.com/biji-notes/biji/site/scratch"
	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/pack"
)

// An Index answers queries. It is safe for use by several goroutines.
type Index struct {
	bleve  bleve.Index
	temp   *scratch.Dir // that holds the index; nil if it is not ours
	tongue func() (analyze.Tongue, error)
}

// Open opens the index that Write left in dir, for reading only: nothing in
// dir changes.
func Open(dir string) (*Index, error) {
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	x := &Index{bleve: b}
	x.tongue = sync.OnceValues(x.readTongue)
	return x, nil
}

// readTongue is what is known of the languages that the index says it is in.
func (x *Index) readTongue() (t analyze.Tongue, err error) {
	dict, err := x.bleve.FieldDictPrefix(analyze.FieldName, []byte(analyze.TongueMark))
	if err != nil {
		return t, err
	}
	defer dict.Close()
	var names []string
	for {
		e, err := dict.Next()
		if e == nil || err != nil {
			return analyze.NewTongue(analyze.TonguesIn(names)), err
		}
		names = append(names, e.Term)
	}
}

// OpenSite opens the index that a built site ships. site is the folder of the
// site, as os.DirFS and an output.Memory have it, or holds it in a folder, as the
// zip of a site does: a zip.Reader is an fs.FS. The index is put together in a
// temporary folder; when OpenSite has returned, site may be closed.
func OpenSite(site fs.FS) (*Index, error) {
	if _, err := fs.Stat(site, pack.Start); err != nil {
		if inner, err := fs.Glob(site, "*/"+pack.Start); err == nil && len(inner) == 1 {
			folder, _, _ := strings.Cut(inner[0], "/")
			if site, err = fs.Sub(site, folder); err != nil {
				return nil, err
			}
		}
	}
	temp, err := scratch.Make()
	if err != nil {
		return nil, err
	}
	x, err := unpacked(site, filepath.Join(temp.Path, "index"))
	if err != nil {
		temp.Remove()
		return nil, temp.Explain(err)
	}
	x.temp = temp
	return x, nil
}

// unpacked puts the index of a site into dir, which it makes, and opens it.
func unpacked(site fs.FS, dir string) (*Index, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	if err := pack.Unpack(site, dir); err != nil {
		return nil, err
	}
	return Open(dir)
}

// Close frees the index.
func (x *Index) Close() error {
	err := x.bleve.Close()
	if x.temp != nil {
		err = errors.Join(err, x.temp.Remove())
	}
	return err
}

// SearchOptions choose a part of the result list.
type SearchOptions struct {
	Size int // at most so many hits; 10 if it is not above 0
	From int // leave out so many of the best
	// First is what comes before all else, whatever its score: what is in the
	// language of the reader.
	First Scope
}

// Results are the answer to a query.
type Results struct {
	Hits  []Hit `json:"hits"`  // best first
	Total int   `json:"total"` // number of sections found
	First int   `json:"-"`     // so many of them are in SearchOptions.First
	How   How   `json:"how"`   // how the text was read
}

// A Hit is a section that was found.
type Hit struct {
	Page    string   `json:"page"`  // address of the page, not encoded
	ID      string   `json:"id"`    // of the section's heading; "" is the top of the page
	URL     string   `json:"url"`   // from the top of the site, with the fragment, encoded
	Title   string   `json:"title"` // of the page
	Trail   []string `json:"trail"` // headings below the title, outermost first, the section's own last
	Excerpt Excerpt  `json:"excerpt"`
	// Also are other names of the page, and that of its file, that show what
	// neither the headings nor the text of the section do.
	Also []Excerpt `json:"also,omitempty"`
	// More is an excerpt of the code, if Excerpt is of the prose and both
	// show what was found.
	More  []Excerpt `json:"more,omitempty"`
	Score float64   `json:"score"` // below 0 in the higher tiers
	// Tier is 0 if the section has all that was asked for, 1 if only its page has it
	// all, and 2 if that has a part of it: those come after the others, to fill up a
	// list that is short. How.Tier says it in words.
	Tier int `json:"tier,omitempty"`
}

// An Excerpt is the part of a section's text that answers the query best.
type Excerpt struct {
	Text  string  `json:"text"`
	Marks []Range `json:"marks"`          // what was found, ascending
	Code  bool    `json:"code,omitempty"` // it is from a code block
}

// A Range is Text[From:To], in bytes.
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Search answers text as a reader typed it. Any text is a query; one without
// words finds nothing.
func (x *Index) Search(ctx context.Context, text string, o SearchOptions) (*Results, error) {
	o.From = max(o.From, 0)
	if o.Size <= 0 {
		o.Size = 10
	}
	f, err := x.find(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", text, err)
	}
	if f.query == nil {
		return &Results{How: f.how}, nil
	}
	matches, first, err := x.scoped(ctx, f, o.First)
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", text, err)
	}
	from := min(o.From, len(matches))
	documents, err := x.documents(ctx, matches[from:min(from+o.Size, len(matches))])
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", text, err)
	}
	out := &Results{Total: len(matches), First: first}
	marks := newMarker(f.words, f.plan)
	best := "" // all texts of the best hit
	for _, m := range documents {
		stored := func(name string) string { s, _ := m.Fields[name].(string); return s }
		hit := Hit{Title: stored(analyze.FieldTitle), Score: m.Score, Tier: tierOf(m.Score)}
		hit.URL, hit.Page, hit.ID = address(m.ID)
		t := stored(analyze.FieldTrail)
		if t != "" {
			hit.Trail = strings.Split(t, "\n")
		}
		list, rows := marks.excerpts(stored(analyze.FieldBody), stored(analyze.FieldCode))
		if len(list) > 0 {
			hit.Excerpt, hit.More = list[0], list[1:]
		}
		hit.Also = marks.also(hit.Page, stored(analyze.FieldName), hit.Title+"\n"+t, rows)
		if best == "" {
			best = strings.Join([]string{hit.Title, t, stored(analyze.FieldBody), stored(analyze.FieldCode)}, "\n")
		}
		out.Hits = append(out.Hits, hit)
	}
	out.How = f.described(marks, best)
	return out, nil
}

// address takes the name of a document apart: url is what site.Href made from
// the top of the site, page and id are decoded.
func address(document string) (url, page, id string) {
	url, fragment, _ := strings.Cut(document, "#")
	fragment, _, _ = strings.Cut(fragment, "#") // the number of a second section at this address
	page = unescape(strings.TrimPrefix(url, "./"))
	if fragment != "" {
		url += "#" + fragment
	}
	return url, page, unescape(fragment)
}

func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
