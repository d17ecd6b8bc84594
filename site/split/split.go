package split

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// Pages gives every note its page, or several, and every folder without a note
// of its own a generated one, in the order of the site: a folder's page, its
// notes, the folders in it. outlines[i] belongs to notes[i]. Of the options it
// reads Split, Title, Titles and Lang; fallback is the title of a site that has none
// otherwise, if it is known; folders are what other tools say of folders.
//
// Every block of every note is on exactly one page, and every page has an
// address of its own: where two want the same, the first in the order keeps
// it and a Collision names both.
func Pages(notes []site.Note, outlines []*site.Outline, o site.Options, fallback string, folders map[string]site.FolderInfo) (Layout, []site.Problem) {
	p := pager{
		notes: notes, outlines: outlines, options: o, folders: folders, titler: newTitler(notes, outlines, o.Titles),
		in: make([]*folder, len(notes)), cuts: make([]noteCut, len(notes)),
	}
	p.binder = newBinder(notes, tables(notes))
	if slices.ContainsFunc(notes, func(n site.Note) bool { return n.Meta.Permalink != "" }) {
		p.plain = plain(notes)
	}
	p.folder(tree(notes, outlines, folders))
	p.deep()
	l := Layout{Pages: p.pages, Title: o.Title, Books: p.binder.books(p.pages), pager: &p}
	hide(l.Pages, notes)
	for _, b := range slices.Backward(l.Books) {
		inOrder(l.Pages, b)
	}
	front := &l.Pages[0]
	if l.Title == "" {
		l.Title = p.siteTitle(p.home(l.Pages), fallback)
	}
	p.nameHomes(l)
	if !p.named(front) || p.binder.shows(front.Note) && listTitle(front.Title) {
		front.Title = l.Title
	}
	return l, p.problems
}

// A Layout is the pages of a site, in its order: the first is the front page.
type Layout struct {
	Pages []site.Page
	Title string // of the site
	Books []site.Book
	pager *pager // that made it
}

type pager struct {
	notes    []site.Note
	outlines []*site.Outline
	options  site.Options
	titler   titler
	binder   *binder
	folders  map[string]site.FolderInfo
	plain    map[string]string // addresses that notes have by their names, if one asks for another
	taken    site.Addresses
	in       []*folder // of each note
	cuts     []noteCut // of each note
	pages    []site.Page
	problems []site.Problem
}

func (p *pager) folder(f *folder) {
	if f.index >= 0 {
		p.note(f.index, f)
	} else {
		p.add(site.Page{
			Kind: site.FolderPage, Note: -1, Dir: f.path, Index: true,
			Title: p.folderName(f, "index"), TitleBlock: -1,
		}, path.Join(slug.Path(f.path), "index.html"), f.path)
	}
	for _, n := range f.more {
		p.problem(p.notes[n].Path, fmt.Sprintf("%q cannot be the page of its folder, for %q is", p.notes[n].Path, p.notes[f.index].Path), "it is a note like others")
	}
	for _, n := range f.notes {
		p.note(n, f)
	}
	for _, s := range f.sub {
		p.folder(s)
	}
}

// A noteCut is how a note is cut into pages: its first, or only one, and the parts,
// none of which has an address yet.
type noteCut struct {
	first site.Page
	parts []site.Page
	names []string // of the parts, for their addresses
}

// note adds the pages of note n, which stands in f.
func (p *pager) note(n int, f *folder) {
	note := &p.notes[n]
	want := plainAddress(f.path, note)
	if n == f.index {
		want = path.Join(slug.Path(f.path), "index.html")
	} else {
		want = p.address(note, f.path, want)
	}
	c := p.cut(n, f)
	p.in[n], p.cuts[n] = f, c
	overview := p.add(c.first, want, note.Path)
	beside := strings.TrimSuffix(overview, ".html")
	if n == f.index {
		beside = path.Dir(overview)
	}
	for i, part := range c.parts {
		part.Overview = overview
		p.add(part, path.Join(beside, c.names[i])+".html", note.Path)
	}
}

