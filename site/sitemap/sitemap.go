// Package sitemap tells search engines which pages a site has, as
// https://www.sitemaps.org/protocol.html says.
package sitemap

import (
	"encoding/xml"
	"fmt"
	"slices"
	"time"

	"github.com/biji-notes/biji/site"
)

// A Page is an absolute URL, and the day of its note, which may be unknown.
type Page struct {
	URL        string
	Date       time.Time
	Alternates []Alternate // the page itself among them; nil if it is in one language
}

// An Alternate is the page in a language: a BCP 47 tag, or x-default.
type Alternate struct{ Lang, URL string }

type entry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
	Links   []link `xml:"xhtml:link"`
}

// A link is one of https://developers.google.com/search/docs/specialty/international/localized-versions
type link struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string   `xml:"xmlns:xhtml,attr,omitempty"`
	URLs    []entry  `xml:"url"`
}

type index struct {
	XMLName  xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []entry  `xml:"sitemap"`
}

// Write puts one file with all pages, or if there are more than most several and
// an index of them. Root is the URL of the site, with a slash at its end.
func Write(pages []Page, root string, most int, put func(name string, data []byte) error) error {
	if len(pages) <= most {
		return write(site.SitemapFile, set(pages), put)
	}
	var all index
	for some := range slices.Chunk(pages, most) {
		name := fmt.Sprintf("sitemap--%d.xml", len(all.Sitemaps)+1)
		all.Sitemaps = append(all.Sitemaps, entry{Loc: root + name})
		if err := write(name, set(some), put); err != nil {
			return err
		}
	}
	return write(site.SitemapFile, all, put)
}

func set(pages []Page) urlset {
	var s urlset
	for _, p := range pages {
		e := entry{Loc: p.URL}
		if !p.Date.IsZero() {
			e.LastMod = p.Date.Format(time.DateOnly)
		}
		for _, a := range p.Alternates {
			e.Links = append(e.Links, link{"alternate", a.Lang, a.URL})
			s.XHTML = "http://www.w3.org/1999/xhtml"
		}
		s.URLs = append(s.URLs, e)
	}
	return s
}

func write(name string, v any, put func(name string, data []byte) error) error {
	data, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return put(name, slices.Concat([]byte(xml.Header), data, []byte("\n")))
}
