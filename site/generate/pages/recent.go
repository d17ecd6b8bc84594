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
func (w *World) Newest(n int, is func(*site.Page) bool) []*site.Page {
	var dated []*site.Page
	for i := range w.Pages {
		if p := &w.Pages[i]; !w.Date(p).IsZero() && p.Kind != site.PartPage && !p.Unlisted && is(p) {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(x, y *site.Page) int {
		return cmp.Or(w.Date(y).Compare(w.Date(x)), cmp.Compare(x.URL, y.URL))
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

// recent are the newest notes, if p is the home page of their language and the
// settings ask for it.
func (w *World) recent(p *site.Page) (all []render.Child) {
	t := w.tongueOf(p)
	if w.Options.Recent == 0 || p.URL != t.home {
		return nil
	}
	for _, q := range w.Newest(w.Options.Recent, func(q *site.Page) bool { return q.URL != p.URL && w.speaks(t, q) && !w.isNotFound(q) }) {
		all = append(all, w.child(p.URL, q))
	}
	return all
}

func (w *World) isNotFound(p *site.Page) bool {
	return p.Note >= 0 && site.IsNotFoundNote(w.Notes[p.Note].Path)
}
