// Package render turns a View into the HTML of one page, by the templates it
// is given. Every template is checked against View in a test.
package render

import (
	"html/template"
	"time"

	"github.com/biji-notes/biji/site"
)

// A PageType says which template a View wants.
type PageType string

const (
	Note     PageType = "note"     // a whole note, or a part of one
	Overview PageType = "overview" // a split note: intro, then the list of parts
	Folder   PageType = "folder"   // a folder without a note: the list of what is in it
	Tag      PageType = "tag"      // the pages that carry a tag
	Tags     PageType = "tags"     // all tags
	Linked   PageType = "linked"   // the pages that link to a page, if they are very many
	Search   PageType = "search"   // the box and its results; needs the script
	Terms    PageType = "terms"    // headings, titles and tags by letter; needs none
	Map      PageType = "map"      // all notes in their folders
	Redirect PageType = "redirect" // an old address
	NotFound PageType = "404"
)

// Addresses in the site of the pages that search consists of.
const (
	SearchPage = site.SearchFile
	TermsPage  = "search/terms.html"
)

// TermsAt is the address of the index of terms of a language that is not the
// site's default, by what stands before the names of its pages.
func TermsAt(own string) string { return "search/" + own + "terms.html" }

// MapAt is likewise that of the map.
func MapAt(own string) string { return "search/" + own + "map.html" }

// SearchAt is likewise that of the page of results.
func SearchAt(own string) string {
	if own == "" {
		return SearchPage
	}
	return "search/" + own + "index.html"
}

// A Link is text that leads somewhere. Href is relative to the page, encoded.
type Link struct {
	Text string
	Href string
}

// A View is all that a page's template may know.
type View struct {
	Type PageType
	Lang string // of the page, BCP 47
	// TextLang is the language of the note's own text, if that is plainly another.
	TextLang string
	UI       string // of the interface, as Renderer.UI says it
	Site     Site

	Languages []LanguageLink // ways to the other languages of the site, and to this page; nil if it has one

	URL         string // address of the page in the site, not encoded
	Root        string // "", "../" …: leads to the top of the site
	Title       string
	TitleID     string // id of the heading that the title stands for; "" if none
	Description string
	Canonical   string // absolute URL; "" without a site URL
	Date        time.Time
	Updated     time.Time // zero if it says nothing that Date does not
	Reading     Reading

	Body       template.HTML   // made and sanitised by package markdown: the one place where HTML is trusted
	Sources    site.Sources    // what Body loads and runs that is not the site's own; nil: nothing
	Features   site.FeatureSet // what Body shows that not every page does
	Empty      bool            // the note says nothing under this heading
	Contents   []Entry         // headings of the page, nested
	Crumbs     []Link          // from the top of the site down, the page itself excepted
	Prev       *Link
	Next       *Link
	Tags       []TagLink
	Properties []Property // of the note, as readers see them
	Children   []Child    // Overview: parts; Folder: folders and notes; Tag: pages
	Recent     []Child    // the newest notes, on a home page
	Welcome    *Welcome   // of a home page
	Listed     int        // how many lines the list has, those on its other pages included
	Lists      []Letter   // the pages of the list, by number, if it has several
	AllTags    []TagLink
	Letters    []Letter    // Terms: all letters, on whichever page they stand
	Ranges     []Letter    // Terms: the pages of this letter, if it has several
	Terms      []TermGroup // Terms: what this page holds
	Map        *MapFolder  // Map: the top
	TermCount  int         // Terms: how many terms there are, those on its other pages included
	Linked     []Backlink
	Mentioned  []Backlink // pages that name it and do not link to it: the first of them
	Mentions   int        // and how many they are
	Related    []Related
	Vicinity   *Vicinity       // nil: few pages stand around it
	AllLinked  *More           // if there are more than Linked shows
	Comments   string          // what the script of comments wants to know, as JSON; "" if there are none
	Counted    string          // what the script that counts visits wants to know
	Snippets   []template.HTML // script elements of the settings
	Questions  string          // ids of the headings in Body that are questions, with spaces between
	Twin       string          // Href of the page as Markdown; "" if there is none
	Edit       string          // address of the source on its forge; "" if unknown
	To         string          // Redirect: where to
	Poster     *Poster         // nil: none
	Unlisted   bool            // search engines are asked to pass it over
	Note       string          // a notice above the text, in the interface's language: "shown as source …"
	Source     string          // path of the note in the content folder
}

