package source

import "strings"

// Styles are what a diagram says of its colours: classes, and what has them.
type Styles struct {
	classes map[string]Style
	of      map[string][]string
	own     map[string]Style
}

// Line reads a line that gives or defines styles; false if it is none.
func (s *Styles) Line(l Line) bool {
	text := strings.TrimSuffix(l.Text, ";")
	word, rest := Word(text)
	names, more := Word(rest)
	switch {
	case word == "classDef" && more != "":
		for name := range strings.SplitSeq(names, ",") {
			set(&s.classes, name, s.classes[name].Over(Properties(more)))
		}
	case word == "style" && more != "":
		for id := range strings.SplitSeq(names, ",") {
			set(&s.own, id, s.own[id].Over(Properties(more)))
		}
	case (word == "class" || word == "cssClass") && more != "" && !strings.ContainsAny(text, "{<[:"):
		at := strings.LastIndexAny(rest, " \t")
		for id := range strings.SplitSeq(Unquote(rest[:at]), ",") {
			s.Attach(strings.TrimSpace(id), rest[at+1:])
		}
	default:
		return false
	}
	return true
}

func set(m *map[string]Style, key string, v Style) {
	if *m == nil {
		*m = map[string]Style{}
	}
	(*m)[key] = v
}

// Attach gives something a class.
func (s *Styles) Attach(id, class string) {
	if s.of == nil {
		s.of = map[string][]string{}
	}
	s.of[id] = append(s.of[id], class)
}

// Split takes ":::class" off a name, and gives the name its class.
func (s *Styles) Split(name string) string {
	id, class, ok := strings.Cut(name, ":::")
	if id = strings.TrimSpace(id); ok {
		for c := range strings.SplitSeq(class, ",") {
			s.Attach(id, strings.TrimSpace(c))
		}
	}
	return id
}

// Of is the style of something.
func (s *Styles) Of(id string) Style {
	st := s.classes["default"]
	for _, class := range s.of[id] {
		st = st.Over(s.classes[class])
	}
	return st.Over(s.own[id])
}
