package pages

import (
	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/mention"
	"github.com/biji-notes/biji/site/render"
)

// mentioned lists the first pages that name page i and do not link to it, with the
// sentence in which they do, and says how many do.
func (w *World) mentioned(i int) (all []render.Backlink, count int) {
	table := w.table(&w.Pages[i])
	if table == nil {
		return nil, 0
	}
	from := w.Pages[i].URL
	first, count := table.Of(i)
	for _, m := range first {
		p, q := &w.Pages[m.Page], table.Quote(m)
		href := site.Href(from, p.URL, "", q.ID)
		all = append(all, render.Backlink{Title: p.Title, Href: href, Quotes: []render.Quote{{Href: href, Sentence: q.Sentence, Text: q.Text}}})
	}
	return all, count
}

// table is that of the mentions of the site; nil if a page has none.
func (w *World) table(p *site.Page) *mention.Table {
	if p.Note < 0 || w.Notes[p.Note].Meta.Mentions == site.No {
		return nil
	}
	return w.Mentions()
}

// mentions finds the names of other pages in the texts of the page, each once in a
// section; nil if it has no such links.
func (e *embedder) mentions(note int) func(heading int, text string, before, after rune) []markdown.Mention {
	i, ok := e.w.atlas.Page(e.page.URL)
	if !ok || e.page.Note != note || len(e.around) > 0 {
		return nil
	}
	table := e.w.table(e.page)
	if table == nil {
		return nil
	}
	known, section := map[int]bool{}, -1
	sectionOf := sections(e.w.Outlines[note].Headings, e.page)
	return func(heading int, text string, before, after rune) (all []markdown.Mention) {
		if s := sectionOf(heading); s != section {
			clear(known)
			section = s
		}
		for _, h := range table.Find(i, text, before, after) {
			if known[h.Page] {
				continue
			}
			known[h.Page] = true
			e.showsPreviews()
			all = append(all, markdown.Mention{From: h.From, To: h.To, Href: site.Href(e.page.URL, e.w.Pages[h.Page].URL, "", "")})
		}
		return all
	}
}

// sections gives for a heading of a page, by number, that which begins its section: the
// last of the highest level on the page; -1 if there is none.
func sections(all []site.Heading, p *site.Page) func(heading int) int {
	top := 7
	for _, h := range p.Headings {
		top = min(top, h.Level)
	}
	return func(heading int) int {
		for heading >= 0 && (all[heading].Level > top || !all[heading].Top) {
			heading--
		}
		return heading
	}
}
