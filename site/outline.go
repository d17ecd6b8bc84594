package site

// An Outline is what a parsed note shows to the other steps. Blocks are the
// note's top-level blocks (paragraphs, headings, lists …), numbered from 0.
type Outline struct {
	Blocks   int
	Headings []Heading // in document order, nested ones (in quotes, lists) too
	Links    []Link    // in document order, then those of the note's properties; the index is the link's number in its note
	Anchors  []Anchor  // ids that are no headings: ^block ids, id="" in raw HTML
	Hashtags []string  `json:",omitempty"` // tags in the text, each once
	Callouts []Callout `json:",omitempty"` // that are blocks of their own, in order
}

// A Heading is a heading of a note.
type Heading struct {
	Level int    // 1 to 6
	ID    string // unique in the note, and stable when text is added after it
	Text  string // plain text
	Block int    // the top-level block that it is, or stands in
	Top   bool   // it is a top-level block itself, so a page may begin here
	Empty bool   // nothing but blank lines until the next heading of its level or above
	At    Pos
}

// A Callout is a box that is a top-level block.
type Callout struct {
	Style string // the look of its type: "tip"
	Type  string // as its author wrote it: "Tip", "提示"
	Title string // "" if it has none of its own
	Block int
}

// An Anchor is a place in a note, other than a heading, that a link can lead to.
type Anchor struct {
	ID    string
	Block int
	Text  string `json:",omitempty"` // the plain text of the block that it names, if others may show it
}

// A LinkKind is how a link was written.
type LinkKind int

const (
	MarkdownLink  LinkKind = iota // [text](dest), [text][ref], <a href="dest">
	MarkdownImage                 // ![alt](dest), <img src="dest"> and other src attributes
	WikiLink                      // [[dest#heading|text]]
	WikiEmbed                     // ![[dest#heading|text]]
	HTMLSource                    // what raw HTML loads that passes as it is: <iframe src="dest">
)

// A Link is one link, image or embed of a note, as written.
type Link struct {
	Kind LinkKind
	// Dest is the destination after the decoding that Markdown or HTML asks
	// for (backslashes, character references), percent signs untouched. A
	// wikilink's Dest holds no heading and no text.
	Dest     string
	From     string `json:",omitempty"` // file from which Dest is seen, if that is not the note's own
	Fragment string // of wikilinks only: what follows the first '#', "" if nothing
	Text     string // the plain text that the reader clicks on, or the image's alt text
	Block    int    // the top-level block it stands in
	At       Pos
	Sentence Sentence
	Property string `json:",omitempty"` // name of the property in which it stands; "" for a link in the text
	Unseen   bool   `json:",omitempty"` // readers do not see that property: what it names is not published for it
}

// A Sentence is the plain text around a link: what stands before it in its
// sentence, and after it. Long ends are cut, with an ellipsis.
type Sentence struct {
	Before, After string
}

// A Section is the text under a heading of level 1 to 4, or before the first:
// the unit that search finds.
type Section struct {
	Page  string   // address of the page
	ID    string   // of the heading; "" for the text before the first
	Title string   // of the page
	Trail []string // the headings above it, outermost first, then its own
	Body  string   // prose, tables, lists, captions, alt text; blocks end with \n
	Code  string   // code blocks, each ending with \n
	Links int      // bytes of Body that are texts of links
	Tags  []string
	Dir   string // folder of the page, "" for the root
	// Description is what the note says of itself, in its first section.
	Description string
	// Aliases are other names of the page, or old addresses, as its note
	// gives them.
	Aliases []string
	// Says are other words for what the section says, each after one that it
	// says: "聚簇索引 = 聚集索引". They find it, too.
	Says []string
}
