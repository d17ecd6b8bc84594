package fix

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Diff writes the lines that differ between before and after, which have the
// same number of lines, as a unified diff without context: patch and
// git apply --unidiff-zero take it. show is what is written of a line, without
// its end, and of the name; nil is the line itself.
func Diff(w io.Writer, name string, before, after []byte, show func(string) string) error {
	if show == nil {
		show = func(line string) string { return line }
	}
	old, new := splitLines(before), splitLines(after)
	out := &bytes.Buffer{}
	fmt.Fprintf(out, "--- %s\n+++ %s\n", show(name), show(name))
	for i := 0; i < len(old); i++ {
		from := i
		for i < len(old) && !bytes.Equal(old[i], new[i]) {
			i++
		}
		if i > from {
			hunk(out, from, old[from:i], new[from:i], show)
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

func hunk(out *bytes.Buffer, from int, old, new [][]byte, show func(string) string) {
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", from+1, len(old), from+1, len(new))
	for _, side := range []struct {
		sign  string
		lines [][]byte
	}{{"-", old}, {"+", new}} {
		for _, line := range side.lines {
			out.WriteString(side.sign)
			text, ended := strings.CutSuffix(string(line), "\n")
			out.WriteString(show(text) + "\n")
			if !ended {
				out.WriteString("\\ No newline at end of file\n")
			}
		}
	}
}

func splitLines(text []byte) [][]byte { return bytes.SplitAfter(text, []byte("\n")) }
