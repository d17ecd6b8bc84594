package split

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
)

// isSidebar says whether a note is the table of contents that docsify and the
// wikis of GitHub show beside each page.
func isSidebar(name string) bool { return strings.EqualFold(name, "_sidebar") }

// tables are the tables of contents among the notes, one for a folder.
func tables(notes []site.Note) []site.Contents {
	at := map[string]int{} // by folder
	for i := range notes {
		dir, name := site.Folder(notes[i].Path), stem(notes[i].Path)
		if _, ok := at[dir]; isSummary(name) || isSidebar(name) && !ok {
			at[dir] = i
		}
	}
	var all []site.Contents
	for _, i := range at {
		all = append(all, contentsOf(&notes[i], i))
	}
	return all
}

// fewChapters is how many notes a list must name to be a table of contents.
const fewChapters = 2

// A binder makes books of tables of contents.
type binder struct {
	notes  map[string]int // by path, and by other names for it
	titles map[int]string // of notes, as the tables have them
	chosen []site.Contents
}

func newBinder(notes []site.Note, found []site.Contents) *binder {
	b := &binder{notes: map[string]int{}, titles: map[int]string{}}
	for i := range notes {
		b.name(notes[i].Path, i)
	}
	for i := range notes {
		p := notes[i].Path
		b.name(strings.TrimSuffix(p, path.Ext(p)), i)
		if name := stem(p); isIndex(name) || isReadme(name) || name == "_index" {
			b.name(site.Folder(p), i)
		}
	}
	slices.SortFunc(found, func(x, y site.Contents) int { return cmp.Compare(x.Dir, y.Dir) })
	for _, c := range found {
		b.choose(c)
	}
	return b
}

// shows says whether a note is a table of contents.
func (b *binder) shows(note int) bool {
	return slices.ContainsFunc(b.chosen, func(c site.Contents) bool { return c.Note == note && note >= 0 })
}

func (b *binder) name(p string, note int) {
	if _, taken := b.notes[p]; !taken {
		b.notes[p] = note
	}
}

// choose takes a table that names enough notes, and the titles that it gives them.
func (b *binder) choose(c site.Contents) {
	var named []int
	for _, e := range c.Entries {
		if n := b.note(c.Dir, e.Dest); n >= 0 && n != c.Note && !slices.Contains(named, n) {
			named = append(named, n)
			if b.titles[n] == "" {
				b.titles[n] = e.Title
			}
		}
	}
	if len(named) >= fewChapters {
		b.chosen = append(b.chosen, c)
	}
}

// note is the one that a destination in a table of a folder names; -1 if there is
// none.
func (b *binder) note(dir, dest string) int {
	dest, _, _ = strings.Cut(unescape(dest), "#")
	if dest == "" || strings.Contains(dest, "://") {
		return -1
	}
	p := path.Join(dir, strings.TrimPrefix(dest, "/"))
	if dir != "" && !strings.HasPrefix(p, dir+"/") {
		return -1 // a book has what is below it
	}
	if n, ok := b.notes[strings.TrimSuffix(p, "/")]; ok {
		return n
	}
	if n, ok := b.notes[strings.TrimSuffix(p, ".html")]; ok {
		return n
	}
	return -1
}

// books are the tables as books of pages, whose addresses are those of the notes'
// first pages.
func (b *binder) books(pages []site.Page) []site.Book {
	address := map[int]string{}
	for i := range pages {
		if n := pages[i].Note; n >= 0 && address[n] == "" {
			address[n] = pages[i].URL
		}
	}
	var all []site.Book
	for _, c := range b.chosen {
		w := bookWriter{binder: b, address: address, contents: c, seen: map[string]bool{}}
		book := site.Book{Dir: c.Dir, Chapters: w.book()}
		if c.Note >= 0 {
			book.Page = address[c.Note]
		}
		all = append(all, book)
	}
	return all
}

// A bookWriter turns the entries of one table into chapters.
type bookWriter struct {
	*binder
	address  map[int]string
	contents site.Contents
	seen     map[string]bool // addresses; a page is one chapter only
	numbers  []int
	at       int // entry
}

