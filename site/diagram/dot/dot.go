// Package dot draws graphs in the language of Graphviz: what most notes use of it.
package dot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

const (
	maxNodes = 500
	maxEdges = 1000
	maxDepth = 30
)

var shapes = map[string]boxes.Shape{
	"box": boxes.Rect, "rect": boxes.Rect, "rectangle": boxes.Rect, "square": boxes.Rect, "record": boxes.Rect, "Mrecord": boxes.Rounded,
	"ellipse": boxes.Stadium, "oval": boxes.Stadium, "circle": boxes.Round, "doublecircle": boxes.DoubleRound, "point": boxes.FilledRound,
	"diamond": boxes.Rhombus, "Mdiamond": boxes.Rhombus, "hexagon": boxes.Hexagon, "parallelogram": boxes.LeanRight,
	"trapezium": boxes.TrapezoidUp, "invtrapezium": boxes.TrapezoidDown, "cylinder": boxes.Cylinder, "note": boxes.Notched,
	"plaintext": boxes.PlainText, "plain": boxes.PlainText, "none": boxes.PlainText, "triangle": boxes.TriangleUp,
	"invtriangle": boxes.TriangleDown, "component": boxes.Subroutine, "folder": boxes.Rect, "tab": boxes.Rect, "box3d": boxes.Stacked,
	"Msquare": boxes.Rounded, "cds": boxes.Flag, "underline": boxes.PlainText,
}

// Is tells whether code is a graph of Graphviz.
func Is(code string) bool {
	s := &scanner{text: code}
	t := s.next()
	if strings.EqualFold(t.text, "strict") {
		t = s.next()
	}
	return strings.EqualFold(t.text, "graph") || strings.EqualFold(t.text, "digraph")
}

// attributes are the settings of something.
type attributes map[string]string

