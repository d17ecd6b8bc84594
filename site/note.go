package site

import (
	"cmp"
	"path"
	"strings"
	"time"
)

// A Note is one Markdown file, decoded and freed of its front matter.
type Note struct {
	Path string // slash-separated, below the content root, as on disk: "redis/持久化.md"
	As   string // the path that Path stands for, where the program that wrote it had to write another: "a/b.md" of "a___b.md"; "" for most
	By   Program
	Meta Meta
	Body []byte // UTF-8, LF line ends, no byte order mark, no front matter, no NUL
	Line int    // the line of the file on which Body begins, from 1
	// Pieces say where Body comes from, if other files were put into it; nil if
	// all is from the note's own.
	Pieces []Piece
	// Board is what the file shows, if it is a JSON Canvas and no Markdown; Body is
	// then made of it, and not a part of the file.
	Board *Board

	Properties PropertySet // all keys of its front matter
	TagsAbove  []string    // the tags above Meta.Tags: "a" of "a/b"
}

// A Program is one that wrote a note, where that is known and the note means
// something by it that others do not.
type Program int

const (
	AnyProgram Program = iota
	Logseq
	SiYuan
)

// SitePath is the path by which the note stands in the site.
func (n *Note) SitePath() string { return cmp.Or(n.As, n.Path) }

// A Meta is what a note says of itself in its front matter.
type Meta struct {
	Title       string
	Description string
	Lang        string
	Date        time.Time // when it came out or was begun; zero if the note has none
	Updated     time.Time // when it was last changed; zero if that is not known
	Tags        []string
	Aliases     []string // other names (for wikilinks) or old addresses (for redirects)
	Draft       bool     // it is not to be published, or may not be
	Weight      float64  // pages with a weight come first, lightest first; 0 is none
	Split       SplitLevel
	ShortTitle  string // what it is called in the sidebar; "" is as its title
	Permalink   string // the address that it asks for, as a path: from the root of the site, or without a slash in front from its folder
	Index       Choice // No: the sidebar and lists of folders have no line for it
	Searchable  Choice // No: the search does not find it
	Unlisted    Choice // Yes: no list and no search has it, and search engines are asked to pass it over; who knows its address reads it
	Related     Choice // No: no notes are listed below it that are like it
	Vicinity    Choice // No: no drawing below it of what stands around
	Mentions    Choice // No: other names are not linked in it, nor is its own elsewhere
	Comments    Choice // No: readers cannot comment on it
	Image       string // address on another host of the picture that stands for it where others show links to it
	Root        string // folder, from the note's, at which paths with a slash in front begin; "" for the content root
}

// A SplitLevel says at which headings a note is cut into pages: 1 to 6 for a
// heading level, or one of the two constants.
type SplitLevel int

const (
	SplitAuto SplitLevel = 0  // at level 1, if a note has several such headings
	SplitOff  SplitLevel = -1 // never
)

// A File is anything in the content folder that is not a note.
type File struct {
	Path   string // slash-separated, as on disk
	Size   int64
	Hidden bool   // in a hidden folder: only who names its path means it
	Copied bool   // it is in the site whether a note uses it or not
	Origin string // address of which it is a copy; "" for most
}

// IsNotFoundNote says of a path whether it is that of the note that readers see at
// addresses that are none.
func IsNotFoundNote(p string) bool { return strings.EqualFold(p, "404.md") }

// IsNoteFile says by the ending of a name whether it is that of a note.
func IsNoteFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// SearchRules are what the search is told of the notes.
type SearchRules struct {
	Synonyms [][]string // groups of words that mean the same
}

