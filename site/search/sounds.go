package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// askBySound asks again with words that are nowhere, but are how a heading is typed,
// read as what they stand for: sanciwoshou and scws as 三次握手, and chi behind 线程
// as 线程池. What was found comes back; if that is less than before, nothing changes.
func (x *Index) askBySound(ctx context.Context, f *finding, text string, l loosener, before []match) ([]match, error) {
	typed := map[*unit]unit{}
	for _, u := range f.units {
		old := *u
		found, err := l.sound(u)
		if err != nil {
			return nil, err
		}
		if found {
			typed[u] = old
		}
	}
	if len(typed) == 0 {
		return before, nil
	}
	query := f.query
	f.query = f.withBoosts(text)
	after, err := x.all(ctx, f.query)
	if len(after) == 0 && len(before) > 0 {
		for u, old := range typed {
			*u = old
		}
		f.query = query
		return before, err
	}
	return after, err
}

// sound makes a word that is nowhere into the likeliest of what it stands for, and
// says whether there is any. One character alone is too little, unless it ends a run.
func (l loosener) sound(u *unit) (found bool, err error) {
	if u.kind != wordUnit || len(u.text) < analyze.Shared.MinSounded || !letters(u.text) || u.field != "" {
		return false, nil
	}
	exact := *u
	exact.prefix = ""
	if there, err := l.finds(&exact); there || err != nil {
		return false, err
	}
	names, err := l.meant(u)
	if err != nil {
		return false, err
	}
	if found, err := l.end(u, names); found || err != nil {
		return found, err
	}
	several := func(name string) bool { return utf8.RuneCountInString(name) > 1 }
	if i := slices.IndexFunc(names, several); i >= 0 {
		*u = *sounding(l.words, u, names[i])
		return true, nil
	}
	return false, nil
}

// end makes a word behind a run into all of it, with the first of names at its end
// with which it is in a heading.
func (l loosener) end(u *unit, names []string) (found bool, err error) {
	if u.after == "" {
		return false, nil
	}
	for _, name := range names[:min(len(names), analyze.Shared.MaxSounded)] {
		run := sounding(l.words, u, u.after+name)
		inHeadings := *run
		inHeadings.field, inHeadings.strict = analyze.FieldTitle, true
		if found, err = l.finds(&inHeadings); found || err != nil {
			*u = *run
			return found, err
		}
	}
	return false, nil
}

// sounding is a run in place of a word.
func sounding(words *analyze.Analyzer, u *unit, name string) *unit {
	run := unitOfRun(words, name, u.field)
	run.text, run.taken, run.side, run.weak = u.text, name, u.side, false
	return run
}

// meant is what a word stands for if it is how something is typed, in most
// documents first.
func (l loosener) meant(u *unit) ([]string, error) {
	typed := strings.ToLower(u.text)
	dict, err := l.index.bleve.FieldDictPrefix(analyze.FieldTyped, []byte(typed))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	docs, names := map[string]uint64{}, []string{}
	for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
		if err != nil {
			return nil, err
		}
		if name, whole := analyze.Meant(e.Term, typed); whole || u.prefix != "" {
			if docs[name] += e.Count; docs[name] == e.Count {
				names = append(names, name)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(docs[b], docs[a]) })
	return names, nil
}
