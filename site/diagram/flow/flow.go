// Package flow draws Mermaid's flowcharts: graph and flowchart.
package flow

import (
	"errors"
	"fmt"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// signs are other words for the directions of graphs.
var signs = map[string]layered.Direction{"v": layered.Down, "^": layered.Up, ">": layered.Right, "<": layered.Left}

func directionOf(word string) (layered.Direction, bool) {
	if d, ok := signs[word]; ok {
		return d, true
	}
	return boxes.DirectionOf(word)
}

// Limits, beyond which nobody could read the picture.
const (
	maxNodes = 800
	maxEdges = 1500
	maxDepth = 30 // of subgraphs
)

// A vertex is a node, or a subgraph that an edge leads to.
type vertex struct {
	id      string
	label   string
	shape   boxes.Shape
	classes []string
	style   source.Style
	group   int // the first subgraph, as they end, that names it; -1
	at      int // offset at which it is first named
}

// A group is a subgraph.
type group struct {
	id        string
	title     string
	parent    int
	direction layered.Direction
	directed  bool
	members   []string
}

// An edge leads from one vertex to another.
type edge struct {
	link
	from, to string
	style    source.Style
}

// A chart is a flowchart as it is read.
type chart struct {
	scan      *scanner
	direction layered.Direction
	vertices  map[string]*vertex
	order     []*vertex
	groups    []*group
	open      []int // groups
	edges     []edge
	classes   map[string]source.Style
	later     []func() error // styles of edges
	all       source.Style   // linkStyle default
}

// Draw draws a flowchart.
func Draw(t source.Text) (boxes.Drawing, error) {
	c := &chart{vertices: map[string]*vertex{}, classes: map[string]source.Style{}, scan: newScanner(t.Lines)}
	if err := c.read(); err != nil {
		return boxes.Drawing{}, err
	}
	g, err := c.graph()
	if err != nil {
		return boxes.Drawing{}, err
	}
	d, err := boxes.Draw(g)
	if errors.Is(err, layered.ErrTooLarge) {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is too large to be drawn"}
	}
	return d, err
}

func (c *chart) read() error {
	s := c.scan
	s.upTo(" \t\n;") // the kind
	s.blanks()
	at := s.at
	d, ok := directionOf(s.upTo(" \t\n;"))
	if c.direction = d; !ok {
		s.at = at
	}
	for s.gaps(); !s.end(); s.gaps() {
		if err := c.statement(); err != nil {
			return err
		}
		if len(c.order) > maxNodes || len(c.edges) > maxEdges {
			return c.tooMany()
		}
	}
	if len(c.open) > 0 {
		return s.fault(len(s.text)-1, "a subgraph is not closed", "end it with a line that says end")
	}
	for _, f := range c.later {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func (c *chart) tooMany() error {
	return &source.Fault{What: fmt.Sprintf("the diagram has more than %d nodes or %d links", maxNodes, maxEdges)}
}

func (c *chart) statement() error {
	s := c.scan
	switch {
	case s.word("subgraph"):
		return c.subgraph()
	case c.endWord():
		return nil
	case s.word("direction"):
		return c.turn()
	case s.word("classDef"):
		names, rest := source.Word(s.line(true))
		for name := range strings.SplitSeq(names, ",") {
			c.classes[name] = c.classes[name].Over(source.Properties(rest))
		}
		return nil
	case s.word("class"):
		ids, name := source.Word(s.line(true))
		for id := range strings.SplitSeq(ids, ",") {
			c.later = append(c.later, func() error { c.dress(id, name); return nil })
		}
		return nil
	case s.word("style"):
		id, rest := source.Word(s.line(true))
		c.later = append(c.later, func() error { c.style(id, source.Properties(rest)); return nil })
		return nil
	case s.word("linkStyle"):
		at := s.at
		which, rest := source.Word(s.line(true))
		c.later = append(c.later, func() error { return c.linkStyle(at, which, rest) })
		return nil
	case s.word("click"), s.word("href"):
		s.line(false) // a drawing has no links
		return nil
	}
	return c.chain()
}

// endWord reads the end of a subgraph; "end" may be the beginning of a node's id.
func (c *chart) endWord() bool {
	at := c.scan.at
	if !c.scan.word("end") {
		return false
	}
	c.scan.blanks()
	if r := c.scan.peek(); len(c.open) == 0 || r != '\n' && r != ';' && r != -1 && r != '%' {
		c.scan.at = at
		return false
	}
	c.close()
	return true
}

func (c *chart) subgraph() error {
	s := c.scan
	if len(c.open) == maxDepth {
		return s.fault(s.at, fmt.Sprintf("subgraphs nest more than %d deep", maxDepth), "")
	}
	s.blanks()
	head := s.line(true)
	g := &group{parent: -1}
	if len(c.open) > 0 {
		g.parent = c.open[len(c.open)-1]
	}
	g.id, g.title = head, head
	if i := strings.IndexAny(head, "[("); i >= 0 && strings.ContainsAny(head[len(head)-1:], "])") && !strings.HasPrefix(head, `"`) {
		g.id, g.title = strings.TrimSpace(head[:i]), strings.Trim(head[i:], "[]()")
	}
	if id, class, ok := strings.Cut(g.id, ":::"); ok {
		g.id = id
		if g.title == head {
			g.title = id
		}
		c.later = append(c.later, func() error { c.dress(id, class); return nil })
	}
	g.id = strings.Trim(source.Unquote(g.id), " ")
	c.open = append(c.open, len(c.groups))
	c.groups = append(c.groups, g)
	return nil
}

// close ends a subgraph: nodes that it names and no other that has ended are its own.
func (c *chart) close() {
	k := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	for _, id := range c.groups[k].members {
		if v := c.vertices[id]; v.group < 0 {
			v.group = k
		}
	}
}

func (c *chart) turn() error {
	at := c.scan.at
	word := c.scan.line(true)
	d, ok := directionOf(word)
	if !ok {
		return c.scan.fault(at, fmt.Sprintf("%q is no direction", source.Short(word)), "TB, BT, LR or RL")
	}
	if len(c.open) == 0 {
		c.direction = d
		return nil
	}
	g := c.groups[c.open[len(c.open)-1]]
	g.direction, g.directed = d, true
	return nil
}

// chain reads nodes and the links between them: A & B --> C -- text --> D.
func (c *chart) chain() error {
	s := c.scan
	from, err := c.nodes()
	if err != nil {
		return err
	}
	for {
		s.blanks()
		l, found, err := s.link()
		if err != nil {
			return err
		}
		if !found {
			break
		}
		for s.blanks(); s.peek() == '\n'; s.blanks() {
			s.at++
		}
		to, err := c.nodes()
		if err != nil {
			return err
		}
		if len(c.edges)+len(from)*len(to) > maxEdges {
			return c.tooMany()
		}
		for _, a := range from {
			for _, b := range to {
				c.edges = append(c.edges, edge{link: l, from: a, to: b})
			}
		}
		from = to
	}
	if r := s.peek(); r != '\n' && r != ';' && r != -1 {
		at := s.at
		return s.fault(at, fmt.Sprintf("%q is not understood", source.Short(s.line(false))), "")
	}
	return nil
}

// nodes reads A & B & C.
func (c *chart) nodes() ([]string, error) {
	var ids []string
	for {
		id, err := c.node()
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
		at := c.scan.at
		c.scan.blanks()
		if !c.scan.take("&") {
			c.scan.at = at
			return ids, nil
		}
		c.scan.blanks()
	}
}

func (c *chart) node() (string, error) {
	s := c.scan
	at := s.at
	id := s.id()
	if id == "" && s.peek() == '"' { // "a name with spaces"
		s.at++
		if i := strings.IndexByte(s.rest(), '"'); i > 0 {
			id = s.rest()[:i]
			s.at += i + 1
		}
	}
	if id == "" {
		return "", s.fault(at, fmt.Sprintf("%q is no name of a node", source.Short(s.line(false))), "")
	}
	v := c.vertex(id, at)
	for {
		before := s.at
		if s.take(":::") {
			v.classes = append(v.classes, s.id())
			continue
		}
		if s.take("@{") {
			if isEdge := c.edgeNamed(id); isEdge {
				delete(c.vertices, id)
				c.order = c.order[:len(c.order)-1]
			}
			if err := c.attributes(v); err != nil {
				return "", err
			}
			continue
		}
		s.blanks()
		if ok, err := c.shape(v); err != nil {
			return "", err
		} else if !ok {
			s.at = before
			return id, nil
		}
	}
}

func (c *chart) edgeNamed(id string) bool {
	for _, e := range c.edges {
		if e.id == id {
			return true
		}
	}
	return false
}

// vertex is the vertex of an id, new if it was not named before.
func (c *chart) vertex(id string, at int) *vertex {
	v := c.vertices[id]
	if v == nil {
		v = &vertex{id: id, group: -1, at: at}
		c.vertices[id] = v
		c.order = append(c.order, v)
	}
	if len(c.open) > 0 {
		g := c.groups[c.open[len(c.open)-1]]
		g.members = append(g.members, id)
	}
	return v
}

func (c *chart) dress(id, class string) {
	id, class = strings.TrimSpace(id), strings.TrimSpace(class)
	if v := c.vertices[id]; v != nil {
		v.classes = append(v.classes, class)
		return
	}
	for _, g := range c.groups {
		if g.id == id {
			v := c.vertex(id, 0)
			v.classes = append(v.classes, class)
			return
		}
	}
}

func (c *chart) style(id string, st source.Style) {
	for id := range strings.SplitSeq(id, ",") {
		c.dress(id, "")
		if v := c.vertices[id]; v != nil {
			v.style = v.style.Over(st)
		}
	}
}

// linkStyle gives links a style, by their numbers.
func (c *chart) linkStyle(at int, which, rest string) error {
	st := source.Properties(rest)
	if which == "default" {
		c.all = c.all.Over(st)
		return nil
	}
	for number := range strings.SplitSeq(which, ",") {
		n := -1
		if _, err := fmt.Sscanf(strings.TrimSpace(number), "%d", &n); err != nil || n < 0 || n >= len(c.edges) {
			return c.scan.fault(at+1, fmt.Sprintf("there is no link number %s", source.Short(number)),
				fmt.Sprintf("links are counted from 0; there are %d", len(c.edges)))
		}
		c.edges[n].style = c.edges[n].style.Over(st)
	}
	return nil
}
