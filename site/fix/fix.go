// Package fix mends in the text of notes what has exactly one good answer. It
// knows the edits that problems carry (site.Fix) and nothing of how they came
// about:
//
//	Edits   bytes of a note, its problems -> the places to change
//	Apply   bytes, edits                  -> bytes
//	Diff    bytes before and after        -> what a person is shown
//
// Every byte that no edit names stays as it is, line ends and byte order mark
// included.
package fix

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// An Edit puts New in place of the bytes From to To of a file.
type Edit struct {
	From, To int
	New      string
}

// Edits are the changes that mend problems in src, the bytes of a note's file,
// sorted and apart from each other. A problem whose text does not stand where
// it should, to the letter, is passed over: the note says it in another way, or
// the file is not the one that was read.
func Edits(src []byte, problems []site.Problem) []Edit {
	if !plain(src) {
		return nil
	}
	lines := lineStarts(src)
	var edits []Edit
	for _, p := range problems {
		if p.Fix == (site.Fix{}) || p.At.Line < 1 || p.At.Line > len(lines) {
			continue
		}
		at := find(src, column(src, lines[p.At.Line-1], p.At.Col), p.Fix.Old)
		if at < 0 {
			at = definition(src, p.Fix.Old)
		}
		if at >= 0 {
			edits = append(edits, Edit{at, at + len(p.Fix.Old), p.Fix.New})
		}
	}
	return apart(edits)
}

// plain says whether the places of problems are those of the file's own bytes:
// not in another encoding than UTF-8, and without characters that are left out
// when a note is read.
func plain(src []byte) bool {
	return utf8.Valid(src) && bytes.IndexFunc(src, func(r rune) bool {
		return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r'
	}) < 0
}

// lineStarts are the offsets at which the lines of src begin. LF, CRLF and CR
// end a line, as they do when a note is read.
func lineStarts(src []byte) []int {
	starts := []int{len(src) - len(bytes.TrimPrefix(src, []byte("\ufeff")))}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// column is the offset of the character col, counted from 1, of the line that
// begins at start; 0 is the first.
func column(src []byte, start, col int) int {
	for ; col > 1 && start < len(src); col-- {
		_, n := utf8.DecodeRune(src[start:])
		start += n
	}
	return start
}

// reach is how far behind the place of a problem its text may stand, in bytes:
// longer than any link's text.
const reach = 4 << 10

// find is the offset of old as a destination, at from or behind it in the same
// block of text; -1 if it is not there.
func find(src []byte, from int, old string) int {
	if old == "" {
		return -1
	}
	block := src[from:min(len(src), from+reach+len(old))]
	if end := blockEnd(block); end >= 0 {
		block = block[:end]
	}
	for at := 0; ; {
		i := bytes.Index(block[at:], []byte(old))
		if i < 0 {
			return -1
		}
		at += i
		if opens(block[:at]) && closes(block[at+len(old):]) || at == 0 && !isWordy(old) {
			return from + at
		}
		at += len(old)
	}
}

// definition is the offset of old as the destination of the only link reference
// definition that has it, which may stand anywhere in a note; -1 otherwise.
func definition(src []byte, old string) int {
	found := -1
	for _, mark := range []string{"]: ", "]: <"} {
		for at := 0; ; at++ {
			i := bytes.Index(src[at:], []byte(mark+old))
			if i < 0 {
				break
			}
			at += i
			if start := at + len(mark); closes(src[start+len(old):]) || start+len(old) == len(src) {
				if found >= 0 {
					return -1
				}
				found = start
			}
		}
	}
	return found
}

// blockEnd is where the first blank line begins, -1 if there is none.
func blockEnd(text []byte) int {
	for _, blank := range []string{"\n\n", "\n\r\n", "\r\r"} {
		if i := bytes.Index(text, []byte(blank)); i >= 0 {
			return i
		}
	}
	return -1
}

// opens says whether a destination may begin after before.
func opens(before []byte) bool {
	before = bytes.ToLower(bytes.TrimRight(before[max(0, len(before)-16):], " "))
	for _, opener := range []string{"](", "](<", "[[", `href="`, "href='", "href=", `src="`, "src='", "src="} {
		if bytes.HasSuffix(before, []byte(opener)) {
			return true
		}
	}
	return false
}

// closes says whether a destination may end before after.
func closes(after []byte) bool {
	for _, closer := range []string{")", ">", "]]", "|", `\|`, "#", `"`, "'", " ", "\t", "\n", "\r"} {
		if bytes.HasPrefix(after, []byte(closer)) {
			return true
		}
	}
	return false
}

// isWordy says that a text does not bring its own signs, so that it could stand
// at a place by chance.
func isWordy(old string) bool {
	r, _ := utf8.DecodeRuneInString(old)
	return r != '[' && r != '!'
}

// apart is edits in order, without repeats and without those that another one
// touches.
func apart(edits []Edit) []Edit {
	slices.SortFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.New, b.New))
	})
	end := -1
	return slices.DeleteFunc(slices.Compact(edits), func(e Edit) bool {
		if e.From < end {
			return true
		}
		end = e.To
		return false
	})
}

// Apply is src with edits made, which are in order and apart.
func Apply(src []byte, edits []Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, src[at:e.From]...), e.New...)
		at = e.To
	}
	return append(out, src[at:]...)
}
