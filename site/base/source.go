package base

import (
	"strings"
)

// A sourceReader reads what follows FROM: #tag, "folder", [[note]], joined by
// and, or, - and parentheses.
type sourceReader struct {
	*dataviewReader
	exprParser
	start int
}

func (p *dataviewReader) source(c clause) formula {
	lead := len(c.text) - len(strings.TrimLeft(c.text, " \t\r\n"))
	s := &sourceReader{dataviewReader: p, exprParser: exprParser{text: strings.TrimSpace(c.text), dialect: dataview}, start: c.at + lead}
	f := formula{}
	f.line, f.col = p.place(s.start)
	if s.exprParser.text == "" {
		return formula{expr: &expr{op: opConst, text: "true"}, line: f.line, col: f.col}
	}
	f.expr = s.any(0)
	if s.space(); s.at < len(s.exprParser.text) {
		s.refuse()
	}
	return f
}

func (s *sourceReader) refuse() {
	s.stop(s.start+s.at, "after FROM stand #tag, \"folder\" and [[note]], with and, or and -")
}

func (s *sourceReader) any(depth int) *expr {
	left := s.all(depth)
	for s.take("or", "||") != "" {
		left = &expr{op: opBinary, text: "||", args: []*expr{left, s.all(depth)}}
	}
	return left
}

func (s *sourceReader) all(depth int) *expr {
	left := s.one(depth)
	for s.take("and", "&&") != "" {
		left = &expr{op: opBinary, text: "&&", args: []*expr{left, s.one(depth)}}
	}
	return left
}

func (s *sourceReader) one(depth int) *expr {
	file := &expr{op: opName, text: "file"}
	of := func(method string, to, arg *expr) *expr {
		return &expr{op: opMethod, text: method, args: []*expr{to, arg}}
	}
	s.space()
	text := s.exprParser.text[s.at:]
	switch {
	case depth > 20 || text == "":
	case s.take("-", "!") != "":
		return &expr{op: opUnary, text: "!", args: []*expr{s.one(depth + 1)}}
	case s.take("(") != "":
		e := s.any(depth + 1)
		if s.take(")") == "" {
			s.refuse()
		}
		return e
	case text[0] == '#':
		end := strings.IndexAny(text+" ", " \t\r\n)")
		s.at += end
		return of("hasTag", file, &expr{op: opText, text: text[1:end]})
	case text[0] == '"' && strings.Contains(text[1:], `"`):
		name, _, _ := strings.Cut(text[1:], `"`)
		s.at += len(name) + 2
		return of("inFolder", file, &expr{op: opText, text: name})
	case strings.HasPrefix(text, "[["):
		return of("hasLink", file, s.note(text))
	case s.take("outgoing") != "" && s.take("(") != "":
		s.space()
		e := of("linksTo", s.note(s.exprParser.text[s.at:]), file)
		if s.take(")") == "" {
			s.refuse()
		}
		return e
	}
	s.refuse()
	return nil
}

// note is [[note]], or [[]], which is the note with the query.
func (s *sourceReader) note(text string) *expr {
	name, _, ok := strings.Cut(strings.TrimPrefix(text, "[["), "]]")
	if !ok || !strings.HasPrefix(text, "[[") {
		s.refuse()
	}
	s.at += len(name) + 4
	if name = strings.Trim(name, "# "); name == "" {
		return &expr{op: opName, text: "this"}
	}
	return &expr{op: opLink, text: name}
}
