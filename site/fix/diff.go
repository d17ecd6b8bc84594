package fix

import (
	"bytes"
	"fmt"
	"io"
)

// Diff writes the lines that differ between before and after, which have the
// same number of lines, as a unified diff without context: patch and
// git apply --unidiff-zero take it.
func Diff(w io.Writer, name string, before, after []byte) error {
	old, new := splitLines(before), splitLines(after)
	out := &bytes.Buffer{}
	fmt.Fprintf(out, "--- %s\n+++ %s\n", name, name)
	for i := 0; i < len(old); i++ {
		from := i
		for i < len(old) && !bytes.Equal(old[i], new[i]) {
			i++
		}
		if i > from {
			hunk(out, from, old[from:i], new[from:i])
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

func hunk(out *bytes.Buffer, from int, old, new [][]byte) {
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", from+1, len(old), from+1, len(new))
	for _, side := range []struct {
		sign  string
		lines [][]byte
	}{{"-", old}, {"+", new}} {
		for _, line := range side.lines {
			out.WriteString(side.sign)
			out.Write(line)
			if !bytes.HasSuffix(line, []byte("\n")) {
				out.WriteString("\n\\ No newline at end of file\n")
			}
		}
	}
}

func splitLines(text []byte) [][]byte { return bytes.SplitAfter(text, []byte("\n")) }
