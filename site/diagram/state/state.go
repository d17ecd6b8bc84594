// Package state draws Mermaid's state diagrams.
package state

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A state is a box, or a box around others.
type state struct {
	id    string
	text  []string // its descriptions
	shape boxes.Shape
	scope int // region that it is in
	inner int // its first region; -1 if it has none
	notes []boxes.Note
}

// A region is what is between braces, or one of several parts of that.
type region struct {
	owner     int // state; -1 for the diagram
	parent    int
	direction layered.Direction
	directed  bool
}

type transition struct {
	from, to int
	text     string
}

// A machine is a state diagram as it is read.
type machine struct {
	title   string
	states  []*state
	index   map[string]int
	regions []region
	now     int   // region
	open    []int // states
	moves   []transition
	styles  source.Styles
	lines   []source.Line
	at      int
}

// Limits, beyond which nobody could read the picture.
const (
	maxStates = 500
	maxDepth  = 20
)

var (
	described = regexp.MustCompile(`^state\s+"([^"]*)"\s+as\s+([^\s{]+)\s*(\{?)$`)
	special   = regexp.MustCompile(`^state\s+(\S+)\s+(?:<<(\w+)>>|\[\[(\w+)\]\])$`)
	opened    = regexp.MustCompile(`^state\s+(?:"([^"]*)"|([^\s{"]+))\s*(\{?)$`)
	noted     = regexp.MustCompile(`(?i)^note\s+(left|right)\s+of\s+([^\s:]+)\s*(?::\s*(.*))?$`)
	arrow     = regexp.MustCompile(`^(.+?)\s*-->\s*(.+)$`)
	floating  = regexp.MustCompile(`^note\s+"([^"]*)"\s+as\s+(\S+)$`)
)

// Draw draws a state diagram.
func Draw(t source.Text) (boxes.Drawing, error) {
	m := &machine{title: t.Title, index: map[string]int{}, regions: []region{{owner: -1, parent: -1}}, lines: t.Lines[1:]}
	for m.at < len(m.lines) {
		l := m.lines[m.at]
		m.at++
		if err := m.line(l); err != nil {
			return boxes.Drawing{}, err
		}
		if len(m.states) > maxStates {
			return boxes.Drawing{}, l.Fault(0, fmt.Sprintf("the diagram has more than %d states", maxStates), "")
		}
	}
	if len(m.open) > 0 {
		return boxes.Drawing{}, &source.Fault{What: fmt.Sprintf("the state %q is not closed", m.states[m.open[len(m.open)-1]].id), Hint: "end it with }"}
	}
	if len(m.states) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	}
	d, err := boxes.Draw(m.graph())
	d.Title = m.title
	return d, err
}

func (m *machine) line(l source.Line) error {
	text := l.Text
	if i := strings.Index(text, "%%"); i > 0 {
		text = strings.TrimSpace(text[:i])
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, ";"))
	word, rest := source.Word(text)
	switch {
	case text == "}":
		return m.close(l)
	case text == "--":
		return m.divide(l)
	case word == "direction":
		d, err := boxes.ReadDirection(l, len(text)-len(rest), rest)
		if err != nil {
			return err
		}
		m.regions[m.now].direction, m.regions[m.now].directed = d, true
		return nil
	case word == "title":
		m.title = strings.TrimSpace(strings.TrimPrefix(rest, ":"))
		return nil
	case m.styles.Line(l), word == "click", word == "scale", text == "hide empty description":
		return nil
	case word == "note":
		return m.note(l, text)
	}
	if f := described.FindStringSubmatch(text); f != nil {
		k := m.state(f[2])
		m.states[k].text = []string{f[1]}
		return m.enter(l, k, f[3])
	}
	if f := special.FindStringSubmatch(text); f != nil {
		return m.special(l, f[1], f[2]+f[3])
	}
	if f := opened.FindStringSubmatch(text); f != nil {
		return m.enter(l, m.state(f[1]+f[2]), f[3])
	}
	if f := arrow.FindStringSubmatch(text); f != nil {
		return m.transition(f[1], f[2])
	}
	return m.describe(l, text)
}

func (m *machine) special(l source.Line, id, what string) error {
	k := m.state(id)
	switch what {
	case "choice":
		m.states[k].shape = boxes.Rhombus
	case "fork", "join":
		m.states[k].shape = boxes.Fork
	case "history", "end", "start":
	default:
		return l.Fault(strings.Index(l.Text, what), fmt.Sprintf("there is no state of the kind %q", what), "choice, fork or join")
	}
	return nil
}

