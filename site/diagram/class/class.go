// Package class draws Mermaid's class diagrams.
package class

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A class is a box with members.
type class struct {
	id, label string
	marks     []string // «interface» and the like
	fields    []string
	methods   []string
	space     int // namespace; -1
	notes     []boxes.Note
	plain     bool // no class, but the name at the end of a lollipop
}

type space struct {
	name, label string
	parent      int
}

type relation struct {
	from, to       string
	start, end     boxes.Marker
	dotted         bool
	atStart, atEnd string
	label          string
}

// A model is a class diagram as it is read.
type model struct {
	title     string
	direction layered.Direction
	classes   []*class
	index     map[string]int
	spaces    []space
	open      []int // namespaces
	inside    int   // class whose braces are open; -1
	relations []relation
	free      []string // notes for no class
	styles    source.Styles
	flat      bool // names of namespaces with dots do not nest
}

const maxClasses = 400

const name = "(`[^`]+`|\"[^\"]+\"|[^\\s\"`<>|*{}\\[\\]:,;()]+?(?:~[^\\s\"]*~)?(?::::\\w[\\w-]*)?)"

var (
	declared  = regexp.MustCompile("^class\\s+" + name + `\s*(?:\[\s*"?(.*?)"?\s*\])?\s*(:::\s*[\w-]+)?\s*(<<[^>]+>>)?\s*(\{.*)?$`)
	related   = regexp.MustCompile("^" + name + `\s*("[^"]*")?\s*(<\||\*|<|\(\)|\bo)?(--|\.\.)(\|>|\*|>|\(\)|o\b)?\s*("[^"]*")?\s*` + name + `\s*(?::\s*(.*))?$`)
	annotated = regexp.MustCompile("^<<([^>]+)>>\\s*" + name + "?$")
	noteFor   = regexp.MustCompile("^note\\s+for\\s+" + name + `\s+"(.*)"$`)
	noteFree  = regexp.MustCompile(`^note\s+"(.*)"$`)
	namespace = regexp.MustCompile(`^namespace\s+([^\s{\["]+)\s*(?:\[\s*"?(.*?)"?\s*\])?\s*\{$`)
	member    = regexp.MustCompile("^" + name + `\s*:\s*(.+)$`)
	generic   = regexp.MustCompile(`~([^~]*)~`)
)

// Draw draws a class diagram.
func Draw(t source.Text) (boxes.Drawing, error) {
	m := &model{title: t.Title, index: map[string]int{}, inside: -1, flat: t.Config["hierarchicalNamespaces"] == "false"}
	for _, l := range t.Lines[1:] {
		if err := m.line(l); err != nil {
			return boxes.Drawing{}, err
		}
		if len(m.classes) > maxClasses || len(m.relations) > 2*maxClasses {
			return boxes.Drawing{}, l.Fault(0, fmt.Sprintf("the diagram has more than %d classes", maxClasses), "")
		}
	}
	if m.inside >= 0 || len(m.open) > 0 {
		return boxes.Drawing{}, &source.Fault{What: "a class or namespace is not closed", Hint: "end it with }"}
	}
	if len(m.classes)+len(m.free) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	}
	d, err := boxes.Draw(m.graph())
	d.Title = m.title
	return d, err
}

