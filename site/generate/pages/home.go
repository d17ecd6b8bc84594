package pages

import (
	"cmp"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// homeTags is how many tags a home page names: those of the most pages.
const homeTags = 24

// welcome gives v, the view of the home page p of a language, what readers find there
// who come in: the search, the newest notes, tags. The home of a single note shows
// that note.
func (w *World) welcome(v *render.View, p *site.Page) {
	t := w.tongueOf(p)
	v.Description = cmp.Or(v.Description, t.shared.Description)
	v.Welcome = &render.Welcome{Notes: w.atlas.NotesBelow(t.folder), Words: w.words(t)}
	for i := range w.Pages {
		if w.speaks(t, &w.Pages[i]) {
			v.Welcome.Sections += w.Texts[i].Sections
		}
	}
	if p.Kind == site.FolderPage {
		v.Welcome.Lead = t.shared.Description
	}
	if only := w.only(p); only >= 0 {
		w.onlyView(v, only)
		return
	}
	v.Recent = w.recent(p)
	tags := w.tagsOf(t)
	slices.SortStableFunc(tags, func(a, b site.Tag) int { return cmp.Compare(len(b.Pages), len(a.Pages)) })
	for _, tag := range tags[:min(len(tags), homeTags)] {
		v.AllTags = append(v.AllTags, render.TagLink{Name: tag.Name, Href: site.Href(v.URL, tag.URL, "", ""), Count: len(tag.Pages)})
	}
}

// only is the page of the only note of a language, if p is the home page, no note's,
// of that language; otherwise -1.
func (w *World) only(p *site.Page) int {
	t := w.tongueOf(p)
	if p.Kind != site.FolderPage || p.URL != t.home || w.atlas.NotesBelow(t.folder) != 1 {
		return -1
	}
	return slices.IndexFunc(w.Pages, func(q site.Page) bool {
		return q.Note >= 0 && q.Kind != site.PartPage && !q.Unlisted && !q.Hidden && w.speaks(t, &q) && !w.isNotFound(&q)
	})
}

// onlyView lets v, the view of a home page, show page i. Search engines are told
// which of the two to name.
func (w *World) onlyView(v *render.View, i int) {
	p := &w.Pages[i]
	v.Welcome.Only = true
	v.Type, v.Title, v.Contents = pageType(p.Kind), p.Title, entries(p.Headings)
	v.Children, v.Listed = nil, 0
	if p.Kind == site.OverviewPage {
		v.Children = w.parts(v.URL, i)
	}
	w.noteView(v, p)
	v.Next = nil // it leads to the same
	if v.Canonical != "" {
		v.Canonical = w.Absolute(p.URL)
	}
}
