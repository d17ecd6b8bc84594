package base

import (
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Parse reads the tree of a base. There is always at least one view.
func Parse(t *site.Tree) ([]View, []Fault) {
	p := &baseReader{top: t, formulas: map[string]formula{}}
	if t != nil && t.Kind != site.Mapping && t.Kind != site.NoTree {
		p.fault(t, "", "a base has keys such as filters and views")
	}
	p.unknownKeys(t, "filters", "formulas", "properties", "display", "summaries", "views", "source")
	if f := t.At("formulas"); f != nil && f.Kind == site.Mapping {
		for i, k := range f.Keys {
			if e, ok := p.formula(f.Items[i]); ok {
				p.formulas[k.Text] = e
			}
		}
	}
	before := len(p.faults)
	all := p.filter(t.At("filters"))
	p.unread = len(p.faults) > before
	var views []View
	if list := t.At("views"); list != nil {
		for _, item := range list.Items[:min(len(list.Items), budget.QueryViews)] {
			views = append(views, p.view(item, all))
		}
	}
	if len(views) == 0 {
		views = append(views, p.view(&site.Tree{Kind: site.Mapping}, all))
	}
	return views, p.faults
}

type baseReader struct {
	top      *site.Tree
	formulas map[string]formula
	faults   []Fault
	unread   bool // there is something in the conditions for all views that cannot be read
}

func (p *baseReader) fault(t *site.Tree, hint, what string) {
	if len(p.faults) < budget.QueryFaults {
		p.faults = append(p.faults, Fault{Line: t.Line, Col: t.Col, What: what, Hint: hint})
	}
}

// unknownKeys reports keys that are none of those that are known.
func (p *baseReader) unknownKeys(t *site.Tree, known ...string) {
	if t == nil || t.Kind != site.Mapping {
		return
	}
	for _, k := range t.Keys {
		if !slices.Contains(known, k.Text) {
			p.fault(k, "", strconv.Quote(k.Text)+" is not known here")
		}
	}
}

// formula reads an expression; ok is false if there is none, or it cannot be
// read.
func (p *baseReader) formula(t *site.Tree) (formula, bool) {
	if t == nil || t.Kind != site.Scalar || strings.TrimSpace(t.Text) == "" {
		return formula{}, false
	}
	f := formula{line: t.Line, col: t.Col}
	if t.Quoted {
		f.col++
	}
	e, bad := parseExpr(t.Text, bases)
	if bad != nil {
		p.faults = append(p.faults, Fault{Line: f.line, Col: f.col + bad.at, What: "the expression cannot be read: " + bad.what})
		return formula{}, false
	}
	f.expr = e
	return f, true
}

// filter reads a condition. One that cannot be read is none.
func (p *baseReader) filter(t *site.Tree) filter {
	switch {
	case t == nil:
		return filter{}
	case t.Kind == site.Scalar:
		if f, ok := p.formula(t); ok {
			return filter{join: alone, formula: f}
		}
	case t.Kind == site.Sequence:
		return p.joined(allOf, t)
	case t.Kind == site.Mapping:
		all := filter{join: allOf}
		joins := map[string]join{"and": allOf, "or": anyOf, "not": noneOf}
		for i, k := range t.Keys {
			if j, ok := joins[k.Text]; ok {
				all.parts = append(all.parts, p.joined(j, t.Items[i]))
			} else {
				p.fault(k, `write "and", "or" or "not"`, strconv.Quote(k.Text)+" is no way to join conditions")
			}
		}
		return simple(all)
	}
	return filter{}
}

// joined reads conditions that are joined; a single one may be no list.
func (p *baseReader) joined(j join, t *site.Tree) filter {
	f := filter{join: j}
	items := t.Items
	if t.Kind != site.Sequence {
		items = []*site.Tree{t}
	}
	for _, item := range items {
		if part := p.filter(item); part.join != always {
			f.parts = append(f.parts, part)
		}
	}
	return simple(f)
}

// simple is f without joins of nothing.
func simple(f filter) filter {
	switch {
	case len(f.parts) == 0:
		return filter{}
	case len(f.parts) == 1 && f.join == allOf:
		return f.parts[0]
	}
	return f
}

func (p *baseReader) view(t *site.Tree, all filter) View {
	v := View{Name: textAt(t, "name"), formulas: p.formulas, limit: intAt(t, "limit")}
	switch kind := strings.ToLower(textAt(t, "type")); kind {
	case "cards", "gallery":
		v.Kind = AsCards
	case "list":
		v.Kind, v.Numbered = AsList, textAt(t, "markers") == "number"
	case "table", "":
	default:
		p.fault(t.At("type"), "", "views of type "+strconv.Quote(kind)+" are shown as a table")
	}
	own := filter{join: allOf}
	before := len(p.faults)
	for _, f := range []filter{all, p.filter(t.At("filters"))} {
		if f.join != always {
			own.parts = append(own.parts, f)
		}
	}
	v.filter = simple(own)
	v.unread = v.filter.join == always && (len(p.faults) > before || p.unread)
	p.columns(&v, t.At("order"))
	p.sorts(&v, t)
	p.sums(&v, t.At("summaries"))
	return v
}

func (p *baseReader) columns(v *View, order *site.Tree) {
	if order != nil {
		for _, item := range order.Items[:min(len(order.Items), 100)] {
			if item.Kind == site.Scalar {
				v.columns = append(v.columns, p.column(item))
			}
		}
	}
	if len(v.columns) == 0 {
		v.columns = []column{{title: "file.name", link: true}}
	}
}

// column is that of a property: "file.name", "note.age", "formula.x" or "age".
func (p *baseReader) column(t *site.Tree) column {
	of, name, ok := strings.Cut(t.Text, ".")
	if !ok || of != "file" && of != "note" && of != "formula" && of != "property" {
		of, name = "note", t.Text
	}
	c := column{title: name, formula: formula{line: t.Line, col: t.Col}}
	switch {
	case of == "file":
		c.title, c.link = t.Text, name == "name" || name == "file" || name == "basename" || name == "fullname"
	case of == "property":
		of = "note"
	}
	c.expr = &expr{op: opField, text: name, args: []*expr{{op: opName, text: of}}}
	for _, key := range []string{t.Text, of + "." + name, name} {
		if shown := textAt(p.top.At("properties").At(key), "displayName"); shown != "" {
			c.title = shown
			break
		}
	}
	return c
}

func (p *baseReader) sorts(v *View, t *site.Tree) {
	if list := t.At("sort"); list != nil {
		for _, item := range list.Items {
			if s, ok := p.sorting(item); ok {
				v.sorts = append(v.sorts, s)
			}
		}
	}
	if s, ok := p.sorting(t.At("groupBy")); ok {
		v.group = &s
	}
}

// sorting reads "property: x, direction: DESC", with older names, or the name
// of a property alone.
func (p *baseReader) sorting(t *site.Tree) (sorting, bool) {
	by, direction := t, ""
	if t != nil && t.Kind == site.Mapping {
		if by = t.At("property"); by == nil {
			by = t.At("column")
		}
		direction = textAt(t, "direction")
	}
	if by == nil || by.Kind != site.Scalar {
		return sorting{}, false
	}
	return sorting{p.column(by), strings.EqualFold(direction, "DESC")}, true
}

// builtinSums are the expressions of summaries that have a name in Obsidian.
func builtinSums() map[string]string {
	return map[string]string{
		"average": "values.mean().round(2)", "min": "min(values)", "max": "max(values)", "sum": "values.sum()",
		"range": "max(values) - min(values)", "earliest": "min(values)", "latest": "max(values)",
		"checked": "values.filter(value == true).length", "unchecked": "values.filter(value == false).length",
		"empty": "values.filter(value.isEmpty()).length", "filled": "values.filter(!value.isEmpty()).length",
		"unique": "values.unique().length", "count": "values.length",
		"median": "(values.filter(value.isType('number')).sort()[(values.filter(value.isType('number')).length / 2).floor()])",
	}
}

func (p *baseReader) sums(v *View, t *site.Tree) {
	if t == nil || t.Kind != site.Mapping {
		return
	}
	for i, k := range t.Keys {
		c := p.column(k)
		at := slices.IndexFunc(v.columns, func(o column) bool { return o.title == c.title })
		name := t.Items[i].Text
		if at < 0 || name == "" {
			continue
		}
		source := p.top.At("summaries").At(name)
		if source == nil {
			source = &site.Tree{Kind: site.Scalar, Text: builtinSums()[strings.ToLower(name)], Line: k.Line, Col: k.Col}
		}
		if f, ok := p.formula(source); ok {
			v.sums = append(v.sums, sum{at, name, f})
		} else if source.Text == "" {
			p.fault(t.Items[i], "", "the summary "+strconv.Quote(name)+" is not known")
		}
	}
}

func textAt(t *site.Tree, key string) string {
	if v := t.At(key); v != nil && v.Kind == site.Scalar {
		return strings.TrimSpace(v.Text)
	}
	return ""
}

func intAt(t *site.Tree, key string) int {
	n, err := strconv.Atoi(textAt(t, key))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
