package container

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	colons = regexp.MustCompile(`^(:{3,})[ \t]*(?:\{\.?([\pL][\pL\pN_-]*)\}|\{([^{}\n]*)\}|([\pL][\pL\pN_-]*))?(?:#[\pL\pN_-]+)?[ \t]*(.*?)[ \t]*:*[ \t]*\r?\n?$`)
	// What may stand before or behind a title: {open}, [title] in brackets.
	attributes = regexp.MustCompile(`^\{[^{}\n]*\}[ \t]*`)
	behind     = regexp.MustCompile(`[ \t]*\{[^{}\n]*\}$`)
	class      = regexp.MustCompile(`(?:^|[ \t])\.([\pL][\pL\pN_-]*)`)
)

// openColons reads ::: type title, of any of the tools that have it.
func openColons(line []byte) (found, bool) {
	m := colons.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return string(line[m[2*i]:m[2*i+1]])
	}
	kind, start, end := part(2)+part(4), m[10], m[11]
	if in := class.FindStringSubmatch(part(3)); in != nil { // Pandoc: ::: {.note title="x"}
		kind = in[1]
	} else if part(3) != "" {
		kind = "div"
	}
	if kind == "" {
		return found{}, false // it closes one, or is no container
	}
	c := found{closing: closing{colons: m[3] - m[2]}}
	fold := byte(0)
	if strings.Contains(part(5), "{open}") {
		fold = '+'
	}
	var shown bool
	if c.node, shown = of(strings.ToLower(kind), fold); shown {
		c.start, c.end = titleIn(line, start, end)
		if box, custom := c.node.(*Box); custom && box.Written != "" && c.start == start && c.start < c.end && m[8] >= 0 {
			c.start = m[8] // "::: theorem Euclid" is what to call it, and "::: this is text" loses no word
		}
		c.titled = true
	}
	return c, true
}

// titleIn takes from a title what is none.
func titleIn(line []byte, start, end int) (int, int) {
	start += len(attributes.Find(line[start:end]))
	end -= len(behind.Find(line[start:end]))
	if inner := line[start:end]; len(inner) > 1 && inner[0] == '[' && inner[len(inner)-1] == ']' && bytes.Count(inner, []byte("[")) == 1 {
		return start + 1, end - 1
	}
	return start, end
}

// closingOf reads a line that closes a container.
func closingOf(line []byte) (closing, bool) {
	s := bytes.TrimSpace(line)
	if len(s) >= 3 && len(bytes.Trim(s, ":")) == 0 {
		return closing{colons: len(s)}, true
	}
	if len(s) >= 3 && len(bytes.Trim(s, "/")) == 0 {
		return closing{slashes: len(s)}, true
	}
	if m := endTag.FindSubmatch(s); m != nil {
		return closing{name: strings.ToLower(string(m[1]) + string(m[2]))}, true
	}
	if m := componentEnd.FindSubmatch(s); m != nil {
		return closing{name: "<" + string(m[1])}, true
	}
	if m := orgEnds.FindSubmatch(s); m != nil {
		return closing{name: "org " + strings.ToLower(string(m[1]))}, true
	}
	return closing{}, false
}
