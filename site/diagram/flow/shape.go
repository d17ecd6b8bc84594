package flow

import (
	"fmt"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/source"
)

// brackets are how shapes are written, the longer ones first.
var brackets = []struct {
	open, close string
	shape       boxes.Shape
}{
	{"(((", ")))", boxes.DoubleRound},
	{"((", "))", boxes.Round},
	{"([", "])", boxes.Stadium},
	{"(-", "-)", boxes.Stadium},
	{"(", ")", boxes.Rounded},
	{"[(", ")]", boxes.Cylinder},
	{"[[", "]]", boxes.Subroutine},
	{"[/", "/]", boxes.LeanRight},
	{"[/", `\]`, boxes.TrapezoidUp},
	{`[\`, `\]`, boxes.LeanLeft},
	{`[\`, "/]", boxes.TrapezoidDown},
	{"[", "]", boxes.Rect},
	{"{{", "}}", boxes.Hexagon},
	{"{", "}", boxes.Rhombus},
	{">", "]", boxes.Flag},
}

// shape reads the text of a node in the brackets that say its shape.
func (c *chart) shape(v *vertex) (bool, error) {
	s := c.scan
	opened := ""
	best := -1
	for _, b := range brackets {
		if !strings.HasPrefix(s.rest(), b.open) || opened != "" && len(b.open) < len(opened) && best >= 0 {
			continue
		}
		text, n, ok := closed(s.rest()[len(b.open):], b.close)
		if opened == "" {
			opened = b.open
		}
		if ok && (best < 0 || n < best) {
			best = n
			v.label, v.shape = text, b.shape
			opened = b.open
		}
	}
	if opened == "" {
		return false, nil
	}
	if best < 0 {
		return false, s.fault(s.at, fmt.Sprintf("the text that %s begins is not closed", opened), "a text with brackets stands in quotation marks")
	}
	s.at += len(opened) + best
	return true, nil
}

// closed is the text before a closing bracket, and how long both are.
func closed(s, bracket string) (text string, n int, ok bool) {
	trimmed := strings.TrimLeft(s, " \t\n")
	if strings.HasPrefix(trimmed, `"`) {
		skip := len(s) - len(trimmed)
		if i := strings.IndexByte(trimmed[1:], '"'); i >= 0 {
			after := trimmed[i+2:]
			gap := len(after) - len(strings.TrimLeft(after, " \t\n"))
			if strings.HasPrefix(after[gap:], bracket) {
				return trimmed[1 : i+1], skip + i + 2 + gap + len(bracket), true
			}
		}
	}
	// A text without quotation marks may hold pairs of the same bracket.
	depth := 0
	open := map[byte]byte{')': '(', ']': '[', '}': '{'}[bracket[len(bracket)-1]]
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\n' && strings.Count(s[:i], "\n") > 20:
			return "", 0, false
		case depth == 0 && strings.HasPrefix(s[i:], bracket):
			return s[:i], i + len(bracket), true
		case s[i] == open && len(bracket) == 1:
			depth++
		case s[i] == bracket[0] && depth > 0:
			depth--
		}
	}
	return "", 0, false
}

// attributes reads shape: cyl, label: "…" } behind @{.
func (c *chart) attributes(v *vertex) error {
	s := c.scan
	begin := s.at
	for {
		s.gaps()
		for s.take(",") {
			s.gaps()
		}
		if s.take("}") {
			return nil
		}
		at := s.at
		i := strings.IndexAny(s.rest(), ":}\n")
		if i < 0 || s.rest()[i] != ':' {
			return s.fault(begin, "the attributes of a node are not closed", "end them with }")
		}
		key := source.Unquote(s.rest()[:i])
		s.at += i + 1
		s.blanks()
		value := s.value()
		switch key {
		case "shape":
			shape, ok := boxes.ShapeNamed(value)
			if !ok {
				return s.fault(at, fmt.Sprintf("there is no shape %q", source.Short(value)), "")
			}
			v.shape = shape
		case "label":
			v.label = value
		case "icon", "img":
			if v.label == "" {
				v.label = value
			}
		case "form":
			if shape, ok := boxes.ShapeNamed(value); ok {
				v.shape = shape
			}
		}
	}
}

// value is a value of an attribute, in quotation marks or up to the next.
func (s *scanner) value() string {
	rest := s.rest()
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		if i := strings.IndexByte(rest[1:], rest[0]); i >= 0 {
			s.at += i + 2
			return rest[1 : i+1]
		}
	}
	i := strings.IndexAny(rest, ",}\n")
	if i < 0 {
		i = len(rest)
	}
	s.at += i
	return strings.TrimSpace(rest[:i])
}
