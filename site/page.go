package site

// A PageKind says how a page came about.
type PageKind int

const (
	NotePage     PageKind = iota // a whole note
	OverviewPage                 // of a split note: what stands before the first cut, and a list of the parts
	PartPage                     // one part of a split note
	FolderPage                   // generated: a folder without a note of its own
)

// A Page is one HTML file of the site that shows notes or lists them. Pages
// are complete when package split has made them.
type Page struct {
	URL      string // slash-separated path in the site, not percent-encoded: "redis/持久化.html"
	Kind     PageKind
	Note     int    // index of its note; -1 for a FolderPage
	Dir      string // content folder it stands in, as on disk; of a FolderPage the folder itself; "" is the root
	Index    bool   // it is the page of its folder (README.md, index.md, FolderPage)
	Hidden   bool   // the sidebar and the lists of folders have no line for it
	Unlisted bool   // nor has any other list, and search engines are asked to pass it over
	Title    string
	From     int // it shows the top-level blocks [From, To) of its note
	To       int
	// TitleBlock is the block of the heading that says the same as Title and
	// is therefore not shown again; -1 if there is none.
	TitleBlock int
	Headings   []Heading // those that stand on this page, the title's excepted
	Part       int       // of a PartPage: its number in the note, from 0
	Overview   string    // of a PartPage: address of its overview
}

// A LinkID names a link: link Link of note Note.
type LinkID struct {
	Note, Link int
}

// A TargetKind says what a link leads to.
type TargetKind int

const (
	Broken   TargetKind = iota // nothing; a Problem says so
	ToPage                     // a page of this site
	ToFile                     // a file that is copied to the site
	External                   // another site, mailto: and the like
	Unsafe                     // a scheme that is not allowed; the text is shown without a link
)

// A Target is where a link leads.
type Target struct {
	Kind     TargetKind
	URL      string // ToPage, ToFile: path in the site, not encoded; External: the whole URL, encoded
	Fragment string // without '#', not encoded
	Query    string // without '?', as written
	File     string // ToFile: path of the source file below the content root
	// Note is the note that the page shows, -1 if there is none. Of an embed, and of
	// a reference to a block, [From, To) are the blocks of it that are meant: a page
	// of the note, or the section under one of its headings.
	Note, From, To int
	Title          string // ToPage: title of the page
	Text           string // ToPage: what stands in the block that a reference to one leads to
	Shown          bool   // External: a picture, which the page loads
}

// A Graph holds all links of a site, resolved.
type Graph struct {
	Targets   [][]Target            // Targets[n][k] belongs to link k of note n
	Face      []Target              // of the links of Options.Face
	Backlinks map[string][]Backlink // by page address, in the order of pages and links
	Files     map[string]string     // address in the site -> source file, of every file that is used
	Redirects []Redirect            // old addresses, sorted
	Tags      []Tag                 // sorted by name
}

// A Backlink is a link seen from its target.
type Backlink struct {
	Page     string // address of the page that holds the link
	Title    string // of that page
	ID       string // of the heading above the link, "" if there is none
	Fragment string // the place on the target page, "" for the page as a whole
	Sentence Sentence
	Text     string // the link's text
}

// A Redirect leads from an address that no page has to one that does.
type Redirect struct {
	From string // path in the site, ends with .html
	To   string
	ID   string // fragment on To, "" for none
	// Leaves says that To is a whole address, of another site.
	Leaves bool
}

// A Tag and the pages that carry it.
type Tag struct {
	Name     string
	Language int      // number of the language of its pages, as in Options.Languages
	URL      string   // address of its page
	Pages    []string // addresses, in the order of the site
}
