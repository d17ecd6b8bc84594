package build

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

// summaryRunes is how much of a page stands in lists and descriptions.
const summaryRunes = 120

// siteView is what all pages share; Home differs from page to page.
func (b *builder) siteView() render.Site {
	s := render.Site{
		Title:       b.Options.Title,
		Description: b.Options.Description,
		Author:      b.Options.Author,
		HasTags:     len(b.graph.Tags) > 0,
		Index:       b.index,
	}
	if u, err := url.Parse(b.Options.URL); err == nil && b.Options.URL != "" {
		s.Base = u.EscapedPath()
		s.Feed = b.Options.URL + feedName
	}
	for _, a := range b.assets {
		switch a.Role {
		case "script":
			s.Script = a.Name
		case "style":
			s.Style = a.Name
		case "icon":
			s.Icon = a.Name
		case "theme":
			s.Theme = a.Name
		}
	}
	return s
}

// view is what every page has, whatever it shows.
func (b *builder) view(t render.PageType, address, title string, shared render.Site) *render.View {
	shared.Home = site.Href(address, "index.html", "", "")
	v := &render.View{
		Type: t, Lang: b.Options.Lang, UI: site.UI(b.Options.Lang), Site: shared,
		URL: address, Root: site.Root(address), Title: title,
	}
	if b.Options.URL != "" {
		v.Canonical = b.absolute(address)
	}
	return v
}

// absolute is the whole URL of an address, percent-encoded. A folder's page
// is known by the folder's address.
func (b *builder) absolute(address string) string {
	if folder, ok := strings.CutSuffix(address, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		address = folder
	}
	return b.Options.URL + (&url.URL{Path: address}).EscapedPath()
}

