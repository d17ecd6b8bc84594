package links

import (
	"cmp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// table leads from the old addresses of the settings to what they name. What an
// old address leads to may be another old address, but not in a circle. Where
// there is something already, an old address gives way.
func (r *resolver) table(g *site.Graph, wanted []site.Moved) []site.Redirect {
	var all []site.Redirect
	free := slices.DeleteFunc(slices.Clone(wanted), func(m site.Moved) bool { return !r.free(&m) })
	for k := range free {
		from := oldAddress(free[k].From)
		to, ok := last(free, &free[k])
		if !ok {
			r.report(&free[k].To, site.BadConfig, "redirects: "+quote(free[k].From)+" leads in a circle", "")
			continue
		}
		link := to.To
		link.At = free[k].To.At
		t := r.resolve(ofNoNote, &link)
		switch t.Kind {
		case site.ToFile:
			g.Files[t.URL] = t.File
		case site.ToPage, site.External:
		default:
			continue
		}
		if holder := r.taken.Holder(from); holder != "" { // another line has it
			r.report(&link, site.Collision, "redirects: "+quote(free[k].From)+" is there twice", "it leads to "+holder)
			continue
		}
		r.taken.Claim(from, t.URL)
		all = append(all, site.Redirect{From: from, To: t.URL, ID: t.Fragment, Leaves: t.Kind == site.External})
	}
	return all
}

// free says whether nothing has an old address, and reports what has it.
func (r *resolver) free(m *site.Moved) bool {
	from := oldAddress(m.From)
	if from == "" {
		r.report(&m.To, site.BadConfig, "redirects: "+quote(m.From)+" is no path in the site", "")
		return false
	}
	if holder := r.taken.Holder(from); holder != "" {
		r.report(&m.To, site.Collision, "redirects: "+quote(m.From)+" is the address of "+holder, "it leads there as before")
		return false
	}
	return true
}

// last is where the table leads from m in the end; ok is false if nowhere.
func last(table []site.Moved, m *site.Moved) (end *site.Moved, ok bool) {
	seen := []string{oldAddress(m.From)}
	for {
		to := oldAddress(m.To.Dest)
		if slices.Contains(seen, to) {
			return nil, false
		}
		i := slices.IndexFunc(table, func(next site.Moved) bool { return oldAddress(next.From) == to })
		if i < 0 || strings.Contains(m.To.Dest, "://") {
			return m, true
		}
		seen, m = append(seen, to), &table[i]
	}
}

// replaced is where a link leads that names an old address of the settings; ok is
// false if it names none, or if nothing is there now. What is wrong with the
// line of the table is reported there.
func (r *resolver) replaced(n int, l *site.Link, dest string) (t site.Target, ok bool) {
	if n == ofNoNote || embeds(l) || len(r.in.Moved) == 0 {
		return nowhere, false
	}
	a := standardReading(dest)
	m := r.formerly(n, l, unescape(a.path))
	if m == nil {
		return nowhere, false
	}
	told := len(r.problems)
	t = r.resolve(ofNoNote, &m.To)
	r.problems = r.problems[:told]
	if t.Kind != site.ToPage && t.Kind != site.ToFile && t.Kind != site.External {
		return nowhere, false
	}
	if fragment := cmp.Or(l.Fragment, unescape(a.fragment)); fragment != "" && t.Kind == site.ToPage && t.Fragment == "" {
		t = r.place(n, l, t, fragment)
	}
	return t, true
}

// formerly is the line of the table, or the last to which it leads, for what a path
// in a link named: seen from the note or, as a name in a wikilink, from the top.
func (r *resolver) formerly(n int, l *site.Link, name string) *site.Moved {
	dirs := []string{r.dirOf(n, l), ""}
	if l.Kind == site.WikiLink {
		slices.Reverse(dirs)
	}
	for _, dir := range dirs {
		p, ok := join(dir, name)
		if !ok || name == "" {
			continue
		}
		for _, from := range []string{oldAddress(p), oldAddress(withoutMarkdown(p) + "/")} {
			if m := r.ends()[from]; m != nil {
				return m
			}
		}
	}
	return nil
}

// ends are the last lines to which the old addresses of the table lead that nothing
// else has.
func (r *resolver) ends() map[string]*site.Moved {
	if r.former != nil {
		return r.former
	}
	r.former = map[string]*site.Moved{}
	var free []site.Moved
	for _, m := range r.in.Moved {
		if from := oldAddress(m.From); from != "" && r.taken.Holder(from) == "" {
			free = append(free, m)
		}
	}
	for i := range free {
		from := oldAddress(free[i].From)
		if end, ok := last(free, &free[i]); ok && r.former[from] == nil {
			r.former[from] = end
		}
	}
	return r.former
}

// oldAddress is the address of a page that the table names as a path, as a folder,
// or with an ending; "" if it is none.
func oldAddress(path string) string {
	path, _, _ = strings.Cut(path, "#")
	if path = strings.TrimPrefix(path, "/"); path == "" {
		return ""
	}
	address, _ := aliasAddress("/"+path, "")
	return address
}
