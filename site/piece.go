package site

import (
	"cmp"
	"slices"
)

// A Piece says where a part of a note's Body comes from: the part that begins
// at At and ends where the next piece begins.
type Piece struct {
	At     int    // offset in Body
	From   Pos    // place in its file of the piece's first character
	Indent int    // how many columns were put before each of its lines
	Base   string // file from which the links in it are seen; "" is the note itself
}

// PieceAt is the piece that holds the byte at an offset; ok is false if there are
// no pieces.
func PieceAt(pieces []Piece, offset int) (p Piece, ok bool) {
	i, found := slices.BinarySearchFunc(pieces, offset, func(p Piece, at int) int { return cmp.Compare(p.At, at) })
	if !found {
		i--
	}
	if i < 0 {
		return Piece{}, false
	}
	return pieces[i], true
}
