package pages

import (
	"path"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/base"
	"github.com/biji-notes/biji/site/slug"
)

// A vault is what queries know of the notes, once somebody asks.
type vault struct {
	once    sync.Once
	data    *base.Data
	linking [][]int
}

// vault is what queries know.
func (w *World) vault() *base.Data {
	w.queries.once.Do(w.survey)
	return w.queries.data
}

func (w *World) survey() {
	v := w.queries
	v.data = &base.Data{Notes: make([]base.Note, len(w.Notes)), Linking: func(note int) []int { return v.linking[note] }}
	v.linking = make([][]int, len(w.Notes))
	pageOf := make([]int, len(w.Notes))
	for i := len(w.Pages) - 1; i >= 0; i-- {
		if n := w.Pages[i].Note; n >= 0 {
			pageOf[n] = i
		}
	}
	for n := range w.Notes {
		v.data.Notes[n] = w.noteOf(n, &w.Pages[pageOf[n]])
		for _, to := range v.data.Notes[n].Links {
			v.linking[to] = append(v.linking[to], n)
		}
	}
	v.data.Find = w.finder()
}

func (w *World) noteOf(n int, p *site.Page) base.Note {
	note := &w.Notes[n]
	known := base.Note{
		Path: note.Path, Name: strings.TrimSuffix(path.Base(note.Path), path.Ext(note.Path)), Size: len(note.Body),
		To: site.Target{Kind: site.ToPage, URL: p.URL, Title: p.Title, Note: n}, Tags: note.Meta.Tags, Unlisted: p.Unlisted,
	}
	targets := w.Graph.Targets[n]
	seen := map[int]bool{n: true}
	for _, t := range targets {
		if t.Kind == site.ToPage && t.Note >= 0 && !seen[t.Note] {
			seen[t.Note] = true
			known.Links = append(known.Links, t.Note)
		}
	}
	if !note.Meta.Date.IsZero() {
		known.Date = base.Of(&site.Value{Kind: site.Day, Time: note.Meta.Date}, nil, nil)
	}
	for i := range note.Properties.All {
		property := &note.Properties.All[i]
		known.Props = append(known.Props, base.Prop{Name: property.Name, Value: w.valueOf(n, property)})
	}
	return known
}

func (w *World) valueOf(n int, property *site.Property) base.Value {
	targets, links := w.Graph.Targets[n], w.Notes[n].Properties.Links
	targets = targets[len(targets)-len(links):]
	var items []base.Value
	for i := range property.Values {
		items = append(items, base.Of(&property.Values[i], links, targets))
	}
	if property.List {
		return base.Value{Kind: base.List, Items: items}
	}
	return items[0]
}

// finder finds notes by name, or by the path from the top.
func (w *World) finder() func(name string) int {
	at := map[string]int{}
	add := func(name string, n int) {
		if key := slug.Fold(name); key != "" {
			if _, taken := at[key]; !taken {
				at[key] = n
			}
		}
	}
	for n := range w.Notes {
		add(w.Notes[n].Path, n)
	}
	for n := range w.Notes {
		p := w.Notes[n].Path
		if site.IsNoteFile(p) {
			p = strings.TrimSuffix(p, path.Ext(p))
			add(p, n)
		}
		add(path.Base(p), n)
	}
	for n := range w.Notes {
		for _, alias := range w.Notes[n].Meta.Aliases {
			add(alias, n)
		}
	}
	return func(name string) int {
		if n, ok := at[slug.Fold(name)]; ok {
			return n
		}
		return -1
	}
}
