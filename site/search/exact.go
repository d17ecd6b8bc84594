package search

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"

	"github.com/biji-notes/biji/site/search/analyze"
)

// exactly leaves out of what was found all of which a phrase is there in other forms
// only: the index has stems, and "news" is to find no new. So the stored texts are read,
// the best first, until so many are right that nobody sees the others, or so many were
// read that the others are left out.
func (x *Index) exactly(ctx context.Context, f *finding) error {
	phrases := spelled(f.plan)
	if len(phrases) == 0 {
		return nil
	}
	all := slices.IndexFunc(f.matches, func(m match) bool { return tierOf(m.score) > 0 })
	if all < 0 {
		all = len(f.matches)
	}
	var right []match
	read := 0
	for read < min(all, analyze.Shared.MaxRead) && len(right) < analyze.Shared.EnoughRead {
		some := f.matches[read:min(all, read+analyze.Shared.EnoughRead)]
		documents, err := x.documents(ctx, some)
		if err != nil {
			return err
		}
		for i, d := range documents {
			if f.spells(d, phrases) {
				right = append(right, some[i])
			}
		}
		read += len(some)
	}
	rest := f.matches[read:]
	if len(right) < analyze.Shared.EnoughRead && read < all {
		f.how.Read, rest = read, f.matches[all:]
	}
	f.matches = slices.Concat(right, rest)
	return nil
}

// spelled are the phrases with words that all sections must have.
func spelled(p plan) (phrases []*unit) {
	if u := p.unit; u != nil && u.kind == phraseUnit && !slices.Equal(u.terms, u.exact) {
		return []*unit{u}
	}
	if p.kind == all {
		for _, k := range p.kids {
			phrases = append(phrases, spelled(k)...)
		}
	}
	return phrases
}

// spells says whether a document has all phrases as they are spelt.
func (f *finding) spells(d *search.DocumentMatch, phrases []*unit) bool {
	stored := func(name string) string { s, _ := d.Fields[name].(string); return s }
	_, page, _ := address(d.ID)
	headings := append(strings.Split(stored(analyze.FieldName), "\n"), analyze.FileName(page), stored(analyze.FieldTitle), stored(analyze.FieldTrail))
	code := stored(analyze.FieldCode)
	for _, u := range phrases {
		texts := append(headings, stored(analyze.FieldBody), code)
		switch u.field {
		case analyze.FieldTitle:
			texts = headings
		case analyze.FieldCode:
			texts = []string{code}
		}
		m := newMarker(f.words, leaf(u))
		if !slices.ContainsFunc(texts, func(text string) bool { return len(m.marks([]byte(text), false)) > 0 }) {
			return false
		}
	}
	return true
}
