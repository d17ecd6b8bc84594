package pages

import (
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

// A linking is a page that links to another, and its links.
type linking []site.Backlink

// linking lists the listed pages that link to p, each once.
func (w *World) linking(p *site.Page) []linking {
	var all []linking
	at := map[string]int{}
	for _, l := range w.Graph.Backlinks[p.URL] {
		if k, ok := w.atlas.Page(l.Page); ok && w.Pages[k].Unlisted {
			continue
		}
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
func (w *World) showLinking(v *render.View, p *site.Page, all []linking) {
	shown := all
	if len(all) > budget.Backlinks {
		shown = all[:budget.Backlinks]
		v.AllLinked = &render.More{Count: len(all), Href: site.Href(v.URL, w.linkedList(p, all).first, "", "")}
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
