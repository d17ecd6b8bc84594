package canvas

import "strings"

// A Run is text of one face.
type Run struct {
	Text         string
	Bold, Italic bool
}

// A Text is lines of text, measured.
type Text struct {
	Lines [][]Run
	Size  float64
	W, H  float64
}

// Plain is text of one face, broken at line ends and where it is wider than most;
// 0 is no limit.
func Plain(text string, most float64) Text {
	return Set([][]Run{{{Text: text}}}, most, Size)
}

// Set breaks lines that are wider than most, and measures.
func Set(lines [][]Run, most, size float64) Text {
	t := Text{Size: size}
	for _, runs := range lines {
		t.Lines = append(t.Lines, wrap(runs, most, size)...)
	}
	for _, line := range t.Lines {
		w := 0.0
		for _, r := range line {
			w += Width(r.Text, size, r.Bold)
		}
		t.W = max(t.W, w)
	}
	t.H = float64(len(t.Lines)) * t.leading()
	return t
}

// Bold is the text in bold face, measured again.
func (t Text) Bold() Text {
	lines := make([][]Run, len(t.Lines))
	for i, line := range t.Lines {
		for _, r := range line {
			r.Bold = true
			lines[i] = append(lines[i], r)
		}
	}
	return Set(lines, 0, t.Size)
}

func (t Text) leading() float64 { return t.Size / Size * Line }

// Empty tells whether there is nothing to be seen.
func (t Text) Empty() bool { return strings.TrimSpace(t.String()) == "" }

// String is the text with a line end between lines.
func (t Text) String() string {
	var b strings.Builder
	for i, line := range t.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, r := range line {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// wrap breaks one line.
func wrap(runs []Run, most, size float64) [][]Run {
	total := 0.0
	for _, r := range runs {
		total += Width(r.Text, size, r.Bold)
	}
	if most <= 0 || total <= most {
		return [][]Run{runs}
	}
	var whole strings.Builder
	for _, r := range runs {
		whole.WriteString(r.Text)
	}
	bold := len(runs) > 0 && runs[0].Bold
	var lines [][]Run
	for _, line := range Break(whole.String(), most, size, bold) {
		var now []Run
		for left := len(line); left > 0; {
			r := &runs[0]
			n := min(left, len(r.Text))
			if n > 0 {
				now = append(now, Run{r.Text[:n], r.Bold, r.Italic})
			}
			if r.Text, left = r.Text[n:], left-n; r.Text == "" {
				runs = runs[1:]
			}
		}
		lines = append(lines, now)
	}
	return lines
}
