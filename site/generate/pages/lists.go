package pages

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

// A list is what stands on a page line by line, and goes on over others if it is
// long: what a folder or a tag holds, the tags, the pages that link to a page.
type list struct {
	kind   render.PageType
	title  string
	first  string // address of the first page
	others string // address of the others without "--2.html"
	count  int
	// fill gives v the lines from lo up to hi, as seen from its address.
	fill   func(v *render.View, lo, hi int)
	crumbs func(from string) []render.Link
}

// biji's own names of the pages of lists: no name that comes from a note has two
// hyphens in a row, or lies in the folder of the search.
const (
	listsFolder  = "search/lists/"
	linkedFolder = "search/linked/"
)

// pages is how many pages a list has.
func (l *list) pages() int { return max(1, (l.count+budget.ListEntries-1)/budget.ListEntries) }

// address is that of page k, from 0.
func (l *list) address(k int) string {
	if k == 0 {
		return l.first
	}
	return fmt.Sprintf("%s--%d.html", l.others, k+1)
}

// show gives v, page k of the list, its lines, and links to the other pages.
func (l *list) show(v *render.View, k int) {
	v.Listed = l.count
	l.fill(v, k*budget.ListEntries, min(l.count, (k+1)*budget.ListEntries))
	if l.pages() == 1 {
		return
	}
	for i := range l.pages() {
		v.Lists = append(v.Lists, render.Letter{Text: strconv.Itoa(i + 1), Href: site.Href(v.URL, l.address(i), "", ""), Current: i == k})
	}
}

// putList puts the pages of a list from page k.
func (w *World) putList(l *list, k int, put Put) error {
	for ; k < l.pages(); k++ {
		if err := w.put(w.listView(l, k), put); err != nil {
			return err
		}
	}
	return nil
}

// listView is page k of a list.
func (w *World) listView(l *list, k int) *render.View {
	v := w.view(l.kind, l.address(k), l.title)
	v.Crumbs = l.crumbs(v.URL)
	l.show(v, k)
	return v
}

// folderList is what stands in a folder: its notes, and the folders in it.
func (w *World) folderList(folder *site.Page) *list {
	t := w.tongueOf(folder)
	inside := slices.DeleteFunc(slices.Clone(w.atlas.Inside(folder.Dir)), func(i int) bool {
		return leavesOut(folder, &w.Pages[i]) || !w.isPorch(folder) && !w.speaks(t, &w.Pages[i])
	})
	inside = w.unmentioned(folder, inside)
	return &list{
		kind: render.Folder, title: folder.Title,
		first: folder.URL, others: listsFolder + strings.TrimSuffix(folder.URL, ".html"),
		count: len(inside),
		fill: func(v *render.View, lo, hi int) {
			for _, i := range inside[lo:hi] {
				v.Children = append(v.Children, w.childOfFolder(v.URL, &w.Pages[i]))
			}
		},
		crumbs: func(from string) []render.Link { return w.crumbsBelow(folder, from) },
	}
}

// leavesOut says whether the list of a folder has no line for a page in it. A
// folder that stands in no list itself has one for what is as it is.
func leavesOut(folder, p *site.Page) bool {
	return p.Unlisted && !folder.Unlisted || p.Hidden && !folder.Hidden
}

func (w *World) childOfFolder(from string, p *site.Page) render.Child {
	c := w.child(from, p)
	if p.Index {
		c.Folder, c.Count, c.First = true, w.atlas.NotesBelow(p.Dir), w.firstIn(from, p)
	}
	return c
}

// cardLines is how many of its pages the card of a folder names.
const cardLines = 3

// firstIn are links to the first of what lies in a folder.
func (w *World) firstIn(from string, folder *site.Page) (first []render.Link) {
	for _, i := range w.atlas.Inside(folder.Dir) {
		if p := &w.Pages[i]; !leavesOut(folder, p) && len(first) < cardLines {
			first = append(first, render.Link{Text: w.label(p), Href: site.Href(from, p.URL, "", "")})
		}
	}
	return first
}

// lists says whether a page lists what is in its folder: it does unless its note
// is one among others, or the first of a book, whose contents its author wrote.
func (w *World) lists(p *site.Page) bool {
	bound := func(b site.Book) bool { return b.Dir == p.Dir || b.Page == p.URL }
	return p.Kind == site.FolderPage || p.Kind == site.NotePage && p.Index && !slices.ContainsFunc(w.Books, bound)
}

