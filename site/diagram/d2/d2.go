// Package d2 draws diagrams in the language of D2 (https://d2lang.com): shapes,
// containers and connections, with their labels, shapes and colours. Boards,
// imports, globs and diagrams within diagrams are not drawn.
package d2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/source"
)

const (
	maxItems = 500
	maxEdges = 1000
	maxDepth = 20
)

// An item is a shape, or a container of some.
type item struct {
	name, label string
	labelled    bool
	set         map[string]string // "shape", "style.fill", "direction"
	items       []*item
	byName      map[string]*item
	parent      *item
	rows        []string // of a table or class
	place       int      // among the nodes, or the clusters, of the picture
}

// An edge connects two items.
type edge struct {
	from, to   *item
	tail, head bool // an arrow at its start, at its end
	label      string
	set        map[string]string
}

type reader struct {
	text  string
	at    int
	root  *item
	count int
	edges []*edge
	class map[string]map[string]string // by name
}

// Draw draws a diagram.
func Draw(code string) (boxes.Drawing, error) {
	r := &reader{text: code, root: newItem("", nil), class: map[string]map[string]string{}}
	if err := r.block(r.root, 0); err != nil {
		return boxes.Drawing{}, err
	}
	if r.count == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	}
	d, err := boxes.Draw(r.picture())
	return d, err
}

func newItem(name string, parent *item) *item {
	return &item{name: name, set: map[string]string{}, byName: map[string]*item{}, parent: parent}
}

// child is the item of that name inside of i, made if need be.
func (r *reader) child(i *item, name string) *item {
	key := strings.ToLower(name)
	if c := i.byName[key]; c != nil {
		return c
	}
	c := newItem(name, i)
	i.byName[key] = c
	i.items = append(i.items, c)
	r.count++
	return c
}

// keywords are names that set something of the item they stand in.
var keywords = []string{
	"shape", "label", "style", "icon", "near", "width", "height", "tooltip", "link", "class", "constraint", "direction", "top", "left",
	"grid-rows", "grid-columns", "grid-gap", "vertical-gap", "horizontal-gap", "source-arrowhead", "target-arrowhead",
}

// resolve follows a path from an item. What is left begins with a keyword.
func (r *reader) resolve(from *item, path []string) (at *item, left []string) {
	for k, name := range path {
		switch {
		case name == "_" && from.parent != nil:
			from = from.parent
		case slices.Contains(keywords, strings.ToLower(name)):
			return from, path[k:]
		default:
			from = r.child(from, name)
		}
	}
	return from, nil
}

// block reads statements up to the end, or to the brace that closes it.
func (r *reader) block(in *item, depth int) error {
	if depth > maxDepth {
		return r.fault(r.at, fmt.Sprintf("containers nest more than %d deep", maxDepth), "")
	}
	for {
		r.skip()
		switch {
		case r.at >= len(r.text):
			if depth > 0 {
				return r.fault(r.at, "a container is not closed", "end it with }")
			}
			return nil
		case r.text[r.at] == '}':
			if depth == 0 {
				return r.fault(r.at, `"}" closes nothing`, "")
			}
			r.at++
			return nil
		}
		if err := r.statement(in, depth); err != nil {
			return err
		}
		if r.count > maxItems || len(r.edges) > maxEdges {
			return &source.Fault{What: fmt.Sprintf("the diagram has more than %d shapes or %d connections", maxItems, maxEdges)}
		}
	}
}

// statement reads one key, or chain of keys, and what is said of it.
func (r *reader) statement(in *item, depth int) error {
	start := r.at
	key := r.key()
	parts, arrows := chain(key)
	switch first := strings.TrimSpace(key); {
	case first == "":
		return r.fault(start, fmt.Sprintf("%q is not understood", source.Short(r.rest(start))), "")
	case strings.HasPrefix(first, "..."), strings.HasPrefix(first, "@"), strings.Contains(first, "*"), first == "layers", first == "scenarios", first == "steps":
		return r.fault(start, "imports, globs and boards are not drawn", "")
	case first == "vars" || strings.HasPrefix(first, "vars."), strings.HasPrefix(first, "("):
		return r.pass(depth)
	case first == "classes":
		return r.classes(depth)
	}
	if len(arrows) == 0 {
		return r.shape(in, path(key), start, depth)
	}
	return r.connections(in, parts, arrows, depth)
}

