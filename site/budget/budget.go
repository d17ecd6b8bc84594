package budget

// What a note, and the way to it, may cost. Package site/markdown/guard has the limits that show
// before a note is parsed.
const (
	// ParserSteps and ParserStepsPerByte are how many steps the Markdown parser
	// may take for a note: so many, and so many for each byte of it. People's
	// notes take a quarter of a step for a byte; no input is known that passes
	// the guard and takes three.
	ParserSteps        = 1 << 20
	ParserStepsPerByte = 8
	// ReadDepth is how deep folders are looked into: a path of more names is
	// longer than programs can open.
	ReadDepth = 1024
	// NULs is how many of the NUL bytes that follow one another are shown.
	NULs = 16
)

// What the search may know of a note.
const (
	// WordRunes is how many letters of a word are indexed. A longer one is data,
	// and is found by its beginning; one of a megabyte would cost the index a
	// gigabyte while it is made.
	WordRunes = 256
)

// What lists and the index of terms may hold.
const (
	// HeadingRunes is how much of a heading stands in lists: titles, contents,
	// the index of terms, what search says is above a text. The page shows all of
	// it, and the rest is found as text.
	HeadingRunes = 300
	// KeywordsOfTerm is under how many of its words a title or heading stands in
	// the index of terms.
	KeywordsOfTerm = 50
	// FewKeywords is that number in an index that does not fit on one page: the
	// first word, and the rarest of the others.
	FewKeywords = 3
	// PlacesOfTerm is how many places a line of such an index names; then there
	// is another line of the same term.
	PlacesOfTerm = 50
	// TermLines and TermBytes are what a page of terms may hold, its frame not
	// counted: a page stays under 200 KB. Letters with more have several pages.
	TermLines = 2000
	TermBytes = 150 << 10
	// ListEntries is how many lines a page lists of a folder or a tag; the others
	// are on pages of their own.
	ListEntries = 500
	// Backlinks is how many of the pages that link to a page stand on it, if more
	// do; then all are listed on pages of their own.
	Backlinks = 200
	// SitemapURLs is how many addresses a sitemap may have
	// (https://www.sitemaps.org/protocol.html).
	SitemapURLs = 50_000
	// FolderDepth is how deep folders nest in the site. The pages of notes that
	// lie deeper stand in the last of them.
	FolderDepth = 64
)

// What a page may show of other notes.
const (
	// EmbedDepth is how deep embeds nest. Nobody reads deeper, and every level
	// could multiply the page.
	EmbedDepth = 8
	// EmbedBytes is how much HTML of embeds a page has.
	EmbedBytes = 2 << 20
)

// What is done after an interrupt.
const (
	// LateRemovals is how many files and folders are still removed; what is left
	// the next build sweeps up.
	LateRemovals = 5000
)
