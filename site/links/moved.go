package links

import (
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
