// Package boxes draws graphs of boxes and arrows: flowcharts, and whatever else is
// one at heart, such as diagrams of states, classes and entities.
package boxes

import (
	"math"

	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A Graph is what is to be drawn. Nodes, edges and clusters name one another by
// their index.
type Graph struct {
	Direction layered.Direction
	Nodes     []Node
	Edges     []Edge
	Clusters  []Cluster
	Classes   string // of the whole drawing
}

// A Node is a box with a text, or whatever its Shape makes of it.
type Node struct {
	Label canvas.Text
	Shape Shape
	Style source.Style
	Class string // "n" if empty
	// TextClass is that of its text.
	TextClass string
	Cluster   int // -1 outside of all
	// Custom draws the node in place of Shape; its size is then W, H.
	Custom func(c *canvas.Canvas, x, y float64, n *Node)
	W, H   float64
	Notes  []Note
}

// A Note stands beside a node, at the end of a dotted line.
type Note struct {
	Text canvas.Text
	Left bool // or above it, where edges lead to the side; otherwise on the other side
}

// noteGap is between a node and its note, and between notes.
const noteGap = 26

func (n Note) size() (w, h float64) { return n.Text.W + 20, n.Text.H + 12 }

// beside is the room that the notes of a node need.
func (n *Node) beside(wide bool) (before, after, along int) {
	for _, note := range n.Notes {
		w, h := note.size()
		if wide {
			w, h = h, w
		}
		if note.Left {
			before += int(w) + noteGap
		} else {
			after += int(w) + noteGap
		}
		along = max(along, int(h)+1)
	}
	return before, after, along
}

// A Marker is what stands at an end of an edge.
type Marker uint8

// The markers.
const (
	NoMarker   Marker = iota
	Arrow             // filled
	OpenArrow         // two strokes
	Triangle          // hollow: inheritance
	Circle            // filled
	Cross             //
	Diamond           // filled: composition
	Aggregate         // hollow diamond
	Lollipop          // hollow circle
	OnlyOne           // the ends of relations between entities
	ZeroOrOne         //
	OneOrMore         //
	ZeroOrMore        //
)

// A Stroke is how an edge is drawn.
type Stroke uint8

// The strokes.
const (
	Solid Stroke = iota
	Dotted
	Thick
	Invisible
)

// An Edge leads from one node or cluster to another.
type Edge struct {
	From, To       layered.End
	Length         int
	Label          canvas.Text
	AtStart, AtEnd canvas.Text // beside its ends
	Start, End     Marker
	Stroke         Stroke
	Style          source.Style
}

// A Cluster is a box around nodes, with a title.
type Cluster struct {
	Title     canvas.Text
	Style     source.Style
	Class     string // "k" if empty
	Parent    int    // -1 outside of all; less than its own index
	Direction layered.Direction
	Directed  bool // Direction was chosen for what is inside
	Divided   bool // it is one of several regions: drawn by a line only
}

// A Drawing is the content of an SVG, and its size.
type Drawing struct {
	Canvas *canvas.Canvas
	W, H   float64
	Title  string // if the diagram itself says one
}

// Draw draws a graph. Its only error is layered.ErrTooLarge.
func Draw(g *Graph) (Drawing, error) {
	s := newScene(g)
	if err := s.lay(); err != nil {
		return Drawing{}, err
	}
	return s.draw(), nil
}

// A scene is a graph and where everything stands.
type scene struct {
	g        *Graph
	nodes    []layered.Point // middles
	edges    []layered.Path
	clusters []layered.Box
	alone    []bool            // by cluster: it is laid out by itself
	courses  [][]layered.Point // points along the edges, for the titles of clusters
	w, h     float64
}

func newScene(g *Graph) *scene {
	s := &scene{
		g: g, nodes: make([]layered.Point, len(g.Nodes)), edges: make([]layered.Path, len(g.Edges)),
		clusters: make([]layered.Box, len(g.Clusters)), alone: make([]bool, len(g.Clusters)),
	}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		if n.Custom == nil {
			n.W, n.H = n.Shape.size(n.Label)
		}
		n.W, n.H = math.Ceil(n.W), math.Ceil(n.H)
	}
	for c := range g.Clusters {
		g.Clusters[c].Title = g.Clusters[c].Title.Bold()
		s.alone[c] = g.Clusters[c].Directed && s.direction(g.Clusters[c].Parent) != g.Clusters[c].Direction && !s.leaves(c)
		if !s.alone[c] {
			g.Clusters[c].Directed = false
		}
	}
	return s
}

// direction is that of what stands in a cluster.
func (s *scene) direction(c int) layered.Direction {
	for ; c >= 0; c = s.g.Clusters[c].Parent {
		if s.alone[c] {
			return s.g.Clusters[c].Direction
		}
	}
	return s.g.Direction
}

// leaves tells whether an edge leads out of a cluster from something in it.
func (s *scene) leaves(c int) bool {
	inside := func(e layered.End) bool {
		if e.Cluster {
			return e.Index != c && s.within(e.Index, c)
		}
		return s.within(s.g.Nodes[e.Index].Cluster, c)
	}
	for _, e := range s.g.Edges {
		if inside(e.From) != inside(e.To) {
			return true
		}
	}
	return false
}

func (s *scene) within(c, outer int) bool {
	for ; c >= 0; c = s.g.Clusters[c].Parent {
		if c == outer {
			return true
		}
	}
	return false
}

// home is the cluster that is laid out by itself and holds what stands in c, or
// is c; -1 for the drawing as a whole.
func (s *scene) home(c int) int {
	for c >= 0 && !s.alone[c] {
		c = s.g.Clusters[c].Parent
	}
	return c
}
