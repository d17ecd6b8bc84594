package fix

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	spaced   = regexp.MustCompile(`(!?)\[([^\[\]\n]*)\]\(([^()<>\n"]* [^()<>\n"]*)\)`)
	sized    = regexp.MustCompile(`^(\S.*?) +=(\d+)x(\d*)$`)
	wikilink = regexp.MustCompile(`\[\[[^\[\]\n]*\]\]`)
	fence    = regexp.MustCompile("^[ \t>]*(```+|~~~+)")
	row      = regexp.MustCompile(`^[ \t>]*\|`)
)

// Unread are the changes to a note in which an address or a wikilink is shown
// as written: spaces in the address of what is there, a size behind an address,
// bars of wikilinks in the rows of tables. Code stays as it is. there says
// whether an address, as written, names a note or a file.
func Unread(src []byte, there func(address string) bool) []Edit {
	if !plain(src) {
		return nil
	}
	var edits []Edit
	inside := "" // the fence of the code block that src is in
	at := 0
	for _, line := range bytes.SplitAfter(src, []byte("\n")) {
		if m := fence.FindSubmatch(line); m != nil {
			inside = fenced(inside, string(m[1]))
		} else if inside == "" {
			edits = append(edits, unreadIn(string(line), at, there)...)
		}
		at += len(line)
	}
	return apart(edits)
}

// fenced is the fence that is open after another one.
func fenced(open, next string) string {
	switch {
	case open == "":
		return next
	case next[0] == open[0] && len(next) >= len(open):
		return ""
	}
	return open
}

func unreadIn(line string, at int, there func(string) bool) (edits []Edit) {
	bar := "|"
	if row.MatchString(line) {
		bar = `\|`
		for _, m := range wikilink.FindAllStringIndex(line, -1) {
			if text := line[m[0]:m[1]]; !inCode(line, m[0]) && escapeBars(text) != text {
				edits = append(edits, Edit{at + m[0], at + m[1], escapeBars(text)})
			}
		}
	}
	for _, m := range spaced.FindAllStringSubmatchIndex(line, -1) {
		if inCode(line, m[0]) {
			continue
		}
		label, address := line[m[4]:m[5]], line[m[6]:m[7]]
		if size := sized.FindStringSubmatch(address); size != nil && m[2] < m[3] {
			label += bar + size[2]
			if size[3] != "" {
				label += "x" + size[3]
			}
			edits = append(edits, Edit{at + m[4], at + m[7], label + "](" + escapeSpaces(size[1])})
		} else if there(strings.TrimSpace(address)) {
			edits = append(edits, Edit{at + m[6], at + m[7], escapeSpaces(strings.TrimSpace(address))})
		}
	}
	return edits
}

// inCode says whether a code span of the line is open at i.
func inCode(line string, i int) bool { return strings.Count(line[:i], "`")%2 == 1 }

func escapeSpaces(address string) string { return strings.ReplaceAll(address, " ", "%20") }

// escapeBars writes \| for every | that is not written so already.
func escapeBars(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, `\|`, "|"), "|", `\|`)
}
