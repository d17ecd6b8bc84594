package build

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// tree is the sidebar: folders, in them pages, under a split note its parts,
// all in the order of the site. The front page is the first line.
func tree(pages []site.Page) []*render.Node {
	t := treeBuilder{folders: map[string]*render.Node{"": {}}, notes: map[string]*render.Node{}}
	for i := range pages {
		t.add(&pages[i])
	}
	return t.folders[""].Children
}

type treeBuilder struct {
	folders map[string]*render.Node // by content folder
	notes   map[string]*render.Node // by address: those that can have parts
}

func (t *treeBuilder) add(p *site.Page) {
	switch {
	case p.Kind == site.PartPage && p.Overview != "":
		over := t.notes[p.Overview]
		over.Children = append(over.Children, &render.Node{Title: p.Title, URL: p.URL})
	case p.Index && p.Dir != "":
		n := t.folder(p.Dir)
		n.Title, n.URL = p.Title, p.URL
		t.notes[p.URL] = n
	default:
		n := &render.Node{Title: p.Title, URL: p.URL}
		up := t.folder(p.Dir)
		up.Children = append(up.Children, n)
		t.notes[p.URL] = n
	}
}

func (t *treeBuilder) folder(dir string) *render.Node {
	if n, ok := t.folders[dir]; ok {
		return n
	}
	up := path.Dir(dir)
	if up == "." {
		up = ""
	}
	n := &render.Node{Title: path.Base(dir)}
	t.folders[dir] = n
	parent := t.folder(up)
	parent.Children = append(parent.Children, n)
	return n
}

// An atlas answers where things stand. Values are indexes into the pages.
type atlas struct {
	page       map[string]int      // by address
	folderPage map[string]int      // by content folder: its own page
	inside     map[string][]int    // by content folder: its notes, and the pages of folders in it
	parts      map[string][]int    // by address of the overview
	tags       map[string][]int    // by address: indexes into the tags
	notesBelow map[string]int      // by content folder: how many notes are in it, at any depth
	says       map[string]pageSays // by address, of pages with a note
}

// A pageSays is what is said of the text of a page.
type pageSays struct {
	summary string
	reading render.Reading
}

func newAtlas(pages []site.Page, tags []site.Tag) atlas {
	a := atlas{
		page:       make(map[string]int, len(pages)),
		folderPage: map[string]int{},
		inside:     map[string][]int{},
		parts:      map[string][]int{},
		tags:       map[string][]int{},
		notesBelow: map[string]int{},
		says:       make(map[string]pageSays, len(pages)),
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

func (a *atlas) add(i int, p *site.Page) {
	a.page[p.URL] = i
	if p.Kind == site.PartPage {
		a.parts[p.Overview] = append(a.parts[p.Overview], i)
		return
	}
	up := p.Dir
	if p.Index {
		a.folderPage[p.Dir] = i
		up, _ = path.Split(p.Dir)
		up = strings.TrimSuffix(up, "/")
	}
	if !p.Index || p.Dir != "" {
		a.inside[up] = append(a.inside[up], i)
	}
	if p.Note >= 0 {
		for _, dir := range folders(p.Dir) {
			a.notesBelow[dir]++
		}
	}
}

// folders lists a folder and those above it, the root first: "a/b" is "", "a", "a/b".
func folders(dir string) []string {
	all := []string{""}
	if dir == "" {
		return all
	}
	for i := range len(dir) {
		if dir[i] == '/' {
			all = append(all, dir[:i])
		}
	}
	return append(all, dir)
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
