package links

import (
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A resolver turns links into targets, one after the other, and notes down
// what is wrong with them.
type resolver struct {
	in       Input
	places   *places
	taken    site.Addresses
	blocks   map[string]block // by id; nil until somebody asks
	notion   map[string]thing // pages of Notion by id; nil until somebody asks
	files    []string         // address of each file
	pagesOf  [][]int          // pages of each note, in the order of its blocks
	anchors  []*anchors       // of each note; nil until somebody asks
	spellers *spellers        // likewise
	twins    *site.Translations
	former   map[string]*site.Moved // last lines of the table by old addresses; nil until somebody asks
	problems []site.Problem
	inside   []int    // notes in which a place was looked for
	names    []string // titles that were looked for, folded
	misspelt []string // names to which one like them was looked for
}

func newResolver(in Input, before *Joined) *resolver {
	r := &resolver{in: in, places: newPlaces(in, before.places()), pagesOf: make([][]int, len(in.Notes)), anchors: make([]*anchors, len(in.Notes))}
	r.twins = site.NewTranslations(in.Languages, in.Pages, in.Notes)
	for i, p := range in.Pages {
		r.taken.Claim(p.URL, p.URL)
		if p.Note >= 0 {
			r.pagesOf[p.Note] = append(r.pagesOf[p.Note], i)
		}
	}
	r.addressFiles()
	return r
}

// A hit is what a destination names, and where in it.
type hit struct {
	find
	written  string // the path in dest, decoded as it was found
	query    string
	fragment string // decoded
	leaves   bool   // nothing was found because the path leads out of the content
}

// resolve is the target of link l of note n.
func (r *resolver) resolve(n int, l *site.Link) site.Target {
	dest := cleaned(l.Dest)
	switch {
	case dest == "" && l.Fragment == "" && path.Base(r.in.Notes[n].Path) == "SUMMARY.md": // mdBook's way to say that a chapter is not written
		return nowhere
	case dest == "" && l.Fragment == "":
		r.report(l, site.BrokenLink, "link "+quote(l.Text)+" has no destination", "")
		return nowhere
	case strings.HasPrefix(dest, "//"):
		return r.outside(n, l, "https:"+dest) // a page opened from disk has no scheme to lend
	}
	if id, ok := site.BlockOf(dest); ok {
		if t, ok := r.block(id); ok || l.Kind != site.MarkdownLink {
			return r.referred(l, t, ok)
		}
	}
	scheme := schemeOf(dest)
	if rest, ok := cutScheme(dest, scheme); ok && web(scheme) {
		if strings.HasPrefix(scheme, "http") && !complete(rest) {
			r.report(l, site.BrokenLink, written(l)+" is not a complete address", "")
			return nowhere
		}
		return r.outside(n, l, dest)
	}
	if h := r.translated(n, l, dest); h.kind != nothing {
		r.remark(n, l, h)
		return r.target(n, l, h)
	} else if scheme != "" && !proseLike(scheme, dest) {
		return r.refuse(l, scheme)
	} else if t, ok := r.replaced(n, l, dest); ok {
		return t
	} else {
		r.missing(n, l, h)
	}
	return nowhere
}

// nowhere is the target of a broken link.
var nowhere = site.Target{Kind: site.Broken, Note: -1}

// web says whether a scheme may lead out of the site.
func web(scheme string) bool {
	switch scheme {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// cutScheme is what follows a scheme in dest, if dest begins with it as it is,
// not encoded in some way.
func cutScheme(dest, scheme string) (rest string, ok bool) {
	end := len(scheme)
	if scheme == "" || len(dest) <= end || dest[end] != ':' || !strings.EqualFold(dest[:end], scheme) {
		return "", false
	}
	return dest[end+1:], true
}

// complete says whether a host follows the scheme.
func complete(rest string) bool {
	host, ok := strings.CutPrefix(rest, "//")
	return ok && host != "" && strings.IndexByte("/?#", host[0]) < 0
}

// proseLike tells "TCP: handshake.md", a name that was meant to be a note's,
// from a URL.
func proseLike(scheme, dest string) bool {
	switch scheme {
	case "javascript", "vbscript", "data", "file", "blob", "about":
		return false
	}
	after := dest[min(len(scheme)+1, len(dest)):]
	return !strings.HasPrefix(after, "//") && (strings.HasSuffix(after, ".md") || strings.ContainsAny(after, " \t"))
}

func (r *resolver) outside(n int, l *site.Link, dest string) site.Target {
	if embeds(l) && l.Kind != site.HTMLSource {
		plain, _, _ := strings.Cut(dest, "#")
		if t := r.places.copies[plain]; t.kind != nothing {
			return r.target(n, l, hit{find: find{thing: t}})
		}
		if t := r.copyOf(n, dest); t.kind != nothing {
			r.report(l, site.ExternalImage, "image "+quote(dest)+" is on another site; the file of the same name is shown",
				"write "+quote(r.spelt(n, l, t)))
			return r.target(n, l, hit{find: find{thing: t}})
		}
		if out := external(dest); site.IsPicture(out) && r.in.Images.Shows(out) {
			if path.Ext(plain) != ".svg" { // of others no part is shown
				out, _, _ = strings.Cut(out, "#")
			}
			return site.Target{Kind: site.External, URL: out, Note: -1, Shown: true}
		}
		if !site.IsPlayer(dest) {
			r.report(l, site.ExternalImage, "image "+quote(dest)+" is on another site and is shown as a link",
				"to show it, save it beside the note")
		}
	}
	if t, ok := r.exported(dest); ok && l.Kind == site.MarkdownLink {
		return r.target(n, l, hit{find: find{thing: t}})
	}
	return site.Target{Kind: site.External, URL: external(dest), Note: -1}
}

func (r *resolver) refuse(l *site.Link, scheme string) site.Target {
	dest := cleaned(l.Dest)
	if scheme == "data" && (embeds(l) && picture(dest) || l.Kind == site.HTMLSource) {
		return site.Target{Kind: site.External, URL: external(dest), Note: -1}
	}
	what, hint := " is not allowed", "only http, https, mailto and tel lead out of the site"
	switch {
	case slices.Contains([]string{"javascript", "vbscript", "data", "blob", "about"}, scheme):
	case scheme == "file", len(scheme) == 1: // C:\notes
		what, hint = " leads to a file of this computer", "put the file into the content folder"
	default:
		what, hint = " opens a program", "readers may not have it, so the text is shown without a link"
	}
	r.report(l, site.UnsafeURL, written(l)+what, hint)
	return site.Target{Kind: site.Unsafe, Note: -1}
}

// picture says whether a data: URL holds an image that cannot run anything:
// SVG could.
func picture(dest string) bool {
	for _, t := range []string{"png", "jpeg", "gif", "webp"} {
		if kind := "data:image/" + t; len(dest) > len(kind) && strings.EqualFold(dest[:len(kind)], kind) && strings.IndexByte(";,", dest[len(kind)]) >= 0 {
			return true
		}
	}
	return false
}

// local finds what dest names inside the site.
func (r *resolver) local(n int, l *site.Link, dest string) hit {
	if len(dest) > maxName {
		return hit{}
	}
	dir := r.dirOf(n, l)
	if l.Kind == site.WikiLink || l.Kind == site.WikiEmbed {
		if dest == "" {
			return hit{find: find{thing: thing{kind: aNote, i: n}}, fragment: l.Fragment}
		}
		h := hit{fragment: l.Fragment}
		for _, name := range spellings(dest) {
			h.written = name
			if h.find, h.leaves = r.byName(name, dir); h.kind != nothing {
				break
			}
		}
		return h
	}
	h := r.byPath(n, dest, dir)
	if own := r.folder(n); h.kind == nothing && dir != own {
		return r.byPath(n, dest, own)
	}
	return h
}

// dirOf is the folder from which link l of note n is seen.
func (r *resolver) dirOf(n int, l *site.Link) string {
	if l.From != "" {
		return site.Folder(l.From)
	}
	return r.folder(n)
}

// folder is that of note n, or the root, if the link is none of a note.
func (r *resolver) folder(n int) string {
	if n == ofNoNote {
		return ""
	}
	return site.Folder(r.in.Notes[n].Path)
}

// ofNoNote is the number of the note of links that stand in no note.
const ofNoNote = -1

// byPath finds what a Markdown link names: a path from the note's folder, or
// with a slash in front from the content root; if there is nothing at it, in
// an Obsidian vault, any path that ends so.
func (r *resolver) byPath(n int, dest, dir string) hit {
	a := standardReading(dest)
	if a.path == "" {
		return hit{find: find{thing: thing{kind: aNote, i: n}}, fragment: unescape(a.fragment)}
	}
	if len(a.path) < len(dest) { // a name with '#' that is there, to the letter, is what is meant
		if p, ok := join(dir, unescape(dest)); ok {
			if t := r.places.spelt(p); t.kind != nothing {
				return hit{find: find{thing: t}}
			}
		}
	}
	if n == ofNoNote {
		return r.byAnyPath(readings(dest), dir)
	}
	if root := r.in.Notes[n].Meta.Root; root != "" && strings.HasPrefix(dest, "/") {
		if h := r.byAnyPath(readings("./"+root+dest), dir); h.kind != nothing {
			return h
		}
	}
	return r.byAnyPath(readings(dest), dir)
}

// byAnyPath tries the readings of a path, all of them in one way before any in
// the next.
func (r *resolver) byAnyPath(ways []address, dir string) hit {
	leaves := false
	for _, look := range []func(name string) find{
		func(name string) find {
			p, ok := join(dir, name)
			leaves = leaves || !ok
			if !ok {
				return find{}
			}
			return find{thing: r.places.at(p, strings.HasSuffix(name, "/"))}
		},
		func(name string) find {
			p, ok := join(dir, name)
			if !ok {
				return find{}
			}
			return find{thing: r.places.near(p), cased: true}
		},
		func(name string) find { return r.anywhere(name, dir) },
		func(name string) find { return r.rooted(name, dir) },
	} {
		for _, a := range ways {
			for _, name := range spellings(a.path) {
				if f := look(name); f.kind != nothing {
					return hit{find: f, written: name, query: external(a.query), fragment: unescape(a.fragment)}
				}
			}
		}
	}
	return hit{leaves: leaves}
}

// spellings are the readings of a path: decoded, as it is, and with the
// slashes of Windows turned round.
func spellings(p string) []string {
	all := []string{unescape(p)}
	if all[0] != p {
		all = append(all, p)
	}
	if strings.Contains(all[0], `\`) {
		all = append(all, strings.ReplaceAll(all[0], `\`, "/"))
	}
	return all
}

// anywhere finds a path that was meant to start in any folder. One that says
// where it starts was not; and every folder has an index.
func (r *resolver) anywhere(name, dir string) find {
	if strings.HasPrefix(name, "/") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "/") {
		return find{}
	}
	switch strings.ToLower(stemOf(path.Base(name))) {
	case "index", "readme":
		return find{}
	}
	return r.places.search(path.Clean(name), dir)
}

// byName finds what a wikilink names: by path from the content root or the
// note's folder, by the end of its path, by title, by alias, by folder. leaves
// says that it is a path that leads out of the content.
func (r *resolver) byName(name, dir string) (f find, leaves bool) {
	explicit := strings.HasPrefix(name, "/") || strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../")
	if explicit || strings.Contains(name, "/") {
		for _, from := range []string{"", dir} {
			if explicit {
				from = dir
			}
			p, ok := join(from, name)
			if !ok {
				return find{}, true
			}
			if t := r.places.at(p, strings.HasSuffix(name, "/")); t.kind != nothing {
				return find{thing: t}, false
			}
			if t := r.places.near(p); explicit && t.kind != nothing {
				return find{thing: t, cased: true}, false
			}
		}
	}
	if explicit {
		return find{}, false
	}
	f = r.places.search(path.Clean(name), dir)
	if f.kind != nothing && !f.cased {
		return f, false
	}
	r.names = append(r.names, slug.Fold(name))
	if t := r.places.called(name, dir); t.kind != nothing { // rather than a file's name in another case
		return t, false
	}
	if f.kind != nothing {
		return f, false
	}
	p, ok := join("", name)
	if !ok {
		return find{}, true
	}
	return find{thing: r.places.near(p)}, false
}

// target is where a hit leads.
func (r *resolver) target(n int, l *site.Link, h hit) site.Target {
	if h.kind == aFile {
		return site.Target{
			Kind: site.ToFile, URL: r.files[h.i], Query: h.query, Fragment: h.fragment,
			File: r.in.Files[h.i].Path, Note: -1,
		}
	}
	page, note := h.i, h.i
	if h.kind == aPage {
		note = r.in.Pages[page].Note
	} else {
		page = r.pagesOf[note][0]
	}
	p := &r.in.Pages[page]
	t := site.Target{Kind: site.ToPage, URL: p.URL, Title: p.Title, Query: h.query, Note: note}
	if embeds(l) {
		r.looksIn(note)
		t.From, t.To = p.From, p.To
		if p.Kind == site.OverviewPage { // a split note that is embedded is embedded whole
			t.To = r.in.Outlines[note].Blocks
		}
	}
	fragment, _, _ := strings.Cut(h.fragment, ":~:") // a text fragment is the browser's business
	if fragment == "" {
		return t
	}
	return r.place(n, l, t, fragment)
}

// place leads t to a fragment of its note.
func (r *resolver) place(n int, l *site.Link, t site.Target, fragment string) site.Target {
	if t.Note < 0 {
		r.report(l, site.BrokenAnchor, "no heading "+quote(fragment)+" in "+t.URL+", a page that biji makes", "")
		return t
	}
	a := r.anchorsOf(t.Note)
	x, ok := a.find(fragment[:min(len(fragment), maxName)])
	if !ok {
		if strings.EqualFold(fragment, "top") { // in HTML the top of any page
			return t
		}
		r.reportFix(l, site.BrokenAnchor, "no heading "+quote(fragment)+" in "+r.nameFor(n, t.Note), didYouMean(a.suggest(fragment)), a.reanchored(l, fragment))
		if embeds(l) {
			return nowhere // the whole note is not what was asked for
		}
		return t
	}
	p := r.pageWith(t.Note, x.block)
	t.URL, t.Title, t.Fragment = p.URL, p.Title, x.id
	if embeds(l) {
		t.From, t.To = p.From, p.To
		if from, to, ok := r.in.Under(t.Note, x.id); ok {
			t.From, t.To = from, to
		}
	}
	if x.block == p.TitleBlock {
		t.Fragment = "" // the title is the top of the page
	}
	return t
}

// looksIn remembers that where a link leads depends on what stands in a note.
func (r *resolver) looksIn(note int) {
	if note >= 0 && !slices.Contains(r.inside, note) {
		r.inside = append(r.inside, note)
	}
}

func (r *resolver) anchorsOf(note int) *anchors {
	r.looksIn(note)
	if r.anchors[note] == nil {
		r.anchors[note] = newAnchors(r.in.Outlines[note])
	}
	return r.anchors[note]
}

// pageWith is the page of a note that shows a block.
func (r *resolver) pageWith(note, block int) *site.Page {
	pages := r.pagesOf[note]
	i, _ := slices.BinarySearchFunc(pages, block, func(page, block int) int {
		if r.in.Pages[page].To <= block {
			return -1
		}
		return 1
	})
	return &r.in.Pages[pages[min(i, len(pages)-1)]]
}

// embeds says whether a link shows what it leads to.
func embeds(l *site.Link) bool {
	return l.Kind == site.MarkdownImage || l.Kind == site.WikiEmbed || l.Kind == site.HTMLSource
}
