package split

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// Pages gives every note its page, or several, and every folder without a note
// of its own a generated one, in the order of the site: a folder's page, its
// notes, the folders in it. outlines[i] belongs to notes[i]. Of the options it
// reads Split and Title.
//
// Every block of every note is on exactly one page, and every page has an
// address of its own: where two want the same, the first in the order keeps
// it and a Collision names both.
func Pages(notes []site.Note, outlines []*site.Outline, o site.Options) ([]site.Page, []site.Problem) {
	p := pager{notes: notes, outlines: outlines, options: o}
	p.folder(tree(notes, outlines))
	return p.pages, p.problems
}

type pager struct {
	notes    []site.Note
	outlines []*site.Outline
	options  site.Options

	taken    site.Addresses
	pages    []site.Page
	problems []site.Problem
}

func (p *pager) folder(f *folder) {
	if f.index >= 0 {
		p.note(f.index, f)
	} else {
		name := cmp.Or(path.Base(f.path), p.options.Title)
		if f.path == "" {
			name = cmp.Or(p.options.Title, "index")
		}
		p.add(site.Page{Kind: site.FolderPage, Note: -1, Dir: f.path, Index: true, Title: name, TitleBlock: -1},
			path.Join(slug.Path(f.path), "index.html"), f.path)
	}
	for _, n := range f.more {
		p.problem(p.notes[n].Path, fmt.Sprintf("%q cannot be the page of its folder too: %q is", p.notes[n].Path, p.notes[f.index].Path), "")
	}
	for _, n := range f.notes {
		p.note(n, f)
	}
	for _, s := range f.sub {
		p.folder(s)
	}
}

// note adds the pages of note n, which stands in f.
func (p *pager) note(n int, f *folder) {
	note, outline := &p.notes[n], p.outlines[n]
	index := n == f.index
	name, want := stem(note.Path), slug.Path(strings.TrimSuffix(note.Path, path.Ext(note.Path)))+".html"
	beside := strings.TrimSuffix(want, ".html")
	if index {
		name = p.folderName(f, name)
		beside = slug.Path(f.path)
		want = path.Join(beside, "index.html")
	}
	t := titleOf(note, outline, name)
	cut := cuts(note, outline, levelOf(note, p.options.Split), t)
	page := site.Page{Kind: site.NotePage, Note: n, Dir: f.path, Index: index, Title: t.text, To: outline.Blocks, TitleBlock: t.block}
	if cut != nil {
		page.Kind = site.OverviewPage
		page.To = cut[0].Block
	}
	overview := p.add(page, want, note.Path)
	if cut != nil && !index {
		beside = strings.TrimSuffix(overview, ".html")
	}
	for i, h := range cut {
		part := site.Page{Kind: site.PartPage, Note: n, Dir: f.path, Title: h.Text, From: h.Block, To: outline.Blocks, TitleBlock: h.Block, Part: i, Overview: overview}
		if i+1 < len(cut) {
			part.To = cut[i+1].Block
		}
		slugged := slug.Path(strings.ReplaceAll(h.Text, "/", " "))
		if slugged == "" {
			slugged = fmt.Sprintf("part-%d", i+1)
			part.Title = fmt.Sprintf("%s (%d)", t.text, i+1)
		}
		p.add(part, path.Join(beside, slugged)+".html", note.Path)
	}
}

func (p *pager) folderName(f *folder, fallback string) string {
	if f.path == "" {
		return cmp.Or(p.options.Title, fallback)
	}
	return path.Base(f.path)
}

// add gives a page its headings and its address, as near to want as is free,
// and says which it is. source is the note or folder it comes from.
func (p *pager) add(page site.Page, want, source string) string {
	if page.Note >= 0 {
		for _, h := range p.outlines[page.Note].Headings {
			if page.From <= h.Block && h.Block < page.To && h.Block != page.TitleBlock {
				page.Headings = append(page.Headings, h)
			}
		}
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
