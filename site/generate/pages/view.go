package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/slug"
)

// view is what every page has, whatever it shows.
func (w *World) view(t render.PageType, address, title string) *render.View {
	return w.viewIn(w.tongueAt(address), t, address, title)
}

// viewIn is view in a language.
func (w *World) viewIn(own *tongue, t render.PageType, address, title string) *render.View {
	shared := own.shared
	shared.Home = site.Href(address, own.home, "", "")
	v := &render.View{
		Type: t, Lang: own.tag, UI: w.Render.UI(own.tag), Site: shared, Languages: w.languageLinks(own, address),
		URL: address, Root: site.Root(address), Title: title,
	}
	if w.Options.URL != "" {
		v.Canonical = w.Absolute(address)
	}
	return v
}

// Absolute is the whole URL of an address, percent-encoded. A folder's page
// is known by the folder's address.
func (w *World) Absolute(address string) string {
	if folder, ok := strings.CutSuffix(address, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		address = folder
	}
	return w.Options.URL + (&url.URL{Path: address}).EscapedPath()
}

func (w *World) pageView(i int) *render.View {
	p := &w.Pages[i]
	v := w.view(pageType(p.Kind), p.URL, p.Title)
	v.Unlisted = p.Unlisted
	v.Poster = w.poster(i)
	v.Contents = entries(p.Headings)
	v.Questions = strings.Join(site.Questions(p.Headings), " ")
	v.Crumbs = w.crumbs(p)
	v.Prev, v.Next = w.neighbour(i, -1), w.neighbour(i, 1)
	switch p.Kind {
	case site.OverviewPage:
		v.Children = w.parts(p.URL, i)
	case site.FolderPage, site.NotePage:
		if w.lists(p) {
			w.folderList(p).show(v, 0)
		}
	}
	if p.Note >= 0 {
		w.noteView(v, p)
	}
	if p.URL == w.tongueOf(p).home {
		w.welcome(v, p)
	}
	return v
}

// neighbour is the next page of those that lists have, forwards or backwards; nil
// if there is none.
func (w *World) neighbour(i, step int) *render.Link {
	for k := i + step; k >= 0 && k < len(w.Pages); k += step {
		if !w.Pages[k].Hidden && w.speaks(w.tongueOf(&w.Pages[i]), &w.Pages[k]) {
			return w.linkTo(&w.Pages[i], k)
		}
	}
	return nil
}

func pageType(k site.PageKind) render.PageType {
	switch k {
	case site.OverviewPage:
		return render.Overview
	case site.FolderPage:
		return render.Folder
	}
	return render.Note
}

// noteView adds what v has from the note of p, as seen from the address of v.
func (w *World) noteView(v *render.View, p *site.Page) {
	n := &w.Notes[p.Note]
	v.Source, v.Date = n.Path, n.Meta.Date
	if n.Meta.Updated.Format(time.DateOnly) > n.Meta.Date.Format(time.DateOnly) {
		v.Updated = n.Meta.Updated
	}
	v.Lang, v.TextLang = w.languages(p)
	v.Description = n.Meta.Description
	if v.Description == "" || p.Kind == site.PartPage {
		v.Description = w.text(p).Summary
	}
	if p.TitleBlock >= 0 {
		for _, h := range w.Outlines[p.Note].Headings {
			if h.Top && h.Block == p.TitleBlock {
				v.TitleID, v.Empty = h.ID, p.Kind == site.PartPage && h.Empty
			}
		}
	}
	for _, k := range w.atlas.Tags(p) {
		t := &w.Graph.Tags[k]
		if slices.ContainsFunc(n.TagsAbove, func(above string) bool { return slug.Fold(above) == slug.Fold(t.Name) }) {
			continue
		}
		v.Tags = append(v.Tags, render.TagLink{Name: t.Name, Href: site.Href(v.URL, t.URL, "", ""), Count: len(t.Pages)})
	}
	if p.Kind != site.PartPage { // they are the overview's
		v.Properties = w.properties(v.URL, p.Note)
	}
	if w.Options.Repo != "" {
		v.Edit = strings.TrimSuffix(w.Options.Repo, "/") + (&url.URL{Path: "/" + n.Path}).EscapedPath()
	}
	v.Reading = w.text(p).Reading
}

