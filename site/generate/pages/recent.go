package pages

import (
	"cmp"
	"slices"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// Newest are the pages of the newest notes that lists have, at most n, for which is
// says yes. A note without a date is none.
func (w *World) Newest(n int, is func(*site.Page) bool) []*site.Page { return w.newest(n, w.Date, is) }

func (w *World) newest(n int, date func(*site.Page) time.Time, is func(*site.Page) bool) []*site.Page {
	var dated []*site.Page
	for i := range w.Pages {
		if p := &w.Pages[i]; !date(p).IsZero() && p.Kind != site.PartPage && !p.Unlisted && is(p) {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(x, y *site.Page) int {
		return cmp.Or(date(y).Compare(date(x)), cmp.Compare(x.URL, y.URL))
	})
	return dated[:min(len(dated), n)]
}

// Date is that of the note of a page; zero if it has none.
func (w *World) Date(p *site.Page) time.Time {
	if p.Note < 0 {
		return time.Time{}
	}
	return w.Notes[p.Note].Meta.Date
}

// What a front page lists of new notes if its settings do not say: so many, of a
// site with more notes than can be seen at a glance.
const recentNotes, recentOf = 5, 12

// recent are the newest notes, as p, the home page of their language, lists them. A
// short list of all notes does not have them twice.
func (w *World) recent(p *site.Page) (all []render.Child) {
	t := w.tongueOf(p)
	n := w.Options.Recent
	newest := w.Date
	if n == site.RecentAuto {
		n, newest = recentNotes, w.changed
		if w.atlas.NotesBelow(t.folder) <= recentOf {
			n = 0
		}
	}
	listed := map[string]bool{p.URL: true}
	if inside := w.atlas.Inside(p.Dir); p.Kind == site.FolderPage && len(inside) <= recentOf {
		for _, i := range inside {
			listed[w.Pages[i].URL] = true
		}
	}
	for _, q := range w.newest(max(n, 0), newest, func(q *site.Page) bool { return !listed[q.URL] && w.speaks(t, q) && !w.isNotFound(q) }) {
		c := w.child(p.URL, q)
		c.Date = newest(q)
		all = append(all, c)
	}
	return all
}

// changed is when the note of a page was last changed, as far as it is known.
func (w *World) changed(p *site.Page) time.Time {
	if p.Note >= 0 && w.Notes[p.Note].Meta.Updated.After(w.Date(p)) {
		return w.Notes[p.Note].Meta.Updated
	}
	return w.Date(p)
}

func (w *World) isNotFound(p *site.Page) bool {
	return p.Note >= 0 && site.IsNotFoundNote(w.Notes[p.Note].Path)
}
