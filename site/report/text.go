package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/biji-notes/biji/site"
)

// mostLines is how many lines a brief report has for a kind.
const mostLines = 10

// few is how many findings need no table.
const few = 20

// Brief writes errors and warnings, what repeats as one line and at most ten
// lines a kind, and a table of all kinds if there is more than these lines
// say. all is the command that shows everything.
func Brief(w io.Writer, findings []Finding, all string) error {
	out := bufio.NewWriterSize(w, 64<<10)
	by := classes(findings)
	hidden := brief(by, func(line string) { fmt.Fprintln(out, line) })
	if hidden || len(findings) > few {
		table(out, by)
	}
	if hidden {
		fmt.Fprintln(out, all+" shows all")
	}
	return out.Flush()
}

// Lines are those of Brief without the table.
func Lines(findings []Finding) []string {
	var lines []string
	brief(classes(findings), func(line string) { lines = append(lines, line) })
	return lines
}

// brief says whether it has left out anything. Of notes it leaves out all but
// that which every build is to say.
func brief(by []class, say func(line string)) (hidden bool) {
	for i := range by {
		c := &by[i]
		if c.severity <= site.SeverityNote && c.kind != site.UnsafeHTML {
			hidden = true
			continue
		}
		shown := 0
		for j := range c.groups[:min(len(c.groups), mostLines)] {
			g := &c.groups[j]
			say(g.String())
			shown += g.n
			hidden = hidden || g.n > 1
		}
		if c.n > shown {
			say(fmt.Sprintf("… and %d more of %s", c.n-shown, c.kind))
			hidden = true
		}
	}
	return hidden
}

// Full writes every finding as a line of its own, and a table if they are many.
func Full(w io.Writer, findings []Finding) error {
	out := bufio.NewWriterSize(w, 64<<10)
	for i := range findings {
		fmt.Fprintln(out, findings[i].String())
	}
	if len(findings) > few {
		table(out, classes(findings))
	}
	return out.Flush()
}

// table writes how many findings there are of each kind, and what it means.
func table(w io.Writer, by []class) {
	long := 0
	for i := range by {
		long = max(long, len(by[i].kind))
	}
	fmt.Fprintln(w)
	for i := range by {
		k, _ := site.KindNamed(string(by[i].kind))
		fmt.Fprintf(w, "%7d  %-7s  %-*s  %s\n", by[i].n, by[i].severity, long, by[i].kind, k.English)
	}
}
