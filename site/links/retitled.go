package links

import (
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A retitled is a page that is called otherwise than before.
type retitled struct {
	url     string
	was, is string
}

// retitled are the pages of the changed notes with another title.
func (j *Joined) retitled(in Input, changed []int) (all []retitled) {
	for _, n := range changed {
		for _, i := range j.resolver.pagesOf[n] {
			if was, is := j.resolver.in.Pages[i].Title, in.Pages[i].Title; was != is {
				all = append(all, retitled{in.Pages[i].URL, was, is})
			}
		}
	}
	return all
}

// retitle gives the titles to whoever looks for them, and to the targets that have
// them. What links find does not change by that.
func (j *Joined) retitle(titles []retitled) {
	r := j.resolver
	r.spellers = nil
	r.places.titles = make(map[string][]thing, len(r.places.titles))
	for i := range r.in.Pages {
		r.places.addTitle(&r.in.Pages[i])
	}
	is := make(map[string]string, len(titles))
	for _, t := range titles {
		is[t.url] = t.is
	}
	for n, targets := range j.Graph.Targets {
		own := false
		for k := range targets {
			title, ok := is[targets[k].URL]
			if !ok || targets[k].Kind != site.ToPage {
				continue
			}
			if !own {
				own, targets = true, slices.Clone(targets)
				j.Graph.Targets[n] = targets
			}
			targets[k].Title = title
		}
	}
}

// askFor are the notes with links for which one of these titles was looked for, or
// one like it. A name that is like none of them is like the same names as before.
func (j *Joined) askFor(titles []retitled) (notes []int) {
	var keys []string
	var names speller
	for _, t := range titles {
		keys = append(keys, slug.Fold(t.was), slug.Fold(t.is))
		names.add(t.was, 0)
		names.add(t.is, 0)
	}
	near := names.near
	for n := range j.names {
		if slices.ContainsFunc(j.names[n], func(key string) bool { return slices.Contains(keys, key) }) || slices.ContainsFunc(j.misspelt[n], near) {
			notes = append(notes, n)
		}
	}
	return notes
}
