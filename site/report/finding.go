// Package report tells people and programs what is wrong with notes: it weighs
// problems, puts the gravest first, groups what repeats, and writes lines for
// a terminal, annotations for GitHub Actions, and SARIF.
//
//	[]site.Problem -> Policy.Judge -> []Finding -> Brief, Full, GitHub, SARIF
//
// Whatever is said of a kind comes from the table site.Kinds.
package report

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// A Finding is a problem as it is told.
type Finding struct {
	site.Problem
	Severity site.Severity `json:"severity"`
	Path     string        `json:"path,omitempty"` // the file, as whoever reads the report would open it; "" if there is none
}

// place is where the finding is, as editors and terminals read it; "" if that
// is not known.
func (f *Finding) place() string {
	at := f.At
	if f.Path != "" {
		at.File = f.Path
	}
	return site.Printable(at.String())
}

// String is one line, as compilers write it:
//
//	notes/a.md:3:1: error: link to "instal" leads nowhere [broken-link] (did you mean "install"?)
func (f *Finding) String() string { return f.line(f.What, f.Hint, speech.Speech{}) }

func (f *Finding) line(what, hint string, in speech.Speech) string {
	s := in.Say(f.Severity.String()) + ": " + site.Printable(in.Say(what)) + " [" + f.Name() + "]"
	if place := f.place(); place != "" {
		s = place + ": " + s
	}
	return s + hinted(hint, in)
}

// hinted is a hint behind what it belongs to.
func hinted(hint string, in speech.Speech) string {
	if hint == "" {
		return ""
	}
	return in.Sprintf(" (%s)", site.Printable(in.Say(hint)))
}

// Count is how many findings weigh at least as much as least.
func Count(findings []Finding, least site.Severity) (n int) {
	for i := range findings {
		if findings[i].Severity >= least {
			n++
		}
	}
	return n
}

// Totals says how many findings there are, by severity, from least up: "2 errors,
// 1 warning"; "0 problems" if there are none.
func Totals(findings []Finding, least site.Severity, in speech.Speech) string {
	n := map[site.Severity]int{}
	for i := range findings {
		n[findings[i].Severity]++
	}
	var parts []string
	for _, s := range site.Severities() {
		if s >= least && n[s] > 0 {
			parts = append(parts, amount(n[s], s.String(), in))
		}
	}
	if len(parts) == 0 {
		return in.Say("0 problems")
	}
	return in.List(parts)
}

func amount(n int, what string, in speech.Speech) string {
	if in.IsChinese() {
		return strconv.Itoa(n) + " 个" + in.Say(what)
	}
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// rank is the place of every kind in the table.
func rank() map[site.Kind]int {
	at := map[site.Kind]int{}
	for i, k := range site.Kinds() {
		at[k.Kind] = i
	}
	return at
}

// sortGravest puts the gravest findings first, and leaves those of one
// severity as they are, which is by place.
func sortGravest(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int { return cmp.Compare(b.Severity, a.Severity) })
}
