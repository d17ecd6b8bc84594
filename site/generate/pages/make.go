package pages

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// Make makes the page at an address alone, with the bytes that a whole build
// puts there; ok is false if the site has no page at it.
func (w *World) Make(address string, put Put) (made Made, ok bool, err error) {
	if i, ok := w.atlas.Page(address); ok {
		v, made := w.page(i)
		return made, true, w.put(v, put)
	}
	if i, ok := w.twinAt(address); ok {
		v, made := w.page(i)
		_, err := w.putTwin(v, put)
		return made, true, err
	}
	if v := w.viewAt(address); v != nil {
		return made, true, w.put(v, put)
	}
	return made, false, nil
}

// viewAt is what stands at an address that is no note's and no folder's.
func (w *World) viewAt(address string) *render.View {
	for k := range w.tongues {
		if address == render.SearchAt(w.tongues[k].own) {
			return w.resultsView(address)
		}
		if address == render.MapAt(w.tongues[k].own) && w.hasMap(&w.tongues[k]) {
			return w.mapView(&w.tongues[k])
		}
	}
	if l, k := w.listAt(address); l != nil && k < l.pages() {
		return w.listView(l, k)
	}
	if i, ok := slices.BinarySearchFunc(w.Graph.Redirects, address, func(r site.Redirect, a string) int { return strings.Compare(r.From, a) }); ok {
		return w.redirect(&w.Graph.Redirects[i])
	}
	if strings.HasPrefix(path.Base(address), strings.TrimSuffix(path.Base(render.TermsPage), ".html")) {
		for _, v := range w.termPages() {
			if v.URL == address {
				return v
			}
		}
	}
	return nil
}

// termPages are made for all when one is asked for: which there are, all terms
// say.
func (w *World) termPages() []*render.View {
	w.termsOnce.Do(func() {
		for k := range w.tongues {
			w.termsMade = append(w.termsMade, termBook{w, &w.tongues[k]}.views()...)
		}
	})
	return w.termsMade
}

// listAt is the list that has page k at an address, and k; nil if none has.
func (w *World) listAt(address string) (l *list, k int) {
	first, k := address, 0
	if stem, number, ok := strings.Cut(strings.TrimSuffix(address, ".html"), "--"); ok {
		n, err := strconv.Atoi(number)
		if err != nil || n < 2 || address != stem+"--"+strconv.Itoa(n)+".html" {
			return nil, 0
		}
		first, k = stem+".html", n-1
	}
	if page, ok := strings.CutPrefix(first, linkedFolder); ok {
		return w.listOf(page, render.Linked, 0), k
	}
	if page, ok := strings.CutPrefix(first, listsFolder); ok {
		return w.listOf(page, render.Folder, 1), k
	}
	for i := range w.tongues {
		if t := &w.tongues[i]; first == tagsAt(t) && len(t.tags) > 0 {
			return w.allTags(t), k
		}
	}
	for i := range w.Graph.Tags {
		if w.Graph.Tags[i].URL == first {
			return w.tagList(&w.Graph.Tags[i]), k
		}
	}
	return nil, 0
}

// listOf is the list of a kind of the page at an address, if it goes on over
// others.
func (w *World) listOf(address string, kind render.PageType, from int) *list {
	if i, ok := w.atlas.Page(address); ok {
		for _, r := range w.more(i) {
			if r.list.kind == kind && r.from == from {
				return r.list
			}
		}
	}
	return nil
}

// Has says whether a note, or a folder, has its page at an address.
func (w *World) Has(address string) bool {
	_, ok := w.atlas.Page(address)
	return ok
}

// NoteAt is the path of the note whose page, or a part of it, is at an address; ""
// if none is.
func (w *World) NoteAt(address string) string {
	i, ok := w.atlas.Page(address)
	if !ok || w.Pages[i].Note < 0 {
		return ""
	}
	return w.Notes[w.Pages[i].Note].Path
}

// Below says whether pages of the site, or files that it shows, stand below a
// folder of addresses.
func (w *World) Below(folder string) bool {
	in := func(address string) bool {
		return len(address) > len(folder) && address[len(folder)] == '/' && strings.HasPrefix(address, folder)
	}
	for i := range w.Pages {
		if in(w.Pages[i].URL) {
			return true
		}
	}
	for address := range w.Graph.Files {
		if in(address) {
			return true
		}
	}
	return slices.ContainsFunc(w.Graph.Redirects, func(r site.Redirect) bool { return in(r.From) }) ||
		slices.ContainsFunc(w.tongues, func(t tongue) bool { return len(t.tags) > 0 && in(tagsAt(&t)) || in(render.SearchAt(t.own)) })
}

// Again is a World of the same pages, by address and title, in which notes say
// something else.
func (w *World) Again(p Parts) *World {
	p.Index = w.Index
	w.kinship.drop()
	return w.with(p, &vault{}, &kinshipOnce{})
}

// WithIndex is the World with a search index, or without.
func (w *World) WithIndex(there bool) *World {
	p := w.Parts
	p.Index = there
	return w.with(p, w.queries, w.kinship)
}

func (w *World) with(p Parts, queries *vault, kin *kinshipOnce) *World {
	next := &World{Parts: p, atlas: w.atlas, twins: w.twins, tongues: slices.Clone(w.tongues), sizes: w.sizes, queries: queries, kinship: kin}
	for k := range next.tongues {
		next.tongues[k].shared = next.siteView(&next.tongues[k])
	}
	return next
}