// A Poster is the picture that other sites show beside a link to a page.
type Poster struct {
	URL           string // absolute
	Width, Height int    // 0: not known
}

// HasContents says whether a list of contents is worth its place: a single
// heading is in sight anyway.
func (v *View) HasContents() bool {
	return len(v.Contents) > 1 || len(v.Contents) == 1 && len(v.Contents[0].Children) > 0
}

// A Site is what all pages share.
type Site struct {
	Title       string
	Description string
	Author      string
	Lang        string // of the site, BCP 47; a page may have another
	DateFormat  string // layout of package dates; "" is the usual one of the language
	Home        string // Href of the front page
	Feed        string // absolute URL of the feed; ""
	Base        string // path of the site's URL, "/repo/"; "" without a site URL: for 404.html only
	Script      string // address of the script in the site, "assets/biji-xxxx.js"
	Theme       string // address of the small script that runs before anything is drawn
	Style       string
	Icon        string
	IconType    string   // media type of Icon
	TouchIcon   string   // address of the icon that phones put on their screens; "" if there is none
	Logo        string   // "" if there is none
	Styles      []string // more of them, after Style
	Scripts     []string
	Nav         []Span // links in the header; their Hrefs lead from the top of the site
	Social      []Span // likewise
	Footer      []Span
	License     []Span // one or none
	Features    map[site.Feature]FeatureFiles
	Meta        []site.MetaElement
	HasMap      bool   // likewise
	HasTags     bool   // in the language of the page
	First       Scope  // what is in this language
	Tree        string // address of the script that has all lines of the sidebar
	Own         string // of this language, before the names of pages that biji makes for it: "en/"; "" for the default
	Index       bool   // there is a search index
	History     bool   // a reader's browser remembers what was read and looked for
}

// A Lost is what the page of wrong addresses says in a language.
type Lost struct {
	LanguageLink
	T Words
}

// A Scope is what lies in a content folder, or in none of some.
type Scope struct {
	Within  string   `json:"within"`
	Without []string `json:"without"`
}

// FeatureFiles are the addresses in the site of what pages load for a feature;
// "" if there is none.
type FeatureFiles struct{ Style, Script string }

// A LanguageLink leads to a page in one of the languages of the site.
type LanguageLink struct {
	Tag     string // BCP 47
	Label   string // what its readers call the language
	Href    string
	URL     string // absolute; "" without a site URL
	Current bool   // it is the page itself
	Same    bool   // it says what this page says
	Default bool   // it is the language of readers who have no other
	Folder  string // NotFound: of its pages; "" is the top
}

// A Reading is the length of a text.
type Reading struct {
	Chars   int // Han, Kana, Hangul characters and Latin words
	Minutes int
}

// An Entry is a line of the on-page contents.
type Entry struct {
	Text     string
	ID       string
	Children []Entry
}

// A TagLink is a tag and how often it stands.
type TagLink struct {
	Name  string
	Href  string
	Count int
}

// A Property is a property of a note and its values.
type Property struct {
	Name   string
	Values []Value
}

// A Value is one value of a property: text in pieces, or a date, or a checkbox.
type Value struct {
	Spans   []Span
	Time    time.Time // of a date; Clock says that the time of day belongs to it
	Clock   bool
	Box     bool // it is a checkbox, Checked or not
	Checked bool
}

// A Span is a piece of text, a link if it has a Href.
type Span struct {
	Text, Href string
	External   bool // it leads out of the site
}

// A Letter leads to the terms that begin with it, or to one of several pages of a
// list.
type Letter struct {
	Text    string
	Href    string // "" if there are none
	Current bool   // the page holds this letter alone
}

