// Package pages makes the pages of a site out of what the steps of a build
// found out about it, its World. A page is a function of the World and its
// number: the same World gives the same bytes, in any order, on any goroutine.
package pages

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/atlas"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/card"
	"github.com/biji-notes/biji/site/diagram"
	"github.com/biji-notes/biji/site/highlight"
	"github.com/biji-notes/biji/site/mention"
	"github.com/biji-notes/biji/site/related"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/service"
	"github.com/biji-notes/biji/site/slug"
)

// Parts are what a World is made of. Slices of pages and notes belong together:
// a Page names its note by the index, and so does the Graph.
type Parts struct {
	Options  site.Options // complete
	Notes    []site.Note
	Outlines []*site.Outline // of the notes
	Pages    []site.Page
	Books    []site.Book
	Graph    *site.Graph
	Texts    []Text // of the pages
	Docs     *Shelf
	Content  fs.FS // where pictures are

	Code     *highlight.Highlighter
	Diagrams *diagram.Drawings
	Render   *render.Renderer
	Assets   []bundle.Asset
	Cards    *card.Painter // nil: pages have none
	Index    bool          // there is a search index

	Earlier  func(address string) ([]byte, error) // reads the site as it was built before; nil if nothing is known of it
	Mentions func() *mention.Table                // which pages name which; it gives nil if that is not told
	Previews func() []bundle.Asset                // what cards show of pages, for links that lead to them
}

// A Text is what lists and descriptions say of the text of a page.
type Text struct {
	Summary  string
	Reading  render.Reading
	Sections int // that search finds
	Terms    related.Terms
	Lang     string // in which it is without doubt; "" if it could be another
}

// A World is all that pages are made of. It never changes, and is safe for
// concurrent use.
type World struct {
	Parts
	atlas   *atlas.Atlas
	twins   *site.Translations
	tongues []tongue // by language, the default first
	sizes   *imageSizes
	queries *vault
	kinship *kinshipOnce

	termsOnce sync.Once
	termsMade []*render.View // once somebody asks for one alone

	comments, counted *service.Embed // nil if there are none
	snippets          *service.Inline
}

// New makes a World.
func New(p Parts) *World {
	w := &World{Parts: p, atlas: atlas.New(p.Pages, p.Graph.Tags), sizes: &imageSizes{}, queries: &vault{}, kinship: &kinshipOnce{}}
	w.twins = site.NewTranslations(p.Options.Languages, p.Pages, p.Notes)
	w.speak()
	w.comments, _ = service.Comments(p.Options.Comments) // package load has held them against the services
	w.counted, _ = service.Analytics(p.Options.Analytics)
	w.snippets, _ = service.Snippets(p.Options.Head)
	return w
}

// tagHref leads from a page to that of a tag; "" if it has none.
func (w *World) tagHref(from, name string) string {
	address := w.tongueAt(from).tags[slug.Fold(name)]
	if address == "" {
		return ""
	}
	return site.Href(from, address, "", "")
}

// siteView is what all pages share; Home differs from page to page.
func (w *World) siteView(t *tongue) render.Site {
	s := render.Site{
		Title:       w.title(t),
		Description: w.description(t),
		Author:      w.Options.Author,
		Lang:        t.tag,
		DateFormat:  w.Options.DateFormat,
		HasMap:      w.hasMap(t),
		HasTags:     len(t.tags) > 0,
		Own:         t.own,
		First:       w.first(t),
		Index:       w.Index,
		History:     w.Options.History == site.On,
		Tree:        t.tree.Name,
		Meta:        w.Options.Meta,
	}
	if u, err := url.Parse(w.Options.URL); err == nil && w.Options.URL != "" {
		s.Base = u.EscapedPath()
		s.Feed = w.Options.URL + FeedAt(t.own)
	}
	names := map[string]*string{bundle.Script: &s.Script, bundle.Style: &s.Style, bundle.Icon: &s.Icon, bundle.Theme: &s.Theme}
	for _, a := range w.Assets {
		if name := names[a.Role]; name != nil && a.For == "" {
			*name = a.Name
		}
	}
	s.Features = featureFiles(w.Assets)
	w.faceView(&s, t)
	return s
}

func featureFiles(assets []bundle.Asset) map[site.Feature]render.FeatureFiles {
	all := map[site.Feature]render.FeatureFiles{}
	for _, a := range assets {
		files := all[a.For]
		switch a.Role {
		case bundle.Style:
			files.Style = a.Name
		case bundle.Script:
			files.Script = a.Name
		}
		all[a.For] = files
	}
	return all
}

// text is what is said of a page.
func (w *World) text(p *site.Page) Text {
	i, _ := w.atlas.Page(p.URL)
	return w.Texts[i]
}

// A Put takes the file at an address of the site. It must not keep data.
type Put func(address string, data []byte) error

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// put renders a view and puts it at its address.
func (w *World) put(v *render.View, put Put) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	addLists(v)
	w.addCounted(v)
	w.addSnippets(v)
	if err := w.Render.Page(buf, v, w.tongueAt(v.URL).nav); err != nil {
		return fmt.Errorf("render %s: %w", v.URL, err)
	}
	return put(v.URL, buf.Bytes())
}
