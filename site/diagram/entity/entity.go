// Package entity draws Mermaid's diagrams of entities and their relationships.
package entity

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// An entity is a box with attributes.
type entity struct {
	id, label string
	rows      [][4]string // type, name, keys, comment
}

type relation struct {
	from, to   int
	start, end boxes.Marker
	dotted     bool
	label      string
}

// A schema is a diagram as it is read.
type schema struct {
	title     string
	direction layered.Direction
	entities  []*entity
	index     map[string]int
	inside    *entity // whose braces are open
	relations []relation
	styles    source.Styles
}

const maxEntities = 300

const (
	name  = `("[^"]+"|[^\s"{}|:\[\]]+?(?::::[\w,-]+)?)`
	words = `only one|zero or one|one or zero|one or more|one or many|many\(1\)|1\+|zero or more|zero or many|many\(0\)|0\+|many|one|1`
)

var (
	related   = regexp.MustCompile(`^` + name + `\s*(?:(\|o|\|\||\}o|\}\||o\||o\{|\|\{)\s*(--|\.\.|\.-|-\.)\s*(o\||\|\||o\{|\|\{|\|o|\}o|\}\|)|\s(` + words + `)\s+(to|optionally to)\s+(` + words + `)\s)\s*` + name + `\s*(?::\s*(.*))?$`)
	opened    = regexp.MustCompile(`^` + name + `\s*(?:\[\s*"?([^"\]]*)"?\s*\])?\s*(\{.*)?$`)
	attribute = regexp.MustCompile(`^(\S+)\s+(\S+?)(?:\s+((?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*))?(?:\s+"([^"]*)")?$`)
	loose     = regexp.MustCompile(`^(\S+)\s+(\S+)\s*(.*)$`)
)

var markers = map[string]boxes.Marker{
	"|o": boxes.ZeroOrOne, "o|": boxes.ZeroOrOne, "||": boxes.OnlyOne,
	"}o": boxes.ZeroOrMore, "o{": boxes.ZeroOrMore, "}|": boxes.OneOrMore, "|{": boxes.OneOrMore,
	"only one": boxes.OnlyOne, "one": boxes.OnlyOne, "1": boxes.OnlyOne,
	"zero or one": boxes.ZeroOrOne, "one or zero": boxes.ZeroOrOne,
	"one or more": boxes.OneOrMore, "one or many": boxes.OneOrMore, "many(1)": boxes.OneOrMore, "1+": boxes.OneOrMore,
	"zero or more": boxes.ZeroOrMore, "zero or many": boxes.ZeroOrMore, "many(0)": boxes.ZeroOrMore, "0+": boxes.ZeroOrMore,
	"many": boxes.ZeroOrMore,
}

// Draw draws a diagram of entities.
func Draw(t source.Text) (boxes.Drawing, error) {
	s := &schema{title: t.Title, index: map[string]int{}}
	for _, l := range t.Lines[1:] {
		if err := s.line(l); err != nil {
			return boxes.Drawing{}, err
		}
		if len(s.entities) > maxEntities || len(s.relations) > 2*maxEntities {
			return boxes.Drawing{}, l.Fault(0, fmt.Sprintf("the diagram has more than %d entities", maxEntities), "")
		}
	}
	if s.inside != nil {
		return boxes.Drawing{}, &source.Fault{What: fmt.Sprintf("the entity %q is not closed", s.inside.id), Hint: "end it with }"}
	}
	if len(s.entities) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	}
	d, err := boxes.Draw(s.graph())
	d.Title = s.title
	return d, err
}

func (s *schema) line(l source.Line) error {
	text := l.Text
	if s.inside != nil {
		return s.attribute(l, text)
	}
	word, rest := source.Word(text)
	switch {
	case word == "title" && rest != "":
		s.title = rest
		return nil
	case word == "direction":
		d, err := boxes.ReadDirection(l, len(text)-len(rest), rest)
		if err != nil {
			return err
		}
		s.direction = d
		return nil
	case s.styles.Line(l):
		return nil
	}
	if f := related.FindStringSubmatch(text); f != nil {
		r := relation{from: s.entity(f[1]), to: s.entity(f[8]), label: f[9]}
		r.start, r.end = markers[f[2]+f[5]], markers[f[4]+f[7]]
		r.dotted = strings.Contains(f[3], ".") || f[6] == "optionally to"
		s.relations = append(s.relations, r)
		return nil
	}
	f := opened.FindStringSubmatch(text)
	if f == nil {
		return l.Unknown()
	}
	e := s.entities[s.entity(f[1])]
	if f[2] != "" {
		e.label = f[2]
	}
	body, braced := strings.CutPrefix(f[3], "{")
	if !braced {
		return nil
	}
	s.inside = e
	if body = strings.TrimSpace(body); body != "" {
		return s.attribute(l, body)
	}
	return nil
}

func (s *schema) entity(written string) int {
	id := source.Unquote(s.styles.Split(written))
	if k, ok := s.index[id]; ok {
		return k
	}
	s.index[id] = len(s.entities)
	s.entities = append(s.entities, &entity{id: id, label: id})
	return len(s.entities) - 1
}

func (s *schema) attribute(l source.Line, text string) error {
	text, closed := strings.CutSuffix(strings.TrimSpace(text), "}")
	e := s.inside
	if closed {
		s.inside = nil
	}
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	f := attribute.FindStringSubmatch(text)
	if f == nil {
		if f = loose.FindStringSubmatch(text); f == nil {
			return l.Fault(0, fmt.Sprintf("the attribute %q needs a type and a name", source.Short(text)), "as in: string name")
		}
		f = append(f[:3], "", source.Unquote(f[3]))
	}
	e.rows = append(e.rows, [4]string{f[1], f[2], f[3], f[4]})
	return nil
}

func (s *schema) graph() *boxes.Graph {
	g := &boxes.Graph{Direction: s.direction}
	for _, e := range s.entities {
		g.Nodes = append(g.Nodes, s.box(e))
	}
	for _, r := range s.relations {
		stroke := boxes.Solid
		if r.dotted {
			stroke = boxes.Dotted
		}
		g.Edges = append(g.Edges, boxes.Edge{
			From: layered.End{Index: r.from}, To: layered.End{Index: r.to}, Length: 1, Start: r.start, End: r.end,
			Stroke: stroke, Label: source.Label(r.label, source.Wrap),
		})
	}
	return g
}

// box is an entity with its attributes; columns that are empty everywhere are left
// out.
func (s *schema) box(e *entity) boxes.Node {
	n := boxes.Node{Style: s.styles.Of(e.id), Cluster: -1}
	head := source.Label(e.label, 300)
	if len(head.Lines) == 1 && len(head.Lines[0]) == 1 {
		head = canvas.Set([][]canvas.Run{{{Text: head.Lines[0][0].Text, Bold: true}}}, 300, canvas.Size)
	}
	t := &boxes.Table{Head: []canvas.Text{head}, Lined: true}
	used := [4]bool{true, true}
	for _, row := range e.rows {
		used[2], used[3] = used[2] || row[2] != "", used[3] || row[3] != ""
	}
	var rows []boxes.Row
	for _, row := range e.rows {
		var cells boxes.Row
		for i, text := range row {
			if used[i] {
				cells = append(cells, source.Label(text, 0))
			}
		}
		rows = append(rows, cells)
	}
	if len(rows) > 0 {
		t.Parts = [][]boxes.Row{rows}
	}
	t.Node(&n)
	return n
}
