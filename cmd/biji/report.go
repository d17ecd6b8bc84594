package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/biji-notes/biji/site"
)

// A report is what a build or check has to say at its end. Its JSON form is
// for programs and only ever grows.
type report struct {
	Pages    int            `json:"pages"`
	Sections int            `json:"sections"`
	Files    int            `json:"files"`
	Bytes    int64          `json:"bytes"`
	Seconds  float64        `json:"seconds"`
	Problems []site.Problem `json:"problems"`
	Output   string         `json:"output,omitempty"`
}

// print writes the problems to stderr, one a line, and the summary to stdout;
// or everything as one JSON object to stdout.
func (r *report) print(stdout, stderr io.Writer, asJSON bool, verb string) error {
	if asJSON {
		e := json.NewEncoder(stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if r.Problems == nil {
			r.Problems = []site.Problem{}
		}
		return e.Encode(r)
	}
	if err := printProblems(stderr, r.Problems); err != nil {
		return err
	}
	_, err := fmt.Fprintf(stdout, "%s %s in %s, %s, %s in %.2f s%s\n",
		verb, count(r.Pages, "page"), count(r.Sections, "section"), count(len(r.Problems), "problem"),
		size(r.Bytes), r.Seconds, prefixed(" → ", r.Output))
	return err
}

// printProblems writes one line for each problem, buffered: a thousand lines
// are one write or two. Many problems end with how many there are of a kind.
func printProblems(w io.Writer, problems []site.Problem) error {
	out := bufio.NewWriterSize(w, 64<<10)
	for _, p := range problems {
		fmt.Fprintln(out, p)
	}
	const many = 20
	if len(problems) > many {
		fmt.Fprintf(out, "%d problems: %s\n", len(problems), kinds(problems))
	}
	return out.Flush()
}

func kinds(problems []site.Problem) string {
	n := map[site.Kind]int{}
	for _, p := range problems {
		n[p.Kind]++
	}
	order := slices.SortedFunc(maps.Keys(n), func(a, b site.Kind) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
	parts := make([]string, len(order))
	for i, k := range order {
		parts[i] = fmt.Sprintf("%d %s", n[k], k)
	}
	return strings.Join(parts, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func size(bytes int64) string {
	switch {
	case bytes >= 10<<20:
		return fmt.Sprintf("%d MB", bytes>>20)
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (bytes+1023)>>10)
}

func since(start time.Time) float64 { return time.Since(start).Seconds() }
