package analyze

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// A word is a token as wordPattern finds it.
type word struct {
	From, To int  // text[from:to]
	Run      bool // of CJK characters
	Chain    bool // of letters of a script without spaces
	Sign     bool // a picture or sign, by itself
}

// NextWord finds the first word of text at or after byte at. It is
// wordPattern, by hand: the expression is forty times slower.
func NextWord(text []byte, at int) (word, bool) {
	for at < len(text) {
		r, n := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[at:])
		}
		switch Classify(r) {
		case InRun:
			return word{From: at, To: runEnd(text, at+n), Run: true}, true
		case inChain:
			return word{From: at, To: chainEnd(text, at+n), Chain: true}, true
		case inSign:
			return word{From: at, To: at + n, Sign: true}, true
		case inWord:
			return word{From: at, To: wordEnd(text, at+n)}, true
		}
		at += n
	}
	return word{}, false
}

func runEnd(text []byte, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		if Classify(r) != InRun {
			break
		}
		at += n
	}
	return at
}

// chainEnd is after the last letter of a chain, in which invisible characters
// may stand.
func chainEnd(text []byte, at int) int {
	end := at
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		at += n
		if Classify(r) == inChain {
			end = at
		} else if !unseen(r) {
			break
		}
	}
	return end
}

// A Letter of a run or a chain, and the bytes of it where it and the marks that
// are drawn with it stand.
type Letter struct {
	From, To int
	R        rune
}

// Letters are those of a run or a chain, without what is invisible.
func Letters(chain []byte) []Letter {
	var letters []Letter
	for at := 0; at < len(chain); {
		r, n := utf8.DecodeRune(chain[at:])
		if !unseen(r) {
			letters = append(letters, Letter{at, at + n, r})
		}
		at += n
	}
	for i := len(letters) - 2; i >= 0; i-- {
		if unicode.Is(unicode.M, letters[i+1].R) && letters[i].To == letters[i+1].From {
			letters[i].To = letters[i+1].To
		}
	}
	return letters
}

// wordEnd is the end of the word whose first letter ends at byte at.
func wordEnd(text []byte, at int) int {
	if c := text[at-1]; at < len(text) && ('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
		switch text[at] {
		case '#':
			return at + 1
		case '+':
			if at+1 < len(text) && text[at+1] == '+' {
				return at + 2
			}
			return at + 1
		}
	}
	end := at
	for at < len(text) {
		r, n := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[at:])
		}
		at += n
		switch {
		case Classify(r) == inWord:
			end = at
		case r != '_':
			return end
		}
	}
	return end
}

// PlainRun says whether the pairs of a run are indexed just as they stand:
// NFKC leaves each of its characters alone, also beside any other of them.
func PlainRun(run []byte) bool {
	letters := false
	for len(run) > 0 {
		r, n := utf8.DecodeRune(run)
		switch {
		case 0x4E00 <= r && r <= 0x9FFF, 0x3400 <= r && r <= 0x4DBF, 0xAC00 <= r && r <= 0xD7A3,
			0x3041 <= r && r <= 0x3096, 0x30A1 <= r && r <= 0x30FA:
			letters = true
		case r != 'ー':
			return false
		}
		run = run[n:]
	}
	return letters // bleve does not take a run of nothing but ー for one
}

// Parts cuts a name such as SO_REUSEADDR, epoll_wait, HashMap, HTTPServer or
// utf8 into the words it is made of: at underscores, before an upper-case
// letter that follows a lower-case letter or a digit, before the last
// upper-case letter of several if a lower-case one follows, and before digits
// that follow two letters or more. A word that is no such name has no parts.
func Parts(name []byte) [][]byte {
	if len(name) > Shared.MaxPartedWord {
		return nil
	}
	var all [][]byte
	start := 0
	for i := 1; i <= len(name); i++ {
		if i < len(name) && !joint(name, start, i) {
			continue
		}
		if part := bytes.Trim(name[start:i], "_"); len(part) > 0 {
			all = append(all, part)
		}
		start = i
	}
	if len(all) < 2 || len(all) > Shared.MaxParts {
		return nil
	}
	return all
}

// joint says whether a part ends before byte i of name, if it began at start.
func joint(name []byte, start, i int) bool {
	before, c := name[i-1], name[i]
	switch {
	case c == '_':
		return before != '_'
	case IsUpper(c):
		return IsLower(before) || digit(before) || IsUpper(before) && i+1 < len(name) && IsLower(name[i+1])
	case digit(c):
		return i-start >= 2 && (IsLower(before) || IsUpper(before))
	}
	return false
}

func IsLower(c byte) bool { return 'a' <= c && c <= 'z' }
func IsUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func digit(c byte) bool   { return '0' <= c && c <= '9' }
