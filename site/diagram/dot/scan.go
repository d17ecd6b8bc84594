package dot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/diagram/source"
)

type tokenKind uint8

const (
	end tokenKind = iota
	word
	sign
)

type token struct {
	kind   tokenKind
	text   string
	quoted bool
	at     int
}

// A scanner cuts the source into words and signs.
type scanner struct {
	text string
	at   int
}

func (s *scanner) fault(at int, what, hint string) *source.Fault {
	before := s.text[:min(at, len(s.text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return &source.Fault{Line: strings.Count(before, "\n") + 1, Col: utf8.RuneCountInString(before[start:]) + 1, What: what, Hint: hint}
}

func (s *scanner) skip() {
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		r, n := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r):
			s.at += n
		case strings.HasPrefix(rest, "//"), r == '#' && (s.at == 0 || s.text[s.at-1] == '\n'):
			i := strings.IndexByte(rest, '\n')
			if i < 0 {
				i = len(rest)
			}
			s.at += i
		case strings.HasPrefix(rest, "/*"):
			i := strings.Index(rest, "*/")
			if i < 0 {
				i = len(rest) - 2
			}
			s.at += i + 2
		default:
			return
		}
	}
}

func (s *scanner) next() token {
	s.skip()
	at := s.at
	rest := s.text[at:]
	switch {
	case rest == "":
		return token{end, "", false, at}
	case strings.HasPrefix(rest, "->"), strings.HasPrefix(rest, "--"):
		s.at += 2
		return token{sign, rest[:2], false, at}
	case rest[0] == '"':
		return s.quoted(at)
	case rest[0] == '<':
		return s.html(at)
	case strings.ContainsRune("{}[];,=:", rune(rest[0])):
		s.at++
		return token{sign, rest[:1], false, at}
	}
	for s.at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if unicode.IsSpace(r) || strings.ContainsRune("{}[];,=:\"<>", r) || strings.HasPrefix(s.text[s.at:], "->") || strings.HasPrefix(s.text[s.at:], "--") {
			break
		}
		s.at += n
	}
	if s.at == at { // a character that begins nothing
		s.at++
		return token{sign, rest[:1], false, at}
	}
	return token{word, s.text[at:s.at], false, at}
}

func (s *scanner) quoted(at int) token {
	var b strings.Builder
	for s.at = at + 1; s.at < len(s.text) && s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' && s.at+1 < len(s.text) {
			if s.at++; s.text[s.at] == '"' {
				b.WriteByte('"')
				continue
			}
			if s.text[s.at] == '\n' {
				continue
			}
			b.WriteByte('\\')
		}
		b.WriteByte(s.text[s.at])
	}
	s.at = min(s.at+1, len(s.text))
	return token{word, b.String(), true, at}
}

// html reads <…> with what nests in it, as the text it shows.
func (s *scanner) html(at int) token {
	depth := 0
	for ; s.at < len(s.text); s.at++ {
		if s.text[s.at] == '<' {
			depth++
		} else if s.text[s.at] == '>' {
			if depth--; depth == 0 {
				s.at++
				break
			}
		}
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(s.text[at:s.at], "<"), ">")
	return token{word, strings.NewReplacer("</tr>", "\n", "</TR>", "\n", "</td>", " ", "</TD>", " ").Replace(inner), true, at}
}
