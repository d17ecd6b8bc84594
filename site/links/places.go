package links

import (
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A thing is what a path can name: a note, a file, or a page (of a folder, or
// by its address in the site).
type thing struct {
	kind thingKind
	i    int // index into the notes, files or pages
}

type thingKind int

const (
	nothing thingKind = iota
	aNote
	aFile
	aPage
)

// places finds things by path and by name. Values of the maps that are lists
// are in the order of notes and files.
type places struct {
	in Input

	exact map[string]thing // the path as on disk
	loose map[string]thing // other spellings that mean the same: no extension, .html, a folder
	fold  map[string]thing // keys of exact, then of loose, folded

	copies map[string]thing // of pictures on other hosts, by address

	names   map[string][]thing // folded: a note's name without extension, a file's with it
	titles  map[string][]thing // folded
	aliases map[string][]thing // folded

	stems []string // folded paths of notes without their extension

	folds map[string]string // keys of names, as slug.Fold gives them; nil to ask it each time

	reads int // number of the language of the note whose link is looked at

	asked []string // last names of the paths that were looked for, and names, folded
	last  string   // of these, as it was written
}

// ask remembers that a path was looked for: where its last name is that of no other
// thing than before, the answer is the same.
func (p *places) ask(name string) {
	if name = lastOf(name); name != p.last || len(p.asked) == 0 {
		p.last = name
		p.askKey(slug.Fold(name))
	}
}

func (p *places) askKey(key string) {
	if !slices.Contains(p.asked, key) {
		p.asked = append(p.asked, key)
	}
}

// lastOf is the last name of a path, which may be that of a folder.
func lastOf(name string) string {
	name = strings.TrimSuffix(name, "/")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// newPlaces makes places. before, which may be nil, knows the keys of most names.
func newPlaces(in Input, before *places) *places {
	size := 2*(len(in.Notes)+len(in.Files)) + 2*len(in.Pages)
	p := &places{
		in: in, exact: make(map[string]thing, size), loose: make(map[string]thing, size),
		fold: make(map[string]thing, 2*size), copies: map[string]thing{}, names: make(map[string][]thing, size),
		titles: make(map[string][]thing, size), aliases: map[string][]thing{},
	}
	if before != nil {
		p.folds = before.folded(8 * size)
	}
	for i := range in.Notes {
		n := &in.Notes[i]
		t := thing{aNote, i}
		p.add(p.exact, n.Path, t)
		p.stems = append(p.stems, p.key(withoutMarkdown(n.Path)))
		p.push(p.names, path.Base(withoutMarkdown(n.Path)), t)
		p.push(p.names, path.Base(withoutMarkdown(n.SitePath())), t)
		for _, a := range n.Meta.Aliases {
			p.push(p.aliases, a, t)
		}
	}
	for i := range in.Files {
		t := thing{aFile, i}
		if f := &in.Files[i]; f.Hidden {
			p.exact[f.Path] = t
			if f.Origin != "" {
				p.copies[f.Origin] = t
			}
			continue
		}
		p.add(p.exact, in.Files[i].Path, t)
		p.push(p.names, path.Base(in.Files[i].Path), t)
	}
	for i := range in.Notes {
		stem := withoutMarkdown(in.Notes[i].Path)
		p.add(p.loose, stem, thing{aNote, i})
		p.add(p.loose, stem+".html", thing{aNote, i})
	}
	for i := range in.Notes {
		if as := in.Notes[i].As; as != "" {
			p.add(p.loose, as, thing{aNote, i})
			p.add(p.loose, stemOf(as), thing{aNote, i})
		}
	}
	for i := range in.Pages {
		p.addPage(i)
	}
	return p
}

func (p *places) addPage(i int) {
	page := &p.in.Pages[i]
	t := thing{aPage, i}
	if page.Index {
		p.add(p.loose, page.Dir+"/", t)
		p.add(p.loose, page.Dir, t)
		p.add(p.loose, path.Join(page.Dir, "index.html"), t)
		p.add(p.loose, path.Join(page.Dir, "index"), t)
	}
	p.add(p.loose, page.URL, t)
	p.addOther(page.URL, t)
	if page.Note >= 0 && page.Kind != site.PartPage {
		for _, address := range otherAddresses(&p.in.Notes[page.Note], page) {
			p.addOther(address, t)
		}
	}
	p.addTitle(page)
}

func (p *places) addTitle(page *site.Page) {
	if page.Kind == site.NotePage || page.Kind == site.OverviewPage {
		p.push(p.titles, page.Title, thing{aNote, page.Note})
	}
}

// addOther makes a page known by an address, with or without what may be left
// out of it.
func (p *places) addOther(address string, t thing) {
	if address == "" {
		return
	}
	p.add(p.loose, address, t)
	p.add(p.loose, strings.TrimSuffix(address, ".html"), t)
	if folder, ok := strings.CutSuffix(address, "/index.html"); ok {
		p.add(p.loose, folder+"/", t)
		p.add(p.loose, folder, t)
	}
}

// folded are the keys that are known, unless they have become too many: names that are
// gone have theirs too.
func (p *places) folded(most int) map[string]string {
	if p.folds == nil || len(p.folds) > most {
		return make(map[string]string, most/2)
	}
	return p.folds
}

// key is slug.Fold(name).
func (p *places) key(name string) string {
	if p.folds == nil {
		return slug.Fold(name)
	}
	key, known := p.folds[name]
	if !known {
		key = slug.Fold(name)
		p.folds[name] = key
	}
	return key
}

func (p *places) add(m map[string]thing, name string, t thing) {
	if _, ok := m[name]; !ok {
		m[name] = t
	}
	if key := p.key(name); p.fold[key].kind == nothing {
		p.fold[key] = t
	}
}

func (p *places) push(m map[string][]thing, name string, t thing) {
	if key := p.key(name); key != "" && !slices.Contains(m[key], t) {
		m[key] = append(m[key], t)
	}
}

// at is what stands at a path below the content root; folder says that it was
// written with a slash at its end.
func (p *places) at(name string, folder bool) thing {
	p.ask(name)
	if folder {
		if t, ok := p.loose[name+"/"]; ok {
			return t
		}
	}
	if t, ok := p.exact[name]; ok {
		return t
	}
	return p.loose[name]
}

// near is at without regard to case and Unicode form.
func (p *places) near(name string) thing {
	key := slug.Fold(name)
	p.askKey(lastOf(key))
	return p.fold[key]
}

// spelt is what stands at a path to the letter.
func (p *places) spelt(name string) thing {
	p.ask(name)
	return p.exact[name]
}

// path is where t lies in the content.
func (p *places) path(t thing) string {
	switch t.kind {
	case aNote:
		return p.in.Notes[t.i].Path
	case aFile:
		return p.in.Files[t.i].Path
	}
	if page := &p.in.Pages[t.i]; page.Note >= 0 {
		return p.in.Notes[page.Note].Path
	}
	return p.in.Pages[t.i].Dir + "/"
}

// A find is what a search by name found.
type find struct {
	thing
	cased bool    // only without regard to case or Unicode form
	rival []thing // others, equally near
}

// search finds notes, else files, whose path ends with name, whole components
// only, and of these the nearest to the folder from. A note's extension may be
// left out.
func (p *places) search(name, from string) find {
	bare := withoutMarkdown(name)
	key := slug.Fold(bare)
	var notes, files []thing
	stem := slug.Fold(path.Base(bare))
	p.askKey(stem)
	for _, t := range p.names[stem] {
		if t.kind == aNote && p.noteEndsFolded(t, key) {
			notes = append(notes, t)
		}
	}
	if len(notes) > 0 {
		return p.nearest(notes, from, func(t thing) bool { return p.noteEnds(t, bare) })
	}
	for _, t := range p.names[slug.Fold(path.Base(name))] {
		if t.kind == aFile && endsWith(slug.Fold(p.path(t)), slug.Fold(name)) {
			files = append(files, t)
		}
	}
	return p.nearest(files, from, func(t thing) bool { return endsWith(p.path(t), name) })
}

// noteEnds says whether the path of a note, or the one that it stands for, ends
// with bare, which has no extension.
func (p *places) noteEnds(t thing, bare string) bool {
	n := &p.in.Notes[t.i]
	return endsWith(withoutMarkdown(n.Path), bare) || n.As != "" && endsWith(withoutMarkdown(n.As), bare)
}

// noteEndsFolded is noteEnds without regard to case and Unicode form; key is
// folded.
func (p *places) noteEndsFolded(t thing, key string) bool {
	as := p.in.Notes[t.i].As
	return endsWith(p.stems[t.i], key) || as != "" && endsWith(slug.Fold(withoutMarkdown(as)), key)
}

// called finds the notes with this title, else alias, the nearest first.
func (p *places) called(name, from string) find {
	key := slug.Fold(name)
	p.askKey(key)
	for _, m := range []map[string][]thing{p.titles, p.aliases} {
		if ts := m[key]; len(ts) > 0 {
			return p.nearest(ts, from, func(thing) bool { return true })
		}
	}
	return find{}
}

// nearest chooses among ts: those spelt as written, then those the fewest
// folders away, then the first.
func (p *places) nearest(ts []thing, from string, spelt func(thing) bool) find {
	ts = p.readable(ts)
	var best find
	least, cased := 0, true
	for _, t := range ts {
		name := p.path(t)
		steps, wrong := distance(from, site.Folder(name)), !spelt(t)
		switch {
		case best.kind == nothing, cased && !wrong, cased == wrong && steps < least:
			best, least, cased = find{thing: t, cased: wrong}, steps, wrong
		case cased == wrong && steps == least:
			best.rival = append(best.rival, t)
		}
	}
	return best
}

// endsWith says whether the last components of name are tail.
func endsWith(name, tail string) bool {
	rest, ok := strings.CutSuffix(name, tail)
	return ok && (rest == "" || rest[len(rest)-1] == '/')
}

// distance is the number of steps, up or down, from folder a to folder b.
func distance(a, b string) int {
	common := 0
	for i := 0; ; i++ {
		endA, endB := i == len(a), i == len(b)
		if (endA || a[i] == '/') && (endB || b[i] == '/') {
			common = i
		}
		if endA || endB || a[i] != b[i] {
			break
		}
	}
	return depth(a[common:]) + depth(b[common:])
}

// depth counts the folders in a path, whether or not it starts with a slash.
func depth(p string) int {
	p = strings.TrimPrefix(p, "/")
	if p == "" {
		return 0
	}
	return strings.Count(p, "/") + 1
}
