package flow

import (
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
)

// A link is what stands between two nodes.
type link struct {
	id         string
	text       string
	start, end boxes.Marker
	stroke     boxes.Stroke
	length     int
}

// link reads a link if one is next: [id@] [<xo] --…, ==…, -.…, ~~~ and its text.
func (s *scanner) link() (l link, found bool, err error) {
	begin := s.at
	if i := strings.IndexAny(s.rest(), "@ \n[](){}-="); i > 0 && s.rest()[i] == '@' && isLink(s.rest()[i+1:]) {
		l.id = s.rest()[:i]
		s.at += i + 1
		s.blanks()
	}
	if !isLink(s.rest()) {
		s.at = begin
		return link{}, false, nil
	}
	l.start = s.marker("<xo")
	switch {
	case s.take("~~~"):
		l.stroke, l.length = boxes.Invisible, 1+s.run('~')
	case strings.HasPrefix(s.rest(), "-."):
		s.at++
		err = s.dotted(&l)
	case s.take("--"):
		err = s.plain(&l, '-')
	case s.take("=="):
		l.stroke = boxes.Thick
		err = s.plain(&l, '=')
	}
	if err != nil {
		return link{}, true, err
	}
	s.blanks()
	if s.peek() == '|' {
		s.at++
		i := strings.IndexByte(s.rest(), '|')
		if i < 0 {
			return link{}, true, s.fault(s.at-1, "the text of a link is not closed", "end it with |")
		}
		l.text = s.rest()[:i]
		s.at += i + 1
	}
	return l, true, nil
}

func (s *scanner) marker(allowed string) boxes.Marker {
	if s.end() || !strings.ContainsRune(allowed, rune(s.text[s.at])) {
		return boxes.NoMarker
	}
	s.at++
	switch s.text[s.at-1] {
	case 'x':
		return boxes.Cross
	case 'o':
		return boxes.Circle
	}
	return boxes.Arrow
}

func (s *scanner) run(c byte) int {
	n := 0
	for !s.end() && s.text[s.at] == c {
		s.at++
		n++
	}
	return n
}

// plain reads what follows -- or ==.
func (s *scanner) plain(l *link, c byte) error {
	more := s.run(c)
	if l.end = s.marker(">xo"); l.end != boxes.NoMarker {
		l.length = 1 + more
		return nil
	}
	if more > 0 {
		l.length = more
		return nil
	}
	return s.text2(l, string([]byte{c, c}), func() {
		n := s.run(c)
		l.end = s.marker(">xo")
		if l.length = n - 1; l.end == boxes.NoMarker {
			l.length = n - 2
		}
	})
}

// dotted reads what follows the first dash of -.->.
func (s *scanner) dotted(l *link) error {
	l.stroke = boxes.Dotted
	dots := s.run('.')
	if s.take("-") {
		l.length, l.end = dots, s.marker(">xo")
		return nil
	}
	return s.text2(l, ".-", func() {
		s.at--
		for s.at > 0 && s.text[s.at-1] == '.' {
			s.at--
		}
		l.length = s.run('.')
		s.take("-")
		l.end = s.marker(">xo")
	})
}

// text2 reads the text of a link up to its second half, and that.
func (s *scanner) text2(l *link, half string, end func()) error {
	begin := s.at
	s.blanks()
	rest, _, _ := strings.Cut(s.rest(), "\n")
	from := 0
	if strings.HasPrefix(rest, `"`) {
		if i := strings.IndexByte(rest[1:], '"'); i >= 0 {
			from = i + 2
		}
	}
	i := strings.Index(rest[from:], half)
	if i < 0 {
		return s.fault(begin, "a link is not closed", "as in A -- text --> B")
	}
	i += from
	l.text = strings.TrimSpace(rest[:i])
	if half == ".-" {
		l.text = strings.TrimSpace(strings.TrimRight(l.text, "."))
	}
	s.at += i
	if half == ".-" {
		s.at++
	}
	end()
	l.length = max(l.length, 1)
	return nil
}
