package split

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A title of a note, and the heading that says it.
type title struct {
	text  string
	block int // of the heading; -1 if none is to be left out for it
}

// A titler names the notes of a site.
//
// Plain "the first heading" would be wrong for most real notes: an Obsidian
// vault has its titles in the file names, and its notes start with text and
// sections; and of several level-1 headings none is the title of all. So a
// heading is the title if it is the only one of level 1, or if nothing that
// can be read stands before it and no other heading is of its level or above.
//
// What begins with the first of several level-2 headings may be either: the
// Rust book has its titles so, 18 times, and Obsidian's Chinese help has its
// first sections so, 7 times. There the other notes decide: most of the book's
// begin with a heading, hardly any of the help's do. Where notes link to one
// another by name, such a heading is no title even if it is alone.
type titler struct {
	headed bool // most notes begin with a heading
	byFile bool // notes are called after their files
	named  bool // notes link to one another by name, which is that of the file
	votes  votes
}

// votes are what notes say of how notes are called: how many have a heading, begin
// with it, link to others by name.
type votes struct{ some, first, named int }

// add counts a note, or takes one away that was counted.
func (v *votes) add(n *site.Note, o *site.Outline, by int) {
	if h, ok := firstTop(o); ok {
		v.some += by
		if leads(n, h) {
			v.first += by
		}
	}
	if linksByName(o) {
		v.named += by
	}
}

func newTitler(notes []site.Note, outlines []*site.Outline, titles site.Titles) titler {
	var v votes
	for i := range notes {
		v.add(&notes[i], outlines[i], 1)
	}
	return v.titler(titles)
}

func (v votes) titler(titles site.Titles) titler {
	return titler{headed: 2*v.first > v.some, byFile: titles == site.TitlesFile, named: titles == site.TitlesAuto && v.named > 0, votes: v}
}

func linksByName(o *site.Outline) bool {
	return slices.ContainsFunc(o.Links, func(l site.Link) bool { return l.Kind == site.WikiLink || l.Kind == site.WikiEmbed })
}

// title names a note: by its front matter, else by the heading that is its
// title, else by name, which comes from its file.
func (t titler) title(n *site.Note, o *site.Outline, name string) title {
	h, ok := firstTop(o)
	if !ok {
		return title{cmp.Or(n.Meta.Title, name), -1}
	}
	first, ones := leads(n, h), topOnes(o)
	fits := h.Level == 1 && ones == 1 || first && (alone(o, h) && (h.Level == 1 || t.headed || !t.named) || ones == 0 && t.headed)
	if n.Meta.Title == "" && fits && h.Text != "" && !t.byFile {
		return title{h.Text, h.Block}
	}
	given := cmp.Or(n.Meta.Title, name)
	if (fits || first && h.Level == 1) && slug.Fold(h.Text) == slug.Fold(given) {
		return title{given, h.Block}
	}
	return title{given, -1}
}

// leads says whether a heading comes before anything that can be read.
func leads(n *site.Note, h site.Heading) bool {
	return h.Block == 0 || !readable(textBefore(n, h))
}

// alone says whether no other top-level heading is of h's level or above.
func alone(o *site.Outline, h site.Heading) bool {
	for _, other := range o.Headings {
		if other.Top && other.Level <= h.Level && other.Block != h.Block {
			return false
		}
	}
	return true
}

func firstTop(o *site.Outline) (site.Heading, bool) {
	for _, h := range o.Headings {
		if h.Top {
			return h, true
		}
	}
	return site.Heading{}, false
}

// topOnes counts the top-level headings of level 1.
func topOnes(o *site.Outline) int {
	count := 0
	for _, h := range o.Headings {
		if h.Top && h.Level == 1 {
			count++
		}
	}
	return count
}

// textBefore is what the note says before its first heading.
func textBefore(n *site.Note, h site.Heading) []byte {
	rest := n.Body
	for range linesBefore(n, h) {
		_, after, ok := bytes.Cut(rest, []byte("\n"))
		if !ok {
			return n.Body
		}
		rest = after
	}
	return n.Body[:len(n.Body)-len(rest)]
}

// linesBefore is how many lines of the note's text stand before a heading.
func linesBefore(n *site.Note, h site.Heading) int {
	lines := 0
	for i, p := range n.Pieces {
		end := len(n.Body)
		if i+1 < len(n.Pieces) {
			end = n.Pieces[i+1].At
		}
		inside := bytes.Count(n.Body[p.At:end], []byte("\n"))
		if from := h.At.Line - p.From.Line; p.From.File == h.At.File && 0 <= from && from <= inside {
			return lines + from
		}
		lines += inside
	}
	return h.At.Line - n.Line
}

// unread matches what stands in a source and is not read: comments, tags, and
// what asks for a table of contents.
var unread = regexp.MustCompile(`(?is)<!--.*?-->|<[a-z/][^<>]*>|\[toc\]|\[\[_?toc_?\]\]|\s+`)

func readable(source []byte) bool {
	const most = 4 << 10 // nobody comments at such length
	return len(source) > most || len(unread.ReplaceAll(source, nil)) > 0
}

// titlerFor is the titler of note n in f. The front page has no name but that of
// the site, which is not the file's.
func (p *pager) titlerFor(n int, f *folder) titler {
	t := p.titler
	if n == f.index && f.path == "" {
		t.byFile = false
	}
	return t
}

// named says whether a page has a title of its own: by its front matter or by a
// heading.
func (p *pager) named(page *site.Page) bool {
	return page.Note >= 0 && (page.TitleBlock >= 0 || p.notes[page.Note].Meta.Title != "")
}

// siteTitle names a site whose settings do not: after its front page, if that
// has a title of its own, else by the fallback.
func (p *pager) siteTitle(front *site.Page, fallback string) string {
	switch {
	case p.named(front) && !listTitle(front.Title):
		return front.Title
	case fallback != "":
		return fallback
	case p.named(front):
		return front.Title
	}
	return site.Word(site.UI(p.options.Lang), "笔记", "Notes")
}

// listTitle says of the title of a front page that it names a list of pages
// rather than what they are about.
func listTitle(title string) bool {
	switch slug.Fold(title) {
	case "summary", "readme", "index", "contents", "table of contents", "home", "目录", "首页":
		return true
	}
	return false
}
