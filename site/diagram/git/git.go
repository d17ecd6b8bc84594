// Package git draws Mermaid's graphs of commits.
package git

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A commit is a dot.
type commit struct {
	id, tag string
	kind    string // NORMAL, REVERSE, HIGHLIGHT; merge, pick
	branch  int
	parents []int
	x       float64 // along
}

type branch struct {
	name  string
	order float64
	head  int // commit; -1
	from  int // commit at which it begins; -1
	lane  int
}

// A history is a graph as it is read.
type history struct {
	direction string
	commits   []commit
	branches  []branch
	now       int
	named     map[string]int // commits, by id
	t         source.Text
}

const (
	maxCommits = 500
	colours    = 8
	lane       = 56.0
	slot       = 46.0
	radius     = 9.0
)

var (
	property = regexp.MustCompile(`(id|tag|type|order|parent|msg)\s*:\s*("[^"]*"|\S+)`)
	quoted   = regexp.MustCompile(`^"([^"]*)"`)
)

// Draw draws a graph of commits.
func Draw(t source.Text) (boxes.Drawing, error) {
	main := t.Config["mainBranchName"]
	if main == "" {
		main = "main"
	}
	order, _ := strconv.ParseFloat(t.Config["mainBranchOrder"], 64)
	h := &history{direction: "LR", named: map[string]int{}, branches: []branch{{name: main, order: order, head: -1, from: -1}}, t: t}
	for i, l := range t.Lines {
		if i == 0 {
			_, rest := source.Word(l.Text)
			if d := strings.Trim(rest, ": "); d == "TB" || d == "BT" {
				h.direction = d
			}
			continue
		}
		if err := h.line(l); err != nil {
			return boxes.Drawing{}, err
		}
		if len(h.commits) > maxCommits || len(h.branches) > 50 {
			return boxes.Drawing{}, l.Fault(0, fmt.Sprintf("the graph has more than %d commits or 50 branches", maxCommits), "")
		}
	}
	return h.draw(), nil
}

func (h *history) line(l source.Line) error {
	word, rest := source.Word(l.Text)
	p := map[string]string{}
	for _, f := range property.FindAllStringSubmatch(rest, -1) {
		p[f[1]] = source.Unquote(f[2])
	}
	name, _ := source.Word(rest)
	if f := quoted.FindStringSubmatch(rest); f != nil {
		name = f[1]
	}
	switch word {
	case "commit":
		if f := quoted.FindStringSubmatch(rest); f != nil && p["id"] == "" {
			p["id"] = f[1]
		}
		h.add(commit{id: p["id"], tag: p["tag"], kind: p["type"], parents: h.head()})
		return nil
	case "branch":
		return h.branch(l, name, p["order"])
	case "checkout", "switch":
		k := h.find(name)
		if k < 0 {
			return l.Fault(len(word)+1, fmt.Sprintf("there is no branch %q", source.Short(name)), "")
		}
		h.now = k
		return nil
	case "merge":
		k := h.find(name)
		if k < 0 || h.branches[k].head < 0 {
			return l.Fault(len(word)+1, fmt.Sprintf("there is no branch %q with commits", source.Short(name)), "")
		}
		kind := "merge"
		if p["type"] != "" {
			kind = p["type"]
		}
		h.add(commit{id: p["id"], tag: p["tag"], kind: kind, parents: append(h.head(), h.branches[k].head)})
		return nil
	case "cherry-pick":
		k, ok := h.named[p["id"]]
		if !ok {
			return l.Fault(len(word)+1, fmt.Sprintf("there is no commit %q", source.Short(p["id"])), "")
		}
		tag := "cherry-pick: " + p["id"]
		if t, ok := p["tag"]; ok {
			tag = t
		}
		h.add(commit{tag: tag, kind: "pick", parents: append(h.head(), k)})
		return nil
	case "title":
		h.t.Title = rest
		return nil
	}
	return l.Unknown()
}

// head is the commit that the next one follows, if there is one.
func (h *history) head() []int {
	b := h.branches[h.now]
	switch {
	case b.head >= 0:
		return []int{b.head}
	case b.from >= 0:
		return []int{b.from}
	}
	return nil
}

