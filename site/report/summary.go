package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// Summary writes the findings as Markdown for the page of a run of GitHub
// Actions: how many there are of each kind, and the lines of Brief. headline says
// what was done.
func Summary(w io.Writer, headline string, findings []Finding, in speech.Speech) error {
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintf(out, "### biji\n\n%s\n", cell(headline))
	if len(findings) == 0 {
		return out.Flush()
	}
	by := classes(findings)
	fmt.Fprintf(out, "\n%s\n| ---: | --- | --- | --- |\n", in.Say("| | severity | kind | meaning |"))
	for i := range by {
		c := &by[i]
		fmt.Fprintf(out, "| %d | %s | %s | %s |\n", c.n, in.Say(c.severity.String()), cell(string(c.kind)), cell(meaning(c.kind, in)))
	}
	lines := 0
	brief(by, in, func(line string) {
		if lines++; lines == 1 {
			fmt.Fprint(out, "\n")
		}
		fmt.Fprintf(out, "- %s\n", cell(line))
	})
	return out.Flush()
}

// cell is a line of text in which Markdown means nothing: names of files and words
// of notes may hold anything.
func cell(line string) string {
	var b strings.Builder
	for _, r := range site.Printable(line) {
		if strings.ContainsRune("\\`*_{}[]<>()#+!|~@&$^=", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
