// Package dot draws graphs in the language of Graphviz: what most notes use of it.
package dot

import (
	"fmt"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
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