func (h *history) add(c commit) {
	c.branch = h.now
	if c.id != "" {
		h.named[c.id] = len(h.commits)
	}
	h.branches[h.now].head = len(h.commits)
	h.commits = append(h.commits, c)
}

func (h *history) find(name string) int {
	return slices.IndexFunc(h.branches, func(b branch) bool { return b.name == name })
}

func (h *history) branch(l source.Line, name, order string) error {
	if h.find(name) >= 0 {
		return l.Fault(len("branch "), fmt.Sprintf("there is a branch %q already", source.Short(name)), "")
	}
	b := branch{name: name, order: float64(len(h.branches)) / 1000, head: -1, from: -1}
	if order != "" {
		b.order, _ = strconv.ParseFloat(order, 64)
	} else if len(h.branches) > 0 {
		b.order += h.branches[0].order
	}
	if from := h.head(); len(from) > 0 {
		b.from = from[0]
	}
	h.branches = append(h.branches, b)
	h.now = len(h.branches) - 1
	return nil
}

// lanes orders the branches.
func (h *history) lanes() {
	var sorted []int
	for k := range h.branches {
		sorted = append(sorted, k)
	}
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(h.branches[a].order, h.branches[b].order) })
	for i, k := range sorted {
		h.branches[k].lane = i
	}
}

// A view draws in one of the directions: along is the way of time.
type view struct {
	*history
	c      *canvas.Canvas
	first  float64 // along, where branches begin
	length float64
	top    float64
	labels bool
}

func (v *view) at(along, across float64) (x, y float64) {
	switch v.direction {
	case "TB":
		return v.top + across, along
	case "BT":
		return v.top + across, v.first + v.length - along
	}
	return along, v.top + across
}

func (h *history) draw() boxes.Drawing {
	h.lanes()
	v := &view{history: h, c: new(canvas.Canvas), labels: h.t.Config["showCommitLabel"] != "false", top: 36}
	upright := h.direction != "LR"
	shown := h.t.Config["showBranches"] != "false"
	names := make([]canvas.Text, len(h.branches))
	widest := 0.0
	for k, b := range h.branches {
		names[k] = source.Label(b.name, 160)
		widest = max(widest, names[k].W+20)
	}
	across := lane
	if upright {
		across = max(lane, widest+14)
		for _, c := range h.commits {
			if v.labels {
				across = max(across, min(canvas.Width(c.id, canvas.Small, false), 130)+44)
			}
			across = max(across, min(canvas.Width(c.tag, canvas.Small, false), 130)+60)
		}
		v.top = widest/2 + 10
	}
	if shown && upright {
		v.first = 40
	} else if shown {
		v.first = widest + 16
	}
	v.spread(upright)
	for k, b := range h.branches {
		y := float64(b.lane) * across
		x1, y1 := v.at(v.first, y)
		x2, y2 := v.at(v.first+v.length, y)
		v.c.Line(x1, y1, x2, y2, canvas.Look{Class: "ql dash"})
		if !shown {
			continue
		}
		t := names[k]
		x, yy := x1-8-(t.W+16)/2, y1
		switch h.direction {
		case "TB":
			x, yy = x1, y1-20
		case "BT":
			x, yy = x1, y1+20
		}
		v.c.Rect(x-(t.W+16)/2, yy-13, t.W+16, 26, 4, canvas.Look{Class: color("c", k)})
		v.c.Text(x, yy, t, canvas.TextLook{Class: "on"})
	}
	for i := range h.commits {
		v.lines(i, across)
	}
	for i := range h.commits {
		v.commit(i, across)
	}
	bottom := float64(len(h.branches)-1) * across
	w, height := v.first+v.length+10, v.top+bottom+48
	if upright {
		w, height = v.top+bottom+across-widest/2+10, v.first+v.length+10
		if h.direction == "BT" {
			height += 40
		}
	}
	return boxes.Drawing{Canvas: v.c, W: w, H: height, Title: h.t.Title}
}

func color(prefix string, k int) string { return prefix + strconv.Itoa(k%colours) }

// spread gives every commit its place along the way of time.
func (v *view) spread(upright bool) {
	x, before := v.first+20, 0.0
	for i := range v.commits {
		c := &v.commits[i]
		half := slot / 2
		if !upright && v.labels {
			half = max(half, min(canvas.Width(c.id, canvas.Small, false), 130)/2+7)
		}
		if !upright {
			half = max(half, min(canvas.Width(c.tag, canvas.Small, false), 130)/2+12)
		}
		if i > 0 {
			x += before + half
		} else {
			x += half - 10
		}
		c.x, before = x, half
	}
	v.length = x + before + 10 - v.first
}

