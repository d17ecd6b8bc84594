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
	col      int  // where it stands in the info string, for problems
	loose    bool // it may end behind the last line
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

// lineMarks are the marks of n lines. Spans are added up, so that many of them
// over many lines take no longer than both.
func (f fence) lineMarks(n int) []mark {
	lines := make([]mark, n)
	for _, m := range []mark{marked, inserted, deleted} {
		begin := make([]int, n+1) // how many more spans hold this line than the one before
		for _, s := range f.marks {
			if s.mark == m && s.from <= n {
				begin[s.from-1]++
				begin[min(s.to, n)]--
			}
		}
		open := 0
		for i := range lines {
			if open += begin[i]; open > 0 {
				lines[i] |= m
			}
		}
	}
	return lines
}

// beyond reports marks that lie behind the last line of code.
func (f fence) beyond(code []byte) []site.Problem {
	if len(f.marks) == 0 {
		return nil
	}
	lines := countLines(code)
	var problems []site.Problem
	for _, s := range f.marks {
		if s.to > lines && !s.loose {
			problems = append(problems, badFence(s.col, fmt.Sprintf("code block has no line %d to mark", s.to),
				fmt.Sprintf("it has %d lines", lines)))
		}
	}
	return problems
}

func countLines(code []byte) int {
	n := bytes.Count(code, []byte{'\n'})
	if len(code) > 0 && code[len(code)-1] != '\n' {
		n++
	}
	return n
}

func badFence(col int, what, hint string) site.Problem {
	return site.Problem{At: site.Pos{Col: col}, Kind: site.BadFence, What: what, Hint: hint}
}
