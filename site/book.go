package site

// A Contents is a table of contents that an author wrote for a folder, as
// written.
type Contents struct {
	Dir     string // the folder; "" is the root
	Note    int    // index of the note that it is; -1 if it is none
	Entries []ContentsEntry
}

// A ContentsEntry is a line of a table of contents.
type ContentsEntry struct {
	Depth    int    // 0 is the top
	Title    string // plain text; "" is that of the note
	Dest     string // as written; "" for what is not written yet, and for groups
	Part     bool   // a heading: what follows belongs to it
	Numbered bool
}

// A Book is a table of contents whose chapters are pages.
type Book struct {
	Dir      string // the folder; "" is the root
	Page     string // address of the page that shows the contents; "" if none does
	Chapters []Chapter
}

// A Chapter is a line of a book.
type Chapter struct {
	Title    string // with its number, if it has one
	URL      string // "" for a part, and for a chapter that is not written
	Children []Chapter
}
