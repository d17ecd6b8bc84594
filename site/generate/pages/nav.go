package pages

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// tree is the sidebar: folders, in them pages, under a split note its parts,
// all in the order of the site. The front page is the first line. Where an author
// wrote a table of contents, the sidebar has it as it is.
// What stands in base, the folder of a language, stands at the top.
func tree(pages []site.Page, notes []site.Note, books []site.Book, base string) []*render.Node {
	top := &render.Node{}
	t := treeBuilder{base: base, notes: notes, folders: map[string]*render.Node{"": top, base: top}, pages: map[string]*render.Node{}, moved: map[*render.Node]bool{}, folderPages: map[*render.Node]bool{}}
	for i := range pages {
		if !pages[i].Hidden {
			t.add(&pages[i])
		}
	}
	if len(books) > 0 {
		t.bind(books)
		t.prune(t.folders[""])
	}
	shorten(top)
	return t.folders[""].Children
}

// shorten cuts from titles what says of each what is said of all: the name of their
// folder, or a beginning that all of its notes share.
func shorten(n *render.Node) {
	before := func(c *render.Node) string {
		for _, colon := range []string{"：", ": "} {
			if head, rest, ok := strings.Cut(c.Title, colon); ok && strings.TrimSpace(rest) != "" {
				return head + colon
			}
		}
		return ""
	}
	shared, notes := "", 0
	for _, c := range n.Children {
		shorten(c)
		if len(c.Children) > 0 {
			continue
		}
		if notes++; notes == 1 {
			shared = before(c)
		} else if before(c) != shared {
			shared = ""
		}
	}
	for _, c := range n.Children {
		head := before(c)
		named := n.Title != "" && strings.TrimRight(head, "：: ") == n.Title
		if len(c.Children) == 0 && head != "" && (named || head == shared && notes > 1) {
			c.Title = strings.TrimSpace(strings.TrimPrefix(c.Title, head))
		}
	}
}

type treeBuilder struct {
	base        string
	notes       []site.Note
	folders     map[string]*render.Node // by content folder
	pages       map[string]*render.Node // by address
	folderPages map[*render.Node]bool   // those that biji makes of folders
	moved       map[*render.Node]bool   // from their folder into a book
}

func (t *treeBuilder) add(p *site.Page) {
	switch {
	case p.Kind == site.PartPage && p.Overview != "":
		over := t.pages[p.Overview]
		over.Children = append(over.Children, &render.Node{Title: p.Title, URL: p.URL})
	case p.Index && p.Dir != "" && p.Dir != t.base:
		n := t.folder(p.Dir)
		n.Title, n.URL = t.label(p), p.URL
		t.pages[p.URL] = n
		if p.Kind == site.FolderPage {
			t.folderPages[n] = true
		}
	default:
		n := &render.Node{Title: t.label(p), URL: p.URL}
		up := t.folder(p.Dir)
		up.Children = append(up.Children, n)
		t.pages[p.URL] = n
	}
}

// label is what a page is called in the sidebar.
func (t *treeBuilder) label(p *site.Page) string {
	return labelOf(p, t.notes)
}

// label is what lists that are short of room call a page.
func (w *World) label(p *site.Page) string { return labelOf(p, w.Notes) }

func labelOf(p *site.Page, notes []site.Note) string {
	if p.Note >= 0 && p.Kind != site.PartPage {
		return cmp.Or(notes[p.Note].Meta.ShortTitle, p.Title)
	}
	return p.Title
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

// bind puts the chapters of books into their folders, before all else but the
// front page, and takes their pages from where they stood.
func (t *treeBuilder) bind(books []site.Book) {
	chapters := make([][]chapter, len(books))
	for i := range books {
		chapters[i] = t.chapters(&books[i], books[i].Chapters)
		if shown := t.pages[books[i].Page]; shown != nil && shown != t.front(&books[i]) {
			t.moved[shown] = true // the sidebar shows it already
		}
	}
	for _, n := range t.folders {
		n.Children = slices.DeleteFunc(n.Children, func(c *render.Node) bool { return t.moved[c] })
	}
	for i := range books {
		n, first := t.folder(books[i].Dir), 0
		if len(n.Children) > 0 && n.Children[0] == t.front(&books[i]) {
			if first = 1; repeats(&books[i], n.Children[0], chapters[i]) {
				n.Children, first = n.Children[1:], 0
			}
		}
		n.Children = slices.Insert(n.Children, first, lines(chapters[i])...)
	}
}

// repeats says whether the line of a page that shows nothing but the table of contents is
// called as the first chapter is: the book, which has a title page.
func repeats(b *site.Book, front *render.Node, chapters []chapter) bool {
	return b.Page == front.URL && len(chapters) > 0 && cmp.Or(chapters[0].title, chapters[0].Title) == front.Title
}

// front is the line of the page of a book's folder.
func (t *treeBuilder) front(b *site.Book) *render.Node {
	return t.pages[path.Join(b.Dir, "index.html")]
}

// A chapter is a line of a book, and the lines below it.
type chapter struct {
	*render.Node
	title string
	below []chapter
}

// chapters are those of a book. One whose page stands elsewhere in the sidebar
// already, or is the folder's, is left out.
func (t *treeBuilder) chapters(b *site.Book, all []site.Chapter) (found []chapter) {
	for i := range all {
		c := &all[i]
		n := &render.Node{}
		if c.URL != "" {
			n = t.pages[c.URL]
		}
		if n == nil || t.moved[n] || n == t.folders[b.Dir] {
			found = append(found, t.chapters(b, c.Children)...)
			continue
		}
		t.moved[n] = c.URL != ""
		found = append(found, chapter{n, c.Title, t.chapters(b, c.Children)})
	}
	return found
}

// lines are chapters as the sidebar has them.
func lines(all []chapter) (nodes []*render.Node) {
	for _, c := range all {
		if c.title != "" {
			c.Title = c.title
		}
		c.Children = append(lines(c.below), c.Children...)
		nodes = append(nodes, c.Node)
	}
	return nodes
}

// prune takes the folders out that have nothing left in them.
func (t *treeBuilder) prune(n *render.Node) {
	n.Children = slices.DeleteFunc(n.Children, func(c *render.Node) bool {
		t.prune(c)
		return len(c.Children) == 0 && t.folderPages[c]
	})
}
