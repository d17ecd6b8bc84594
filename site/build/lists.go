package build

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

// A list is what a folder or a tag holds: lines, and the way to the page that
// has the list, both as seen from the page at an address.
type list struct {
	count  int
	child  func(from string, i int) render.Child
	crumbs func(from string) []render.Link
}

// pages is how many pages a list has.
func (l *list) pages() int { return max(1, (l.count+budget.ListEntries-1)/budget.ListEntries) }

// fill gives v, the first page of a list or page k of it, its lines, and links to
// the others.
func (l *list) fill(v *render.View, first string, k int) {
	v.Listed = l.count
	for i := k * budget.ListEntries; i < min(l.count, (k+1)*budget.ListEntries); i++ {
		v.Children = append(v.Children, l.child(v.URL, i))
	}
	if l.pages() > 1 {
		v.Lists = listLinks(first, v.URL, l.pages())
	}
}

// putRest puts the pages of a list but for the first, which v is.
func (b *builder) putRest(v *render.View, l *list, shared render.Site) error {
	for k := 1; k < l.pages(); k++ {
		w := b.view(v.Type, listAddress(v.URL, k), v.Title, shared)
		w.Crumbs = l.crumbs(w.URL)
		l.fill(w, v.URL, k)
		if err := b.put(w); err != nil {
			return err
		}
	}
	return nil
}

// folderList is what stands in a folder: its notes, and the folders in it.
func (b *builder) folderList(folder *site.Page) *list {
	inside := b.atlas.inside[folder.Dir]
	return &list{
		count: len(inside),
		child: func(from string, i int) render.Child {
			p := &b.pages[inside[i]]
			c := b.child(from, p)
			if p.Index {
				c.Folder, c.Count = true, b.atlas.notesBelow[p.Dir]
			}
			return c
		},
		crumbs: func(from string) []render.Link {
			at := *folder
			at.URL = from // so the folder's page is on the way
			return b.crumbs(&at)
		},
	}
}

// tagList is the pages that carry a tag.
func (b *builder) tagList(t *site.Tag) *list {
	return &list{
		count: len(t.Pages),
		child: func(from string, i int) render.Child { return b.child(from, &b.pages[b.atlas.page[t.Pages[i]]]) },
		crumbs: func(from string) []render.Link {
			way := []render.Link{
				{Text: b.Options.Title, Href: site.Href(from, "index.html", "", "")},
				{Text: "", Href: site.Href(from, tagsPage, "", "")},
			}
			if from != t.URL {
				way = append(way, render.Link{Text: t.Name, Href: site.Href(from, t.URL, "", "")})
			}
			return way
		},
	}
}

// listAddress is the address of page k of a list, from 0, whose first page is at
// address. No name that comes from a note has two hyphens in a row, and the
// folder is biji's.
func listAddress(address string, k int) string {
	if k == 0 {
		return address
	}
	folder := "search/lists/"
	if strings.HasPrefix(address, "tags/") {
		folder = ""
	}
	return fmt.Sprintf("%s%s--%d.html", folder, strings.TrimSuffix(address, ".html"), k+1)
}

func listLinks(first, from string, pages int) []render.Letter {
	links := make([]render.Letter, pages)
	for k := range links {
		to := listAddress(first, k)
		links[k] = render.Letter{Text: strconv.Itoa(k + 1), Href: site.Href(from, to, "", ""), Current: to == from}
	}
	return links
}
