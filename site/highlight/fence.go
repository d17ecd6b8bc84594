package highlight

import (
	"bytes"
	"fmt"

	"github.com/biji-notes/biji/site"
)

// A fence is what an info string asks for.
type fence struct {
	lang    string // lower-cased, as written: "c++"; "" if none
	title   string
	numbers bool
	first   int // number of the first line, if numbers
	marks   []span
	wraps   bool // long lines may be wrapped
}

// A span marks the lines from to to, both counted from 1 and included.
type span struct {
	from, to int
	mark     mark
	col      int // where it stands in the info string, for problems
}

// A mark is what is special about a line; a line may have several.
type mark uint8

const (
	marked mark = 1 << iota
	inserted
	deleted
)

// byLine says whether the lines of the block need elements of their own.
func (f fence) byLine() bool { return f.numbers || len(f.marks) > 0 }

// at is the marks of line n, from 1.
func (f fence) at(n int) mark {
	var m mark
	for _, s := range f.marks {
		if s.from <= n && n <= s.to {
			m |= s.mark
		}
	}
	return m
}

// beyond reports marks that lie behind the last line of code.
func (f fence) beyond(code []byte) []site.Problem {
	if len(f.marks) == 0 {
		return nil
	}
	lines := bytes.Count(code, []byte{'\n'})
	if len(code) > 0 && code[len(code)-1] != '\n' {
		lines++
	}
	var problems []site.Problem
	for _, s := range f.marks {
		if s.to > lines {
			problems = append(problems, badFence(s.col, fmt.Sprintf("code block has no line %d to mark", s.to),
				fmt.Sprintf("it has %d lines", lines)))
		}
	}
	return problems
}

func badFence(col int, what, hint string) site.Problem {
	return site.Problem{At: site.Pos{Col: col}, Kind: site.BadFence, What: what, Hint: hint}
}
