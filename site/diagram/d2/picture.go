package d2

import (
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

var shapes = map[string]boxes.Shape{
	"": boxes.Rect, "rectangle": boxes.Rect, "square": boxes.Rect, "page": boxes.Document, "parallelogram": boxes.LeanRight, "document": boxes.Document,
	"cylinder": boxes.Cylinder, "queue": boxes.LyingCylinder, "package": boxes.Subroutine, "step": boxes.Flag, "callout": boxes.Notched,
	"stored_data": boxes.Datastore, "person": boxes.Rounded, "c4-person": boxes.Rounded, "diamond": boxes.Rhombus, "oval": boxes.Stadium, "circle": boxes.Round,
	"hexagon": boxes.Hexagon, "cloud": boxes.Cloud, "text": boxes.PlainText, "code": boxes.Rect, "image": boxes.PlainText,
}

var directions = map[string]layered.Direction{"right": layered.Right, "left": layered.Left, "up": layered.Up}

func (r *reader) picture() *boxes.Graph {
	g := &boxes.Graph{Direction: directions[r.root.set["direction"]]}
	r.add(g, r.root, -1)
	for _, e := range r.edges {
		g.Edges = append(g.Edges, e.picture())
	}
	return g
}

// add draws the items in one, whose cluster it is.
func (r *reader) add(g *boxes.Graph, in *item, cluster int) {
	for _, i := range in.items {
		for name := range strings.FieldsSeq(i.set["class"]) {
			for k, v := range r.class[strings.ToLower(name)] {
				if _, own := i.set[k]; !own {
					i.set[k] = v
				}
			}
		}
		if len(i.items) == 0 {
			i.place = len(g.Nodes)
			g.Nodes = append(g.Nodes, i.node(cluster))
			continue
		}
		i.place = len(g.Clusters)
		k := boxes.Cluster{Title: source.Label(i.text(), source.Wrap), Parent: cluster, Style: paints(i.set)}
		if d, ok := directions[i.set["direction"]]; ok {
			k.Direction, k.Directed = d, true
		}
		g.Clusters = append(g.Clusters, k)
		r.add(g, i, i.place)
	}
}

func (i *item) text() string {
	if i.labelled {
		return i.label
	}
	return i.name
}

func (i *item) node(cluster int) boxes.Node {
	n := boxes.Node{Cluster: cluster, Style: paints(i.set), Shape: boxes.Rect}
	if shape, ok := shapes[i.set["shape"]]; ok {
		n.Shape = shape
	}
	if i.set["style.border-radius"] != "" && n.Shape == boxes.Rect {
		n.Shape = boxes.Rounded
	}
	if i.set["style.multiple"] == "true" {
		n.Shape = boxes.Stacked
	}
	text := i.text()
	if len(i.rows) > 0 {
		text += "\n" + strings.Join(i.rows, "\n")
	}
	n.Label = source.Label(text, source.Wrap)
	return n
}

func (i *item) end() layered.End { return layered.End{Index: i.place, Cluster: len(i.items) > 0} }

func (e *edge) picture() boxes.Edge {
	out := boxes.Edge{From: e.from.end(), To: e.to.end(), Length: 1, Label: source.Label(e.label, source.Wrap), Style: source.Style{Stroke: source.Paint(e.set["style.stroke"])}}
	if e.tail {
		out.Start = arrowhead(e.set, "source-arrowhead")
	}
	if e.head {
		out.End = arrowhead(e.set, "target-arrowhead")
	}
	out.AtStart, out.AtEnd = source.Label(e.set["source-arrowhead"], 100), source.Label(e.set["target-arrowhead"], 100)
	if e.set["style.stroke-dash"] != "" {
		out.Stroke = boxes.Dotted
	}
	return out
}

var arrowheads = map[string]boxes.Marker{
	"": boxes.Arrow, "triangle": boxes.Arrow, "arrow": boxes.OpenArrow, "diamond": boxes.Diamond, "circle": boxes.Lollipop, "cross": boxes.Cross, "none": boxes.NoMarker,
	"cf-one": boxes.OnlyOne, "cf-one-required": boxes.OnlyOne, "cf-many": boxes.ZeroOrMore, "cf-many-required": boxes.OneOrMore,
}

func arrowhead(set map[string]string, end string) boxes.Marker {
	m, ok := arrowheads[set[end+".shape"]]
	if !ok {
		m = boxes.Arrow
	}
	return m
}

func paints(set map[string]string) source.Style {
	st := source.Style{Fill: source.Paint(set["style.fill"]), Stroke: source.Paint(set["style.stroke"]), Color: source.Paint(set["style.font-color"])}
	if set["style.stroke-dash"] != "" {
		st.Dash = "4 4"
	}
	return st
}
