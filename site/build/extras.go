package build

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/gorilla/feeds"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/sitemap"
)

const (
	feedName    = "feed.xml"
	feedEntries = 30
	tagsPage    = "tags/index.html"
)

// writeTags writes a page for every tag, and one that lists them.
func (b *builder) writeTags() error {
	if len(b.graph.Tags) == 0 {
		return nil
	}
	shared := b.siteView()
	for i := range b.graph.Tags {
		if err := b.putList(b.tagList(&b.graph.Tags[i]), 0, shared); err != nil {
			return err
		}
	}
	return b.putList(b.allTags(), 0, shared)
}

func (b *builder) writeRedirects() error {
	shared := b.siteView()
	for _, r := range b.graph.Redirects {
		title := r.To
		if k, ok := b.atlas.page[r.To]; ok {
			title = b.pages[k].Title
		}
		v := b.view(render.Redirect, r.From, title, shared)
		v.To = site.Href(r.From, r.To, "", r.ID)
		if v.Canonical != "" {
			v.Canonical = b.absolute(r.To)
		}
		if err := b.put(v); err != nil {
			return err
		}
	}
	return nil
}

// writeExtras writes what stands at the top of the site beside the pages.
func (b *builder) writeExtras() error {
	for _, a := range b.assets {
		if err := b.out.Put(a.Name, a.Data); err != nil {
			return err
		}
	}
	if err := b.put(b.view(render.NotFound, "404.html", "", b.siteView())); err != nil {
		return err
	}
	// An empty file tells branch deployments on GitHub Pages not to run Jekyll.
	if err := b.out.Put(".nojekyll", nil); err != nil {
		return err
	}
	robots := "User-agent: *\nAllow: /\n"
	if b.Options.URL == "" {
		return b.out.Put("robots.txt", []byte(robots))
	}
	robots += "\nSitemap: " + b.Options.URL + sitemap.Name + "\n"
	if err := b.out.Put("robots.txt", []byte(robots)); err != nil {
		return err
	}
	if err := b.writeSitemap(); err != nil {
		return err
	}
	return b.writeFeed()
}

func (b *builder) writeSitemap() error {
	pages := make([]sitemap.Page, len(b.pages))
	for i := range b.pages {
		pages[i] = sitemap.Page{URL: b.absolute(b.pages[i].URL), Date: b.date(&b.pages[i])}
	}
	return sitemap.Write(pages, b.Options.URL, budget.SitemapURLs, b.out.Put)
}

func (b *builder) date(p *site.Page) time.Time {
	if p.Note < 0 {
		return time.Time{}
	}
	return b.notes[p.Note].Meta.Date
}

// writeFeed writes an Atom feed (RFC 4287) of the notes that have a date,
// newest first. Without any there is nothing to date the feed by; it is then
// empty and carries the epoch.
func (b *builder) writeFeed() error {
	var dated []*site.Page
	for i := range b.pages {
		if p := &b.pages[i]; !b.date(p).IsZero() && p.Kind != site.PartPage {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(x, y *site.Page) int {
		return cmp.Or(b.date(y).Compare(b.date(x)), cmp.Compare(x.URL, y.URL))
	})
	dated = dated[:min(len(dated), feedEntries)]
	feed := feeds.Feed{
		Title:       b.Options.Title,
		Description: b.Options.Description, // the subtitle of Atom
		Id:          b.Options.URL,
		Link:        &feeds.Link{Href: b.Options.URL},
		Author:      &feeds.Author{Name: cmp.Or(b.Options.Author, b.Options.Title)},
		Updated:     time.Unix(0, 0).UTC(),
	}
	for i, p := range dated {
		if i == 0 {
			feed.Updated = b.date(p)
		}
		u := b.absolute(p.URL)
		feed.Items = append(feed.Items, &feeds.Item{
			Title: p.Title, Id: u, Link: &feeds.Link{Href: u}, Updated: b.date(p),
			Description: b.child("", p).Description,
		})
	}
	atom := (&feeds.Atom{Feed: &feed}).AtomFeed()
	for _, e := range atom.Entries {
		if e.Summary != nil {
			e.Summary.Type = "text" // feed readers would take code in it, such as <img onerror>, for HTML
		}
	}
	var w bytes.Buffer
	if err := feeds.WriteXML(atom, &w); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	return b.out.Put(feedName, w.Bytes())
}
