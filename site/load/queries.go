package load

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// queryNames are the files at the top of the content that hold queries for
// this site. Like the settings, they are no part of it.
var queryNames = []string{"queries.yaml", "queries.yml", "queries.json"}

// Queries reads a file of queries: JSON if name ends in .json, else YAML. It
// is a list of
//
//	{q: 三次握手, kind: zh, expect: [握手], section: ^三次握手$}
//
// of which q and expect must be there, and expect may be a single text; or it
// has the list under the key "queries", and under "min" what share of them is
// to be answered well:
//
//	min: {hit1: 0.9, hit5: 1, section1: 0.8, found: 1}
//
// A query that makes no sense is reported and left out.
func Queries(name string, data []byte) (site.QuerySet, []site.Problem) {
	r := queryReader{report: &report{file: name}}
	text, ok := r.decode(data, legacy{})
	if !ok {
		return r.set, r.problems
	}
	read := yamlRoot
	if strings.EqualFold(path.Ext(name), ".json") {
		read = jsonRoot
	}
	root, bad := read(r.clean(text))
	if bad != nil {
		r.add(site.BadQuery, bad.line, bad.col, bad.hint, "%s", bad.what)
		return r.set, r.problems
	}
	r.root(root)
	return r.set, r.problems
}

// yamlRoot is the value of a YAML document; nil if there is none.
func yamlRoot(text []byte) (*yaml.Node, *syntaxError) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, yamlError(text, err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

// jsonRoot is the value of a JSON document as if it were YAML, which JSON is
// not quite: YAML has no "\/" and no surrogate pairs.
func jsonRoot(text []byte) (*yaml.Node, *syntaxError) {
	var all json.RawMessage // only to have everything checked
	if err := json.Unmarshal(text, &all); err != nil {
		bad := &syntaxError{line: 1, col: 1, what: strings.TrimPrefix(err.Error(), "json: ")}
		var at *json.SyntaxError
		if errors.As(err, &at) {
			bad.line, bad.col = place(text, min(max(int(at.Offset)-1, 0), len(text)))
		}
		return nil, bad
	}
	j := jsonReader{text: text, line: 1, dec: json.NewDecoder(bytes.NewReader(text))}
	j.dec.UseNumber()
	return j.value()
}

// A jsonReader makes nodes of checked JSON.
type jsonReader struct {
	text       []byte
	dec        *json.Decoder
	line       int // of text[counted]
	begin      int // where that line begins
	counted    int
	containers int // that are open
}

func (j *jsonReader) value() (*yaml.Node, *syntaxError) {
	at := int(j.dec.InputOffset())
	for at < len(j.text) && strings.IndexByte(" \t\n,:", j.text[at]) >= 0 {
		at++
	}
	line, col := j.place(at)
	token, err := j.dec.Token()
	if err != nil {
		return nil, &syntaxError{line: line, col: col, what: err.Error()}
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Line: line, Column: col}
	switch t := token.(type) {
	case json.Delim:
		if n.Kind = yaml.SequenceNode; t == '{' {
			n.Kind = yaml.MappingNode
		}
		return n, j.children(n)
	case string:
		n.Value = t
	case json.Number:
		n.Value = t.String()
	case bool:
		n.Value = strconv.FormatBool(t)
	case nil:
		n.Tag = "!!null"
	}
	return n, nil
}

// children reads up to the end of an object or array.
func (j *jsonReader) children(n *yaml.Node) *syntaxError {
	const deepest = 100
	if j.containers++; j.containers > deepest {
		return &syntaxError{line: n.Line, col: n.Column, what: "lists in lists, too deep"}
	}
	for j.dec.More() {
		child, bad := j.value()
		if bad != nil {
			return bad
		}
		n.Content = append(n.Content, child)
	}
	j.containers--
	j.dec.Token() // the closing bracket, which is there
	return nil
}

// place gives what the function place does, for offsets that only grow.
func (j *jsonReader) place(at int) (line, col int) {
	for ; j.counted < at; j.counted++ {
		if j.text[j.counted] == '\n' {
			j.line++
			j.begin = j.counted + 1
		}
	}
	return j.line, column(j.text[j.begin:], at-j.begin)
}

// A queryReader makes queries of nodes.
type queryReader struct {
	*report
	set site.QuerySet
}

func (r *queryReader) wrong(n *yaml.Node, format string, args ...any) {
	r.add(site.BadQuery, n.Line, n.Column, "", format, args...)
}

func (r *queryReader) root(root *yaml.Node) {
	switch {
	case root == nil:
	case root.Kind == yaml.SequenceNode:
		r.queries(root)
	case root.Kind == yaml.MappingNode:
		for k, v := range pairs(root) {
			switch k.Value {
			case "queries":
				r.queries(v)
			case "min":
				r.goals(v)
			case "max":
				r.limits(v)
			default:
				r.unknown(k, "queries", "min", "max")
			}
		}
	default:
		r.wrong(root, "this should be a list of queries")
	}
}

func (r *queryReader) queries(n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		r.wrong(n, "queries should be a list")
		return
	}
	for i, item := range n.Content {
		if i == budget.Queries {
			r.wrong(item, "more than %d queries; the rest is left out", budget.Queries)
			return
		}
		if q, ok := r.query(target(item)); ok {
			r.set.Queries = append(r.set.Queries, q)
		}
	}
}

