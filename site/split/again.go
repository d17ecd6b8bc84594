package split

import (
	"slices"

	"github.com/biji-notes/biji/site"
)

// Again is the layout with the changed notes as they are now, if their pages are
// called as before and stand where they stood: then only their headings, and the
// blocks that they show, are others. Paths and front matter of the notes must be
// those of before, and all other notes. ok is false if it takes Pages to tell.
func (l *Layout) Again(notes []site.Note, outlines []*site.Outline, changed []int) (again Layout, ok bool) {
	p := *l.pager
	p.notes, p.outlines, p.cuts = notes, outlines, slices.Clone(p.cuts)
	again = Layout{Pages: slices.Clone(l.Pages), Title: l.Title, Books: l.Books, pager: &p}
	for _, n := range changed {
		before := l.pager
		if !sameVote(&before.notes[n], before.outlines[n], &notes[n], outlines[n]) || isTable(&notes[n]) {
			return Layout{}, false
		}
		p.cuts[n] = p.cut(n, p.in[n])
		if !sameCut(&before.cuts[n], &p.cuts[n]) {
			return Layout{}, false
		}
		again.put(n)
	}
	return again, true
}

// isTable says whether a note may be a table of contents: then the order of others
// depends on what it says.
func isTable(n *site.Note) bool {
	name := stem(n.SitePath())
	return isSummary(name) || isSidebar(name) || isSummary(stem(n.Path)) || isSidebar(stem(n.Path))
}

// sameVote says whether a note says the same as before about how notes are called
// in the site.
func sameVote(was *site.Note, wasOutline *site.Outline, is *site.Note, isOutline *site.Outline) bool {
	vote := func(n *site.Note, o *site.Outline) (some, first, named bool) {
		h, ok := firstTop(o)
		return ok, ok && leads(n, h), linksByName(o)
	}
	some, first, named := vote(was, wasOutline)
	some2, first2, named2 := vote(is, isOutline)
	return some == some2 && first == first2 && named == named2
}

// sameCut says whether the pages of two cuts have the same titles and addresses.
func sameCut(a, b *noteCut) bool {
	same := func(x, y site.Page) bool {
		return x.Kind == y.Kind && x.Title == y.Title && (x.TitleBlock < 0) == (y.TitleBlock < 0)
	}
	return same(a.first, b.first) && slices.EqualFunc(a.parts, b.parts, same) && slices.Equal(a.names, b.names)
}

// put puts a cut of note n in the place of that before.
func (l *Layout) put(n int) {
	c := &l.pager.cuts[n]
	news := append([]site.Page{c.first}, c.parts...)
	for i := range l.Pages {
		p := &l.Pages[i]
		if p.Note != n {
			continue
		}
		next := &news[0]
		if p.Kind == site.PartPage {
			next = &news[1+p.Part]
		}
		p.From, p.To, p.TitleBlock = next.From, next.To, next.TitleBlock
		p.Headings = headings(l.pager.outlines[n].Headings, p)
	}
}
