package load

import (
	"fmt"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A report collects what is wrong with one file.
type report struct {
	file     string // as in site.Pos
	problems []site.Problem
	asked    bool             // it is a note that asks to be published
	kept     site.PropertySet // of that note
	public   bool             // it says so in Logseq's word
	by       site.Program
}

// add reports something at a line and column from 1; 0 for both is the file
// as a whole.
func (r *report) add(kind site.Kind, line, col int, hint, what string, args ...any) {
	r.problems = append(r.problems, site.Problem{
		At:   site.Pos{File: r.file, Line: line, Col: col},
		Kind: kind,
		What: fmt.Sprintf(what, args...),
		Hint: hint,
	})
}

// place is the line and column, from 1, of the byte at offset in text. Lines
// end with LF, CRLF or CR; columns count characters.
func place(text []byte, offset int) (line, col int) {
	line = 1
	start := 0
	for i, c := range text[:offset] {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line++
			start = i + 1
		}
	}
	return line, utf8.RuneCount(text[start:offset]) + 1
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "a " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
