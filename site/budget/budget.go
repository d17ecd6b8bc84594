package budget

// What a note may cost. Package site/markdown/guard has the limits that show
// before a note is parsed.
const (
	// ParserSteps and ParserStepsPerByte are how many steps the Markdown parser
	// may take for a note: so many, and so many for each byte of it. People's
	// notes take a quarter of a step for a byte; no input is known that passes
	// the guard and takes three.
	ParserSteps        = 1 << 20
	ParserStepsPerByte = 8
)

// What the search may know of a note.
const (
	// WordRunes is how many letters of a word are indexed. A longer one is data,
	// and is found by its beginning; one of a megabyte would cost the index a
	// gigabyte while it is made.
	WordRunes = 256
)
