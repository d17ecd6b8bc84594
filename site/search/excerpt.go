package search

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// excerpts chooses the parts of a section that show most of what was found: of
// its prose, of its code. If neither shows any, it is the beginning of one.
// rows are what was found, whether it is shown or not.
func (m *marker) excerpts(body, code string) (list []Excerpt, rows map[string]bool) {
	flat := flattened(body)
	source := []byte(strings.TrimRight(code, "\n"))
	simple := false
	inFlat, inSource := m.marks(flat, simple), m.marks(source, simple)
	rows = rowsOf(inFlat, inSource)
	if slices.ContainsFunc(m.han, func(row string) bool { return !rows[row] }) {
		a, b := m.marks(flat, true), m.marks(source, true)
		if all := rowsOf(a, b); len(all) > len(rows) {
			simple, inFlat, inSource, rows = true, a, b, all
		}
	}
	if len(inFlat) > 0 || len(inSource) == 0 && len(flat) > 0 {
		text := cut(flat, inFlat)
		list = append(list, excerptOf(text, m.marks([]byte(text), simple)))
	}
	if len(inSource) > 0 || len(flat) == 0 && len(source) > 0 {
		text := cutCode(source, inSource)
		list = append(list, excerptOf(text, m.marks([]byte(text), simple)))
		list[len(list)-1].Code = true
	}
	return list, rows
}

// also are the other names of a page, and of its file, that show something
// beyond rows and what the headings show.
func (m *marker) also(page, aliases, headings string, rows map[string]bool) (list []Excerpt) {
	for row := range rowsOf(m.marks([]byte(headings), false)) {
		rows[row] = true
	}
	for _, name := range append(strings.Split(aliases, "\n"), analyze.FileName(page)) {
		marks := m.marks([]byte(name), false)
		known := len(rows)
		for _, k := range marks {
			rows[k.row] = true
		}
		if len(rows) > known {
			list = append(list, excerptOf(name, marks))
		}
	}
	return list
}

// flattened is a body as one line: a bar stands between the cells of a table,
// a dot after lines that do not end like sentences.
func flattened(body string) []byte {
	body = strings.TrimFunc(body, isSpace)
	flat := make([]byte, 0, len(body)+len(body)/8)
	for i, r := range body {
		switch {
		case r == '\t':
			flat = append(flat, " | "...)
		case r != '\n':
			flat = utf8.AppendRune(flat, r)
		default:
			if before, _ := utf8.DecodeLastRuneInString(body[:i]); !strings.ContainsRune(sentenceEnds+",:，、：\n", before) {
				flat = append(flat, " ·"...)
			}
			flat = append(flat, ' ')
		}
	}
	return flat
}

// excerptOf is text with marks, those that touch as one.
func excerptOf(text string, marks []mark) Excerpt {
	e := Excerpt{Text: text, Marks: []Range{}}
	for _, k := range marks {
		if last := len(e.Marks) - 1; last >= 0 && k.From <= e.Marks[last].To {
			e.Marks[last].To = max(k.To, e.Marks[last].To)
			continue
		}
		e.Marks = append(e.Marks, k.Range)
	}
	return e
}

const more = "…" // is where something was cut off

func cut(text []byte, marks []mark) string {
	from := 0
	if len(marks) > 0 && columns(text, analyze.Shared.ExcerptWidth) < len(text) {
		from = lead(text, bestMark(text, marks))
	}
	before := ""
	if from > 0 {
		before = more
	}
	room := from + columns(text[from:], analyze.Shared.ExcerptWidth)
	if room == len(text) {
		return before + string(text[from:])
	}
	shown := from + 1
	for _, k := range marks {
		if k.To <= room {
			shown = max(shown, k.To)
		}
	}
	to := place(text, room, shown, analyze.Shared.ExcerptTail, false)
	return before + strings.TrimRight(string(text[from:to]), " ,:|·，、：（「『“【《") + more
}

