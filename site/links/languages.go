package links

import (
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
)

// readable are the things in the language of the note whose link is looked at, if
// there are any; else all.
func (p *places) readable(ts []thing) []thing {
	if len(p.in.Languages) == 0 || len(ts) < 2 {
		return ts
	}
	var same []thing
	for _, t := range ts {
		if t.kind != aNote || p.in.Languages.OfNote(&p.in.Notes[t.i]) == p.reads {
			same = append(same, t)
		}
	}
	if len(same) == 0 {
		return ts
	}
	return same
}

// translated finds what dest names inside the site, in the language of note n. If
// it is not there in this language, it is that of the default one.
func (r *resolver) translated(n int, l *site.Link, dest string) hit {
	if len(r.in.Languages) == 0 || n == ofNoNote {
		return r.local(n, l, dest)
	}
	r.places.reads = r.in.Languages.OfNote(&r.in.Notes[n])
	h := r.inFolder(n, l, dest)
	if h.kind == nothing {
		h = r.local(n, l, dest)
	}
	if h.kind == nothing && l.Kind != site.WikiLink && l.Kind != site.WikiEmbed && len(dest) <= maxName {
		return r.byPath(n, dest, r.original(n))
	}
	return r.twin(n, h)
}

// inFolder finds what a wikilink names by a path from the folder of its language.
func (r *resolver) inFolder(n int, l *site.Link, dest string) hit {
	folder := r.in.Languages[r.places.reads].Folder
	if folder == "" || l.Kind != site.WikiLink && l.Kind != site.WikiEmbed || !strings.Contains(dest, "/") || strings.HasPrefix(dest, ".") {
		return hit{}
	}
	for _, name := range spellings(dest) {
		if p, ok := join(folder, strings.TrimPrefix(name, "/")); ok {
			if t := r.places.at(p, false); t.kind != nothing {
				return hit{find: find{thing: t}, written: name, fragment: l.Fragment}
			}
		}
	}
	return hit{}
}

// original is the folder in which the note stands of which n is a translation, or
// would stand.
func (r *resolver) original(n int) string {
	shared := r.in.Languages.SharedFolder(site.Folder(r.in.Notes[n].SitePath()))
	folder := r.in.Languages[0].Folder
	if folder == "" {
		return shared
	}
	if rest, ok := strings.CutPrefix(shared, site.Folder(folder)); ok {
		return path.Join(folder, rest)
	}
	return shared
}

// twin is the translation of what a link of note n leads to, if the note stands
// among the originals, and so names those.
func (r *resolver) twin(n int, h hit) hit {
	if h.kind == nothing || h.kind == aFile || r.in.Notes[n].As == "" {
		return h
	}
	page := h.i
	if h.kind == aNote {
		page = r.pagesOf[h.i][0]
	}
	if r.twins.Language(page) == r.places.reads || h.kind == aNote && r.in.Notes[h.i].As != "" {
		return h
	}
	other, ok := r.twins.Of(page, r.places.reads)
	note := r.in.Pages[max(other, 0)].Note
	if !ok || note == n && h.fragment == "" || !r.has(note, h.fragment) && (h.kind != aNote || r.has(h.i, h.fragment)) {
		return h
	}
	if note < 0 || r.in.Pages[other].Kind == site.PartPage {
		h.thing = thing{aPage, other}
		return h
	}
	h.thing = thing{aNote, note}
	return h
}

// has says whether a note has a place of this name.
func (r *resolver) has(note int, fragment string) bool {
	if fragment == "" {
		return true
	}
	if note < 0 {
		return false
	}
	_, ok := r.anchorsOf(note).find(fragment[:min(len(fragment), maxName)])
	return ok
}
