// Package atlas knows where the pages of a site stand: which are in a folder,
// which are the parts of a note, what lies on the way to one.
//
//	New   []Page, []Tag -> *Atlas
//
// Pages are named by their indexes in the slice that New was given.
package atlas

import "github.com/biji-notes/biji/site"

// An Atlas answers where things stand. It never changes.
type Atlas struct {
	page       map[string]int   // by address
	folderPage map[string]int   // by content folder: its own page
	inside     map[string][]int // by content folder: its notes, and the pages of folders in it
	parts      map[string][]int // by address of the overview
	tags       map[string][]int // by address: indexes into the tags
	notesBelow map[string]int   // by content folder: how many listed notes are in it, at any depth
}

// New charts pages and the tags that they carry.
func New(pages []site.Page, tags []site.Tag) *Atlas {
	a := &Atlas{
		page:       make(map[string]int, len(pages)),
		folderPage: map[string]int{},
		inside:     map[string][]int{},
		parts:      map[string][]int{},
		tags:       map[string][]int{},
		notesBelow: map[string]int{},
	}
	for i := range pages {
		a.add(i, &pages[i])
	}
	for k := range tags {
		for _, u := range tags[k].Pages {
			a.tags[u] = append(a.tags[u], k)
		}
	}
	return a
}

func (a *Atlas) add(i int, p *site.Page) {
	a.page[p.URL] = i
	if p.Kind == site.PartPage {
		a.parts[p.Overview] = append(a.parts[p.Overview], i)
		return
	}
	up := p.Dir
	if p.Index {
		a.folderPage[p.Dir] = i
		up = site.Folder(p.Dir)
	}
	if !p.Index || p.Dir != "" {
		a.inside[up] = append(a.inside[up], i)
	}
	if p.Note >= 0 && !p.Unlisted {
		a.notesBelow[""]++
		for _, dir := range site.Folders(p.Dir) {
			a.notesBelow[dir]++
		}
	}
}

// Page is the page at an address; ok is false if there is none.
func (a *Atlas) Page(address string) (i int, ok bool) { i, ok = a.page[address]; return i, ok }

// FolderPage is the page of a content folder.
func (a *Atlas) FolderPage(dir string) (i int, ok bool) { i, ok = a.folderPage[dir]; return i, ok }

// Inside is what a content folder holds, in the order of the site: its notes,
// without their parts, and the pages of the folders in it.
func (a *Atlas) Inside(dir string) []int { return a.inside[dir] }

// NotesBelow is how many listed notes a content folder holds, at any depth.
func (a *Atlas) NotesBelow(dir string) int { return a.notesBelow[dir] }

// Parts are the pages of the parts of the note whose overview has the address.
func (a *Atlas) Parts(overview string) []int { return a.parts[overview] }

// Tags are the indexes of the tags that a page carries; a part carries those of
// its note.
func (a *Atlas) Tags(p *site.Page) []int {
	if p.Overview != "" {
		return a.tags[p.Overview]
	}
	return a.tags[p.URL]
}

// Way is the pages of the folders on the way to a page at address from, which
// stands in the content folder dir: the front page first, without the page at
// from itself.
func (a *Atlas) Way(from, dir string) (way []int) {
	here, known := a.page[from]
	for _, dir := range append([]string{""}, site.Folders(dir)...) {
		if k, ok := a.folderPage[dir]; ok && (!known || k != here) {
			way = append(way, k)
		}
	}
	return way
}
