package budget

// What is read.
const (
	// NoteBytes is how large a note may be; of a larger one there is a page that
	// says so.
	NoteBytes = 16 << 20
	// ConfigBytes is how large biji.toml, a file .gitignore and other settings
	// may be. Larger ones are errors: they may be to keep something back.
	ConfigBytes = 1 << 20
	// InlineScriptBytes is how long a script of the settings may be that stands in
	// every page.
	InlineScriptBytes = 16 << 10
	// ReadDepth is how deep folders are looked into: a path of more names is
	// longer than programs can open.
	ReadDepth = 1024
	// NULs is how many of the NUL bytes that follow one another are shown.
	NULs = 16
	// Queries is how many searches a file for biji eval may have.
	Queries = 10_000
)

// What of a repository of git is read. Where there is more, dates are not known.
const (
	// HistoryTrees is how many folders, of all commits together, are looked at. A
	// note that changes costs two or three; five thousand commits to two thousand
	// notes took 42,000 and a second.
	HistoryTrees = 1 << 20
	// HistoryObjectBytes is how large a commit or a folder of one may be.
	HistoryObjectBytes = 32 << 20
)

// What a note may say of itself; longer is cut, and what has more is text.
const (
	FrontMatterBytes = 64 << 10
	FrontMatterKeys  = 1000 // and items of a list
	TitleRunes       = 300
	DescriptionRunes = 2000
	TagRunes         = 100
	AliasRunes       = 500
	TagsOrAliases    = 200 // of one note
	PropertyRunes    = 2000
	PropertyValues   = 2000 // of one note, items of lists counted
	PropertyLinks    = 1000 // of one note
)

// What a note may cost the Markdown parser. One that costs more is shown as
// source, and a problem says why.
const (
	// BlockDepth is how many quotes and list items one line may open, and how
	// deep they may nest.
	BlockDepth = 100
	// TableCells is how many cells all tables of a note may have.
	TableCells = 200_000
	// NoteLines is how many lines a note may have outside of fenced code.
	NoteLines = 500_000
	// NoteMarks is how many characters of a note, outside of fenced code, may
	// begin or end something inside a line.
	NoteMarks = 1_000_000
	// ParagraphWork is how much a parser may have to do: the sum over all
	// paragraphs of the square of their marks. A unit is about a nanosecond.
	ParagraphWork = 2_000_000_000
	// ParserSteps and ParserStepsPerByte are how many steps the Markdown parser
	// may take for a note: so many, and so many for each byte of it. People's
	// notes take a quarter of a step for a byte; no input is known that stays
	// within the limits above and takes three.
	ParserSteps        = 1 << 20
	ParserStepsPerByte = 8
	// ReferenceBytes is what the link references of a small note may add; those
	// of a larger one may add its size.
	ReferenceBytes = 100 << 10
	// Omissions is how many pieces of a note's raw HTML are reported.
	Omissions = 100
)

// What a formula or a block of code may cost. One that costs more is shown plain.
const (
	FormulaBytes = 16 << 10
	// FormulaDepth is how deep braces, fractions, roots and tables nest, about two
	// for each.
	FormulaDepth = 100
	CodeBytes    = 256 << 10
	// CodeWork is what reading a block may cost, in steps of the backtracker of 5
	// to 10 ns, or as much as they; the rest of the block is shown plain. What is
	// counted follows from the text alone, so every machine, however busy, stops
	// at the same place. Real code costs 10 to 150 a byte.
	CodeWork = 40_000_000
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
	// WholeChars is how many characters and words the file may have that holds all
	// pages: more than any program reads of it.
	WholeChars = 4_000_000
	// LLMsDescribed is up to how many pages llms.txt says what is on them.
	LLMsDescribed = 1000
	// RelatedPages is up to how many pages each ends with those that are like it: it
	// takes all pages to know, and an author who writes waits for it.
	RelatedPages = 2500
	// MentionPages is up to how many pages a site links their names where others say
	// them: likewise.
	MentionPages = 2500
	// MapPages is how many notes the map of a site has; of one with more each folder
	// has a share.
	MapPages = 8000
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

// BoardCards is how many cards a board may have, and how many lines.
const BoardCards = 2000

// What a page may show of other notes.
const (
	// EmbedDepth is how deep embeds nest. Nobody reads deeper, and every level
	// could multiply the page.
	EmbedDepth = 8
	// EmbedBytes is how much HTML of embeds a page has.
	EmbedBytes = 2 << 20
)

// What a note may have of other files in its text.
const (
	// IncludeDepth is how many files may ask for one another.
	IncludeDepth = 10
	// IncludeBytes is how large what a note asks for may be, and a file from
	// which it asks for a part.
	IncludeBytes = 2 << 20
	// IncludeScan is how much of files is looked through for all notes.
	IncludeScan = 64 << 20
	// IncludeStep is what each request counts as, whatever it asks for.
	IncludeStep = 100
)

// What a query of a vault may be, a base or one of Dataview, and what its table
// may cost.
const (
	ExpressionBytes = 4 << 10
	ExpressionDepth = 50
	// QuerySteps is how many values are computed for the tables of one page.
	// Twenty thousand notes and a filter of a line take less.
	QuerySteps  = 5_000_000
	QueryText   = 8 << 10 // bytes of a text that an expression makes
	QueryItems  = 2000    // of a list that an expression makes
	QueryRows   = 1000    // of one table
	QueryFaults = 20      // that are reported of one query
	// QueryViews is how many views of a base are shown.
	QueryViews = 50
	// TreeNodes and TreeDepth are what a file of YAML that is no front matter
	// may hold.
	TreeNodes = 20_000
	TreeDepth = 50
)

// What is done after an interrupt.
const (
	// LateRemovals is how many files and folders are still removed; what is left
	// the next build sweeps up.
	LateRemovals = 5000
)
