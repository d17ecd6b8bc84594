package base

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// ParseDataview reads a query of Dataview: a list or a table. ok is false if it
// is of another kind, or says what is not understood: then it is not run.
func ParseDataview(text string) (v View, faults []Fault, ok bool) {
	p := &dataviewReader{text: comment.ReplaceAllStringFunc(text, func(c string) string { return strings.Repeat(" ", len(c)) })}
	defer func() {
		if r := recover(); r != nil {
			f, stopped := r.(Fault)
			if !stopped {
				panic(r)
			}
			v, faults, ok = View{}, []Fault{f}, false
		}
	}()
	if len(text) > 4*budget.ExpressionBytes {
		p.stop(0, "the query is too long")
	}
	for _, c := range p.clauses() {
		p.clause(&v, c)
	}
	return v, nil, true
}

var (
	comment   = regexp.MustCompile(`(?m)^[ \t]*//.*$`)
	keyword   = regexp.MustCompile(`(?i)\b(?:(TABLE|LIST|TASK|CALENDAR)(\s+WITHOUT\s+ID)?|FROM|WHERE|SORT|GROUP\s+BY|LIMIT|FLATTEN)\b`)
	renamed   = regexp.MustCompile(`(?is)^(.*?)\s+AS\s+(?:"([^"]*)"|([\pL\pN_-]+))\s*$`)
	withOrder = regexp.MustCompile(`(?is)^(.*?)(?:\s+(ASC|ASCENDING|DESC|DESCENDING))?\s*$`)
)

// A clause is a keyword and what follows it.
type clause struct {
	word, text string
	at         int // offset of text
}

type dataviewReader struct {
	text string
}

// stop ends the reading with a fault at an offset.
func (p *dataviewReader) stop(at int, what string) {
	line, col := p.place(at)
	panic(Fault{Line: line, Col: col, What: "the query is not run: " + what})
}