// enter opens a state if there is a brace.
func (m *machine) enter(l source.Line, k int, brace string) error {
	if brace == "" {
		return nil
	}
	if len(m.open) == maxDepth {
		return l.Fault(0, fmt.Sprintf("states nest more than %d deep", maxDepth), "")
	}
	for _, o := range m.open {
		if o == k {
			return l.Fault(0, "a state cannot stand in itself", "")
		}
	}
	m.open = append(m.open, k)
	m.regions = append(m.regions, region{owner: k, parent: m.now, direction: m.regions[m.now].direction})
	m.now = len(m.regions) - 1
	if m.states[k].inner < 0 {
		m.states[k].inner = m.now
	}
	return nil
}

func (m *machine) close(l source.Line) error {
	if len(m.open) == 0 {
		return l.Fault(0, "there is nothing that this could end", "")
	}
	m.now = m.regions[m.now].parent
	m.open = m.open[:len(m.open)-1]
	return nil
}

func (m *machine) divide(l source.Line) error {
	if len(m.open) == 0 {
		return l.Fault(0, "-- divides a state, and stands in none", "")
	}
	r := m.regions[m.now]
	m.regions = append(m.regions, region{owner: r.owner, parent: r.parent, direction: r.direction, directed: r.directed})
	m.now = len(m.regions) - 1
	return nil
}

// state is the number of a state, new if it is not known.
func (m *machine) state(name string) int {
	id := m.styles.Split(name)
	if k, ok := m.index[id]; ok {
		return k
	}
	m.index[id] = len(m.states)
	m.states = append(m.states, &state{id: id, shape: boxes.Rounded, scope: m.now, inner: -1})
	return len(m.states) - 1
}

// end is a state of a transition; [*] is the beginning, or the end, of its region.
func (m *machine) end(name string, start bool) int {
	id, class, classed := strings.Cut(name, ":::")
	id = strings.TrimSpace(id)
	if id != "[*]" {
		return m.state(name)
	}
	what, shape := "end", boxes.EndPoint
	if start {
		what, shape = "start", boxes.StartPoint
	}
	id = fmt.Sprintf("[*] %s %d", what, m.now)
	k := m.state(id)
	m.states[k].shape = shape
	if classed {
		m.styles.Attach(id, class)
	}
	return k
}

func (m *machine) transition(from, rest string) error {
	// A class has colons too: A --> B:::class : text.
	to, text := rest, ""
	for i := 0; i < len(rest); i++ {
		if rest[i] != ':' {
			continue
		}
		if strings.HasPrefix(rest[i:], ":::") {
			i += 2
			continue
		}
		to, text = rest[:i], rest[i+1:]
		break
	}
	a, b := m.end(from, true), m.end(to, false)
	m.moves = append(m.moves, transition{a, b, strings.TrimSpace(text)})
	return nil
}

// describe reads a state alone, or one with a description.
func (m *machine) describe(l source.Line, text string) error {
	name, says, ok := strings.Cut(text, ":")
	if strings.HasPrefix(says, "::") {
		i := strings.Index(text, ":::") + 3
		class, more, described := strings.Cut(text[i:], ":")
		name, says, ok = text[:i]+class, more, described
	}
	name = strings.TrimSpace(name)
	if id, _, _ := strings.Cut(name, ":::"); strings.ContainsAny(strings.TrimSpace(id), " \t{}<>[]()\"") {
		return l.Unknown()
	}
	k := m.state(name)
	if ok {
		m.states[k].text = append(m.states[k].text, strings.TrimSpace(says))
	}
	return nil
}

func (m *machine) note(l source.Line, text string) error {
	if f := floating.FindStringSubmatch(text); f != nil {
		k := m.state(f[2])
		m.states[k].text, m.states[k].shape = []string{f[1]}, boxes.Rect
		return nil
	}
	f := noted.FindStringSubmatch(text)
	if f == nil {
		return l.Fault(0, "a note needs a place", "as in: note right of A : text")
	}
	says := f[3]
	if says == "" {
		var lines []string
		for {
			if m.at == len(m.lines) {
				return l.Fault(0, "the note is not closed", "end it with a line that says end note")
			}
			next := m.lines[m.at].Text
			m.at++
			if strings.EqualFold(next, "end note") {
				break
			}
			lines = append(lines, next)
		}
		says = strings.Join(lines, "\n")
	}
	s := m.states[m.state(f[2])]
	s.notes = append(s.notes, boxes.Note{Text: source.Label(says, 220), Left: strings.EqualFold(f[1], "left")})
	return nil
}