func (m *model) line(l source.Line) error {
	text := strings.TrimSpace(l.Text)
	if m.inside >= 0 {
		m.member(m.classes[m.inside], text)
		return nil
	}
	word, rest := source.Word(strings.TrimSuffix(text, ";"))
	switch word {
	case "direction":
		d, err := boxes.ReadDirection(l, len(text)-len(rest), rest)
		if err != nil {
			return err
		}
		m.direction = d
		return nil
	case "title":
		m.title = rest
		return nil
	case "link", "click", "callback", "href":
		return nil // a drawing has no links
	case "}":
		if len(m.open) == 0 {
			return l.Fault(0, "there is nothing that this could end", "")
		}
		m.open = m.open[:len(m.open)-1]
		return nil
	}
	if f := declared.FindStringSubmatch(text); f != nil {
		return m.declare(f)
	}
	if m.styles.Line(l) {
		return nil
	}
	if f := namespace.FindStringSubmatch(text); f != nil {
		m.namespace(f[1], f[2])
		return nil
	}
	if f := annotated.FindStringSubmatch(text); f != nil && f[2] != "" {
		c := m.class(f[2])
		c.marks = append(c.marks, strings.TrimSpace(f[1]))
		return nil
	}
	if f := noteFor.FindStringSubmatch(text); f != nil {
		c := m.class(f[1])
		c.notes = append(c.notes, boxes.Note{Text: source.Label(f[2], 220)})
		return nil
	}
	if f := noteFree.FindStringSubmatch(text); f != nil {
		m.free = append(m.free, f[1])
		return nil
	}
	if f := related.FindStringSubmatch(strings.TrimSuffix(text, ";")); f != nil {
		m.relate(f)
		return nil
	}
	if f := member.FindStringSubmatch(text); f != nil {
		m.member(m.class(f[1]), f[2])
		return nil
	}
	if id := m.styles.Split(text); !strings.ContainsAny(id, " \t\"{}<>|*()[]") {
		m.class(text)
		return nil
	}
	return l.Unknown()
}

// declare reads class A["label"]:::style <<mark>> { … }.
func (m *model) declare(f []string) error {
	c := m.class(f[1] + f[3])
	if f[2] != "" {
		c.label = source.Plain(f[2])
	}
	if len(m.open) > 0 {
		c.space = m.open[len(m.open)-1]
	}
	if mark := strings.Trim(f[4], "<> "); mark != "" {
		c.marks = append(c.marks, mark)
	}
	body, braced := strings.CutPrefix(f[5], "{")
	if !braced {
		return nil
	}
	body, closed := strings.CutSuffix(strings.TrimSpace(body), "}")
	for part := range strings.SplitSeq(body, ";") {
		m.member(c, strings.TrimSpace(part))
	}
	m.inside = -1
	if !closed {
		m.inside = m.index[c.id]
	}
	return nil
}

// member adds a member to a class, or closes its braces.
func (m *model) member(c *class, text string) {
	text, closed := strings.CutSuffix(text, "}")
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), ";"))
	switch {
	case text == "":
	case strings.HasPrefix(text, "<<") && strings.HasSuffix(text, ">>"):
		c.marks = append(c.marks, strings.Trim(text, "<> "))
	case strings.Contains(text, ")"):
		c.methods = append(c.methods, text)
	default:
		c.fields = append(c.fields, text)
	}
	if closed {
		m.inside = -1
	}
}

func (m *model) namespace(name, label string) {
	parent := -1
	if len(m.open) > 0 {
		parent = m.open[len(m.open)-1]
	}
	parts := strings.Split(name, ".")
	if m.flat {
		parts = []string{name}
	}
	for i, part := range parts {
		shown := part
		if i == len(parts)-1 && label != "" {
			shown = label
		}
		parent = m.spaceIn(parent, part, shown)
	}
	m.open = append(m.open, parent)
}

func (m *model) spaceIn(parent int, name, label string) int {
	for k, s := range m.spaces {
		if s.parent == parent && s.name == name {
			return k
		}
	}
	m.spaces = append(m.spaces, space{name, label, parent})
	return len(m.spaces) - 1
}

// class is the class of a name, new if it is not known.
func (m *model) class(written string) *class {
	id := m.styles.Split(written)
	id = strings.Trim(id, "`\"")
	label := generics(source.Plain(id))
	if i := strings.IndexByte(id, '~'); i > 0 {
		id = id[:i]
	}
	if k, ok := m.index[id]; ok {
		if c := m.classes[k]; c.label == c.id {
			c.label = label
		}
		return m.classes[k]
	}
	c := &class{id: id, label: label, space: -1}
	m.index[id] = len(m.classes)
	m.classes = append(m.classes, c)
	return c
}

// generics shows List~int~ as List<int>.
func generics(s string) string {
	for strings.Count(s, "~") > 1 {
		first, last := strings.IndexByte(s, '~'), strings.LastIndexByte(s, '~')
		if inner := s[first+1 : last]; strings.Count(inner, "~")%2 == 0 && strings.Contains(inner, "~") && !strings.ContainsAny(inner, " ,(") {
			s = s[:first] + "<" + inner + ">" + s[last+1:]
			continue
		}
		s = generic.ReplaceAllString(s, "<$1>")
	}
	return s
}