// cut cuts note n, which stands in f, into pages.
func (p *pager) cut(n int, f *folder) noteCut {
	note, outline := &p.notes[n], p.outlines[n]
	t := p.titleOf(n, f)
	at := cuts(note, outline, levelOf(note, p.options.Split), t)
	c := noteCut{first: site.Page{
		Kind: site.NotePage, Note: n, Dir: f.path, Index: n == f.index,
		Title: t.text, To: outline.Blocks, TitleBlock: t.block,
	}}
	if at != nil {
		c.first.Kind, c.first.To = site.OverviewPage, at[0].Block
	}
	for i, h := range at {
		part := site.Page{
			Kind: site.PartPage, Note: n, Dir: f.path, Title: h.Text, From: h.Block, To: outline.Blocks,
			TitleBlock: h.Block, Part: i,
		}
		if i+1 < len(at) {
			part.To = at[i+1].Block
		}
		name := slug.Path(strings.ReplaceAll(h.Text, "/", " "))
		if name == "" { // a heading of spaces, or of an image
			name, part.Title = fmt.Sprintf("part-%d", i+1), fmt.Sprintf("%s (%d)", t.text, i+1)
		}
		c.parts, c.names = append(c.parts, part), append(c.names, name)
	}
	return c
}

// titleOf is the title of note n, which stands in f.
func (p *pager) titleOf(n int, f *folder) title {
	note, outline := &p.notes[n], p.outlines[n]
	name := strings.TrimSuffix(stem(note.SitePath()), ".excalidraw")
	if n == f.index {
		name = p.folderName(f, name)
	}
	if m := dayBefore.FindStringSubmatch(name); m != nil && p.options.Titles != site.TitlesFile && n != f.index {
		name = m[1]
	}
	if title := p.binder.titles[n]; title != "" && p.options.Titles != site.TitlesFile {
		name = title
	}
	if h, ok := firstTop(outline); ok && p.binder.shows(n) && note.Meta.Title == "" && h.Text != "" && leads(note, h) {
		return title{h.Text, h.Block} // whatever the headings of its parts say
	}
	return p.titlerFor(n, f).title(note, outline, name)
}

// fileOf is the name after which the page of a note is called. What is no Markdown
// keeps its ending, for a note may well have the same name.
func fileOf(n *site.Note) string {
	if !site.IsNoteFile(n.SitePath()) {
		return path.Base(n.SitePath())
	}
	return stem(n.SitePath())
}

// folderName is the title of a folder's page that gives none itself.
func (p *pager) folderName(f *folder, fallback string) string {
	if f.path == "" {
		return cmp.Or(p.options.Title, fallback)
	}
	return cmp.Or(p.folders[f.path].Title, path.Base(f.path))
}

// add gives a page its headings and its address, as near to want as is free,
// and says which it is. source is the note or folder it comes from.
func (p *pager) add(page site.Page, want, source string) string {
	if page.Note >= 0 {
		page.Headings = headings(p.outlines[page.Note].Headings, &page)
	}
	got, holder := p.taken.Claim(want, cmp.Or(source, "the front page"))
	page.URL = got
	// Equal headings in one note are no surprise to their author.
	if holder != "" && (page.Kind != site.PartPage || holder != source) {
		p.problem(source, fmt.Sprintf("%q wants the address %s, which %s has", source, want, holder), "published as "+got)
	}
	p.pages = append(p.pages, page)
	return got
}

// headings are those of a note that stand on a page, its title aside. They are
// a part of all, where nothing needs to be taken out: a note of ten thousand
// parts is not to be walked through ten thousand times.
func headings(all []site.Heading, p *site.Page) []site.Heading {
	block := func(h site.Heading, b int) int { return cmp.Compare(h.Block, b) }
	from, _ := slices.BinarySearchFunc(all, p.From, block)
	to, _ := slices.BinarySearchFunc(all, p.To, block)
	some := all[from:to:to]
	if len(some) > 0 && some[0].Block == p.TitleBlock {
		some = some[1:]
	}
	if slices.ContainsFunc(some, func(h site.Heading) bool { return h.Block == p.TitleBlock }) {
		return slices.DeleteFunc(slices.Clone(some), func(h site.Heading) bool { return h.Block == p.TitleBlock })
	}
	return some
}

// deep says which notes lie deeper than the site's folders go.
func (p *pager) deep() {
	for i := range p.notes {
		if dir := folderOf(p.notes[i].SitePath()); dir != site.Folder(p.notes[i].SitePath()) {
			p.problems = append(p.problems, site.Problem{
				At: site.Pos{File: p.notes[i].Path}, Kind: site.OverBudget,
				What: fmt.Sprintf("lies in more than %d folders; its page stands in the last of %d", budget.FolderDepth, budget.FolderDepth),
			})
		}
	}
}

func (p *pager) problem(file, what, hint string) {
	p.problems = append(p.problems, site.Problem{At: site.Pos{File: file}, Kind: site.Collision, What: what, Hint: hint})
}

// unescape is s with its percent signs decoded, once; what is no such code
// stays as it is.
func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
