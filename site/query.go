package site

// A Query is what a reader types into the search box, and where the answer
// is. Regular expressions are those of package regexp; case does not count.
type Query struct {
	At      Pos      `json:"at"` // in the file of queries
	Text    string   `json:"q"`
	Kind    string   `json:"kind,omitempty"`    // what the query is an example of; any word
	Expect  []string `json:"expect"`            // regular expressions; one matches title or address of the right page
	Section string   `json:"section,omitempty"` // matches the heading of the right section; "" is not judged
}

// Goals are the shares of queries, from 0 to 1, of which the answer is to be
// good. 0 asks for nothing.
type Goals struct {
	Hit1     float64 // the right page is first
	Hit5     float64 // the right page is among the first five results
	Section1 float64 // the right section is first, of those queries that name one
	Found    float64 // anything is found
}

// Limits are what the median query may cost a reader. 0 is no limit.
type Limits struct {
	Bytes int // gzipped, for a reader who has only just come: scripts and pieces of the index
	Steps int // round trips that wait for each other, for the same reader
	Warm  int // bytes for a reader who has asked before
}

// A QuerySet is a file of queries.
type QuerySet struct {
	Queries []Query
	Min     Goals
	Max     Limits
}