// book is all chapters: those of a part stand in it.
func (w *bookWriter) book() (chapters []site.Chapter) {
	for w.at < len(w.contents.Entries) {
		e := w.contents.Entries[w.at]
		if !e.Part {
			chapters = append(chapters, w.chapters(e.Depth, nil)...)
			continue
		}
		w.at++
		part := site.Chapter{Title: e.Title}
		for w.at < len(w.contents.Entries) && !w.contents.Entries[w.at].Part && w.contents.Entries[w.at].Depth >= 0 {
			part.Children = append(part.Children, w.chapters(0, nil)...)
		}
		if len(part.Children) > 0 {
			chapters = append(chapters, part)
		}
	}
	return chapters
}

// chapters are the entries from the next one on that are of a depth, with those
// below them; a number is added to those of the chapter above.
func (w *bookWriter) chapters(depth int, above []int) (chapters []site.Chapter) {
	for w.at < len(w.contents.Entries) {
		e := w.contents.Entries[w.at]
		if e.Part || e.Depth < depth || depth < 0 && e.Depth != depth {
			return chapters
		}
		w.at++
		number := slices.Clone(above)
		if e.Numbered {
			number = append(number, w.next(len(above)))
		}
		c := site.Chapter{Title: numbered(number, e.Title), URL: w.url(e)}
		if depth >= 0 {
			c.Children = w.chapters(depth+1, number)
		}
		switch {
		case e.Dest != "" && c.URL == "": // no note, or one that is a chapter already
			chapters = append(chapters, c.Children...)
		case e.Dest == "" && len(c.Children) == 0 && !e.Numbered: // a word in a list
		default:
			chapters = append(chapters, c)
		}
		if depth < 0 {
			return chapters
		}
	}
	return chapters
}

// next counts the chapters at a level. Parts do not begin anew.
func (w *bookWriter) next(level int) int {
	w.numbers = append(w.numbers[:min(len(w.numbers), level+1)], make([]int, max(0, level+1-len(w.numbers)))...)
	w.numbers[level]++
	return w.numbers[level]
}

func numbered(number []int, title string) string {
	if len(number) == 0 {
		return title
	}
	var b strings.Builder
	for _, n := range number {
		b.WriteString(strconv.Itoa(n))
		b.WriteByte('.')
	}
	return b.String() + " " + title
}

// url is the address of an entry's page, if it is no chapter yet.
func (w *bookWriter) url(e site.ContentsEntry) string {
	n := w.note(w.contents.Dir, e.Dest)
	if n < 0 || w.seen[w.address[n]] {
		return ""
	}
	w.seen[w.address[n]] = true
	return w.address[n]
}

// inOrder puts the pages of a folder into the order of its book: its front, the
// chapters, the rest.
func inOrder(pages []site.Page, b site.Book) {
	place := map[string]int{}
	var walk func([]site.Chapter)
	walk = func(chapters []site.Chapter) {
		for _, c := range chapters {
			if c.URL != "" {
				place[c.URL] = 1 + len(place)
			}
			walk(c.Children)
		}
	}
	walk(b.Chapters)
	rank := func(p *site.Page) int {
		at, listed := place[cmp.Or(p.Overview, p.URL)]
		switch {
		case listed:
			return at
		case p.Index && p.Dir == b.Dir || p.Overview != "" && p.Overview == path.Join(b.Dir, "index.html"):
			return 0
		}
		return 1 + len(place)
	}
	var at []int
	var inside []site.Page
	for i := range pages {
		if d := pages[i].Dir; b.Dir == "" || d == b.Dir || strings.HasPrefix(d, b.Dir+"/") {
			at, inside = append(at, i), append(inside, pages[i])
		}
	}
	slices.SortStableFunc(inside, func(x, y site.Page) int { return cmp.Compare(rank(&x), rank(&y)) })
	for k, i := range at {
		pages[i] = inside[k]
	}
}