// languages are that of a page with a note, and that of its text, if it is plainly
// another and the note does not say in which it is.
func (w *World) languages(p *site.Page) (page, text string) {
	if said := w.Notes[p.Note].Meta.Lang; said != "" {
		return said, ""
	}
	page = w.tongueOf(p).tag
	return page, site.PlainlyOther(w.text(p).Lang, page)
}

// isRightToLeft says whether the text of a page is written so.
func (w *World) isRightToLeft(p *site.Page) bool {
	if p.Note < 0 {
		return site.Direction(w.tongueOf(p).tag) != ""
	}
	page, text := w.languages(p)
	return site.Direction(cmp.Or(text, page)) != ""
}

func (w *World) crumbs(p *site.Page) []render.Link {
	var crumbs []render.Link
	t := w.tongueOf(p)
	for _, k := range w.atlas.Way(p.URL, p.Dir) {
		if !w.speaks(t, &w.Pages[k]) {
			continue
		}
		l := w.linkTo(p, k)
		if w.Pages[k].Dir == t.folder {
			l.Text = t.shared.Title
		}
		crumbs = append(crumbs, *l)
	}
	if k, ok := w.atlas.Page(p.Overview); ok && p.Kind == site.PartPage && !w.Pages[k].Index {
		crumbs = append(crumbs, *w.linkTo(p, k))
	}
	return crumbs
}

func (w *World) linkTo(from *site.Page, page int) *render.Link {
	to := &w.Pages[page]
	return &render.Link{Text: to.Title, Href: site.Href(from.URL, to.URL, "", "")}
}

// entries nests headings by their levels. A heading that skips a level hangs
// under the last one above it.
func entries(headings []site.Heading) []render.Entry {
	var out []render.Entry
	for i := 0; i < len(headings); {
		end := i + 1
		for end < len(headings) && headings[end].Level > headings[i].Level {
			end++
		}
		out = append(out, render.Entry{
			Text:     headings[i].Text,
			ID:       headings[i].ID,
			Children: entries(headings[i+1 : end]),
		})
		i = end
	}
	return out
}

// parts lists the parts of a split note with their headings, so that an old
// address with a fragment still arrives.
func (w *World) parts(from string, overview int) []render.Child {
	var parts []render.Child
	over := &w.Pages[overview]
	for _, i := range w.atlas.Parts(over.URL) {
		p := &w.Pages[i]
		child := w.child(from, p)
		child.Headings = entries(w.headingsWithTitle(p))
		parts = append(parts, child)
	}
	return parts
}

// headingsWithTitle is the headings of a page with the one that became its title.
func (w *World) headingsWithTitle(p *site.Page) []site.Heading {
	var all []site.Heading
	for _, h := range w.Outlines[p.Note].Headings {
		if p.From <= h.Block && h.Block < p.To {
			all = append(all, h)
		}
	}
	return all
}

// Description is what a list says of a page.
func (w *World) Description(p *site.Page) string { return w.child("", p).Description }

func (w *World) child(from string, p *site.Page) render.Child {
	c := render.Child{Title: p.Title, Href: site.Href(from, p.URL, "", "")}
	if p.Note >= 0 {
		c.Date = w.Notes[p.Note].Meta.Date
		if c.Description = w.Notes[p.Note].Meta.Description; c.Description == "" || p.Kind == site.PartPage {
			c.Description = w.text(p).Summary
		}
		c.Empty = p.Kind == site.PartPage && c.Description == "" && w.isEmpty(p)
	}
	return c
}

func (w *World) isEmpty(p *site.Page) bool {
	for _, h := range w.Outlines[p.Note].Headings {
		if h.Top && h.Block == p.From {
			return h.Empty
		}
	}
	return false
}
