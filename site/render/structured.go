package render

import (
	"cmp"
	"net/url"
	"strings"
	"time"
)

// The words of schema.org in which search engines are told of a page.
type (
	structured struct {
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}
	techArticle struct {
		Type        string  `json:"@type"`
		Headline    string  `json:"headline"`
		Description string  `json:"description,omitempty"`
		URL         string  `json:"url"`
		Language    string  `json:"inLanguage,omitempty"`
		Published   string  `json:"datePublished,omitempty"`
		Modified    string  `json:"dateModified,omitempty"`
		Author      *author `json:"author,omitempty"`
	}
	author struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	breadcrumbList struct {
		Type  string  `json:"@type"`
		Items []crumb `json:"itemListElement"`
	}
	crumb struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item,omitempty"`
	}
)

// Structured is what search engines are told of a note, and of the way to it; nil if the
// address of the site is not known.
func (d *data) Structured() any {
	if d.Canonical == "" || d.Unlisted || d.Source == "" || d.Type != Note && d.Type != Overview {
		return nil
	}
	article := techArticle{Type: "TechArticle", Headline: d.PageHeading(), Description: d.Description, URL: d.Canonical, Language: cmp.Or(d.TextLang, d.Lang)}
	article.Published, article.Modified = dayOf(d.Date), dayOf(d.Updated)
	if d.Site.Author != "" {
		article.Author = &author{"Person", d.Site.Author}
	}
	all := structured{"https://schema.org", []any{article}}
	if items := d.crumbItems(); len(items) > 0 {
		all.Graph = append(all.Graph, breadcrumbList{"BreadcrumbList", items})
	}
	return all
}

// dayOf is a day in ISO 8601; "" of none.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// crumbItems are the crumbs with whole addresses, and the page itself; none if there are
// no crumbs.
func (d *data) crumbItems() (items []crumb) {
	here, err := url.Parse(d.Canonical)
	if err != nil || len(d.Crumbs) == 0 {
		return nil
	}
	for i, c := range d.Crumbs {
		to, err := here.Parse(c.Href)
		if err != nil {
			return nil
		}
		items = append(items, crumb{"ListItem", i + 1, c.Text, strings.TrimSuffix(to.String(), "index.html")})
	}
	return append(items, crumb{Type: "ListItem", Position: len(items) + 1, Name: d.PageHeading()})
}
