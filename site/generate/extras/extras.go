// Package extras makes the files that stand at the top of a site beside its
// pages.
package extras

import (
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/sitemap"
)

// An Extra is such a file.
type Extra struct {
	Name string // its address, one that package site reserves
	// Make puts the file, and others that belong to it, or none if the site is
	// not to have it.
	Make func(w *pages.World, put pages.Put) error
}

// All are the extra files of a site.
func All() []Extra {
	return []Extra{
		{site.NotFoundFile, func(w *pages.World, put pages.Put) error { return w.NotFound(site.NotFoundFile, put) }},
		{site.JekyllFile, noJekyll},
		{site.RobotsFile, robots},
		{site.SitemapFile, writeSitemap},
		{site.FeedFile, writeFeeds},
		{site.LLMsFile, writeLLMs},
	}
}

// noJekyll is an empty file that tells branch deployments on GitHub Pages not to
// run Jekyll.
func noJekyll(_ *pages.World, put pages.Put) error { return put(site.JekyllFile, nil) }

func robots(w *pages.World, put pages.Put) error {
	if w.Graph.Files[site.RobotsFile] != "" { // the author's own
		return nil
	}
	text := "User-agent: *\nAllow: /\n"
	if w.Options.URL != "" {
		text += "\nSitemap: " + w.Options.URL + site.SitemapFile + "\n"
	}
	return put(site.RobotsFile, []byte(text))
}

func writeSitemap(w *pages.World, put pages.Put) error {
	if w.Options.URL == "" {
		return nil
	}
	var all []sitemap.Page
	for i := range w.Pages {
		if p := &w.Pages[i]; !p.Unlisted && !w.LeadsOn(i) {
			all = append(all, sitemap.Page{URL: w.Absolute(p.URL), Date: changed(w, p), Alternates: alternates(w, i)})
		}
	}
	return sitemap.Write(all, w.Options.URL, budget.SitemapURLs, put)
}

// alternates are the addresses of a page in the languages in which it exists; nil if
// that is one.
func alternates(w *pages.World, page int) (all []sitemap.Alternate) {
	for _, l := range w.Translations(page) {
		all = append(all, sitemap.Alternate{Lang: l.Tag, URL: l.URL})
		if l.Default {
			all = append(all, sitemap.Alternate{Lang: "x-default", URL: l.URL})
		}
	}
	return all
}

// changed is when a page was last changed, as far as that is known.
func changed(w *pages.World, p *site.Page) time.Time {
	at := w.Date(p)
	if p.Note >= 0 && w.Notes[p.Note].Meta.Updated.After(at) {
		return w.Notes[p.Note].Meta.Updated
	}
	return at
}
