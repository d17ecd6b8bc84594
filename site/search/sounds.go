package search

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/biji-notes/biji/site/search/analyze"
)

// askBySound asks again with words that are nowhere, or in few places, but are how a
// heading is typed, read as what they stand for: sanciwoshou and scws as 三次握手, and
// chi behind 线程 as 线程池; and with runs that are nowhere, but sound like a heading:
// 乐观所 as 乐观锁. What was found comes back; if that is less than before, nothing
// changes.
func (x *Index) askBySound(ctx context.Context, f *finding, text string, l loosener, before []match) ([]match, error) {
	typed := map[*unit]unit{}
	for _, u := range f.units {
		old := *u
		found, err := l.sound(u)
		if !found && err == nil {
			found, err = l.homophone(u)
		}
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
// says whether there is any; one that is in few places may also stand for that. One
// character alone is too little, unless it ends a run.
func (l loosener) sound(u *unit) (found bool, err error) {
	if u.kind != wordUnit || len(u.text) < analyze.Shared.MinSounded || !letters(u.text) || !inHeadings(u) {
		return false, nil
	}
	exact := *u
	exact.prefix = ""
	places, err := l.index.count(l.ctx, exact.query())
	if places >= analyze.Shared.FewPages || places > 0 && !likeSyllables.MatchString(u.text) || err != nil {
		return false, err
	}
	names, err := l.meant(u, places == 0)
	if err != nil {
		return false, err
	}
	if found, err := l.end(u, names); found || err != nil {
		return found, err
	}
	several := func(name string) bool { return utf8.RuneCountInString(name) > 1 }
	i := slices.IndexFunc(names, several)
	if i < 0 {
		return false, nil
	}
	if run := sounding(l.words, u, names[i]); places == 0 {
		*u = *run
	} else {
		u.heard, u.heardTerms = names[i], run.terms
	}
	return true, nil
}

// likeSyllables are words that, although they are somewhere, may be how something in
// Chinese is typed.
var likeSyllables = regexp.MustCompile("(?i)" + analyze.Shared.Syllables)

// inHeadings says whether a unit is looked for in headings, among others.
func inHeadings(u *unit) bool { return u.field == "" || u.field == analyze.FieldTitle }

// end makes a word behind a run into all of it, with the first of names at its end
// with which it is in a heading.
func (l loosener) end(u *unit, names []string) (found bool, err error) {
	if u.after == "" {
		return false, nil
	}
	for _, name := range names[:min(len(names), analyze.Shared.MaxSounded)] {
		run := sounding(l.words, u, u.after+name)
		if found, err = l.finds(wholly(run)); found || err != nil {
			*u = *run
			return found, err
		}
	}
	return false, nil
}

// homophone makes a run that is nowhere into one that is somewhere, with some of its
// characters as they are in a heading that sounds alike, and says whether there is any.
// A long run without a wrong character was not misspelt: its words are somewhere.
func (l loosener) homophone(u *unit) (found bool, err error) {
	if u.kind != runUnit || u.chain || u.strict || !inHeadings(u) {
		return false, nil
	}
	if found, err := l.finds(u); found || err != nil {
		return false, err
	}
	plain := analyze.Simplified(u.text)
	if plain != u.text {
		if found, err := l.finds(unitOfRun(l.words, plain, u.field)); found || err != nil {
			return false, err
		}
	}
	run := []rune(plain)
	if len(run) > analyze.Shared.MaxAlike {
		return false, nil
	}
	if len(run) > analyze.Shared.LongRun {
		if odd, err := l.oddPairs(run); err != nil || !odd.anyWrong() {
			return false, err
		}
	}
	for from := 0; from+1 < len(run); from++ {
		names, err := l.alike(run[from:])
		if err != nil {
			return false, err
		}
		for _, name := range names {
			whole := string(run[:from]) + name + string(run[from+utf8.RuneCountInString(name):])
			other := sounding(l.words, u, whole)
			every := *other
			every.enough = len(every.terms)
			if found, err := l.finds(&every); found || err != nil {
				*u = *other
				return found, err
			}
		}
	}
	return false, nil
}

// alike are the names that sound like the beginning of run, and are not that: the
// longest first, and of those the ones in most documents.
func (l loosener) alike(run []rune) ([]string, error) {
	docs, names := map[string]uint64{}, []string{}
	for _, way := range analyze.Ways(run[:2]) {
		if err := l.eachTyped(strings.Join(way, ""), func(key string, count uint64) {
			name := analyze.Alike(key, run)
			if name == "" || strings.HasPrefix(string(run), name) {
				return
			}
			if docs[name] += count; docs[name] == count {
				names = append(names, name)
			}
		}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(docs[b], docs[a])) })
	return names[:min(len(names), analyze.Shared.MaxSounded)], nil
}

// wholly is a run all of which is in a heading.
func wholly(run *unit) *unit {
	in := *run
	in.field, in.strict = analyze.FieldTitle, true
	return &in
}

// sounding is a run in place of a word.
func sounding(words *analyze.Analyzer, u *unit, name string) *unit {
	run := unitOfRun(words, name, u.field)
	run.text, run.taken, run.side, run.weak = u.text, name, u.side, false
	return run
}

// meant is what a word stands for if it is how something is typed, in most
// documents first; with half, also if it is typed so far only.
func (l loosener) meant(u *unit, half bool) ([]string, error) {
	typed := strings.ToLower(u.text)
	docs, names := map[string]uint64{}, []string{}
	err := l.eachTyped(typed, func(key string, count uint64) {
		if name, whole := analyze.Meant(key, typed); whole || half && u.prefix != "" {
			if docs[name] += count; docs[name] == count {
				names = append(names, name)
			}
		}
	})
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(docs[b], docs[a]) })
	return names, err
}

// eachTyped gives each key of Typed that begins with letters, and in how many
// documents it is.
func (l loosener) eachTyped(letters string, yield func(key string, docs uint64)) error {
	dict, err := l.index.bleve.FieldDictPrefix(analyze.FieldTyped, []byte(letters))
	if err != nil {
		return err
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if e == nil || err != nil {
			return err
		}
		yield(e.Term, e.Count)
	}
}

// keywords are the terms of a field that begin with prefix, in their order.
func (l loosener) keywords(field, prefix string) (list []index.DictEntry, err error) {
	dict, err := l.index.bleve.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
		if err != nil {
			return nil, err
		}
		list = append(list, *e)
	}
	return list, nil
}
