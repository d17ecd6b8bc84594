package languages

import (
	"maps"
	"slices"

	"github.com/biji-notes/biji/site"
)

// doubt forgets the languages for which not enough speaks.
func (f *finder) doubt() {
	byFile := func(p *place) bool { return p.folder == "" && p.suffix != "" }
	f.doubtSome("", byFile)
	bases := map[string]bool{}
	for i := range f.places {
		if p := &f.places[i]; p.folder != "" && p.suffix == "" {
			bases[p.base] = true
		}
	}
	chosen := false
	for _, base := range slices.Sorted(maps.Keys(bases)) {
		inBase := func(p *place) bool { return p.folder != "" && p.suffix == "" && p.base == base }
		if chosen {
			f.forget(func(p *place) bool { return inBase(p) })
			continue
		}
		f.doubtSome(base, inBase)
		chosen = slices.ContainsFunc(f.places, func(p place) bool { return inBase(&p) })
	}
}

// forget makes notes those of no language.
func (f *finder) forget(which func(*place) bool) {
	for i := range f.places {
		if which(&f.places[i]) {
			f.places[i] = place{rest: f.Notes[i].Path}
		}
	}
}

// doubtSome forgets of the places of one sort those of languages that are none.
func (f *finder) doubtSome(base string, which func(*place) bool) {
	for {
		doubted := ""
		for _, tag := range f.tags(which) {
			if !f.believed(tag, which) {
				doubted = tag
				break
			}
		}
		if doubted == "" {
			return
		}
		f.forget(func(p *place) bool { return which(p) && p.tag == doubted })
	}
}

// tags are those of places of one sort.
func (f *finder) tags(which func(*place) bool) []string {
	all := map[string]bool{}
	for i := range f.places {
		if which(&f.places[i]) {
			all[f.places[i].tag] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// believed says whether notes are in the language that their places name: many
// of them stand under the same name in another language too, and their text looks
// like it.
func (f *finder) believed(tag string, which func(*place) bool) bool {
	k, _ := of(primary(tag))
	looks := looksLike(tag, f.of(func(p *place) bool { return which(p) && p.tag == tag }))
	if looks == no || !k.plain && looks != yes {
		return false
	}
	for _, other := range append(f.tags(which), "") {
		if other == tag || other == "" && f.sameAsPlain(tag) {
			continue
		}
		rival := func(p *place) bool { return p.tag == other && (other == "" || which(p)) }
		shared, telling, fewer := f.shared(func(p *place) bool { return which(p) && p.tag == tag }, rival)
		if shared > 0 && shared*2 >= fewer && (k.plain || telling >= 2) {
			return true
		}
	}
	return false
}

// sameAsPlain says whether the notes that name no language are in this one.
func (f *finder) sameAsPlain(tag string) bool {
	var plain []site.Note
	for i := range f.places {
		if f.places[i].tag == "" {
			plain = append(plain, f.Notes[i])
		}
	}
	lang := f.Lang
	if lang == "" {
		lang = f.Guess(plain)
	}
	return same(tag, lang)
}

func (f *finder) of(which func(*place) bool) (notes []*site.Note) {
	for i := range f.places {
		if which(&f.places[i]) {
			notes = append(notes, &f.Notes[i])
		}
	}
	return notes
}

// shared counts the names that notes of two sorts have in common, those of them
// that are no front pages, and the names of the sort that has fewer.
func (f *finder) shared(a, b func(*place) bool) (shared, telling, fewer int) {
	of := func(which func(*place) bool) map[string]bool {
		all := map[string]bool{}
		for i := range f.places {
			if p := &f.places[i]; which(p) {
				all[p.key()] = p.isFront()
			}
		}
		return all
	}
	one, two := of(a), of(b)
	for key, front := range one {
		if _, ok := two[key]; ok {
			shared++
			if !front {
				telling++
			}
		}
	}
	return shared, telling, min(len(one), len(two))
}