func (b *builder) pageView(i int, shared render.Site) *render.View {
	p := &b.pages[i]
	v := b.view(pageType(p.Kind), p.URL, p.Title, shared)
	v.Contents = entries(p.Headings)
	v.Crumbs = b.crumbs(p)
	if i > 0 {
		v.Prev = b.linkTo(p, i-1)
	}
	if i+1 < len(b.pages) {
		v.Next = b.linkTo(p, i+1)
	}
	switch p.Kind {
	case site.OverviewPage:
		v.Children = b.parts(i)
	case site.FolderPage:
		b.folderList(p).show(v, 0)
	}
	if p.Note >= 0 {
		b.noteView(v, p)
	}
	return v
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

// noteView adds what a page has from its note.
func (b *builder) noteView(v *render.View, p *site.Page) {
	n := &b.notes[p.Note]
	v.Source, v.Date = n.Path, n.Meta.Date
	v.Lang = cmp.Or(n.Meta.Lang, v.Lang)
	v.Description = n.Meta.Description
	if v.Description == "" || p.Kind == site.PartPage {
		v.Description = b.atlas.says[p.URL].summary
	}
	if p.TitleBlock >= 0 {
		for _, h := range b.outlines[p.Note].Headings {
			if h.Top && h.Block == p.TitleBlock {
				v.TitleID, v.Empty = h.ID, p.Kind == site.PartPage && h.Empty
			}
		}
	}
	for _, k := range b.atlas.tags[cmp.Or(p.Overview, p.URL)] {
		t := &b.graph.Tags[k]
		v.Tags = append(v.Tags, render.TagLink{Name: t.Name, Href: site.Href(p.URL, t.URL, "", ""), Count: len(t.Pages)})
	}
	if b.Options.Repo != "" {
		v.Edit = strings.TrimSuffix(b.Options.Repo, "/") + (&url.URL{Path: "/" + n.Path}).EscapedPath()
	}
	v.Reading = b.atlas.says[p.URL].reading
}

func (b *builder) crumbs(p *site.Page) []render.Link {
	var crumbs []render.Link
	for _, dir := range folders(p.Dir) {
		k, ok := b.atlas.folderPage[dir]
		if ok && b.pages[k].URL != p.URL {
			l := b.linkTo(p, k)
			if dir == "" {
				l.Text = b.Options.Title
			}
			crumbs = append(crumbs, *l)
		}
	}
	if k, ok := b.atlas.page[p.Overview]; ok && p.Kind == site.PartPage && !b.pages[k].Index {
		crumbs = append(crumbs, *b.linkTo(p, k))
	}
	return crumbs
}

func (b *builder) linkTo(from *site.Page, page int) *render.Link {
	to := &b.pages[page]
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

// A linking is a page that links to another, and its links.
type linking []site.Backlink

// linking lists the pages that link to p, each once.
func (b *builder) linking(p *site.Page) []linking {
	var all []linking
	at := map[string]int{}
	for _, l := range b.graph.Backlinks[p.URL] {
		i, known := at[l.Page]
		if !known {
			i = len(all)
			at[l.Page] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], l)
	}
	return all
}

// showLinking gives v, the view of p, the pages that link to p; of a great many
// the first, and the way to a list of all.
func (b *builder) showLinking(v *render.View, p *site.Page, all []linking) {
	shown := all
	if len(all) > budget.Backlinks {
		shown = all[:budget.Backlinks]
		v.AllLinked = &render.More{Count: len(all), Href: site.Href(v.URL, b.linkedList(p, all).first, "", "")}
	}
	v.Linked = backlinks(v.URL, shown)
}

// backlinks is what a page at an address shows of pages that link to another:
// the sentences that say more than a title.
func backlinks(from string, pages []linking) []render.Backlink {
	var all []render.Backlink
	for _, links := range pages {
		b := render.Backlink{Title: links[0].Title, Href: site.Href(from, links[0].Page, "", links[0].ID)}
		for _, l := range links {
			quote := render.Quote{Href: site.Href(from, l.Page, "", l.ID), Sentence: l.Sentence, Text: l.Text}
			if tells(quote) && !says(b.Quotes, quote) {
				b.Quotes = append(b.Quotes, quote)
			}
		}
		all = append(all, b)
	}
	return all
}

// tells reports whether there are words around the link.
func tells(q render.Quote) bool {
	return strings.ContainsFunc(q.Sentence.Before+q.Sentence.After, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// says reports whether a quote has the sentence of q, in which another of its words may be the link.
func says(quotes []render.Quote, q render.Quote) bool {
	text := q.Sentence.Before + q.Text + q.Sentence.After
	return slices.ContainsFunc(quotes, func(o render.Quote) bool { return o.Sentence.Before+o.Text+o.Sentence.After == text })
}

// parts lists the parts of a split note with their headings, so that an old
// address with a fragment still arrives.
func (b *builder) parts(overview int) []render.Child {
	var parts []render.Child
	over := &b.pages[overview]
	for _, i := range b.atlas.parts[over.URL] {
		p := &b.pages[i]
		child := b.child(over.URL, p)
		child.Headings = entries(b.headingsWithTitle(p))
		parts = append(parts, child)
	}
	return parts
}

// headingsWithTitle is the headings of a page with the one that became its title.
func (b *builder) headingsWithTitle(p *site.Page) []site.Heading {
	var all []site.Heading
	for _, h := range b.outlines[p.Note].Headings {
		if p.From <= h.Block && h.Block < p.To {
			all = append(all, h)
		}
	}
	return all
}

func (b *builder) child(from string, p *site.Page) render.Child {
	c := render.Child{Title: p.Title, Href: site.Href(from, p.URL, "", "")}
	if p.Note >= 0 {
		c.Date = b.notes[p.Note].Meta.Date
		if c.Description = b.notes[p.Note].Meta.Description; c.Description == "" || p.Kind == site.PartPage {
			c.Description = b.atlas.says[p.URL].summary
		}
		c.Empty = p.Kind == site.PartPage && c.Description == "" && b.isEmpty(p)
	}
	return c
}

func (b *builder) isEmpty(p *site.Page) bool {
	for _, h := range b.outlines[p.Note].Headings {
		if h.Top && h.Block == p.From {
			return h.Empty
		}
	}
	return false
}

// Reading speeds: 400 characters a minute for Chinese, about 230 words for
// Latin, as the usual figures go; code is read slower than both and skipped.
const charsPerMinute, wordsPerMinute = 400, 230

func reading(sections []site.Section) render.Reading {
	var chars, words int
	for _, s := range sections {
		c, w := countWords(s.Body)
		chars, words = chars+c, words+w
	}
	return render.Reading{
		Chars:   chars + words,
		Minutes: (chars+charsPerMinute-1)/charsPerMinute + words/wordsPerMinute,
	}
}

// countWords counts the characters of scripts written without spaces, and the
// words of the others.
func countWords(text string) (chars, words int) {
	inWord := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			chars++
			inWord = false
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return chars, words
}