// Options are the settings of a site. Package load fills the defaults in, except
// Lang, which the notes tell, and Title, which the front page tells. Once these
// are known, no step asks "is this set?".
type Options struct {
	Title       string
	Description string
	Author      string
	Lang        string // BCP 47: "zh-CN", "en"
	DateFormat  string // layout of package dates; "" is the usual one of the language
	URL         string // "https://user.github.io/repo/" with the slash, or ""
	Repo        string // page of the content folder on a forge, for edit links, or ""
	Split       SplitLevel
	Dates       DateSource   // where notes have their dates from that do not tell them
	Home        Pattern      // path of the note that is the front page, or HomeList; an empty one leaves that to the names of notes
	Recent      int          // how many of the newest notes the front page lists, or one of the constants below
	Folder      []FolderRule // in the order in which they are written
	Ignore      []Pattern    // what is left out
	Copy        []Pattern    // files that are in the site whether a note uses them or not
	Images      Images       // pictures of other hosts that are shown
	Unsafe      bool         // raw HTML passes unsanitised
	Encoding    string       // of notes that are not UTF-8: "gb18030", "big5", "shift_jis"; "" refuses them
	Templates   string       // folder whose files replace those of the same name in templates/
	Drafts      bool         // build drafts too
	Check       CheckRules   // how problems are taken
	Search      SearchRules
	Publish     Publish // which notes that are no drafts are published
	Gitignore   Switch  // what git ignores is left out
	Related     Switch  // pages end with others that are like them
	Vicinity    Switch  // pages end with a drawing of what stands around them
	Map         Switch  // a site of more than a few notes has a map
	Mentions    Switch  // names of pages are links where others say them
	Previews    Switch  // links show where they lead before they are followed
	History     Switch  // a reader's browser remembers what was read and looked for
	LLMs        LLMs    // what of the site is there for programs that read Markdown
	Breaks      Choice  // a line break in a paragraph is one on the page
	Hashtags    Choice  // #words in the text are tags
	Titles      Titles  // where a note without a title in its front matter has it from
	Face        Face
	Languages   Languages // if the notes are in several; of the settings, without folders
	Slug        Slug
	Redirects   []Moved // in the order of the file
	Analytics   Analytics
	Comments    Comments
	Head        Head
	Meta        []MetaElement  // in the order of the file
	Properties  PropertyChoice // which properties of notes readers see
}

// LLMs says what of a site is there for language models.
type LLMs int

const (
	LLMsPages LLMs = iota // each page as Markdown, and llms.txt, which lists them
	LLMsFull              // and all of them in one file
	LLMsOff
)

// A PropertyChoice says which properties of notes readers see: in a vault, or
// nowhere, or everywhere all but those of programs; or those that Names lists.
type PropertyChoice struct {
	Shown Choice
	Names []string // if there are any, Shown is Yes
}

// A Choice is yes or no, or left open: to the program that the notes are a vault
// of, or to what is said of all notes.
type Choice int

const (
	Auto Choice = iota
	Yes
	No
)

// Or is the choice, made by auto if the author made none.
func (c Choice) Or(auto bool) Choice {
	switch {
	case c != Auto:
		return c
	case auto:
		return Yes
	}
	return No
}

// Titles says where a note has its title from that its front matter does not
// tell.
type Titles int

const (
	TitlesAuto    Titles = iota // file names in a vault, else headings
	TitlesFile                  // file names
	TitlesHeading               // the heading that stands for all of the note, if there is one
)

// A Slug says what addresses notes have that ask for none.
type Slug int

const (
	SlugPath  Slug = iota // after their paths
	SlugShort             // short ones that last
)

// A Publish says which notes that are no drafts are published: all, or, if it is
// Some, those that say "publish: true", have one of the tags or one below it, or
// are at a path that a pattern matches.
type Publish struct {
	Some  bool
	Tags  []Pattern // which are no patterns but tags, without '#'
	Paths []Pattern
}

// HomeList as the note that is the front page makes that a list of what is at the top
// of the content.
const HomeList = "list"

// What Options.Recent may be besides a number of notes.
const (
	RecentAuto = 0  // a few, if dates are known
	RecentNone = -1 // none
)

// A DateSource says where a note has its dates from that does not tell them.
type DateSource int

const (
	DatesOfNotes DateSource = iota // nowhere
	DatesOfGit                     // from the history of the repository that it is in
)

// A Switch is a setting that is on until it is turned off.
type Switch int

const (
	On Switch = iota
	Off
)

// A Pattern is a glob for paths below the content root, in which ** spans
// folders, and where it is written, if that is known.
type Pattern struct {
	Glob string
	At   Pos
}

func (p Pattern) String() string { return p.Glob }

// IsBaseFile says by the ending of a name whether it is that of a base of
// Obsidian, a note that shows tables of others.
func IsBaseFile(name string) bool { return strings.EqualFold(path.Ext(name), ".base") }
