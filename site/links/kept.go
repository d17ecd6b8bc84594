package links

import (
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A kept says of which notes the links lead where they led when they were joined
// before. A nil one is of none.
type kept struct {
	before []int // by note: the number that it had, -1 if its links are to be resolved
	at     []int // by that number: the number now, -1 if the note is gone
}

func (k *kept) was(n int) int {
	if k == nil {
		return -1
	}
	return k.before[n]
}

// mostChanged is up to how many notes, and pages of folders, may have changed if
// links are to be kept: each is held against all links.
const mostChanged = 200

// keep finds the notes whose links lead where they led, now that r looks for them.
// They do if the note is the same, if what they lead to is, and if nothing that came,
// went or changed has a name that was looked for, or one like a name for which one
// like it was looked for. It is nil if more has changed than notes and folders.
func (j *Joined) keep(r *resolver) *kept {
	if j == nil || !j.resolver.comparable(r) {
		return nil
	}
	c, ok := compare(j.resolver, r)
	if !ok {
		return nil
	}
	was, is := c.was.input(j.resolver.in), c.is.input(r.in)
	keys := map[string]bool{}
	newPlaces(was, nil).keys(keys)
	newPlaces(is, nil).keys(keys)
	like := newSpellers(was).notes
	like.learn(&newSpellers(is).notes)
	for n, m := range c.before {
		if m >= 0 && (j.leadsInto(m, &c.was) || slices.ContainsFunc(j.asked[m], func(key string) bool { return keys[key] }) ||
			slices.ContainsFunc(j.misspelt[m], like.near)) {
			c.before[n] = -1
		}
	}
	return &c.kept
}

// comparable says whether nothing but notes and pages is another for two resolvers.
// Where notes are in several languages, or name blocks by ids that they share, a link
// depends on more than names.
func (r *resolver) comparable(with *resolver) bool {
	a, b := &r.in, &with.in
	return len(a.Languages) == 0 && len(b.Languages) == 0 && len(a.Moved) == 0 && len(b.Moved) == 0 && r.blocks == nil && r.notion == nil &&
		a.Images.Some == b.Images.Some && slices.Equal(a.Images.Hosts, b.Images.Hosts) && slices.Equal(a.Files, b.Files) && slices.Equal(r.files, with.files)
}

// A compared is what differs between two sites.
type compared struct {
	kept
	was, is differing
}

// A differing is the notes and the pages of folders that another site does not have
// as they are.
type differing struct {
	notes []int
	pages []int           // theirs, and those of folders
	of    map[int]bool    // the notes
	urls  map[string]bool // of the pages
}

// compare compares the notes and pages for two resolvers. ok is false if too much
// differs, or if what is the same stands in another order.
func compare(a, b *resolver) (c compared, ok bool) {
	c.before, c.at = make([]int, len(b.in.Notes)), make([]int, len(a.in.Notes))
	paths := make(map[string]int, len(a.in.Notes))
	for m := range a.in.Notes {
		paths[a.in.Notes[m].Path] = m
		c.at[m] = -1
	}
	for n := range b.in.Notes {
		m, known := paths[b.in.Notes[n].Path]
		if c.before[n] = -1; known {
			c.at[m] = n
		}
		if known && sameNote(a, b, m, n) {
			c.before[n] = m
		} else {
			c.is.addNote(b, n)
		}
	}
	for m, n := range c.at {
		if n < 0 || c.before[n] < 0 {
			c.was.addNote(a, m)
		}
	}
	return c, c.pages(a, b) && len(c.was.pages)+len(c.is.pages) <= mostChanged && slices.IsSorted(slices.DeleteFunc(slices.Clone(c.before), func(m int) bool { return m < 0 }))
}

// pages compares the pages of folders, and says whether pages that are the same stand
// in the same order.
func (c *compared) pages(a, b *resolver) (inOrder bool) {
	places := make(map[string]int, len(a.in.Pages))
	for i := range a.in.Pages {
		places[a.in.Pages[i].URL] = i
	}
	folders := map[int]bool{} // that are the same
	last := -1
	for i := range b.in.Pages {
		p := &b.in.Pages[i]
		was, known := places[p.URL]
		switch {
		case p.Note >= 0 && c.before[p.Note] < 0:
			continue
		case p.Note < 0 && !(known && samePage(&a.in.Pages[was], p)):
			c.is.addPage(p, i)
			continue
		case p.Note < 0:
			folders[was] = true
		}
		if was < last {
			return false
		}
		last = was
	}
	for i := range a.in.Pages {
		if p := &a.in.Pages[i]; p.Note < 0 && !folders[i] {
			c.was.addPage(p, i)
		}
	}
	return true
}

func (d *differing) addNote(r *resolver, n int) {
	if d.of == nil {
		d.of = map[int]bool{}
	}
	d.notes, d.of[n] = append(d.notes, n), true
	for _, i := range r.pagesOf[n] {
		d.addPage(&r.in.Pages[i], i)
	}
}

func (d *differing) addPage(p *site.Page, i int) {
	if d.urls == nil {
		d.urls = map[string]bool{}
	}
	d.pages, d.urls[p.URL] = append(d.pages, i), true
}

// sameNote says whether links find the same in two notes.
func sameNote(a, b *resolver, m, n int) bool {
	x, y := &a.in.Notes[m], &b.in.Notes[n]
	return a.in.Outlines[m] == b.in.Outlines[n] && x.As == y.As && x.Meta.Root == y.Meta.Root && x.Meta.Permalink == y.Meta.Permalink &&
		x.Meta.Date.Equal(y.Meta.Date) && slices.Equal(x.Meta.Aliases, y.Meta.Aliases) &&
		slices.EqualFunc(a.pagesOf[m], b.pagesOf[n], func(i, k int) bool { return samePage(&a.in.Pages[i], &b.in.Pages[k]) })
}

// samePage says whether links find the same in two pages, of a folder or of notes
// that are the same.
func samePage(a, b *site.Page) bool {
	return (a.Note < 0) == (b.Note < 0) && a.Kind == b.Kind && a.URL == b.URL && a.Title == b.Title && a.Dir == b.Dir && a.Index == b.Index &&
		a.From == b.From && a.To == b.To && a.TitleBlock == b.TitleBlock
}

// input is a site of these notes and pages alone.
func (d *differing) input(all Input) (in Input) {
	number := map[int]int{}
	for _, n := range d.notes {
		number[n] = len(in.Notes)
		in.Notes = append(in.Notes, all.Notes[n])
	}
	for _, i := range d.pages {
		p := all.Pages[i]
		if p.Note >= 0 {
			p.Note = number[p.Note]
		}
		in.Pages = append(in.Pages, p)
	}
	return in
}

// keys are the keys under which a path that was looked for would find one of the
// places.
func (p *places) keys(into map[string]bool) {
	for _, m := range []map[string]thing{p.exact, p.loose} {
		for name := range m {
			into[slug.Fold(lastOf(name))] = true
		}
	}
	for key := range p.fold {
		into[lastOf(key)] = true
	}
	for _, m := range []map[string][]thing{p.names, p.titles, p.aliases} {
		for key := range m {
			into[key] = true
		}
	}
}

// leadsInto says whether a link of note n led to one of these, or depended on it.
func (j *Joined) leadsInto(n int, d *differing) bool {
	if slices.ContainsFunc(j.inside[n], func(to int) bool { return d.of[to] }) {
		return true
	}
	for k := range j.Graph.Targets[n] {
		if t := &j.Graph.Targets[n][k]; t.Kind == site.ToPage && (t.Note >= 0 && d.of[t.Note] || t.Note < 0 && d.urls[t.URL]) {
			return true
		}
	}
	return false
}

// take gives note n the links of before, when its number was m.
func (j *Joined) take(n int, before *Joined, m int, k *kept) {
	j.Kept++
	j.problems[n], j.names[n], j.misspelt[n], j.asked[n] = before.problems[m], before.names[m], before.misspelt[m], before.asked[m]
	targets, own := before.Graph.Targets[m], false
	for i := range targets {
		if to := targets[i].Note; to >= 0 && k.at[to] != to {
			if !own {
				targets, own = slices.Clone(targets), true
			}
			targets[i].Note = k.at[to]
		}
	}
	j.Graph.Targets[n] = targets
	if j.inside[n] = before.inside[m]; !slices.ContainsFunc(j.inside[n], func(to int) bool { return k.at[to] != to }) {
		return
	}
	j.inside[n] = slices.Clone(j.inside[n])
	for i, to := range j.inside[n] {
		j.inside[n][i] = k.at[to]
	}
}