// lines joins a commit with its parents: along the lane of the younger branch.
func (v *view) lines(i int, across float64) {
	c := v.commits[i]
	y := float64(v.branches[c.branch].lane) * across
	for k, p := range c.parents {
		parent := v.commits[p]
		py := float64(v.branches[parent.branch].lane) * across
		path := new(canvas.Path)
		x1, y1 := v.at(parent.x, py)
		x2, y2 := v.at(c.x, y)
		path.Move(x1, y1)
		which := c.branch
		if py != y {
			bend := min(14, (c.x-parent.x)/2)
			side := bend
			if py > y {
				side = -bend
			}
			if k == 0 { // a branch begins: over to its lane at once
				xa, ya := v.at(parent.x, y-side)
				xb, yb := v.at(parent.x, y)
				xc, yc := v.at(parent.x+bend, y)
				path.Line(xa, ya).Curve(xb, yb, xb, yb, xc, yc)
			} else { // a merge: over at the end
				which = parent.branch
				xa, ya := v.at(c.x-bend, py)
				xb, yb := v.at(c.x, py)
				xc, yc := v.at(c.x, py+side)
				path.Line(xa, ya).Curve(xb, yb, xb, yb, xc, yc)
			}
		}
		path.Line(x2, y2)
		class := color("l", which)
		if c.kind == "pick" && k > 0 {
			class += " dash"
		}
		v.c.Path(path, canvas.Look{Class: class + " thick"})
	}
}

func (v *view) commit(i int, across float64) {
	c := v.commits[i]
	x, y := v.at(c.x, float64(v.branches[c.branch].lane)*across)
	fill := canvas.Look{Class: color("c", c.branch)}
	switch c.kind {
	case "HIGHLIGHT":
		v.c.Rect(x-radius, y-radius, 2*radius, 2*radius, 1, fill)
	case "REVERSE":
		v.c.Circle(x, y, radius, fill)
		v.c.Path(new(canvas.Path).Move(x-5, y-5).Line(x+5, y+5).Move(x+5, y-5).Line(x-5, y+5), canvas.Look{Class: "cut"})
	case "merge":
		v.c.Circle(x, y, radius, fill)
		v.c.Circle(x, y, radius-4, canvas.Look{Class: "lb"})
	case "pick":
		v.c.Circle(x, y, radius, fill)
		v.c.Circle(x-3, y+1, 2.2, canvas.Look{Class: "lb"})
		v.c.Circle(x+3, y+1, 2.2, canvas.Look{Class: "lb"})
	default:
		v.c.Circle(x, y, radius, fill)
	}
	if c.id != "" && v.labels {
		t := source.LabelAt(c.id, 130, canvas.Small)
		if v.direction == "LR" {
			v.c.Rect(x-t.W/2-2, y+radius+3, t.W+4, t.H, 2, canvas.Look{Class: "lb"})
			v.c.Text(x, y+radius+3+t.H/2, t, canvas.TextLook{Class: "lt"})
		} else {
			v.c.Rect(x+radius+4, y-t.H/2, t.W+4, t.H, 2, canvas.Look{Class: "lb"})
			v.c.Text(x+radius+6, y, t, canvas.TextLook{Class: "lt", Anchor: canvas.Start})
		}
	}
	if c.tag == "" {
		return
	}
	t := source.LabelAt(c.tag, 130, canvas.Small)
	if v.direction == "LR" {
		v.c.Rect(x-t.W/2-6, y-radius-8-t.H, t.W+12, t.H+3, 3, canvas.Look{Class: "nt"})
		v.c.Text(x, y-radius-6.5-t.H/2, t, canvas.TextLook{})
		return
	}
	left := x + radius + 8
	if c.id != "" && v.labels {
		y += 17
	}
	v.c.Rect(left, y-t.H/2-1, t.W+12, t.H+2, 3, canvas.Look{Class: "nt"})
	v.c.Text(left+6, y, t, canvas.TextLook{Anchor: canvas.Start})
}
