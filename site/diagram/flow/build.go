package flow

import (
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// graph is the chart as boxes and arrows.
func (c *chart) graph() (*boxes.Graph, error) {
	g := &boxes.Graph{Direction: c.direction}
	b := builder{chart: c, g: g, node: map[string]int{}, cluster: map[string]int{}}
	b.clusters()
	for _, v := range c.order {
		b.vertex(v)
	}
	for _, e := range c.edges {
		b.edge(e)
	}
	if len(g.Nodes) == 0 {
		return nil, &source.Fault{What: "the diagram is empty"}
	}
	return g, nil
}

// A builder makes the graph. Subgraphs without nodes become nodes.
type builder struct {
	*chart
	g             *boxes.Graph
	node, cluster map[string]int // by id
}

func (b *builder) clusters() {
	full := make([]bool, len(b.groups))
	ids := map[string]bool{}
	for _, g := range b.groups {
		ids[g.id] = true
	}
	for _, v := range b.order {
		for k := v.group; k >= 0 && !ids[v.id]; k = b.groups[k].parent {
			full[k] = true
		}
	}
	at := make([]int, len(b.groups))
	for k, gr := range b.groups {
		at[k] = -1
		parent := -1
		if gr.parent >= 0 {
			parent = at[gr.parent]
		}
		label := source.Label(gr.title, 400)
		style := b.styleOf(b.vertices[gr.id])
		if !full[k] {
			b.node[gr.id] = len(b.g.Nodes)
			b.g.Nodes = append(b.g.Nodes, boxes.Node{Label: label, Cluster: parent, Class: "k", Style: style})
			continue
		}
		at[k] = len(b.g.Clusters)
		b.cluster[gr.id] = at[k]
		b.g.Clusters = append(b.g.Clusters, boxes.Cluster{
			Title: label, Parent: parent, Style: style, Direction: gr.direction, Directed: gr.directed,
		})
	}
	for _, v := range b.order {
		if v.group >= 0 {
			v.group = at[v.group]
		}
	}
}

func (b *builder) styleOf(v *vertex) source.Style {
	st := b.chart.classes["default"]
	if v == nil {
		return source.Style{}
	}
	for _, name := range v.classes {
		for class := range strings.FieldsSeq(strings.ReplaceAll(name, ",", " ")) {
			st = st.Over(b.chart.classes[class])
		}
	}
	return st.Over(v.style)
}

func (b *builder) vertex(v *vertex) {
	if _, ok := b.cluster[v.id]; ok {
		return
	}
	if _, ok := b.node[v.id]; ok {
		return
	}
	label := v.label
	if label == "" {
		label = v.id
	}
	n := boxes.Node{Label: source.Label(label, source.Wrap), Shape: v.shape, Style: b.styleOf(v), Cluster: v.group}
	if v.shape.Mute() {
		n.Label = canvas.Text{}
	}
	b.node[v.id] = len(b.g.Nodes)
	b.g.Nodes = append(b.g.Nodes, n)
}

func (b *builder) edge(e edge) {
	end := func(id string) layered.End {
		if k, ok := b.cluster[id]; ok {
			return layered.End{Index: k, Cluster: true}
		}
		return layered.End{Index: b.node[id]}
	}
	b.g.Edges = append(b.g.Edges, boxes.Edge{
		From: end(e.from), To: end(e.to), Length: e.length, Label: source.Label(e.text, source.Wrap),
		Start: e.start, End: e.end, Stroke: e.stroke, Style: b.all.Over(e.style),
	})
}
