package dot

import (
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

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
	at := r.pictureClusters(g)
	for _, n := range r.nodes {
		out := n.picture()
		if n.cluster >= 0 {
			out.Cluster = at[n.cluster]
		}
		g.Nodes = append(g.Nodes, out)
	}
	return g
}

// pictureClusters makes boxes of the clusters that hold something.
func (r *reader) pictureClusters(g *boxes.Graph) []int {
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
	return at
}

func (n *node) picture() boxes.Node {
	out := boxes.Node{Shape: boxes.Stadium, Cluster: -1, Style: paints(n.own)}
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
	return out
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