func (r *queryReader) query(n *yaml.Node) (q site.Query, ok bool) {
	if n.Kind != yaml.MappingNode {
		r.wrong(n, "a query should have the keys q and expect")
		return q, false
	}
	before := len(r.problems)
	q.At = site.Pos{File: r.file, Line: n.Line, Col: n.Column}
	for k, v := range pairs(n) {
		switch k.Value {
		case "q":
			q.Text = r.text(k, v)
		case "kind":
			q.Kind = tidy(r.text(k, v), budget.TagRunes)
		case "section":
			q.Section = r.pattern(k, v)
		case "expect":
			q.Expect = r.patterns(k, v)
		default:
			r.unknown(k, "q", "kind", "expect", "section")
		}
	}
	if len(r.problems) > before {
		return q, false
	}
	switch {
	case strings.TrimSpace(q.Text) == "":
		r.wrong(n, "a query without q, its text")
	case len(q.Expect) == 0:
		r.wrong(n, "the query %q does not say what to expect", short(q.Text))
	default:
		return q, true
	}
	return q, false
}

// text is a single text; "" if it is null.
func (r *queryReader) text(k, v *yaml.Node) string {
	if v.Kind != yaml.ScalarNode {
		r.wrong(v, "%s should be text", short(k.Value))
		return ""
	}
	if v.ShortTag() == "!!null" {
		return ""
	}
	return v.Value
}

func (r *queryReader) pattern(k, v *yaml.Node) string {
	s := r.text(k, v)
	if _, err := regexp.Compile("(?i)" + s); err != nil {
		r.wrong(v, "%s is no regular expression: %v", short(k.Value), err)
	}
	return s
}

// patterns are those of a list, or a single one; empty ones, which match
// everything, are left out.
func (r *queryReader) patterns(k, v *yaml.Node) (list []string) {
	items := []*yaml.Node{v}
	if v.Kind == yaml.SequenceNode {
		items = v.Content
	}
	for _, item := range items {
		if s := r.pattern(k, target(item)); s != "" {
			list = append(list, s)
		}
	}
	return list
}

func (r *queryReader) goals(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.wrong(n, "min should have the keys hit1, hit5, section1 or found")
		return
	}
	goals := map[string]*float64{
		"hit1": &r.set.Min.Hit1, "hit5": &r.set.Min.Hit5, "section1": &r.set.Min.Section1, "found": &r.set.Min.Found,
	}
	for k, v := range pairs(n) {
		goal, ok := goals[k.Value]
		if !ok {
			r.unknown(k, "hit1", "hit5", "section1", "found")
			continue
		}
		share, err := strconv.ParseFloat(r.text(k, v), 64)
		if err != nil || !(share >= 0 && share <= 1) {
			r.wrong(v, "%s should be a number from 0 to 1", k.Value)
			continue
		}
		*goal = share
	}
}

func (r *queryReader) limits(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.wrong(n, "max should have the keys bytes, steps or warm")
		return
	}
	limits := map[string]*int{"bytes": &r.set.Max.Bytes, "steps": &r.set.Max.Steps, "warm": &r.set.Max.Warm}
	for k, v := range pairs(n) {
		limit, ok := limits[k.Value]
		if !ok {
			r.unknown(k, "bytes", "steps", "warm")
			continue
		}
		whole, err := strconv.ParseUint(r.text(k, v), 10, 31)
		if err != nil {
			r.wrong(v, "%s should be a whole number", k.Value)
			continue
		}
		*limit = int(whole)
	}
}

func (r *queryReader) unknown(k *yaml.Node, known ...string) {
	hint := "there are " + strings.Join(known, ", ")
	if i := slices.IndexFunc(known, func(s string) bool { return slug.Distance(short(k.Value), s) == 1 }); i >= 0 {
		hint = fmt.Sprintf("did you mean %q?", known[i])
	}
	r.add(site.BadQuery, k.Line, k.Column, hint, "there is no key %q here", short(k.Value))
}

// pairs are the keys and values of a mapping.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(k, v *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(target(n.Content[i]), target(n.Content[i+1])) {
				return
			}
		}
	}
}

// target is what an alias stands for; any other node is itself.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
