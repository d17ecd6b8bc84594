package include

import (
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site/slug"
)

// Marks of parts in files. The second group is the name.
var (
	anchorMark  = regexp.MustCompile(`ANCHOR(_END)?:\s*([\w.-]+)`)
	sectionMark = regexp.MustCompile(`(?i)-+8<-+[ \t]*\[\s*(start|end)\s*:\s*([a-z][\w-]*)\s*\]`)
	// regionMark is that of editors, behind the signs of a comment in any
	// language: https://code.visualstudio.com/docs/editor/codebasics#_folding
	regionMark  = regexp.MustCompile(`(?i)^\s*(?://|<!--|/\*|\(\*|--|::|@?rem|#pragma|[#;'%{]+)\s*#?\s*(end ?)?region\b\s*([^\s*>)-][^\s*>)]*)?`)
	headingMark = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*\s*$`)
	headingID   = regexp.MustCompile(`\{\s*#([^\s}]+)\s*\}\s*$`)
)

// A mark is where a part begins or ends.
type mark struct {
	name string
	end  bool
}

// markOn is the mark that a line is, as a family of tools has it.
func markOn(text string, f family) (m mark, ok bool) {
	var found []string
	switch {
	case f == mdBook && strings.Contains(text, "ANCHOR"):
		found = anchorMark.FindStringSubmatch(text)
	case f == snippets && strings.Contains(text, "-8<-"):
		found = sectionMark.FindStringSubmatch(text)
	case f == vue && strings.Contains(text, "egion"):
		found = regionMark.FindStringSubmatch(text)
	}
	if found == nil {
		return mark{}, false
	}
	begins := found[1] == "" || strings.EqualFold(found[1], "start")
	return mark{found[2], !begins}, true
}

// pick is the lines that a directive asks for; ok is false if it names a part
// that is not there.
func (d *document) pick(want directive) (lines []line, ok bool) {
	all := d.lines()
	switch {
	case want.name != "":
		if lines = part(all, want); lines == nil {
			return nil, false
		}
		if want.family == vue {
			lines = dedented(lines)
		}
		if len(want.ranges) > 0 {
			lines = ranged(lines, want.ranges, 1)
		}
	case len(want.ranges) > 0:
		lines = ranged(all, want.ranges, d.line)
	default:
		lines = all
	}
	if want.family == mdBook || want.family == snippets {
		lines = unmarked(lines, want.family)
	}
	lines = slices.Clone(lines)
	for i := range lines {
		lines[i].ends = i+1 < len(lines) // the line of the directive ends itself
	}
	return lines, true
}

// part is the lines of a part that has a name: between two marks, or, in
// Markdown, below a heading.
func part(all []line, want directive) []line {
	var lines []line
	found := false
	for _, l := range all {
		m, isMark := markOn(l.text, want.family)
		switch {
		case isMark && m.name == want.name && !m.end:
			found = true
		case isMark && found && m.end && (m.name == want.name || m.name == "" && want.family == vue):
			return append([]line{}, lines...)
		case isMark:
		case found:
			lines = append(lines, l)
		}
	}
	if found {
		return append([]line{}, lines...)
	}
	if want.family == vue {
		return below(all, want.name)
	}
	return nil
}

// below is the heading with an id and all that stands under it; nil if there is
// none.
func below(all []line, id string) []line {
	var f fence
	level, from := 0, 0
	for i, l := range all {
		if f.step(l.text) != outside {
			continue
		}
		m := headingMark.FindStringSubmatch(l.text)
		switch {
		case m == nil:
		case level > 0 && len(m[1]) <= level:
			return all[from:i]
		case level == 0 && idOf(m[2]) == id:
			level, from = len(m[1]), i
		}
	}
	if level == 0 {
		return nil
	}
	return all[from:]
}

func idOf(heading string) string {
	if m := headingID.FindStringSubmatch(heading); m != nil {
		return m[1]
	}
	return slug.ID(heading)
}

// names are those of the parts of a document.
func (d *document) names(f family) (names []string) {
	for _, l := range d.lines() {
		if m, ok := markOn(l.text, f); ok && !m.end && m.name != "" {
			names = append(names, m.name)
		} else if h := headingMark.FindStringSubmatch(l.text); h != nil && f == vue && d.note {
			names = append(names, idOf(h[2]))
		}
	}
	return names
}

// ranged is the lines with some numbers, the first of all being line first of its file.
func ranged(all []line, ranges []span, first int) []line {
	var lines []line
	count := len(all) + first - 1 // lines of the file
	for _, s := range ranges {
		from, to := s.from, s.to
		if from < 0 {
			from += count + 1
		}
		if to < 0 {
			to += count + 1
		}
		if to == 0 || to > count {
			to = count
		}
		from, to = max(0, from-first), to-first+1
		if from < to && from < len(all) {
			lines = append(lines, all[from:to]...)
		}
	}
	return lines
}

// unmarked is lines without those that are marks.
func unmarked(lines []line, f family) []line {
	return slices.DeleteFunc(slices.Clone(lines), func(l line) bool {
		_, is := markOn(l.text, f)
		return is
	})
}

// dedented is lines without the white space that all have at their start.
func dedented(lines []line) []line {
	common := -1
	for _, l := range lines {
		if text := strings.TrimLeft(l.text, " \t"); text != "" && (common < 0 || len(l.text)-len(text) < common) {
			common = len(l.text) - len(text)
		}
	}
	out := slices.Clone(lines)
	for i := range out {
		cut := min(max(common, 0), len(out[i].text)-len(strings.TrimLeft(out[i].text, " \t")))
		out[i].text, out[i].cut = out[i].text[cut:], cut
	}
	return out
}