// graph is the diagram as boxes and arrows.
func (m *machine) graph() *boxes.Graph {
	g := &boxes.Graph{Direction: m.regions[0].direction}
	cluster := m.clusters(g)
	node := make([]layered.End, len(m.states))
	for k, s := range m.states {
		if s.inner >= 0 && m.filled(s.inner) {
			node[k] = layered.End{Index: cluster[s.inner], Cluster: true}
			if p := g.Clusters[cluster[s.inner]].Parent; m.divided(s.inner) {
				node[k].Index = p
			}
			continue
		}
		node[k] = layered.End{Index: len(g.Nodes)}
		g.Nodes = append(g.Nodes, m.box(s, cluster[s.scope]))
	}
	for _, t := range m.moves {
		g.Edges = append(g.Edges, boxes.Edge{
			From: node[t.from], To: node[t.to], Length: 1, Label: source.Label(t.text, source.Wrap), End: boxes.Arrow,
		})
	}
	return g
}

// filled tells whether a state stands in a region, or in another of the same state.
func (m *machine) filled(r int) bool {
	for _, s := range m.states {
		if m.regions[s.scope].owner == m.regions[r].owner {
			return true
		}
	}
	return false
}

// divided tells whether the state of a region has several.
func (m *machine) divided(r int) bool {
	for k := range m.regions {
		if k != r && m.regions[k].owner == m.regions[r].owner {
			return true
		}
	}
	return false
}

// clusters makes boxes of the regions: one for each, and one around those of a
// state with several. It gives them by region; -1 is the diagram itself.
func (m *machine) clusters(g *boxes.Graph) []int {
	at := make([]int, len(m.regions))
	around := map[int]int{} // by state
	for r, reg := range m.regions {
		at[r] = -1
		if reg.owner < 0 || !m.filled(r) {
			if reg.owner >= 0 {
				at[r] = at[reg.parent]
			}
			continue
		}
		parent := at[reg.parent]
		s := m.states[reg.owner]
		c := boxes.Cluster{
			Title: title(s), Style: m.styles.Of(s.id), Class: "sc", Parent: parent,
			Direction: reg.direction, Directed: reg.directed,
		}
		if m.divided(r) {
			if _, ok := around[reg.owner]; !ok {
				around[reg.owner] = len(g.Clusters)
				g.Clusters = append(g.Clusters, c)
			}
			c = boxes.Cluster{Parent: around[reg.owner], Class: "sr", Direction: reg.direction, Directed: reg.directed}
		}
		at[r] = len(g.Clusters)
		g.Clusters = append(g.Clusters, c)
	}
	return at
}

func title(s *state) canvas.Text {
	if len(s.text) > 0 {
		return source.Label(strings.Join(s.text, "\n"), 300)
	}
	return source.Label(s.id, 300)
}

// box is a state without others in it: its name, and a line above what else is
// said of it.
func (m *machine) box(s *state, cluster int) boxes.Node {
	n := boxes.Node{Shape: s.shape, Style: m.styles.Of(s.id), Cluster: cluster, Notes: s.notes}
	switch {
	case s.shape.Mute():
	case s.shape == boxes.Rhombus:
		n.W, n.H = 28, 28
		n.Custom = func(c *canvas.Canvas, x, y float64, n *boxes.Node) {
			c.Polygon(n.Style.Look("n"), x+14, y, x+28, y+14, x+14, y+28, x, y+14)
		}
	case len(s.text) > 1:
		n.Label = source.Label(strings.Join(s.text, "\n"), source.Wrap)
	default:
		n.Label = title(s)
	}
	if n.Label.W > source.Wrap {
		n.Label = source.Label(n.Label.String(), source.Wrap)
	}
	if s.shape == boxes.Fork && m.wide(s.scope) {
		n.Shape = boxes.ForkUpright
	}
	return n
}

func (m *machine) wide(r int) bool {
	d := m.regions[r].direction
	if !m.regions[r].directed {
		d = m.regions[0].direction
	}
	return d == layered.Left || d == layered.Right
}
