package links

import (
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// anchors finds the places inside one note.
type anchors struct {
	outline *site.Outline
	byID    map[string]anchor
	byText  map[string]anchor // by keys of the text and the id; the first of equals
	speller speller           // ids and texts, to suggest; the value counts headings, then other anchors
}

type anchor struct {
	id    string
	block int
}

func newAnchors(o *site.Outline) *anchors {
	a := &anchors{outline: o, byID: map[string]anchor{}, byText: map[string]anchor{}}
	for _, h := range o.Headings {
		a.byID[h.ID] = anchor{h.ID, h.Block}
	}
	for _, x := range o.Anchors {
		if _, ok := a.byID[x.ID]; !ok {
			a.byID[x.ID] = anchor{x.ID, x.Block}
		}
	}
	for _, h := range o.Headings {
		for _, key := range keys(h.Text) {
			a.name(key, anchor{h.ID, h.Block})
		}
	}
	for i, h := range o.Headings { // after all texts: a text says more than an id
		a.name(slug.Fold(h.ID), anchor{h.ID, h.Block})
		a.speller.add(h.ID, i)
		a.speller.add(h.Text, i)
	}
	for i, x := range o.Anchors {
		a.name(slug.Fold(x.ID), anchor{x.ID, x.Block})
		a.speller.add(x.ID, len(o.Headings)+i)
	}
	return a
}

func (a *anchors) name(key string, to anchor) {
	if _, ok := a.byText[key]; !ok && key != "" {
		a.byText[key] = to
	}
}

// keys are the forms in which a heading's text may be quoted in a link: as it
// is, as an id, and as letters and digits only, since Obsidian leaves out what
// would be markup in a link.
func keys(text string) [3]string {
	squeezed := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, text)
	return [3]string{slug.Fold(text), slug.ID(text), slug.Fold(squeezed)}
}

// find is the place that fragment, decoded, means: an id, the text of a
// heading, texts of nested headings "A#B", or a block "^b".
func (a *anchors) find(fragment string) (anchor, bool) {
	if x, ok := a.byID[fragment]; ok {
		return x, true
	}
	if block, ok := strings.CutPrefix(fragment, "^"); ok {
		if x, ok := a.byID[block]; ok {
			return x, true
		}
		x, ok := a.byText[slug.Fold(fragment)]
		return x, ok
	}
	if x, ok := a.byHeading(fragment); ok {
		return x, true
	}
	if outer, inner, ok := strings.Cut(fragment, "#"); ok {
		return a.nested(outer, inner)
	}
	return anchor{}, false
}

func (a *anchors) byHeading(text string) (anchor, bool) {
	for _, key := range keys(text) {
		if x, ok := a.byText[key]; ok && key != "" {
			return x, true
		}
	}
	return anchor{}, false
}

// nested finds "B" or "B#C" below the heading outer.
func (a *anchors) nested(outer, inner string) (anchor, bool) {
	top, ok := a.byHeading(outer)
	if !ok {
		return anchor{}, false
	}
	path := strings.Split(inner, "#")
	inside, level := false, 0
	for _, h := range a.outline.Headings {
		switch {
		case h.ID == top.id:
			inside, level = true, h.Level
		case !inside:
		case h.Level <= level:
			return anchor{}, false
		case same(h.Text, path[0]):
			if path = path[1:]; len(path) == 0 {
				return anchor{h.ID, h.Block}, true
			}
		}
	}
	return anchor{}, false
}

func same(a, b string) bool {
	x, y := keys(a), keys(b)
	return x[0] == y[0] || x[1] == y[1] && x[1] != ""
}

// suggest is the id or text most like fragment; "" if none is.
func (a *anchors) suggest(fragment string) string {
	name, _, _ := a.speller.like(fragment)
	return name
}
