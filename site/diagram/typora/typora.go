// Package typora draws what Typora draws beside Mermaid: the flowcharts of
// flowchart.js and the sequences of js-sequence-diagrams.
package typora

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/sequence"
	"github.com/biji-notes/biji/site/diagram/source"
)

var (
	defined  = regexp.MustCompile(`^([^\s=()]+)=>(\w+)\s*(?::\s*(.*))?$`)
	step     = regexp.MustCompile(`^([^\s()@]+)\s*(?:\(([^)]*)\))?(?:@\S*)?$`)
	link     = regexp.MustCompile(`:>.*$`)
	state    = regexp.MustCompile(`\|(past|current|future|approved|rejected|invalid|request)$`)
	optional = regexp.MustCompile(`(-->>|->>|-->|->)`)
)

var shapes = map[string]boxes.Shape{
	"start": boxes.Stadium, "end": boxes.Stadium, "operation": boxes.Rect, "subroutine": boxes.Subroutine, "condition": boxes.Rhombus,
	"inputoutput": boxes.LeanRight, "input": boxes.LeanRight, "output": boxes.LeanRight, "parallel": boxes.Rect,
}

// IsFlow tells whether code is a flowchart of flowchart.js: other code is called
// flow too.
func IsFlow(code string) bool {
	for line := range strings.Lines(code) {
		if f := defined.FindStringSubmatch(strings.TrimSpace(line)); f != nil {
			_, ok := shapes[f[2]]
			return ok
		}
	}
	return false
}

// IsSequence tells whether code is a sequence.
func IsSequence(code string) bool { return optional.MatchString(code) && strings.Contains(code, ":") }

const maxNodes = 300

// Flow draws a flowchart: id=>shape: text, then id->id(branch)->id.
func Flow(t source.Text) (boxes.Drawing, error) {
	g := &boxes.Graph{}
	index := map[string]int{}
	for _, l := range t.Lines {
		if f := defined.FindStringSubmatch(l.Text); f != nil {
			shape, ok := shapes[f[2]]
			if !ok {
				return boxes.Drawing{}, l.Fault(strings.Index(l.Text, "=>")+2, fmt.Sprintf("there is no shape %q", source.Short(f[2])), "")
			}
			text := state.ReplaceAllString(link.ReplaceAllString(f[3], ""), "")
			if text == "" {
				text = f[1]
			}
			index[f[1]] = len(g.Nodes)
			g.Nodes = append(g.Nodes, boxes.Node{Label: source.Label(text, source.Wrap), Shape: shape, Cluster: -1})
			continue
		}
		if err := way(g, index, l); err != nil {
			return boxes.Drawing{}, err
		}
		if len(g.Nodes) > maxNodes || len(g.Edges) > 2*maxNodes {
			return boxes.Drawing{}, l.Fault(0, fmt.Sprintf("the diagram has more than %d nodes", maxNodes), "")
		}
	}
	if len(g.Nodes) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	}
	return boxes.Draw(g)
}

// way reads a->b(yes)->c.
func way(g *boxes.Graph, index map[string]int, l source.Line) error {
	parts := strings.Split(l.Text, "->")
	if len(parts) < 2 {
		return l.Unknown()
	}
	from, label := -1, ""
	for _, part := range parts {
		f := step.FindStringSubmatch(strings.TrimSpace(part))
		if f == nil {
			return l.Fault(strings.Index(l.Text, part), fmt.Sprintf("%q is not understood", source.Short(part)), "")
		}
		to, ok := index[f[1]]
		if !ok {
			return l.Fault(strings.Index(l.Text, part), fmt.Sprintf("there is no %q", source.Short(f[1])), "define it, as in op=>operation: text")
		}
		if from >= 0 {
			g.Edges = append(g.Edges, boxes.Edge{
				From: layered.End{Index: from}, To: layered.End{Index: to}, Length: 1, End: boxes.Arrow, Label: source.Label(label, source.Wrap),
			})
		}
		from, label = to, branch(f[2])
	}
	return nil
}

// branch is what a condition's way says: its direction is left to the layout.
func branch(attributes string) string {
	for a := range strings.SplitSeq(attributes, ",") {
		switch a = strings.TrimSpace(a); a {
		case "left", "right", "top", "bottom", "align-next=no", "":
		default:
			return strings.TrimPrefix(a, "path")
		}
	}
	return ""
}

// heads are the arrows of js-sequence-diagrams, and Mermaid's.
var heads = map[string]string{"->": "->>", "-->": "-->>", "->>": "-)", "-->>": "--)"}

// Sequence draws a sequence: it is Mermaid's but for its arrows.
func Sequence(t source.Text) (boxes.Drawing, error) {
	lines := []source.Line{{Text: "sequenceDiagram"}}
	for _, l := range t.Lines {
		if strings.HasPrefix(l.Text, "#") {
			continue
		}
		names, said, ok := strings.Cut(l.Text, ":")
		switch low := strings.ToLower(names); {
		case low == "title":
			l.Text = "title " + strings.TrimSpace(said)
		case strings.HasPrefix(low, "note "), strings.HasPrefix(low, "participant "):
		default:
			done := false
			names = optional.ReplaceAllStringFunc(names, func(a string) string {
				if done {
					return a
				}
				done = true
				return heads[a]
			})
			if l.Text = names; ok {
				l.Text += ":" + said
			}
		}
		lines = append(lines, l)
	}
	t.Lines = lines
	return sequence.Draw(t)
}