// shape reads what is said of one item, or of a setting of it.
func (r *reader) shape(in *item, names []string, start, depth int) error {
	at, left := r.resolve(in, names)
	value, given, err := r.value()
	if err != nil {
		return err
	}
	switch {
	case len(left) > 0 && value == "sequence_diagram":
		return r.fault(start, "sequence diagrams of D2 are not drawn", "write it in Mermaid")
	case len(left) > 0:
		at.assign(strings.ToLower(strings.Join(left, ".")), value)
	case in.isTable() && len(names) == 1:
		in.drop(at)
		r.count--
		in.rows = append(in.rows, strings.TrimSpace(names[0]+"  "+value))
	case given:
		at.label, at.labelled = value, true
	}
	if !r.opens() {
		return nil
	}
	if len(left) > 0 {
		return r.settings(depth, func(key, value string) { at.assign(strings.ToLower(strings.Join(left, "."))+"."+key, value) })
	}
	return r.block(at, depth+1)
}

func (i *item) assign(key, value string) {
	if key == "label" {
		i.label, i.labelled = value, true
		return
	}
	i.set[key] = value
}

func (i *item) isTable() bool { return i.set["shape"] == "sql_table" || i.set["shape"] == "class" }

// drop takes back an item that was a row of a table.
func (i *item) drop(c *item) {
	delete(i.byName, strings.ToLower(c.name))
	i.items = slices.DeleteFunc(i.items, func(x *item) bool { return x == c })
}

// connections reads a -> b <- c and what is said of them all.
func (r *reader) connections(in *item, parts, arrows []string, depth int) error {
	var ends []*item
	for _, p := range parts {
		names := path(p)
		if len(names) == 0 {
			return r.fault(r.at, "a connection has no shape at one end", "")
		}
		at, _ := r.resolve(in, names)
		ends = append(ends, at)
	}
	value, _, err := r.value()
	if err != nil {
		return err
	}
	set := map[string]string{}
	for i, arrow := range arrows {
		r.edges = append(r.edges, &edge{
			from: ends[i], to: ends[i+1], label: value, set: set,
			tail: strings.HasPrefix(arrow, "<"), head: strings.HasSuffix(arrow, ">"),
		})
	}
	if !r.opens() {
		return nil
	}
	made := r.edges[len(r.edges)-len(arrows):]
	return r.settings(depth, func(key, value string) {
		if key == "label" {
			for _, e := range made {
				e.label = value
			}
			return
		}
		set[key] = value
	})
}

// classes reads the settings that shapes take by name.
func (r *reader) classes(depth int) error {
	if _, _, err := r.value(); err != nil || !r.opens() {
		return err
	}
	return r.settings(depth, func(key, value string) {
		name, rest, _ := strings.Cut(key, ".")
		if r.class[name] == nil {
			r.class[name] = map[string]string{}
		}
		r.class[name][rest] = value
	})
}

// settings reads a block of nothing but settings: keys have their way in front.
func (r *reader) settings(depth int, tell func(key, value string)) error {
	holder := &reader{text: r.text, at: r.at, root: newItem("", nil), class: map[string]map[string]string{}}
	if err := holder.plain(depth+1, "", tell); err != nil {
		return err
	}
	r.at = holder.at
	return nil
}

func (r *reader) plain(depth int, before string, tell func(key, value string)) error {
	if depth > maxDepth {
		return r.fault(r.at, fmt.Sprintf("blocks nest more than %d deep", maxDepth), "")
	}
	for {
		r.skip()
		if r.at >= len(r.text) {
			return r.fault(r.at, "a block is not closed", "end it with }")
		}
		if r.text[r.at] == '}' {
			r.at++
			return nil
		}
		start := r.at
		key := before + strings.Join(path(r.key()), ".")
		value, given, err := r.value()
		if err != nil {
			return err
		}
		if given {
			tell(strings.ToLower(key), value)
		}
		if r.opens() {
			if err := r.plain(depth+1, key+".", tell); err != nil {
				return err
			}
		}
		if r.at == start {
			return r.fault(start, fmt.Sprintf("%q is not understood", source.Short(r.rest(start))), "")
		}
	}
}

// pass reads over what has no look.
func (r *reader) pass(depth int) error {
	if _, _, err := r.value(); err != nil || !r.opens() {
		return err
	}
	return r.settings(depth, func(string, string) {})
}
