package site

import (
	"slices"
	"time"
)

// A PropertySet is the properties of a note.
type PropertySet struct {
	All   []Property // that hold something, in their order
	Shown []int      // those of All that readers see, in the order in which they do
	Links []Link     // in the properties; their Block is of no meaning
}

// Picture is the number in Links of the picture that stands for the note where others
// show links to it; -1 if there is none.
func (s *PropertySet) Picture() int {
	return slices.IndexFunc(s.Links, func(l Link) bool { return l.Kind == MarkdownImage || l.Kind == WikiEmbed })
}

// A Property is a key of front matter with its value, as a vault knows it.
type Property struct {
	Name   string  // as written; of a key in a table "table.key"
	List   bool    // the value is a list
	Values []Value // its items; of what is no list the one value, or none
	At     Pos     // of the name
}

// A Value is a single value of a property. Text is what readers see of it, in
// every case.
type Value struct {
	Kind  ValueKind
	Text  string
	Num   float64   // of a Number
	True  bool      // of a Truth
	Time  time.Time // of a Day or Moment
	Spans []Span    // of Words with links in them: the text in pieces
	At    Pos
}

// A ValueKind is the type of a value.
type ValueKind int

const (
	Words  ValueKind = iota // text
	Number                  // a number, as written
	Truth                   // true or false
	Day                     // a date
	Moment                  // a date and a time of day
)

// A Span is a piece of the text of a value.
type Span struct {
	Text string
	Link int // index into PropertySet.Links, -1 if it is none
}
