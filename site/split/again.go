package split

import (
	"slices"

	"github.com/biji-notes/biji/site"
)

// Again is the layout with the changed notes as they are now, if their pages stand
// where they stood: then only their titles and headings, and the blocks that they
// show, are others. Paths of the notes must be those of before, what their front
// matter says of places and lists, and all other notes. ok is false if it takes Pages
// to tell.
func (l *Layout) Again(notes []site.Note, outlines []*site.Outline, changed []int) (again Layout, ok bool) {
	p := *l.pager
	p.notes, p.outlines, p.cuts = notes, outlines, slices.Clone(p.cuts)
	again = Layout{Pages: slices.Clone(l.Pages), Title: l.Title, Books: l.Books, pager: &p}
	before := l.pager
	all := p.titler.votes
	for _, n := range changed {
		all.add(&before.notes[n], before.outlines[n], -1)
		all.add(&notes[n], outlines[n], 1)
	}
	if p.titler = all.titler(p.options.Titles); p.titler.headed != before.titler.headed || p.titler.named != before.titler.named {
		return Layout{}, false
	}
	for _, n := range changed {
		if isTable(&notes[n]) {
			return Layout{}, false
		}
		p.cuts[n] = p.cut(n, p.in[n])
		if !sameCut(&before.cuts[n], &p.cuts[n]) || !p.mayRename(n, &before.cuts[n]) {
			return Layout{}, false
		}
		again.put(n, &before.cuts[n])
	}
	return again, true
}

// isTable says whether a note may be a table of contents: then the order of others
// depends on what it says.
func isTable(n *site.Note) bool {
	name := stem(n.SitePath())
	return isSummary(name) || isSidebar(name) || isSummary(stem(n.Path)) || isSidebar(stem(n.Path))
}

// sameCut says whether the pages of two cuts have the same addresses, and parts the
// same titles.
func sameCut(a, b *noteCut) bool {
	same := func(x, y site.Page) bool { return x.Kind == y.Kind && x.Title == y.Title }
	return a.first.Kind == b.first.Kind && slices.EqualFunc(a.parts, b.parts, same) && slices.Equal(a.names, b.names)
}

// mayRename says whether the title of a note is its own affair: a site, and a
// language, may be called after its front page, and a book has titles of its own.
func (p *pager) mayRename(n int, was *noteCut) bool {
	is := &p.cuts[n]
	if was.first.Title == is.first.Title && (was.first.TitleBlock < 0) == (is.first.TitleBlock < 0) {
		return true
	}
	_, bound := p.binder.titles[n]
	return !is.first.Index && !bound
}

// put puts a cut of note n in the place of that before.
func (l *Layout) put(n int, was *noteCut) {
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
		if p.Kind != site.PartPage && was.first.Title != next.Title { // else it may be the site's
			p.Title = next.Title
		}
		p.Headings = headings(l.pager.outlines[n].Headings, p)
	}
}