// place is the line and column of an offset, from 1.
func (p *dataviewReader) place(at int) (line, col int) {
	before := p.text[:min(at, len(p.text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, len([]rune(before[start:])) + 1
}

// clauses cuts the query at its keywords, of which none stands in quotes or
// brackets.
func (p *dataviewReader) clauses() (all []clause) {
	open := p.depths()
	for _, m := range keyword.FindAllStringIndex(p.text, -1) {
		if open[m[0]] > 0 || len(all) > 0 && isStart(p.text[m[0]:m[1]]) || m[0] > 0 && strings.IndexByte(".#-", p.text[m[0]-1]) >= 0 {
			continue
		}
		if len(all) > 0 {
			all[len(all)-1].text = p.text[all[len(all)-1].at:m[0]]
		} else if strings.TrimSpace(p.text[:m[0]]) != "" {
			break
		}
		word := strings.ToUpper(strings.Join(strings.Fields(p.text[m[0]:m[1]]), " "))
		all = append(all, clause{word: word, text: p.text[m[1]:], at: m[1]})
	}
	if len(all) == 0 || !isStart(all[0].word) {
		p.stop(0, "it begins with none of LIST and TABLE")
	}
	return all
}

func isStart(word string) bool {
	word, _, _ = strings.Cut(strings.ToUpper(word), " ")
	return word == "TABLE" || word == "LIST" || word == "TASK" || word == "CALENDAR"
}

// depths is for each byte how many brackets and quotes are open before it.
func (p *dataviewReader) depths() []int {
	depths := make([]int, len(p.text)+1)
	depth, quoted := 0, false
	for i := range len(p.text) {
		depths[i] = depth
		if quoted {
			depths[i]++
		}
		switch c := p.text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth = max(0, depth-1)
		}
	}
	return depths
}

func (p *dataviewReader) clause(v *View, c clause) {
	switch c.word {
	case "TABLE", "TABLE WITHOUT ID":
		if c.word == "TABLE" {
			v.columns = append(v.columns, column{title: "file.file", link: true})
		}
		for _, part := range p.parts(c) {
			v.columns = append(v.columns, p.column(part))
		}
	case "LIST", "LIST WITHOUT ID":
		v.Kind = AsList
		if c.word == "LIST" {
			v.columns = append(v.columns, column{title: "file.file", link: true})
		}
		for _, part := range p.parts(c) {
			v.columns = append(v.columns, p.column(part))
		}
	case "FROM":
		p.and(v, c, p.source(c))
	case "WHERE":
		p.and(v, c, p.expression(c))
	case "SORT":
		for _, part := range p.parts(c) {
			m := withOrder.FindStringSubmatch(part.text)
			v.sorts = append(v.sorts, sorting{p.column(clause{text: m[1], at: part.at}), strings.HasPrefix(strings.ToUpper(m[2]), "DESC")})
		}
	case "GROUP BY":
		v.group = &sorting{column: p.column(c)}
		p.ungroup(v)
	case "LIMIT":
		n, err := strconv.Atoi(strings.TrimSpace(c.text))
		if err != nil || n < 0 {
			p.stop(c.at, "LIMIT wants a number")
		}
		v.limit = n
	default:
		p.stop(max(0, c.at-len(c.word)), c.word+" is not done here")
	}
	if len(v.columns) == 0 {
		p.stop(c.at, "it shows nothing")
	}
}

// parts cuts a clause at its commas.
func (p *dataviewReader) parts(c clause) (all []clause) {
	open := p.depths()
	base := open[c.at]
	start := 0
	for i := 0; i <= len(c.text); i++ {
		if i < len(c.text) && (c.text[i] != ',' || open[c.at+i] > base) {
			continue
		}
		if strings.TrimSpace(c.text[start:i]) != "" {
			all = append(all, clause{text: c.text[start:i], at: c.at + start})
		}
		start = i + 1
	}
	return all
}

// column reads an expression and how it is called.
func (p *dataviewReader) column(c clause) column {
	title := strings.TrimSpace(c.text)
	if m := renamed.FindStringSubmatch(c.text); m != nil {
		c.text, title = m[1], m[2]+m[3]
	}
	f := p.expression(c)
	if title == "file.link" || title == "file.name" {
		return column{title: "file.name", link: title == "file.link", formula: f}
	}
	return column{title: title, formula: f}
}

func (p *dataviewReader) expression(c clause) formula {
	lead := len(c.text) - len(strings.TrimLeft(c.text, " \t\r\n"))
	text := strings.TrimSpace(c.text)
	e, bad := parseExpr(text, dataview)
	if bad != nil {
		p.stop(c.at+lead+bad.at, bad.what)
	}
	if name := unfit(e); name != "" {
		p.stop(c.at+lead, "the function "+name+" is not known")
	}
	f := formula{expr: e}
	f.line, f.col = p.place(c.at + lead)
	return f
}

// unfit is a function in e that is not known; "" if all are.
func unfit(e *expr) string {
	if e.op == opCall && !known(e.text) && !globals[e.text] || e.op == opMethod && !known(e.text) {
		return e.text
	}
	for _, a := range e.args {
		if name := unfit(a); name != "" {
			return name
		}
	}
	return ""
}

// globals are the functions that belong to no value.
var globals = map[string]bool{
	"if": true, "choice": true, "now": true, "today": true, "random": true, "default": true, "coalesce": true, "date": true, "duration": true,
	"dur": true, "number": true, "list": true, "array": true, "link": true, "elink": true, "file": true, "max": true, "min": true,
	"string": true, "not": true, "concat": true, "html": true, "escapeHTML": true, "image": true, "icon": true,
}

func (p *dataviewReader) and(v *View, _ clause, f formula) {
	more := filter{join: alone, formula: f}
	if v.filter.join == always {
		v.filter = more
		return
	}
	v.filter = filter{join: allOf, parts: []filter{v.filter, more}}
}

// ungroup makes "rows.x" of a grouped query the x of each of its rows, which
// stand below the name of their group.
func (p *dataviewReader) ungroup(v *View) {
	if len(v.columns) > 1 && v.columns[0].expr == nil { // in its place is the name of the group
		v.columns = v.columns[1:]
	}
	for i := range v.columns {
		c := &v.columns[i]
		if c.expr == nil {
			continue
		}
		c.expr = perRow(c.expr)
		c.title = strings.TrimPrefix(c.title, "rows.")
		if usesRows(c.expr) {
			p.stop(0, "what it says of the rows of a group is not done here")
		}
		if e := c.expr; e.op == opField && e.text == "link" && e.args[0].op == opName && e.args[0].text == "file" {
			c.title, c.link = "file.name", true
		}
	}
}

func perRow(e *expr) *expr {
	if e.op == opField && len(e.args) == 1 {
		if of := e.args[0]; of.op == opName && of.text == "rows" {
			return &expr{op: opName, at: e.at, text: e.text}
		}
	}
	now := *e
	now.args = make([]*expr, len(e.args))
	for i, a := range e.args {
		now.args[i] = perRow(a)
	}
	return &now
}

func usesRows(e *expr) bool {
	if e.op == opName && e.text == "rows" {
		return true
	}
	for _, a := range e.args {
		if usesRows(a) {
			return true
		}
	}
	return false
}
