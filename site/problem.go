package site

import (
	"cmp"
	"fmt"
	"slices"
)

// A Pos is a place in a source file. Line and Col count from 1; Col counts
// characters (runes), not bytes. Zero means unknown: the file as a whole.
type Pos struct {
	File string `json:"file"` // slash-separated, below the content root, as on disk
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// A Problem is something wrong with a note that its author can fix. The site
// is built all the same.
type Problem struct {
	At   Pos    `json:"at"`
	Kind Kind   `json:"kind"`
	Sub  string `json:"sub,omitempty"`  // sort within the kind; of a leftover, which markup: "shortcode"
	What string `json:"what"`           // in the author's words: `link to "x"`, not "edge"
	Hint string `json:"hint,omitempty"` // what to try; empty if we have no idea
	Fix  Fix    `json:"fix,omitzero"`   // zero if it has not exactly one good answer
}

// Name is the kind with the sort within it, as a rule for problems names them:
// "orphan", "leftover/shortcode".
func (p *Problem) Name() string {
	if p.Sub != "" {
		return string(p.Kind) + "/" + p.Sub
	}
	return string(p.Kind)
}

// A Fix is the one good answer to a problem, as an edit of the note: Old, which
// stands at the problem's place or behind it in the same block, or in a link
// reference definition, becomes New. Neither holds a line end.
type Fix struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// String is one line: guide/setup.md:12:4: link to "instal" leads nowhere (did you mean "install"?)
// It is fit for a terminal, whatever the note holds.
func (p Problem) String() string {
	s := p.What
	if p.At.File != "" {
		s = p.At.String() + ": " + s
	}
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return Printable(s)
}

// SortProblems orders problems by place, then by text, and drops exact repeats.
func SortProblems(ps []Problem) []Problem {
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.At.File, b.At.File),
			cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Col, b.At.Col),
			cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Sub, b.Sub),
			cmp.Compare(a.What, b.What),
			cmp.Compare(a.Hint, b.Hint),
			cmp.Compare(a.Fix.Old, b.Fix.Old),
			cmp.Compare(a.Fix.New, b.Fix.New),
		)
	})
	return slices.Compact(ps)
}