// cutCode takes whole lines, if they are not too long, without the indentation
// that they share.
func cutCode(text []byte, marks []mark) string {
	at := bestMark(text, marks)
	line := bytes.LastIndexByte(text[:at], '\n') + 1
	from, before, after := line, "", ""
	if columns(text[line:at], analyze.Shared.ExcerptWidth/2) < at-line {
		if from = lead(text, at); from > line {
			before = more
		}
	}
	to := from + columns(text[from:], analyze.Shared.CodeWidth)
	if end := bytes.LastIndexByte(text[from:to], '\n'); to < len(text) && end >= 0 {
		to = from + end
	}
	lines := strings.Split(string(text[from:to]), "\n")
	if len(lines) > analyze.Shared.CodeLines {
		lines = lines[:analyze.Shared.CodeLines]
	}
	if from+len(strings.Join(lines, "\n")) < len(text) {
		after = more
	}
	return before + strings.Join(outdented(lines), "\n") + after
}

// outdented takes from all lines the indentation that they share.
func outdented(lines []string) []string {
	blank := func(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }
	depth := analyze.Shared.CodeWidth
	for _, line := range lines {
		if n := blank(line); n < len(line) {
			depth = min(depth, n)
		}
	}
	for i, line := range lines {
		lines[i] = line[min(blank(line), depth):]
	}
	return lines
}

// bestMark is where the first of those marks is after which an excerpt shows
// the most different rows, then the most marks.
func bestMark(text []byte, marks []mark) int {
	best, bestScore := 0, 0
	var rows []string
	for i, m := range marks {
		end := m.From + columns(text[m.From:], analyze.Shared.ExcerptWidth-analyze.Shared.ExcerptLead)
		rows = rows[:0]
		for _, k := range marks[i:min(i+analyze.Shared.ExcerptWidth, len(marks))] {
			if k.To <= end {
				rows = append(rows, k.row)
			}
		}
		score := len(rows)
		slices.Sort(rows)
		if score += 1000 * len(slices.Compact(rows)); score > bestScore {
			best, bestScore = m.From, score
		}
	}
	return best
}

// The places at which a text can be cut, worst first.
const (
	inName   = iota // or a number, or an address
	inHan           // between two characters, which may be one word
	atWord          // of another kind, or after a space
	atClause        // after a comma, a bracket or a cell
	atSentence
)

const (
	sentenceEnds = "。！？；.!?;"
	clauseEnds   = "，、：）」』”】》"
)

// placeAt says what is cut if a text is cut at byte at.
func placeAt(text []byte, at int) int {
	r, n := utf8.DecodeLastRune(text[:at])
	next, _ := utf8.DecodeRune(text[at:])
	before, _ := utf8.DecodeLastRune(text[:at-n])
	switch {
	case at == 0 || r == '\n' || r >= utf8.RuneSelf && strings.ContainsRune(sentenceEnds, r):
		return atSentence
	case strings.ContainsRune(" "+clauseEnds, r) && strings.ContainsRune(sentenceEnds+"·", before):
		return atSentence
	case strings.ContainsRune(clauseEnds, r) || r == ' ' && strings.ContainsRune(",:)|", before):
		return atClause
	case r == ' ' || next == ' ' || columnsOf(r) != columnsOf(next):
		return atWord
	case columnsOf(r) == 2:
		return inHan
	}
	return inName
}

// lead is where an excerpt begins that shows the mark at byte at.
func lead(text []byte, at int) int {
	from := place(text, at, 0, analyze.Shared.ExcerptLead, true)
	return at - len(bytes.TrimLeft(text[from:at], " "))
}

// place is the best place to cut text, from byte at back to stop: the last end
// of a sentence, or else of what is next best the last one, or the first. It is
// not further back than so many columns, unless all of that is one name, of
// which the beginning is no use.
func place(text []byte, at, stop, room int, first bool) int {
	chosen, best := at, inName
	for i := at; i >= stop && best < atSentence; {
		place := placeAt(text, i)
		if place > best || first && place > inName && place == best {
			chosen, best = i, place
		}
		r, n := utf8.DecodeLastRune(text[:i])
		if room -= columnsOf(r); room < 0 && (first || best > inName) || n == 0 {
			break
		}
		i -= n
	}
	return chosen
}

// columns is how many bytes of text fill width columns.
func columns(text []byte, width int) int {
	at := 0
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		if width -= columnsOf(r); width < 0 {
			break
		}
		at += n
	}
	return at
}

func columnsOf(r rune) int {
	if r >= 0x1100 && (analyze.Classify(r) == analyze.InRun || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60) {
		return 2
	}
	return 1
}
