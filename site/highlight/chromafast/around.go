package chromafast

import (
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A prevKind says what is known of the character before a place: one of the
// kinds, and a bit for each thing that looks behind.
type prevKind uint8

const (
	prevNone prevKind = iota
	prevNewline
	prevWord
	prevOther

	kindBits = 2
	kindMask = 1<<kindBits - 1
)

// kindOf is the kind of r; -1 is the start of the text.
func kindOf(r rune) prevKind {
	switch {
	case r < 0:
		return prevNone
	case r == '\n':
		return prevNewline
	case isWord(r):
		return prevWord
	}
	return prevOther
}

func isWord(r rune) bool {
	if r < 128 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return syntax.IsWordChar(r)
}

// before is the character that ends at pos, -1 at the start of the text.
func before(text []byte, pos int) rune {
	if pos == 0 {
		return -1
	}
	if b := text[pos-1]; b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeLastRune(text[:pos])
	return r
}

// around is the kind of the character before pos, and the one after; -1 is the
// end of the text.
func around(text []byte, pos int) (prev prevKind, next rune) {
	next = -1
	if pos < len(text) {
		next, _ = utf8.DecodeRune(text[pos:])
	}
	return kindOf(before(text, pos)), next
}

// sees says whether what looks ahead or behind finds r there; -1 is an end of the
// text.
func (in *inst) sees(r rune) bool { return r < 0 && in.edge || r >= 0 && in.set.has(r) }

// holds says whether an assertion holds between a character of kind prev and r;
// -1 is the end of the text.
func (in *inst) holds(prev prevKind, r rune) bool {
	switch in.op {
	case opBol:
		return prev == prevNone || prev == prevNewline
	case opEol:
		return r < 0 || r == '\n'
	case opBegin:
		return prev == prevNone
	case opEnd:
		return r < 0
	case opWord:
		return (prev == prevWord) != (r >= 0 && isWord(r))
	case opNotWord:
		return (prev == prevWord) == (r >= 0 && isWord(r))
	case opAhead:
		return in.sees(r) != in.negate
	}
	return false
}
