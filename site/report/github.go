package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// mostAnnotations is how many of a type GitHub Actions shows of one step; it
// drops the rest without a word.
const mostAnnotations = 10

// GitHub writes workflow commands, from which GitHub Actions makes annotations
// at the lines of files, for what is most important, and then the report that
// text writes, so that the log has it too.
//
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
func GitHub(w io.Writer, findings []Finding, in speech.Speech, text func(io.Writer) error) error {
	out := bufio.NewWriterSize(w, 64<<10)
	made := map[site.Severity]int{}
	for _, c := range classes(findings) {
		for i := range c.groups[:min(len(c.groups), mostLines)] {
			if made[c.severity] == mostAnnotations {
				break
			}
			made[c.severity]++
			fmt.Fprintln(out, annotation(&c.groups[i], in))
		}
	}
	if err := text(&harmless{out: out}); err != nil {
		return err
	}
	return out.Flush()
}

func annotation(g *group, in speech.Speech) string {
	command := g.first.Severity.String()
	if g.first.Severity == site.SeverityNote {
		command = "notice"
	}
	var at strings.Builder
	if g.first.Path != "" {
		fmt.Fprintf(&at, "file=%s,", property(filepath.ToSlash(g.first.Path)))
		if g.first.At.Line > 0 {
			fmt.Fprintf(&at, "line=%d,", g.first.At.Line)
		}
		if g.first.At.Col > 0 {
			fmt.Fprintf(&at, "col=%d,", g.first.At.Col)
		}
	}
	message := site.Printable(in.Say(g.told()))
	if g.first.Path == "" && g.first.At.File != "" {
		message = g.first.place() + ": " + message
	}
	message += hinted(g.hint, in)
	return fmt.Sprintf("::%s %stitle=%s::%s", command, at.String(), property(string(g.first.Kind)), data(message))
}

// data is s as the message of a workflow command.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property is s as the value of a property of a workflow command.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}

// A harmless writer takes from lines what Actions would take for a command:
// "::" at their beginning and "##[" anywhere, which names of files and words
// of notes may hold.
type harmless struct {
	out  io.Writer
	line []byte // the line that has not ended yet
}

func (h *harmless) Write(p []byte) (int, error) {
	for line := range bytes.Lines(p) {
		h.line = append(h.line, line...)
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		text := bytes.ReplaceAll(h.line, []byte("##["), []byte(`##\[`))
		if bytes.HasPrefix(bytes.TrimSpace(text), []byte("::")) {
			text = append([]byte(`\`), bytes.TrimLeftFunc(text, unicode.IsSpace)...)
		}
		if _, err := h.out.Write(text); err != nil {
			return 0, err
		}
		h.line = h.line[:0]
	}
	return len(p), nil
}