// unmentioned are those of the pages in a folder that the note which is its page
// does not link to. A home page has the folders all the same.
func (w *World) unmentioned(folder *site.Page, inside []int) []int {
	if folder.Note < 0 {
		return inside
	}
	home := folder.URL == w.tongueOf(folder).home
	linked := map[string]bool{}
	for _, t := range w.Graph.Targets[folder.Note] {
		linked[t.URL] = linked[t.URL] || t.Kind == site.ToPage
	}
	return slices.DeleteFunc(inside, func(i int) bool {
		p := &w.Pages[i]
		return linked[p.URL] && !(home && p.Index)
	})
}

// addLists notes that a page has a list of pages, or welcomes.
func addLists(v *render.View) {
	features := site.FeatureSet{}
	if len(v.Children)+len(v.AllTags)+len(v.Recent)+len(v.Lists)+len(v.Ranges) > 0 {
		features[site.Lists] = true
	}
	if v.Welcome != nil {
		features[site.Welcome] = true
	}
	maps.Copy(features, v.Features)
	v.Features = features
}

// crumbsBelow is the way to a page of biji that belongs to p.
func (w *World) crumbsBelow(p *site.Page, from string) []render.Link {
	at := *p
	at.URL = from // so that p is on the way, if it is a folder's
	way := w.crumbs(&at)
	if !p.Index {
		way = append(way, render.Link{Text: p.Title, Href: site.Href(from, p.URL, "", "")})
	}
	return way
}

// tagList is the pages that carry a tag.
func (w *World) tagList(t *site.Tag) *list {
	return &list{
		kind: render.Tag, title: t.Name,
		first: t.URL, others: strings.TrimSuffix(t.URL, ".html"),
		count: len(t.Pages),
		fill: func(v *render.View, lo, hi int) {
			for _, u := range t.Pages[lo:hi] {
				i, _ := w.atlas.Page(u)
				v.Children = append(v.Children, w.child(v.URL, &w.Pages[i]))
			}
		},
		crumbs: func(from string) []render.Link {
			way := []render.Link{w.home(from), {Text: "", Href: site.Href(from, tagsAt(w.tongueAt(from)), "", "")}}
			for i := range t.Name {
				if href := w.tagHref(from, t.Name[:i]); t.Name[i] == '/' && href != "" {
					way = append(way, render.Link{Text: t.Name[:i], Href: href})
				}
			}
			if from != t.URL {
				way = append(way, render.Link{Text: t.Name, Href: site.Href(from, t.URL, "", "")})
			}
			return way
		},
	}
}

// allTags is the list of tags.
func (w *World) allTags(t *tongue) *list {
	tags := w.tagsOf(t)
	return &list{
		kind:  render.Tags,
		first: tagsAt(t), others: strings.TrimSuffix(tagsAt(t), ".html"),
		count: len(tags),
		fill: func(v *render.View, lo, hi int) {
			for _, t := range tags[lo:hi] {
				v.AllTags = append(v.AllTags, render.TagLink{Name: t.Name, Href: site.Href(v.URL, t.URL, "", ""), Count: len(t.Pages)})
			}
		},
		crumbs: func(from string) []render.Link { return []render.Link{w.home(from)} },
	}
}

// tagsOf are the tags of a language.
func (w *World) tagsOf(t *tongue) []site.Tag {
	return slices.DeleteFunc(slices.Clone(w.Graph.Tags), func(tag site.Tag) bool { return tag.Language != t.number })
}

// linkedList is the pages that link to p, on pages of their own.
func (w *World) linkedList(p *site.Page, linking []linking) *list {
	place := linkedFolder + strings.TrimSuffix(p.URL, ".html")
	return &list{
		kind: render.Linked, title: p.Title,
		first: place + ".html", others: place,
		count:  len(linking),
		fill:   func(v *render.View, lo, hi int) { v.Linked = backlinks(v.URL, linking[lo:hi]) },
		crumbs: func(from string) []render.Link { return w.crumbsBelow(p, from) },
	}
}

func (w *World) home(from string) render.Link {
	t := w.tongueAt(from)
	return render.Link{Text: t.shared.Title, Href: site.Href(from, t.home, "", "")}
}
