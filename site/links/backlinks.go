package links

import (
	"cmp"

	"github.com/biji-notes/biji/site"
)

// A page that links to another again and again is quoted this often.
const maxQuotes = 3

// backlinks turns targets round: for each page, the places on other pages that
// link to it or embed it, in the order of pages and links. from, if it is not nil,
// are the pages whose links are turned round, all of a note and in order.
func backlinks(in Input, targets [][]site.Target, from []int) map[string][]site.Backlink {
	back := map[string][]site.Backlink{}
	later := map[int][]int{} // links of a note that stand below the page before
	each := func(i int) {
		p := &in.Pages[i]
		if p.Note < 0 {
			return
		}
		links, begun := later[p.Note]
		if !begun {
			links = make([]int, len(targets[p.Note]))
			for k := range links {
				links[k] = k
			}
		}
		var rest []int
		q := quoter{page: p, count: map[string]int{}}
		for _, k := range links {
			l := &in.Outlines[p.Note].Links[k]
			switch {
			case l.Property != "": // on the first page of the note
				q.quote(back, l, &targets[p.Note][k])
			case l.Block >= p.To:
				rest = append(rest, k)
			case l.Block >= p.From:
				q.quote(back, l, &targets[p.Note][k])
			}
		}
		later[p.Note] = rest
	}
	if from != nil {
		for _, i := range from {
			each(i)
		}
		return back
	}
	for i := range in.Pages {
		each(i)
	}
	return back
}

// A quoter quotes the links of one page.
type quoter struct {
	page  *site.Page
	count map[string]int // quotes so far, by address of the target
}

func (q *quoter) quote(back map[string][]site.Backlink, l *site.Link, t *site.Target) {
	if t.Kind != site.ToPage || t.URL == q.page.URL || q.count[t.URL] >= maxQuotes {
		return
	}
	b := site.Backlink{
		Page: q.page.URL, Title: q.page.Title, ID: headingAbove(q.page, l),
		Fragment: t.Fragment, Sentence: l.Sentence, Text: l.Text,
	}
	quoted := back[t.URL]
	for _, other := range quoted[len(quoted)-q.count[t.URL]:] {
		if whole(other) == whole(b) {
			return
		}
	}
	q.count[t.URL]++
	back[t.URL] = append(quoted, b)
}

func whole(b site.Backlink) string {
	return b.Sentence.Before + b.Text + b.Sentence.After
}

// headingAbove is the id of the last heading of the page that stands before
// the link, or around it.
func headingAbove(p *site.Page, l *site.Link) string {
	id := ""
	if l.Property != "" {
		return id
	}
	for _, h := range p.Headings {
		if cmp.Or(cmp.Compare(h.Block, l.Block), cmp.Compare(h.At.Line, l.At.Line), cmp.Compare(h.At.Col, l.At.Col)) > 0 {
			break
		}
		id = h.ID
	}
	return id
}
