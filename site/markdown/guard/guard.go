// Package guard tells notes that a Markdown parser cannot read in reasonable
// time or space from all others, by one quick look at their lines.
//
// goldmark is quadratic in some inputs: in brackets and emphasis marks of a
// paragraph, in the quotes and lists that one line opens. It keeps some hundred
// bytes for each line and mark, and makes a table cell for each column of each
// row. Package budget has the limits.
package guard

import (
	"bytes"

	"github.com/biji-notes/biji/site/budget"
)

// A Finding is a limit that a note exceeds, and where.
type Finding struct {
	What   string
	Offset int
}

// Check looks through a note. It takes time proportional to its length.
func Check(src []byte) (f Finding, ok bool) {
	var s scan
	for offset := 0; offset < len(src); {
		line := src[offset:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if what := s.line(line); what != "" {
			return Finding{what, offset}, false
		}
		offset += len(line)
	}
	if what := s.total(); what != "" {
		return Finding{what, 0}, false
	}
	return Finding{}, true
}

// A scan is what is known after some lines.
type scan struct {
	fence   []byte // marks that opened the fenced code it is in
	lines   int
	marks   int // in all paragraphs that have ended
	work    int
	here    int // marks of the present paragraph
	started bool
	before  int // columns that the line before has, as the head of a table
	columns int // of the present table, 0 outside of one
	cells   int
}

func (s *scan) line(line []byte) (what string) {
	depth, rest := containers(line)
	if depth > budget.BlockDepth && !rule(line) {
		return "a line opens more than 100 quotes and lists"
	}
	indent := leading(line)
	if indent > 4*budget.BlockDepth && depth > 0 {
		return "a list item is indented by more than 400 columns"
	}
	indented := indent >= 4
	rest = bytes.TrimSpace(rest)
	switch {
	case s.fence != nil:
		if closes(rest, s.fence) {
			s.fence = nil
		}
		return ""
	case fenceOf(rest) != nil && !indented:
		s.endParagraph()
		s.fence = fenceOf(rest)
		return ""
	}
	s.lines++
	switch {
	case len(rest) == 0:
		s.endParagraph()
	case indented && !s.started: // code
	default:
		s.started = true
		s.here += count(rest)
		s.row(rest)
		s.before = columnsOf(rest)
	}
	return s.total()
}

func (s *scan) endParagraph() {
	s.endUnit()
	s.started, s.before, s.columns = false, 0, 0
}

// endUnit ends what the parser reads as one text.
func (s *scan) endUnit() {
	s.work += s.here * s.here
	s.marks += s.here
	s.here = 0
}

// row counts the cells of a line of a table. There the parser reads each cell
// for itself. In a table without a head, as the parser has it, rows are text.
func (s *scan) row(line []byte) {
	if n := delimiters(line); n > 0 {
		s.cells += n
		if s.columns == 0 && n == s.before {
			s.columns = n
		}
	}
	if s.columns > 0 {
		s.endUnit()
		s.cells += s.columns
	}
}

func (s *scan) total() string {
	switch {
	case s.cells > budget.TableCells:
		return "its tables have more than 200,000 cells"
	case s.lines > budget.NoteLines:
		return "it has more than 500,000 lines"
	case s.marks+s.here > budget.NoteMarks:
		return "it has more than 1,000,000 marks such as * and ["
	case s.work+s.here*s.here > budget.ParagraphWork:
		return "a paragraph has too many marks such as * and ["
	}
	return ""
}

// containers counts the quotes and list items that a line may open, and
// returns what follows them.
func containers(line []byte) (depth int, rest []byte) {
	for {
		line = bytes.TrimLeft(line, " \t")
		n := marker(line)
		if n == 0 {
			return depth, line
		}
		depth++
		line = line[n:]
	}
}

// marker is the length of a mark at the start of s that opens a quote or an
// item.
func marker(s []byte) int {
	if len(s) == 0 {
		return 0
	}
	n := 0
	switch s[0] {
	case '>':
		return 1
	case '-', '+', '*', ':':
		n = 1
	default:
		for n < len(s) && n < 9 && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		if n == 0 || n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' && s[n] != '\n' {
		return 0
	}
	return n
}

// rule says whether a line is nothing but a thematic break.
func rule(line []byte) bool {
	line = bytes.TrimSpace(line)
	for _, c := range line {
		if c != line[0] && c != ' ' && c != '\t' {
			return false
		}
	}
	return len(line) > 0 && line[0] != '>'
}

// leading is the width of the space a line begins with.
func leading(line []byte) (columns int) {
	for _, c := range line {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		default:
			return columns
		}
	}
	return columns
}

// fenceOf returns the marks that open fenced code, nil if s does not.
func fenceOf(s []byte) []byte {
	if len(s) < 3 || s[0] != '`' && s[0] != '~' {
		return nil
	}
	n := 0
	for n < len(s) && s[n] == s[0] {
		n++
	}
	if n < 3 || s[0] == '`' && bytes.IndexByte(s[n:], '`') >= 0 {
		return nil
	}
	return s[:n]
}

func closes(s, fence []byte) bool {
	return len(s) >= len(fence) && len(bytes.Trim(s, string(fence[:1]))) == 0
}

// count counts the characters of s that may begin or end something.
func count(s []byte) (n int) {
	for _, c := range s {
		if mark[c] {
			n++
		}
	}
	return n
}

var mark = [256]bool{
	'*': true, '_': true, '~': true, '=': true, '[': true, ']': true, '(': true, '<': true, '`': true,
	'!': true, '$': true, '%': true, '\\': true, '{': true, '^': true, ':': true, '@': true,
}

// delimiters counts the columns of the line under a table's head, 0 if s is
// something else.
func delimiters(s []byte) int {
	dashes := false
	for _, c := range s {
		switch c {
		case '-':
			dashes = true
		case '|', ':', ' ', '\t':
		default:
			return 0
		}
	}
	if !dashes {
		return 0
	}
	return columnsOf(s)
}

// columnsOf counts the columns of a line, if it is one of a table.
func columnsOf(s []byte) int {
	s = bytes.TrimSuffix(bytes.TrimPrefix(s, []byte("|")), []byte("|"))
	return bytes.Count(s, []byte("|")) - bytes.Count(s, []byte(`\|`)) + 1
}
