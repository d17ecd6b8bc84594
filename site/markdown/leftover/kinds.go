package leftover

// A Kind is a kind of leftover. Its name never changes once published.
type Kind int

// The kinds of leftovers.
const (
	Bold Kind = iota
	Highlight
	Link
	Image
	Wikilink
	Footnote
	InlineFootnote
	Math
	Formula
	Container
	Unclosed
	Admonition
	Tabs
	Template
	Shortcode
	Include
	Component
	Interactive
	Import
	Attributes
	Org
	Cells
	UnusedFootnote
	Definition
	Contents
	Table
	Abbreviation
	count
)

// kinds says what a kind is called, what its problem says, and what to do.
var kinds = [count]struct{ name, what, hint string }{
	Bold:           {"bold", "bold text shown as written", "no space belongs between ** and the text in it, and a second ** ends it; write \\*\\* if it is meant"},
	Highlight:      {"highlight", "highlight shown as written", "two = stand before the text and two behind it, in one paragraph"},
	Link:           {"link", "link shown as written", "an address with spaces stands in < and >: [text](<my note.md>)"},
	Image:          {"image", "image shown as written", "an address with spaces stands in < and >: ![](<my picture.png>); a size is written ![text|300](a.png)"},
	Wikilink:       {"wikilink", "wikilink shown as written", "in a table | is written \\|; a link ends in ]] on its line"},
	Footnote:       {"footnote", "footnote that is defined nowhere", "write its text in a line of its own: [^name]: text"},
	InlineFootnote: {"inline-footnote", "inline footnote shown as written", "write [^1] here and [^1]: text in a line of its own"},
	Math:           {"math", "TeX shown as written", "a formula is written $x$ without spaces inside, or between two lines of $$"},
	Formula:        {"formula", "formula shown as TeX", ""},
	Container:      {"container", "container that is not understood; what it holds is shown", "name it note, tip, warning or details, close it with as many colons, or write a callout: > [!tip] title"},
	Unclosed:       {"unclosed", "container that is not closed; all that follows is in it", "close it with a line of as many colons, or with its end tag"},
	Admonition:     {"admonition", "admonition shown as written", "write a callout: > [!note] title"},
	Tabs:           {"tabs", "tabs shown as written", "write headings"},
	Template:       {"template", "template tag shown as written", "biji runs no templates; if it is meant, put it into `code`"},
	Shortcode:      {"shortcode", "Hugo shortcode shown as written", "biji runs no shortcodes; write Markdown instead"},
	Include:        {"include", "include that is not carried out", "embed a note instead: ![[name]]"},
	Component:      {"component", "component shown as written", "biji runs no components; write Markdown instead, or put it into `code`"},
	Interactive:    {"interactive", "component or control that is not shown; the text in it is", "biji runs no programs; write Markdown instead, or put it into `code` if it is meant"},
	Import:         {"import", "import or export shown as written", "biji runs no scripts; take it out"},
	Attributes:     {"attributes", "attributes shown as written", "a size is written ![text|300](a.png); biji knows no other attributes here"},
	Org:            {"org", "block of Org or Logseq shown as written", "write > for quotes and ``` for code"},
	Cells:          {"cells", "row with more cells than the header", "write \\| for a | inside a cell, or give the header more cells"},
	UnusedFootnote: {"unused-footnote", "footnote that nothing refers to; its text is not shown", "write its mark where it belongs"},
	Definition:     {"definition", "taken for a link address that no link uses, and not shown", "write \\[ for the first bracket if it is text"},
	Table:          {"table", "table shown as written", "the line of --- has as many cells as the header; a | inside a cell is written \\|"},
	Abbreviation:   {"abbreviation", "abbreviation that the note does not use; its meaning is not shown", "write \\*[ for the first sign if it is text"},
	Contents:       {"contents", "entry of a table of contents that is no heading; it is not shown", "write it outside the comments that mark the table of contents"},
}

// String is the published name of the kind.
func (k Kind) String() string { return kinds[k].name }
