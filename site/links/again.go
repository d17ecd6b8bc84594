package links

import (
	"maps"
	"slices"

	"github.com/biji-notes/biji/site"
)

// Again resolves anew what depends on the changed notes: their own links, those of
// others that lead into them, and those that look for a title. Nothing else of in
// may differ from what was joined before: the notes are as many, with the same paths
// and other names, and the pages have the same addresses and order; only what stands
// in the changed notes, their tags and titles, and in which of its blocks a page of
// them begins and ends, are others. ok is false if more depends on it than that.
func (j *Joined) Again(in Input, changed []int) (again *Joined, ok bool) {
	if j.resolver.blocks != nil && slices.ContainsFunc(changed, func(n int) bool { return !sameBlocks(j.resolver.in.Outlines[n], in.Outlines[n]) }) {
		return nil, false
	}
	if slices.ContainsFunc(j.moved, func(n int) bool { return slices.Contains(changed, n) }) {
		return nil, false
	}
	titles := j.retitled(in, changed)
	if len(titles) > 0 && len(in.Moved) > 0 { // a line of theirs may be misspelt
		return nil, false
	}
	a := &Joined{
		resolver: j.resolver.again(in, changed), moved: j.moved, before: j.before, after: j.after,
		problems: slices.Clone(j.problems), inside: slices.Clone(j.inside), Graph: new(site.Graph),
		names: slices.Clone(j.names), misspelt: slices.Clone(j.misspelt), asked: slices.Clone(j.asked),
	}
	*a.Graph = *j.Graph
	a.Graph.Targets = slices.Clone(j.Graph.Targets)
	redo := j.touched(changed)
	if len(titles) > 0 {
		a.retitle(titles)
		redo = slices.Compact(slices.Sorted(slices.Values(append(redo, j.askFor(titles)...))))
	}
	for _, n := range redo {
		a.note(n)
	}
	if len(in.Face) > 0 || slices.ContainsFunc(redo, func(n int) bool { return j.usesFiles(n) || a.usesFiles(n) }) {
		if len(in.Moved) > 0 { // old addresses lead to files too
			return nil, false
		}
		a.Graph.Face = nil
		redirects := j.after[j.ofFace:]
		a.files()
		a.face()
		a.after = append(a.after, redirects...)
	}
	a.ofFace = len(a.after) - (len(j.after) - j.ofFace)
	a.Graph.Backlinks = a.backlinksAgain(j, redo)
	a.Graph.Tags = tags(in)
	return a, true
}

// again is the resolver with other texts of the changed notes: names, and what
// they mean, stay.
func (r *resolver) again(in Input, changed []int) *resolver {
	next := *r
	next.in, next.problems, next.inside = in, nil, nil
	places := *r.places
	places.in = in
	next.places = &places
	next.anchors = slices.Clone(r.anchors)
	for _, n := range changed {
		next.anchors[n] = nil
	}
	return &next
}

// sameBlocks says whether references to blocks find the same.
func sameBlocks(a, b *site.Outline) bool {
	return slices.EqualFunc(a.Anchors, b.Anchors, func(x, y site.Anchor) bool { return x.ID == y.ID && (x.Text == "") == (y.Text == "") })
}

// touched are the changed notes, and those with links into one of them, in order.
func (j *Joined) touched(changed []int) []int {
	redo := slices.Clone(changed)
	for n, inside := range j.inside {
		if slices.ContainsFunc(inside, func(to int) bool { return slices.Contains(changed, to) }) {
			redo = append(redo, n)
		}
	}
	slices.Sort(redo)
	return slices.Compact(redo)
}

func (j *Joined) usesFiles(n int) bool {
	return slices.ContainsFunc(j.Graph.Targets[n], func(t site.Target) bool { return t.Kind == site.ToFile })
}

// backlinksAgain are the backlinks of before, with those from the notes whose
// links were resolved anew as they are now.
func (j *Joined) backlinksAgain(before *Joined, redo []int) map[string][]site.Backlink {
	in := j.resolver.in
	place := make(map[string]int, len(in.Pages))
	for i := range in.Pages {
		place[in.Pages[i].URL] = i
	}
	mine, affected := map[string]bool{}, map[string]bool{}
	var pages []int
	for _, n := range redo {
		for _, i := range j.resolver.pagesOf[n] {
			pages = append(pages, i)
			mine[in.Pages[i].URL] = true
		}
		for _, targets := range [][]site.Target{before.Graph.Targets[n], j.Graph.Targets[n]} {
			for k := range targets {
				affected[targets[k].URL] = true
			}
		}
	}
	slices.Sort(pages)
	found := backlinks(in, j.Graph.Targets, pages)
	all := maps.Clone(before.Graph.Backlinks)
	for address := range affected {
		others := slices.DeleteFunc(slices.Clone(all[address]), func(b site.Backlink) bool { return mine[b.Page] })
		merged := append(others, found[address]...)
		slices.SortStableFunc(merged, func(x, y site.Backlink) int { return place[x.Page] - place[y.Page] })
		if all[address] = merged; len(merged) == 0 {
			delete(all, address)
		}
	}
	return all
}
