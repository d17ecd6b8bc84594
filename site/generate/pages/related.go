package pages

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/related"
	"github.com/biji-notes/biji/site/render"
)

const (
	mostRelated = 3 // pages
	mostReasons = 3 // tags, or words
)

// What pages have in common besides words counts as words that stand there so often.
const tagTimes, linkTimes = 6, 4

// A kinship knows which pages are like one another.
type kinship struct {
	index *related.Index
	to    map[string][]string // the pages to which a page links
}

// A kinshipOnce is a kinship that is made when somebody asks, and let go when the World
// has a successor: it is large.
type kinshipOnce struct {
	mu   sync.Mutex
	made *kinship
}

func (o *kinshipOnce) drop() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.made = nil
}

// kin is the kinship of the pages of the World.
func (w *World) kin() *kinship {
	w.kinship.mu.Lock()
	defer w.kinship.mu.Unlock()
	if w.kinship.made == nil {
		k := &kinship{to: map[string][]string{}}
		for to, back := range w.Graph.Backlinks {
			for i := range back {
				if from := back[i].Page; !slices.Contains(k.to[from], to) {
					k.to[from] = append(k.to[from], to)
				}
			}
		}
		all := make([]related.Terms, len(w.Pages))
		for i := range w.Pages {
			p := &w.Pages[i]
			var tags []string
			for _, t := range w.atlas.Tags(p) {
				tags = append(tags, w.Graph.Tags[t].URL)
			}
			all[i] = w.Texts[i].Terms.With("tag", tags, tagTimes).With("link", k.to[p.URL], linkTimes)
		}
		k.index = related.New(all)
		w.kinship.made = k
	}
	return w.kinship.made
}

// related lists pages that are like page i and of which its reader does not hear
// above: pages that link to it stand in their own list.
func (w *World) related(i int, linking []linking) (all []render.Related) {
	p := &w.Pages[i]
	if w.Options.Related == site.Off || len(w.Pages) > budget.RelatedPages || !w.isRelated(i) || w.Notes[p.Note].Meta.Related == site.No {
		return nil
	}
	known := map[string]bool{p.Overview: true}
	for _, l := range linking {
		known[l[0].Page] = true
	}
	t := w.tongueOf(p)
	may := func(k int) bool {
		q := &w.Pages[k]
		return w.isRelated(k) && w.speaks(t, q) && !known[q.URL] && q.Overview != p.URL
	}
	for _, m := range w.kin().index.Near(i, mostRelated, may) {
		all = append(all, w.reasons(i, m.Page))
	}
	return all
}

// isRelated says whether a page has a text that can be like another's.
func (w *World) isRelated(i int) bool {
	p := &w.Pages[i]
	return p.Note >= 0 && !p.Unlisted && !p.Hidden && !w.isContents(p) && !site.IsNotFoundNote(w.Notes[p.Note].Path) && len(w.Texts[i].Terms) > 0
}

// reasons is page k as one that is related to page i, and why.
func (w *World) reasons(i, k int) render.Related {
	p, q := &w.Pages[i], &w.Pages[k]
	r := render.Related{Link: *w.linkTo(p, k)}
	theirs := w.atlas.Tags(q)
	for _, t := range w.atlas.Tags(p) {
		if slices.Contains(theirs, t) && len(r.Tags) < mostReasons && w.isTelling(t) {
			r.Tags = append(r.Tags, w.Graph.Tags[t].Name)
		}
	}
	to := w.kin().to
	for _, url := range to[p.URL] {
		at, ok := w.atlas.Page(url)
		if ok && !w.Pages[at].Unlisted && slices.Contains(to[q.URL], url) && (r.Both == "" || w.Pages[at].Title < r.Both) {
			r.Both = w.Pages[at].Title
		}
	}
	r.Words = w.commonWords(i, k)
	return r
}

// isTelling says whether so few pages have a tag that it is a reason.
func (w *World) isTelling(tag int) bool {
	n := len(w.Graph.Tags[tag].Pages)
	return n <= 8 || n*10 <= len(w.Pages)
}

// commonWords are words of the titles and headings of two pages that both have, those
// that say most first.
func (w *World) commonWords(i, k int) (words []string) {
	var texts []string
	for _, page := range []int{i, k} {
		texts = append(texts, w.Pages[page].Title)
		for _, h := range w.Pages[page].Headings {
			texts = append(texts, h.Text)
		}
	}
	type common struct {
		word  string
		worth int64
	}
	var all []common
	for _, word := range wordsOf(strings.Join(texts, "/")) {
		if worth := w.kin().index.Common(i, k, word); worth > 0 {
			all = append(all, common{word, worth})
		}
	}
	slices.SortStableFunc(all, func(a, b common) int { return cmp.Compare(b.worth, a.worth) })
	for _, c := range all {
		within := func(other string) bool {
			a, b := strings.ToLower(other), strings.ToLower(c.word)
			return strings.Contains(a, b) || strings.Contains(b, a)
		}
		if len(words) < mostReasons && !slices.ContainsFunc(words, within) {
			words = append(words, c.word)
		}
	}
	return words
}