// A TermGroup is the terms under one letter.
type TermGroup struct {
	Letter string
	ID     string
	Terms  []Term
}

// A Term is a line of the index of terms: a heading, a title, another name or
// a tag. It stands under each of its words; Key is the one under which it
// stands here.
type Term struct {
	Before, Key, After string
	Places             []TermPlace
}

// A TermPlace is where a term is to be found.
type TermPlace struct {
	Text string // title of the page
	Href string
	Tag  bool // the term is a tag, and this its page
}

// A Child is a line of a list of pages.
type Child struct {
	Title       string
	Href        string
	Description string // first words of the page
	Folder      bool
	Count       int    // of pages, in a folder
	Empty       bool   // a part without text
	First       []Link // in a folder, the first pages
	Date        time.Time
	Headings    []Entry // Overview: headings of the part, so that old addresses #heading lead on; ID is the fragment
}

// A Welcome is what a home page has for readers who come in.
type Welcome struct {
	Lead     string   // what the site says of itself, if the page has no text of its own
	Notes    int      // of the site, in its language
	Sections int      // that search finds; 0 if there is no search
	Only     bool     // the page shows the only note of the site
	Words    []string // that searches find something by
}

// A Related is a page that is like the page, and what both have in common.
type Related struct {
	Link
	Tags  []string
	Both  string // title of a page to which both link
	Words []string
}

// A Vicinity is a drawing of the pages around a page, which stands in the middle
// between Left and Right.
type Vicinity struct {
	Width, Height       int
	Left, Right, Middle int
	Title               string // of the page, as much of it as there is room for
	Heads               []VicinityText
	Pages               []VicinityText
	Lines               []VicinityLine
}

// Top is the upper edge of the page's own box.
func (v *Vicinity) Top() int { return v.Middle - 18 }

// Centre is the middle of the drawing.
func (v *Vicinity) Centre() int { return v.Width / 2 }

// TitleWidth is the width of the page's own box.
func (v *Vicinity) TitleWidth() int { return v.Right - v.Left }

// A MapFolder is a folder on the map of a site.
type MapFolder struct {
	Link           // without a Href if it has no page
	Count   int    // of notes in it, at any depth
	More    int    // of its own that are not shown
	To      []Link // other folders, to which its notes link most
	Named   []MapNote
	Dots    []MapNote
	Folders []MapFolder
}

// IsWide says whether a folder wants the whole width of the page.
func (f MapFolder) IsWide() bool { return len(f.Folders) > 1 || len(f.Dots) > 300 }

// A MapNote is a note there.
type MapNote struct {
	Link
	Size int    // from 0 to 3: how many link to it
	To   string // numbers of the notes to which it links, as they stand on the map, with spaces between
}

// A VicinityKind says what a page around another has to do with it.
type VicinityKind string

const (
	LinksIn  VicinityKind = "in"
	LinksOut VicinityKind = "out"
	Alike    VicinityKind = "near"
)

// A VicinityText is a page in such a drawing, or the name of a kind, or how many more
// there are.
type VicinityText struct {
	X, Y int
	Kind VicinityKind
	More int
	Text string // as much of that of the link as there is room for
	Link
}

// Ends says whether the text ends at its place, and does not begin there.
func (t VicinityText) Ends() bool { return t.Kind == LinksIn }

// A VicinityLine is a line to the page, as the path of SVG.
type VicinityLine struct {
	Kind VicinityKind
	Path string
}

// A More leads to a list of all of which a page shows some.
type More struct {
	Count int
	Href  string
}

// A Backlink is a page that links here.
type Backlink struct {
	Title  string
	Href   string  // leads to the heading above the first of its links
	Quotes []Quote // sentences that tell more than the title does
}

// A Quote is a sentence with a link to here in it.
type Quote struct {
	Href     string // leads to the heading above the sentence
	Sentence site.Sentence
	Text     string // the link in the sentence
}

// A Node is a line of the sidebar tree.
type Node struct {
	Title    string
	URL      string // address in the site, not encoded; "" for a folder without a page
	Children []*Node
}
