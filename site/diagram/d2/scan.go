package d2

import (
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/diagram/source"
)

func (r *reader) fault(at int, what, hint string) *source.Fault {
	before := r.text[:min(at, len(r.text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return &source.Fault{Line: strings.Count(before, "\n") + 1, Col: utf8.RuneCountInString(before[start:]) + 1, What: what, Hint: hint}
}

// rest is the line from an offset on.
func (r *reader) rest(at int) string {
	line, _, _ := strings.Cut(r.text[min(at, len(r.text)):], "\n")
	return strings.TrimSpace(line)
}

// skip passes over space, ends of statements and comments.
func (r *reader) skip() {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';':
			r.at++
		case strings.HasPrefix(r.text[r.at:], `"""`):
			end := strings.Index(r.text[r.at+3:], `"""`)
			if end < 0 {
				end = len(r.text) - r.at - 6
			}
			r.at = min(len(r.text), r.at+max(0, end)+6)
		case c == '#':
			r.line()
		default:
			return
		}
	}
}

func (r *reader) line() {
	if i := strings.IndexByte(r.text[r.at:], '\n'); i >= 0 {
		r.at += i
		return
	}
	r.at = len(r.text)
}

// upTo reads text up to one of the signs, which quotation marks and backslashes
// hide. A comment ends it too.
func (r *reader) upTo(signs string) string {
	start, quote := r.at, byte(0)
	for r.at < len(r.text) {
		c := r.text[r.at]
		switch {
		case c == '\n':
			return r.text[start:r.at]
		case c == '\\' && r.at+1 < len(r.text) && r.text[r.at+1] != '\n':
			r.at++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.TrimSpace(r.text[start:r.at]) == "":
			quote = c
		case c == '"' && signs[0] == ':':
			quote = c
		case strings.IndexByte(signs, c) >= 0, c == '#' && r.at > start && r.text[r.at-1] == ' ':
			return r.text[start:r.at]
		}
		r.at++
	}
	return r.text[start:r.at]
}

// key reads a key or a chain of them.
func (r *reader) key() string { return r.upTo(":{};") }

// value reads what stands behind a colon; it is not given if there is none.
func (r *reader) value() (text string, given bool, err error) {
	if r.at >= len(r.text) || r.text[r.at] != ':' {
		return "", false, nil
	}
	r.at++
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\t') {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '|' {
		text, err = r.blockString()
		return text, true, err
	}
	if r.at < len(r.text) && r.text[r.at] == '[' {
		r.upTo("]")
		r.at = min(len(r.text), r.at+1)
		return "", false, nil
	}
	text = unquoted(r.upTo("{};"))
	return text, text != "", nil
}

// blockString reads |md text |: the bars may be more, with other signs between.
func (r *reader) blockString() (string, error) {
	start := r.at
	i := r.at
	for i < len(r.text) && strings.IndexByte("|`'~-", r.text[i]) >= 0 {
		i++
	}
	open := r.text[r.at:i]
	closing := []byte(open)
	for a, b := 0, len(closing)-1; a < b; a, b = a+1, b-1 {
		closing[a], closing[b] = closing[b], closing[a]
	}
	end := strings.Index(r.text[i:], string(closing))
	if end < 0 {
		return "", r.fault(start, "a text is not closed", "end it with "+string(closing))
	}
	text := r.text[i : i+end]
	r.at = i + end + len(closing)
	if first, rest, more := strings.Cut(text, "\n"); more && !strings.Contains(strings.TrimSpace(first), " ") {
		text = rest // the first word is its language
	} else if _, rest, more := strings.Cut(text, " "); more {
		text = rest
	}
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimLeft(strings.TrimSpace(line), "# "))
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), nil
}

// opens says whether a block follows, and enters it.
func (r *reader) opens() bool {
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\t') {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '{' {
		r.at++
		return true
	}
	return false
}

// arrowSigns are the connections, the longer first.
var arrowSigns = []string{"<->", "->", "<-", "--"}

// chain cuts a key at its connections.
func chain(key string) (parts, arrows []string) {
	start, quote := 0, byte(0)
	for i := 0; i < len(key); i++ {
		c := key[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'' && strings.TrimSpace(key[start:i]) == "":
			quote = c
			continue
		}
		for _, arrow := range arrowSigns {
			if !strings.HasPrefix(key[i:], arrow) {
				continue
			}
			end := i + len(arrow)
			for end < len(key) && (key[end] == '-' || key[end] == '>') { // --->
				end++
			}
			parts, arrows = append(parts, key[start:i]), append(arrows, key[i:end])
			start, i = end, end-1
			break
		}
	}
	return append(parts, key[start:]), arrows
}

// path cuts a key at its dots.
func path(key string) []string {
	var names []string
	start, quote := 0, byte(0)
	for i := 0; i <= len(key); i++ {
		switch {
		case i < len(key) && quote != 0:
			if key[i] == quote {
				quote = 0
			}
		case i < len(key) && (key[i] == '"' || key[i] == '\'' && strings.TrimSpace(key[start:i]) == ""):
			quote = key[i]
		case i < len(key) && key[i] == '\\':
			i++
		case i >= len(key) || key[i] == '.':
			if name := unquoted(key[start:min(i, len(key))]); name != "" {
				names = append(names, name)
			}
			start = i + 1
		}
	}
	return names
}

// unquoted is a text without its quotation marks and backslashes.
func unquoted(s string) string {
	s = source.Unquote(s)
	return strings.NewReplacer(`\n`, "\n", `\\`, `\`, `\`, "").Replace(s)
}
