package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// mostLines is how many lines a brief report has for a kind.
const mostLines = 10

// few is how many findings need no table.
const few = 20

// Brief writes errors and warnings, what repeats as one line and at most ten
// lines a kind, and a table of all kinds if there is more than these lines
// say. all is the command that shows everything.
func Brief(w io.Writer, findings []Finding, all string, in speech.Speech) error {
	out := bufio.NewWriterSize(w, 64<<10)
	by := classes(findings)
	hidden := brief(by, in, func(line string) { fmt.Fprintln(out, line) })
	if hidden || len(findings) > few {
		table(out, by, in)
	}
	if hidden {
		fmt.Fprintln(out, in.Sprintf("%s shows all", all))
	}
	return out.Flush()
}

// Lines are those of Brief without the table.
func Lines(findings []Finding, in speech.Speech) []string {
	var lines []string
	brief(classes(findings), in, func(line string) { lines = append(lines, line) })
	return lines
}

// brief says whether it has left out anything. Of notes it leaves out all but
// that which every build is to say.
func brief(by []class, in speech.Speech, say func(line string)) (hidden bool) {
	for i := range by {
		c := &by[i]
		if c.severity <= site.SeverityNote && c.kind != site.UnsafeHTML {
			hidden = true
			continue
		}
		shown := 0
		for j := range c.groups[:min(len(c.groups), mostLines)] {
			g := &c.groups[j]
			say(g.line(in))
			shown += g.n
			hidden = hidden || g.n > 1
		}
		if c.n > shown {
			say(in.Sprintf("… and %d more of %s", c.n-shown, c.kind))
			hidden = true
		}
	}
	return hidden
}

// Full writes every finding as a line of its own, and a table if they are many.
func Full(w io.Writer, findings []Finding, in speech.Speech) error {
	out := bufio.NewWriterSize(w, 64<<10)
	for i := range findings {
		f := &findings[i]
		fmt.Fprintln(out, f.line(f.What, f.Hint, in))
	}
	if len(findings) > few {
		table(out, classes(findings), in)
	}
	return out.Flush()
}

// table writes how many findings there are of each kind, and what it means.
func table(w io.Writer, by []class, in speech.Speech) {
	long := 0
	for i := range by {
		long = max(long, len(by[i].kind))
	}
	fmt.Fprintln(w)
	for i := range by {
		fmt.Fprintf(w, "%7d  %-7s  %-*s  %s\n", by[i].n, in.Say(by[i].severity.String()), long, by[i].kind, meaning(by[i].kind, in))
	}
}

// meaning is what a kind means, in a language.
func meaning(kind site.Kind, in speech.Speech) string {
	k, _ := site.KindNamed(string(kind))
	if in.IsChinese() {
		return k.Chinese
	}
	return k.English
}
