package pages

import (
	"path"

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