func (a attributes) with(b attributes) attributes {
	all := attributes{}
	for _, m := range [...]attributes{a, b} {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

type node struct {
	id      string
	own     attributes
	cluster int
}

// A scope is a graph or subgraph: what holds for nodes and edges in it.
type scope struct {
	node, edge attributes
	cluster    int
}

type reader struct {
	*scanner
	directed bool
	graph    attributes
	nodes    []node
	index    map[string]int
	edges    []boxes.Edge
	clusters []cluster
	depth    int
}

type cluster struct {
	parent int
	own    attributes
}

// Draw draws a graph.
func Draw(code string) (boxes.Drawing, error) {
	r := &reader{scanner: &scanner{text: code}, graph: attributes{}, index: map[string]int{}}
	if err := r.read(); err != nil {
		return boxes.Drawing{}, err
	}
	d, err := boxes.Draw(r.picture())
	d.Title = source.Plain(strings.ReplaceAll(r.graph["label"], `\n`, " "))
	return d, err
}

func (r *reader) read() error {
	t := r.next()
	if strings.EqualFold(t.text, "strict") {
		t = r.next()
	}
	r.directed = strings.EqualFold(t.text, "digraph")
	if t = r.next(); t.kind == word {
		t = r.next()
	}
	if t.text != "{" {
		return r.unexpected(t)
	}
	if _, err := r.statements(scope{attributes{}, attributes{}, -1}); err != nil {
		return err
	}
	if len(r.nodes) == 0 {
		return &source.Fault{What: "the diagram is empty"}
	}
	return nil
}

func (r *reader) unexpected(t token) error {
	if t.kind == end {
		return r.fault(t.at, "the graph is not closed", "end it with }")
	}
	return r.fault(t.at, fmt.Sprintf("%q is not understood", source.Short(t.text)), "")
}

// statements reads up to the closing brace, and gives the nodes that are named.
func (r *reader) statements(s scope) (named []int, err error) {
	if r.depth++; r.depth > maxDepth {
		return nil, r.fault(r.at, fmt.Sprintf("subgraphs nest more than %d deep", maxDepth), "")
	}
	defer func() { r.depth-- }()
	for {
		t := r.next()
		switch {
		case t.text == "}" && t.kind == sign:
			return named, nil
		case t.kind == end:
			return nil, r.unexpected(t)
		case t.kind == sign && (t.text == ";" || t.text == ","):
			continue
		}
		ids, err := r.statement(&s, t)
		if err != nil {
			return nil, err
		}
		named = append(named, ids...)
		if len(r.nodes) > maxNodes || len(r.edges) > maxEdges {
			return nil, &source.Fault{What: fmt.Sprintf("the diagram has more than %d nodes or %d edges", maxNodes, maxEdges)}
		}
	}
}

func (r *reader) statement(s *scope, t token) ([]int, error) {
	if t.kind == word && !t.quoted {
		switch strings.ToLower(t.text) {
		case "graph", "node", "edge":
			a, err := r.list()
			switch strings.ToLower(t.text) {
			case "node":
				s.node = s.node.with(a)
			case "edge":
				s.edge = s.edge.with(a)
			default:
				r.set(s, a)
			}
			return nil, err
		}
	}
	if t.kind == word {
		if before := r.at; r.next().text == "=" {
			v := r.next()
			if v.kind != word {
				return nil, r.unexpected(v)
			}
			r.set(s, attributes{t.text: v.text})
			return nil, nil
		} else {
			r.at = before
		}
	}
	return r.chain(s, t)
}

// set sets attributes of the graph or the cluster.
func (r *reader) set(s *scope, a attributes) {
	if s.cluster < 0 {
		r.graph = r.graph.with(a)
		return
	}
	r.clusters[s.cluster].own = r.clusters[s.cluster].own.with(a)
}

// chain reads a, or a -> b -> {c d} [attributes].
func (r *reader) chain(s *scope, t token) ([]int, error) {
	from, err := r.operand(s, t)
	if err != nil {
		return nil, err
	}
	all := from
	first := len(r.edges)
	alone := true
	for {
		before := r.at
		if op := r.next(); op.kind != sign || op.text != "->" && op.text != "--" {
			r.at = before
			break
		}
		alone = false
		to, err := r.operand(s, r.next())
		if err != nil {
			return nil, err
		}
		if len(r.edges)+len(from)*len(to) > maxEdges {
			return nil, &source.Fault{What: fmt.Sprintf("the diagram has more than %d edges", maxEdges)}
		}
		for _, a := range from {
			for _, b := range to {
				r.edges = append(r.edges, boxes.Edge{From: layered.End{Index: a}, To: layered.End{Index: b}, Length: 1})
			}
		}
		from, all = to, append(all, to...)
	}
	a, err := r.list()
	if err != nil {
		return nil, err
	}
	if alone {
		for _, k := range from {
			r.nodes[k].own = r.nodes[k].own.with(a)
		}
	}
	for i := first; i < len(r.edges); i++ {
		r.look(&r.edges[i], s.edge.with(a))
	}
	return all, nil
}

// operand is a node, or the nodes of a subgraph.
func (r *reader) operand(s *scope, t token) ([]int, error) {
	name := ""
	if t.kind == word && !t.quoted && strings.EqualFold(t.text, "subgraph") {
		if t = r.next(); t.kind == word {
			name = t.text
			t = r.next()
		}
	}
	if t.kind == sign && t.text == "{" {
		inner := *s
		if strings.HasPrefix(name, "cluster") {
			inner.cluster = len(r.clusters)
			r.clusters = append(r.clusters, cluster{s.cluster, attributes{}})
			if len(r.clusters) > maxNodes {
				return nil, &source.Fault{What: "the diagram has too many subgraphs"}
			}
		}
		return r.statements(inner)
	}
	if t.kind != word {
		return nil, r.unexpected(t)
	}
	k, ok := r.index[t.text]
	if !ok {
		k = len(r.nodes)
		r.index[t.text] = k
		r.nodes = append(r.nodes, node{t.text, s.node, s.cluster})
	} else if r.nodes[k].cluster < 0 {
		r.nodes[k].cluster = s.cluster
	}
	for before := r.at; ; before = r.at { // a port
		if r.next().text != ":" {
			r.at = before
			break
		}
		r.next()
	}
	return []int{k}, nil
}

// list reads [a=b, c=d] …
func (r *reader) list() (attributes, error) {
	all := attributes{}
	for {
		before := r.at
		if t := r.next(); t.kind != sign || t.text != "[" {
			r.at = before
			return all, nil
		}
		for {
			t := r.next()
			if t.kind == sign && (t.text == "," || t.text == ";") {
				continue
			}
			if t.kind == sign && t.text == "]" {
				break
			}
			if t.kind != word {
				return nil, r.unexpected(t)
			}
			before := r.at
			if r.next().text != "=" {
				r.at = before
				all[t.text] = "true"
				continue
			}
			v := r.next()
			if v.kind != word {
				return nil, r.unexpected(v)
			}
			all[t.text] = v.text
		}
	}
}

var arrows = map[string]boxes.Marker{
	"none": boxes.NoMarker, "normal": boxes.Arrow, "vee": boxes.OpenArrow, "open": boxes.OpenArrow, "empty": boxes.Triangle, "onormal": boxes.Triangle,
	"dot": boxes.Circle, "odot": boxes.Lollipop, "diamond": boxes.Diamond, "odiamond": boxes.Aggregate, "crow": boxes.OneOrMore, "tee": boxes.Cross,
}

func head(name string) boxes.Marker {
	if m, ok := arrows[name]; ok {
		return m
	}
	return boxes.Arrow
}

// look gives an edge what its attributes say.
func (r *reader) look(e *boxes.Edge, a attributes) {
	dir := a["dir"]
	if dir == "" && r.directed {
		dir = "forward"
	}
	if dir == "forward" || dir == "both" {
		e.End = head(a["arrowhead"])
	}
	if dir == "back" || dir == "both" {
		e.Start = head(a["arrowtail"])
	}
	e.Label = label(a["label"], source.Wrap)
	e.AtStart, e.AtEnd = label(a["taillabel"], 100), label(a["headlabel"], 100)
	switch style := a["style"]; {
	case strings.Contains(style, "invis"):
		e.Stroke = boxes.Invisible
	case strings.Contains(style, "dashed"), strings.Contains(style, "dotted"):
		e.Stroke = boxes.Dotted
	case strings.Contains(style, "bold"):
		e.Stroke = boxes.Thick
	}
	e.Style.Stroke = source.Paint(a["color"])
}

// label reads a text of Graphviz: \n, \l and \r end lines.
func label(s string, most float64) canvas.Text {
	s = strings.NewReplacer(`\n`, "\n", `\l`, "\n", `\r`, "\n", `\N`, "").Replace(s)
	return source.Label(strings.TrimSpace(s), most)
}

func (r *reader) picture() *boxes.Graph {
	g := &boxes.Graph{Edges: r.edges, Direction: map[string]layered.Direction{
		"LR": layered.Right, "RL": layered.Left, "BT": layered.Up,
	}[strings.ToUpper(r.graph["rankdir"])]}
	full := make([]bool, len(r.clusters))
	for _, n := range r.nodes {
		for c := n.cluster; c >= 0; c = r.clusters[c].parent {
			full[c] = true
		}
	}
	at := make([]int, len(r.clusters))
	for c, k := range r.clusters {
		if at[c] = -1; !full[c] {
			continue
		}
		parent := -1
		if k.parent >= 0 {
			parent = at[k.parent]
		}
		at[c] = len(g.Clusters)
		st := paints(k.own)
		if st.Fill == "" {
			st.Fill = source.Paint(k.own["bgcolor"])
		}
		g.Clusters = append(g.Clusters, boxes.Cluster{Title: label(k.own["label"], 300), Parent: parent, Style: st})
	}
	for _, n := range r.nodes {
		out := boxes.Node{Shape: boxes.Stadium, Cluster: -1, Style: paints(n.own)}
		if n.cluster >= 0 {
			out.Cluster = at[n.cluster]
		}
		if shape, ok := shapes[n.own["shape"]]; ok {
			out.Shape = shape
		} else if n.own["shape"] != "" {
			out.Shape = boxes.Rect
		}
		if out.Shape == boxes.Rect && strings.Contains(n.own["style"], "rounded") {
			out.Shape = boxes.Rounded
		}
		text, ok := n.own["label"]
		if !ok || text == `\N` {
			text = n.id
		}
		if strings.HasSuffix(n.own["shape"], "record") {
			text = fields(text)
		}
		if !out.Shape.Mute() {
			out.Label = label(text, source.Wrap)
		}
		g.Nodes = append(g.Nodes, out)
	}
	return g
}

// fields is the text of a record, a field on a line.
func fields(s string) string {
	var b strings.Builder
	port := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			b.WriteString(s[i : i+2])
			i++
		case c == '<':
			port = true
		case c == '>':
			port = false
		case port, c == '{', c == '}':
		case c == '|':
			b.WriteString(`\n`)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func paints(a attributes) source.Style {
	st := source.Style{Stroke: source.Paint(a["color"]), Color: source.Paint(a["fontcolor"])}
	if strings.Contains(a["style"], "filled") {
		st.Fill = source.Paint(a["fillcolor"])
		if st.Fill == "" {
			st.Fill, st.Stroke = st.Stroke, ""
		}
	}
	if strings.Contains(a["style"], "dashed") || strings.Contains(a["style"], "dotted") {
		st.Dash = "4 4"
	}
	return st
}

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
