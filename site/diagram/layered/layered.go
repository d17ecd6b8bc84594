// Package layered lays out graphs in layers, as Sugiyama, Tagawa and Toda did
// (1981): nodes in ranks, so that edges point one way; the order within a rank, so
// that few edges cross; then places, so that edges are short and straight. Nodes
// may stand in clusters, which become boxes around them.
//
// Ranks and places come from one method, network simplex (see simplex). Edges are
// straight beside the nodes they pass and bend between two ranks only, so that
// none runs through a node. All work is counted, and none of it depends on
// anything but the graph.
package layered

import "errors"

// A Direction says where edges lead.
type Direction uint8

// The directions.
const (
	Down Direction = iota
	Up
	Right
	Left
)

// A Side is a side of a node's box.
type Side uint8

// The sides.
const (
	Top Side = iota
	Bottom
	LeftSide
	RightSide
)

// A Graph is what is to be laid out.
type Graph struct {
	Direction Direction
	Nodes     []Node
	Edges     []Edge
	Clusters  []Cluster
	RankGap   int // between the nodes of two ranks
	NodeGap   int // between two nodes of a rank
}

// A Node is a box. All lengths are pixels.
type Node struct {
	W, H    int
	Cluster int // index; -1 outside of all
	// Before, After and Along are room for what stands beside the node: left and
	// right of it and as high as that, or above and below, as edges lead.
	Before, After, Along int
	// Inset is how far the node's border lies inside its box on a side, at d from
	// the middle of that side; nil for a box.
	Inset func(side Side, d float64) float64
}

// An End is where an edge ends: at a node, or at a cluster as a whole.
type End struct {
	Index   int
	Cluster bool
}

// An Edge leads from one end to another. One between a node and itself is a loop.
type Edge struct {
	From, To       End
	Length         int // in ranks, at least 1
	LabelW, LabelH int // 0 without a label
	// StartStub and EndStub are how long the edge is straight at its ends, at least.
	StartStub, EndStub int
}

// A Cluster is a box around nodes and other clusters.
type Cluster struct {
	Parent         int // -1 for none; less than its own index
	MinW           int // for its title, which stands at its top
	Top, Side, Bot int // room inside
}

// A Point is a place, from the top left corner.
type Point struct{ X, Y float64 }

// A Box is a rectangle.
type Box struct{ X, Y, W, H float64 }

// A Curve is a cubic Bézier curve from where the one before it ends.
type Curve struct{ C1, C2, To Point }

// A Path is the course of an edge from end to end.
type Path struct {
	From   Point
	Curves []Curve // none if the edge cannot be drawn
	Label  Point   // middle of its label
}

// A Layout is where everything stands.
type Layout struct {
	W, H     float64
	Nodes    []Point // middles
	Edges    []Path
	Clusters []Box
}

// Limits of what is laid out. Beyond them nobody sees anything.
const (
	maxNodes = 1000
	maxEdges = 2000
	maxBends = 10_000
	work     = 5_000_000 // steps, of some 20 ns, for each of ranks, order and places
)

// ErrTooLarge means that the graph has too many nodes or edges, or too long ones.
var ErrTooLarge = errors.New("the graph is too large to be laid out")

// Lay lays out a graph. Its only error is ErrTooLarge.
func Lay(g *Graph) (*Layout, error) {
	if len(g.Nodes) > maxNodes || len(g.Edges) > maxEdges || len(g.Clusters) > maxNodes {
		return nil, ErrTooLarge
	}
	l := newLayers(g)
	l.work = work
	l.rank()
	if !l.chain() {
		return nil, ErrTooLarge
	}
	l.work = work
	l.arrange()
	l.work = work
	l.placeAcross()
	l.placeAlong()
	return l.draw(), nil
}
