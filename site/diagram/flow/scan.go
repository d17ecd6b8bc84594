package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/diagram/source"
)

// A scanner walks over the text of a flowchart, without its first line's kind.
type scanner struct {
	text  string
	at    int
	lines []source.Line
	start []int // offset in text at which each line begins
}

func newScanner(lines []source.Line) *scanner {
	s := &scanner{lines: lines}
	var b strings.Builder
	for _, l := range lines {
		s.start = append(s.start, b.Len())
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	s.text = b.String()
	return s
}

func (s *scanner) fault(at int, what, hint string) *source.Fault {
	line := 0
	for line+1 < len(s.start) && s.start[line+1] <= at {
		line++
	}
	if len(s.lines) == 0 {
		return &source.Fault{What: what, Hint: hint}
	}
	return s.lines[line].Fault(at-s.start[line], what, hint)
}

func (s *scanner) rest() string { return s.text[s.at:] }
func (s *scanner) end() bool    { return s.at >= len(s.text) }

func (s *scanner) peek() rune {
	r, _ := utf8.DecodeRuneInString(s.rest())
	if s.end() {
		return -1
	}
	return r
}

// blanks passes spaces, and a comment; gaps passes line ends and semicolons too.
func (s *scanner) blanks() {
	for !s.end() {
		if strings.HasPrefix(s.rest(), "%%") {
			s.upTo("\n")
			return
		}
		r, n := utf8.DecodeRuneInString(s.rest())
		if r == '\n' || !unicode.IsSpace(r) {
			return
		}
		s.at += n
	}
}

func (s *scanner) gaps() {
	for s.blanks(); !s.end() && (s.text[s.at] == '\n' || s.text[s.at] == ';'); s.blanks() {
		s.at++
	}
}

// upTo is the text before any of the stops.
func (s *scanner) upTo(stops string) string {
	rest := s.rest()
	i := strings.IndexAny(rest, stops)
	if i < 0 {
		i = len(rest)
	}
	s.at += i
	return rest[:i]
}

// take passes a text if it is next.
func (s *scanner) take(text string) bool {
	if strings.HasPrefix(s.rest(), text) {
		s.at += len(text)
		return true
	}
	return false
}

// line is what is left of the line, up to a semicolon outside of quotation marks
// if stop says so.
func (s *scanner) line(stop bool) string {
	rest := s.rest()
	quoted := false
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\n', c == ';' && stop && !quoted && !isCode(rest[:i]):
			s.at += i
			return strings.TrimSpace(rest[:i])
		}
	}
	s.at = len(s.text)
	return strings.TrimSpace(rest)
}

// isCode tells whether a semicolon behind before ends a character's code: #35;
func isCode(before string) bool {
	i := strings.LastIndexByte(before, '#')
	return i >= 0 && i+1 < len(before) && !strings.ContainsFunc(before[i+1:], func(r rune) bool { return !isAlnum(r) })
}

func isAlnum(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// word passes a word of letters if it is next and nothing else follows it at once.
func (s *scanner) word(w string) bool {
	rest := s.rest()
	if !strings.HasPrefix(rest, w) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest[len(w):]); len(rest) > len(w) && (isAlnum(r) || r == '_' || r == '-') {
		return false
	}
	s.at += len(w)
	return true
}

// id is the name of a node.
func (s *scanner) id() string {
	start := s.at
	for !s.end() {
		r, n := utf8.DecodeRuneInString(s.rest())
		after := s.rest()[n:]
		switch {
		case unicode.IsSpace(r), strings.ContainsRune("[](){}<>|&;\"~`", r):
			return s.text[start:s.at]
		case r == '-' && (after == "" || strings.ContainsAny(after[:1], "-.>")),
			r == '=' && strings.HasPrefix(after, "="),
			r == '@' && strings.HasPrefix(after, "{"),
			r == ':' && strings.HasPrefix(after, "::"):
			return s.text[start:s.at]
		case r == '@' && isLink(after):
			return s.text[start:s.at]
		}
		s.at += n
	}
	return s.text[start:s.at]
}

// isLink tells whether a link begins a text.
func isLink(s string) bool {
	s = strings.TrimLeft(s, " ")
	if s != "" && strings.ContainsAny(s[:1], "<xo") {
		s = s[1:]
	}
	return strings.HasPrefix(s, "--") || strings.HasPrefix(s, "==") || strings.HasPrefix(s, "-.") || strings.HasPrefix(s, "~~~")
}