var markers = map[string]boxes.Marker{
	"<|": boxes.Triangle, "|>": boxes.Triangle, "*": boxes.Diamond, "o": boxes.Aggregate,
	"<": boxes.OpenArrow, ">": boxes.OpenArrow, "()": boxes.Lollipop,
}

func (m *model) relate(f []string) {
	r := relation{
		start: markers[f[3]], end: markers[f[5]], dotted: f[4] == "..",
		atStart: source.Unquote(f[2]), atEnd: source.Unquote(f[6]), label: f[8],
	}
	known := func(written string) bool { _, ok := m.index[strings.Trim(written, "`\"")]; return ok }
	end := func(written string, dot bool) string {
		was := known(written)
		c := m.class(written)
		c.plain = c.plain || dot && !was
		return c.id
	}
	r.from, r.to = end(f[1], r.start == boxes.Lollipop), end(f[7], r.end == boxes.Lollipop)
	m.relations = append(m.relations, r)
}

// graph is the diagram as boxes and arrows.
func (m *model) graph() *boxes.Graph {
	g := &boxes.Graph{Direction: m.direction}
	at := m.clusters(g)
	for _, c := range m.classes {
		cluster := -1
		if c.space >= 0 {
			cluster = at[c.space]
		}
		g.Nodes = append(g.Nodes, m.box(c, cluster))
	}
	for _, text := range m.free {
		t := source.Label(text, 220)
		g.Nodes = append(g.Nodes, boxes.Node{Label: t, Class: "nt", Cluster: -1})
	}
	for _, r := range m.relations {
		stroke := boxes.Solid
		if r.dotted {
			stroke = boxes.Dotted
		}
		g.Edges = append(g.Edges, boxes.Edge{
			From: layered.End{Index: m.index[r.from]}, To: layered.End{Index: m.index[r.to]}, Length: 1,
			Start: r.start, End: r.end, Stroke: stroke, Label: source.Label(r.label, source.Wrap),
			AtStart: source.Label(r.atStart, 100), AtEnd: source.Label(r.atEnd, 100),
		})
	}
	return g
}

// clusters makes boxes of the namespaces that hold something.
func (m *model) clusters(g *boxes.Graph) []int {
	full := make([]bool, len(m.spaces))
	for _, c := range m.classes {
		for s := c.space; s >= 0; s = m.spaces[s].parent {
			full[s] = true
		}
	}
	at := make([]int, len(m.spaces))
	for k, s := range m.spaces {
		at[k] = -1
		if !full[k] {
			continue
		}
		parent := -1
		if s.parent >= 0 {
			parent = at[s.parent]
		}
		at[k] = len(g.Clusters)
		g.Clusters = append(g.Clusters, boxes.Cluster{Title: source.Label(s.label, 300), Parent: parent})
	}
	return at
}

func (m *model) box(c *class, cluster int) boxes.Node {
	n := boxes.Node{Style: m.styles.Of(c.id), Cluster: cluster, Notes: c.notes}
	if c.plain && len(c.fields)+len(c.methods)+len(c.marks) == 0 {
		n.Label, n.Shape = canvas.Plain(c.label, source.Wrap), boxes.PlainText
		return n
	}
	t := &boxes.Table{}
	for _, mark := range c.marks {
		t.Head = append(t.Head, source.LabelAt("«"+mark+"»", 0, canvas.Small))
	}
	t.Head = append(t.Head, canvas.Set([][]canvas.Run{{{Text: c.label, Bold: true}}}, 300, canvas.Size))
	if len(c.fields)+len(c.methods) > 0 {
		t.Parts = [][]boxes.Row{rows(c.fields), rows(c.methods)}
	}
	t.Node(&n)
	return n
}

func rows(members []string) []boxes.Row {
	var all []boxes.Row
	for _, text := range members {
		run := canvas.Run{}
		text, run.Italic = strings.CutSuffix(text, "*")
		text = strings.TrimSuffix(text, "$")
		run.Text = generics(source.Plain(text))
		all = append(all, boxes.Row{canvas.Set([][]canvas.Run{{run}}, 0, canvas.Size)})
	}
	return all
}
