package mdx

import "strings"

// A scan reads JavaScript as far as one must to find where brackets end. left is
// how many more bytes it may read, for what does not end is read again.
type scan struct {
	text string
	left int
}

// balanced is the end of the brackets that open at a place.
func (s *scan) balanced(at int) (end int, ok bool) {
	depth := 0
	for i := at; i < len(s.text); {
		if s.left--; s.left < 0 {
			return 0, false
		}
		switch c := s.text[i]; c {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		default:
			if end, is := s.opaque(i); is {
				i = end
				continue
			}
		}
		i++
	}
	return 0, false
}

// opaque is the end of a text or comment that begins at a place. An apostrophe in
// the words between tags opens none: a text ends on its line.
func (s *scan) opaque(at int) (end int, ok bool) {
	rest := s.text[at:]
	switch {
	case rest[0] == '"' || rest[0] == '\'':
		return s.quoted(at, "\n")
	case rest[0] == '`':
		return s.quoted(at, "")
	case strings.HasPrefix(rest, "/*"):
		if n := strings.Index(rest, "*/"); n >= 0 {
			s.left -= n
			return at + n + 2, true
		}
		s.left -= len(rest)
	}
	return 0, false
}

// quoted is the end of the text whose first sign stands at a place, and which
// may not hold the signs in not.
func (s *scan) quoted(at int, not string) (end int, ok bool) {
	for i := at + 1; i < len(s.text); i++ {
		s.left--
		switch c := s.text[i]; {
		case c == '\\':
			i++
		case c == s.text[at]:
			return i + 1, true
		case strings.IndexByte(not, c) >= 0:
			return 0, false
		}
	}
	return 0, false
}

// unquoted is the text that an expression is, if it is one without parts that are
// computed.
func unquoted(expr string) (string, bool) {
	if len(expr) < 2 || !strings.ContainsRune("\"'`", rune(expr[0])) {
		return "", false
	}
	s := scan{text: expr, left: len(expr) + 1}
	if end, ok := s.quoted(0, ""); !ok || end != len(expr) || expr[0] == '`' && strings.Contains(expr, "${") {
		return "", false
	}
	return strings.NewReplacer(`\\`, `\`, "\\`", "`", `\"`, `"`, `\'`, `'`, `\n`, "\n", `\$`, `$`).Replace(expr[1 : len(expr)-1]), true
}
