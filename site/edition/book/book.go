// Package book takes the pages of a finished site in the order in which they are
// read, and makes the text of each fit for an edition in which they stand one after
// another: its links lead to the places of the edition, its ids are told apart, and
// what only works in a site is left out.
package book

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
)

// A Chapter is a page of the site.
type Chapter struct {
	Address string // path in the site, not percent-encoded
	Title   string
	Depth   int  // in the table of contents, from 0; at most one more than that of the chapter before
	Blank   bool // it only lists others: of it, an edition has the title
}

// A Book is the pages of a site in one language. It is read by one goroutine.
type Book struct {
	Title       string
	Description string
	Lang        string // BCP 47
	URL         string // of the site, with a slash at its end; "" if it is not known
	Chapters    []Chapter

	files  fs.FS
	number map[string]int // of the chapter at an address
	ids    []map[string]bool
}

// New is the book of the pages in a language of the site, whose number is as in
// o.Languages, 0 in a site in one. files is the finished site. Pages that the site
// lists nowhere are no chapters.
func New(files fs.FS, o *site.Options, pages []site.Page, language int) *Book {
	b := &Book{Title: o.Title, Description: o.Description, Lang: o.Lang, URL: o.URL, files: files, number: map[string]int{}}
	if language < len(o.Languages) {
		l := &o.Languages[language]
		b.Lang = l.Tag
		if l.Title != "" {
			b.Title, b.Description = l.Title, l.Description
		}
	}
	for i := range pages {
		if p := &pages[i]; !p.Unlisted && !p.Hidden && o.Languages.Of(p.Dir) == language {
			b.add(p, o.Languages.Shared(p.URL))
		}
	}
	b.dropEmpty()
	for i := range b.Chapters {
		b.number[b.Chapters[i].Address] = i
	}
	b.ids = make([]map[string]bool, len(b.Chapters))
	return b
}

// dropEmpty drops the chapters that only list others, of which there are none.
func (b *Book) dropEmpty() {
	kept := b.Chapters
	for i := len(kept) - 1; i >= 0; i-- {
		if kept[i].Blank && (i+1 == len(kept) || kept[i+1].Depth <= kept[i].Depth) {
			kept = slices.Delete(kept, i, i+1)
		}
	}
	b.Chapters = kept
}

// add adds a page, whose address in its language is shared.
func (b *Book) add(p *site.Page, shared string) {
	if p.Kind == site.FolderPage && shared == "index.html" {
		return // it is the table of contents
	}
	depth := strings.Count(shared, "/")
	if p.Index && depth > 0 {
		depth--
	}
	if p.Kind == site.PartPage {
		depth++
	}
	deepest := 0
	if n := len(b.Chapters); n > 0 {
		deepest = b.Chapters[n-1].Depth + 1
	}
	b.Chapters = append(b.Chapters, Chapter{Address: p.URL, Title: p.Title, Depth: min(depth, deepest), Blank: p.Kind == site.FolderPage})
}

// page reads the page of a chapter.
func (b *Book) page(i int) (*article.Page, error) {
	f, err := b.files.Open(b.Chapters[i].Address)
	if err != nil {
		return nil, fmt.Errorf("open a page: %w", err)
	}
	defer f.Close()
	p, err := article.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Chapters[i].Address, err)
	}
	return p, nil
}

// has says whether the text of a chapter has something with an id.
func (b *Book) has(i int, id string) (bool, error) {
	if b.ids[i] == nil {
		text, err := b.body(i)
		if err != nil {
			return false, err
		}
		b.ids[i] = map[string]bool{}
		for _, n := range text {
			every(n, func(n *html.Node) {
				if id := article.Attr(n, "id"); id != "" {
					b.ids[i][id] = true
				}
			})
		}
	}
	return b.ids[i][id], nil
}

// body is the text of a chapter as its page has it, without what is left out.
func (b *Book) body(i int) ([]*html.Node, error) {
	if b.Chapters[i].Blank {
		return nil, nil
	}
	p, err := b.page(i)
	if err != nil {
		return nil, err
	}
	root := &html.Node{Type: html.ElementNode, Data: "div"}
	for _, n := range p.Body {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
		root.AppendChild(n)
	}
	leaveOut(root)
	return article.Children(root), nil
}

// every visits n and what is below it.
func every(n *html.Node, visit func(*html.Node)) {
	visit(n)
	article.Walk(n, func(c *html.Node) bool { visit(c); return true })
}

// Nested calls open before the chapters that are one level deeper, and closed after
// them, around item for each chapter: what a nested list needs.
func (b *Book) Nested(open func(), item func(i int, chapter *Chapter), next, closed func()) {
	depth := -1
	for i := range b.Chapters {
		c := &b.Chapters[i]
		switch {
		case c.Depth > depth:
			open()
		default:
			for range depth - c.Depth {
				next()
				closed()
			}
			next()
		}
		depth = c.Depth
		item(i, c)
	}
	for range depth + 1 {
		next()
		closed()
	}
}

// Folder is what a folder at the top of the site is called: as its page, if that is a
// chapter.
func (b *Book) Folder(name string) string {
	if i, ok := b.number[name+"/index.html"]; ok {
		return b.Chapters[i].Title
	}
	return name
}

// Words are those of the interface that stand in an edition.
type Words struct {
	Contents string // heading of the table of contents
}

// Words are those in the language of the book.
func (b *Book) Words() Words {
	return Words{Contents: site.Word(site.UI(b.Lang), "目录", "Contents")}
}
