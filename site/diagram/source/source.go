// Package source reads what the languages of diagrams have in common: lines with
// their places, comments, labels, colours and styles.
package source

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Fault is something in a diagram that cannot be read. Line and Col count from
// 1, in the code of the block; 0 is unknown.
type Fault struct {
	Line, Col int
	What      string // in the author's words
	Hint      string
}

func (f *Fault) Error() string { return fmt.Sprintf("%d:%d: %s", f.Line, f.Col, f.What) }

// A Line is a line that says something, without the space around it.
type Line struct {
	Text   string
	N      int // from 1
	Col    int // of its first character, from 1
	Indent int // columns before it; a tab is four
}

// Fault is a fault at the byte offset at of the line.
func (l Line) Fault(at int, what, hint string) *Fault {
	at = min(max(at, 0), len(l.Text))
	return &Fault{Line: l.N, Col: l.Col + utf8.RuneCountInString(l.Text[:at]), What: what, Hint: hint}
}

// Unknown is the fault of a line that is not understood.
func (l Line) Unknown() *Fault {
	return l.Fault(0, fmt.Sprintf("%q is not understood", Short(l.Text)), "")
}

// Short is the beginning of a text, for messages.
func Short(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// A Text is a diagram as its author wrote it, without comments, directives and
// front matter.
type Text struct {
	Lines []Line // the first one names the kind
	Title string // of the front matter, or the directive "title"
	Name  string // accTitle
	Descr string // accDescr
	// Config holds the settings of the front matter and of %%{init: …}%%, by the
	// last part of their names, and the colours of its theme.
	Config map[string]string
}

var (
	configLine = regexp.MustCompile(`^\s*["']?([\w-]+)["']?\s*:\s*["']?([^"'{}]*?)["']?\s*,?\s*$`)
	configPair = regexp.MustCompile(`["']?([\w-]+)["']?\s*:\s*["']?([^"'{},]+)["']?`)
)

// Read takes a diagram of Mermaid apart into lines.
func Read(src string) Text {
	t := Text{Config: map[string]string{}}
	all := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	i := t.frontMatter(all)
	for i < len(all) {
		i = t.line(all, i)
	}
	return t
}

// frontMatter reads the block between two lines of dashes at the beginning, and
// says how many lines it has.
func (t *Text) frontMatter(all []string) int {
	start := 0
	for start < len(all) && strings.TrimSpace(all[start]) == "" {
		start++
	}
	if start == len(all) || strings.TrimSpace(all[start]) != "---" {
		return 0
	}
	for i := start + 1; i < len(all); i++ {
		line := all[i]
		if strings.TrimSpace(line) == "---" {
			return i + 1
		}
		if m := configLine.FindStringSubmatch(line); m != nil {
			if m[1] == "title" && !strings.HasPrefix(line, " ") {
				t.Title = m[2]
			} else {
				t.Config[m[1]] = m[2]
			}
		} else if title, ok := strings.CutPrefix(line, "title:"); ok {
			t.Title = strings.TrimSpace(title)
		}
	}
	return 0
}

// line reads the line i, and those that go with it, and gives the next.
func (t *Text) line(all []string, i int) int {
	text := strings.TrimSpace(all[i])
	switch {
	case text == "":
		return i + 1
	case strings.HasPrefix(text, "%%{"):
		return t.directive(all, i)
	case strings.HasPrefix(text, "%%"):
		return i + 1
	}
	if rest, ok := strings.CutPrefix(text, "accTitle"); ok && strings.HasPrefix(strings.TrimSpace(rest), ":") {
		t.Name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), ":"))
		return i + 1
	}
	if rest, ok := strings.CutPrefix(text, "accDescr"); ok {
		rest = strings.TrimSpace(rest)
		if strings.HasPrefix(rest, ":") {
			t.Descr = strings.TrimSpace(rest[1:])
			return i + 1
		}
		if strings.HasPrefix(rest, "{") {
			return t.description(all, i, rest[1:])
		}
	}
	line := Line{Text: text, N: i + 1, Col: 1}
	for _, r := range all[i] {
		if r == '\t' {
			line.Indent += 4
		} else if r == ' ' || r == '\u3000' || r == '\u00a0' {
			line.Indent++
		} else {
			break
		}
		line.Col++
	}
	t.Lines = append(t.Lines, line)
	return i + 1
}

func (t *Text) directive(all []string, i int) int {
	var b strings.Builder
	for ; i < len(all); i++ {
		b.WriteString(all[i])
		b.WriteByte('\n')
		if strings.Contains(all[i], "}%%") {
			i++
			break
		}
	}
	for _, m := range configPair.FindAllStringSubmatch(b.String(), -1) {
		t.Config[m[1]] = strings.TrimSpace(m[2])
	}
	return i
}

func (t *Text) description(all []string, i int, rest string) int {
	var b strings.Builder
	for {
		text, _, closed := strings.Cut(rest, "}")
		b.WriteString(strings.TrimSpace(text))
		i++
		if closed || i == len(all) {
			t.Descr = strings.TrimSpace(b.String())
			return i
		}
		b.WriteByte(' ')
		rest = all[i]
	}
}

// Word cuts the first word off a text.
func Word(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimSpace(s[i:])
}
