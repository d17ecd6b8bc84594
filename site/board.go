package site

import (
	"path"
	"strings"
)

// A Board is what a JSON Canvas file shows (https://jsoncanvas.org/spec/1.0):
// cards on a plane, and the lines between them. What is written on card i is in
// the Body of its note.
type Board struct {
	Cards []Card // those that lie below come first
	Lines []BoardLine
}

// A Card is a rectangle on a board, in pixels from any one point.
type Card struct {
	X, Y, Width, Height int
	Kind                CardKind
	Tone                string // of its colour, as colour.Tone; "" for none
}

// Middle is the point in the middle of a side.
func (c Card) Middle(s Side) (x, y int) {
	x, y = c.X+c.Width/2, c.Y+c.Height/2
	switch s {
	case Top:
		y = c.Y
	case Right:
		x = c.X + c.Width
	case Bottom:
		y = c.Y + c.Height
	case Left:
		x = c.X
	}
	return x, y
}

// A CardKind says what a card holds.
type CardKind string

const (
	TextCard  CardKind = "text"
	FileCard  CardKind = "file"  // a picture, a film
	NoteCard  CardKind = "note"  // another note, or what else a file has to read
	LinkCard  CardKind = "link"  // a page of another site
	GroupCard CardKind = "group" // a frame around others, with its name
	LabelCard CardKind = "label" // the words on a line
)

// A BoardLine leads from one side of a card to one of another.
type BoardLine struct {
	From, To           int // cards
	FromSide, ToSide   Side
	FromArrow, ToArrow bool
	Tone               string
}

// A Side of a card.
type Side int

const (
	Top Side = iota
	Right
	Bottom
	Left
)

// IsBoardFile says by the ending of a name whether it is that of a JSON Canvas
// file.
func IsBoardFile(name string) bool { return strings.EqualFold(path.Ext(name), ".canvas") }

// What stands around each card in the Body of a board's note: no text that load
// gives holds these signs.
const (
	CardBegins = "\x1e" // then the card's number
	CardEnds   = "\x1f"
)
