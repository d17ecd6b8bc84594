package logseq

import "bytes"

// Outdent moves the blocks below a heading or a paragraph that is in no list to
// the margin, in text: Logseq indents them, and Markdown takes what is indented
// there for code. The lines stay.
func Outdent(text []byte) []byte {
	if !bytes.Contains(text, []byte("\n\t- ")) {
		return text
	}
	out := make([]byte, 0, len(text))
	var fence []byte             // that is open, at the margin
	loose, below := false, false // the last line at the margin is in no list; and blocks follow it
	for line := range bytes.Lines(text) {
		bare := bytes.TrimSpace(line)
		switch {
		case len(bare) == 0:
		case line[0] == '\t' && fence == nil:
			below = below || loose && bytes.HasPrefix(line, []byte("\t- "))
			if below {
				line = line[1:]
			}
		case fence != nil:
			if bytes.HasPrefix(line, fence) {
				fence = nil
			}
		case line[0] != ' ':
			loose, below = !bytes.HasPrefix(line, []byte("- ")) && string(bare) != "-", false
			if bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) {
				fence = line[:3]
			}
		}
		out = append(out, line...)
	}
	return out
}
