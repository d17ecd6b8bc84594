package testkit

import (
	"regexp"
	"strings"
)

// A Fence is a block between two lines of backticks.
type Fence struct {
	Line  int // of the opening one, from 1
	Lang  string
	Title string // title="…" on it
	Text  string
}

var (
	openFence  = regexp.MustCompile("^(`{3,})([^`]*)$")
	fenceTitle = regexp.MustCompile(`\btitle="([^"]*)"`)
)

// Fences returns the fences of a note that begin at the start of a line;
// the last one may lack its closing line.
func Fences(text string) []Fence {
	var all []Fence
	marks := "" // of the fence we are in
	n := 0
	for line := range strings.Lines(text) {
		n++
		bare := strings.TrimRight(line, " \r\n")
		switch open := openFence.FindStringSubmatch(bare); {
		case marks == "" && open != nil:
			marks = open[1]
			f := Fence{Line: n}
			f.Lang, _, _ = strings.Cut(strings.TrimSpace(open[2]), " ")
			if title := fenceTitle.FindStringSubmatch(open[2]); title != nil {
				f.Title = title[1]
			}
			all = append(all, f)
		case marks == "":
		case strings.Trim(bare, "`") == "" && len(bare) >= len(marks):
			marks = ""
		default:
			all[len(all)-1].Text += line
		}
	}
	return all
}

// Sections cuts a note at its headings of one level.
func Sections(note string, level int) map[string]string {
	mark := strings.Repeat("#", level) + " "
	sections := map[string]string{}
	name := ""
	for line := range strings.Lines(note) {
		if heading, ok := strings.CutPrefix(line, mark); ok {
			name = strings.TrimSpace(heading)
		}
		sections[name] += line
	}
	return sections
}
