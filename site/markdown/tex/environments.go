package tex

import (
	"strconv"
	"strings"
)

// A layout is how the cells of \begin{…} are laid out.
type layout struct {
	left, right string // brackets around
	align       string // of the columns, repeated: l, r; centred if empty
	columns     bool   // an argument says the alignment
	count       bool   // an argument says how many columns, which align says too
	optional    bool   // an argument in brackets says the alignment of all columns
	lines       bool   // lines of one formula rather than numbers
	display     bool
	cells       string // style of the cells
	small       bool
	class       string
	ends        bool // the first line stands left and the last right
}

// environments are by name, without a star at its end.
var environments = readEnvironments()

func readEnvironments() map[string]layout {
	matrix := layout{optional: true}
	lines := layout{lines: true, display: true}
	all := map[string]layout{
		"array": {columns: true}, "darray": {columns: true, cells: "displaystyle"}, "tabular": {columns: true},
		"subarray": {columns: true, class: "math-substack"},
		"cases":    {left: "{", align: "l", class: "math-cases"}, "rcases": {right: "}", align: "l", class: "math-cases"},
		"dcases":      {left: "{", align: "l", class: "math-cases", cells: "displaystyle"},
		"drcases":     {right: "}", align: "l", class: "math-cases", cells: "displaystyle"},
		"numcases":    {left: "{", align: "l", class: "math-cases"},
		"smallmatrix": {small: true}, "psmallmatrix": {small: true, left: "(", right: ")"}, "bsmallmatrix": {small: true, left: "[", right: "]"},
		"multline": {lines: true, display: true, ends: true},
	}
	for name, brackets := range map[string]string{"matrix": "", "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖"} {
		m := matrix
		if r := []rune(brackets); len(r) == 2 {
			m.left, m.right = string(r[0]), string(r[1])
		}
		all[name] = m
	}
	for _, t := range []struct {
		names, align string
		count        bool
	}{
		{"align aligned split flalign", "rl", false}, {"alignat alignedat xalignat", "rl", true}, {"eqnarray", "rcl", false},
		{"gather gathered equation displaymath math lgathered rgathered", "", false},
	} {
		for _, name := range strings.Fields(t.names) {
			e := lines
			e.align, e.count = t.align, t.count
			all[name] = e
		}
	}
	return all
}

// A line is a row of a table.
type line struct {
	cells []*node
	spans map[int]int // columns that a cell takes, if not one
	tag   *node
	above string // rules: "", "solid", "dashed"
	under string // below the last row
	rules map[int]bool
	gap   bool // more space follows
}

// environment reads \begin{name} … \end{name}.
func (p *reader) environment(string) atom {
	name := p.raw()
	e, ok := environments[strings.TrimSuffix(name, "*")]
	switch {
	case p.failed:
		return atom{node: p.fail()}
	case name == "CD":
		return atom{node: p.diagram()}
	case !ok:
		return atom{node: p.failFor(unknown("begin{" + name + "}"))}
	}
	columns := strings.Repeat(e.align, 1)
	switch {
	case e.columns:
		if e.optional = true; p.peek() == '[' {
			p.optional()
		}
		columns = p.raw()
	case e.count:
		p.raw()
	}
	if p.peek() == '[' && (e.optional || e.lines) {
		if raw, _ := p.optional(); e.optional && len(raw) == 1 {
			columns, e.align = raw, raw
		}
	}
	cols, ok := columnsOf(columns)
	if !ok {
		return atom{node: p.failFor("the columns {" + columns + "} are not known")}
	}
	if e.columns {
		e.align = ""
	}
	outer := p.tag
	rows := p.rows(name)
	p.tag = outer
	if p.failed || len(rows) == 0 {
		return atom{node: p.fail()}
	}
	t := e.tableOf(rows, cols)
	if e.left+e.right == "" {
		return atom{node: t}
	}
	return atom{node: fenced(e.left, e.right, t)}
}

// A column is how its cells are aligned, and the rules beside it.
type column struct {
	align       byte
	left, right string // "", "solid", "dashed"
}

// mostColumns bounds *{n}{…}.
const mostColumns = 60

// columnsOf reads the argument of array: {l|cc|r}, {@{}c}, {*{3}{c}}.
func columnsOf(s string) ([]column, bool) {
	p := &reader{tex: s}
	var all []column
	rule := ""
	for p.peek() != 0 && !p.failed && len(all) <= mostColumns {
		c := p.tex[p.at]
		switch p.at++; c {
		case 'l', 'c', 'r', 'p', 'm', 'b', 'X':
			if strings.IndexByte("pmb", c) >= 0 {
				p.raw()
				c = 'l'
			}
			all = append(all, column{align: c, left: rule})
			rule = ""
		case '|', ':':
			rule = "solid"
			if c == ':' {
				rule = "dashed"
			}
			if n := len(all); n > 0 {
				all[n-1].right, rule = rule, ""
			}
		case '@', '!', '>', '<':
			p.raw()
		case '*':
			n, err := strconv.Atoi(strings.TrimSpace(p.raw()))
			inner, ok := columnsOf(p.raw())
			if err != nil || !ok || n < 0 || n*len(inner) > mostColumns {
				return nil, false
			}
			for range n {
				all = append(all, inner...)
			}
		case '\xc2', '\xa0': // a space that does not break
		default:
			return nil, false
		}
	}
	return all, !p.failed && len(all) <= mostColumns
}

// rows reads cells to the end of the environment, or of the formula if it has
// no name. A row end after the last row begins no other.
func (p *reader) rows(environment string) []line {
	rows := []line{{}}
	p.tag = nil
	for !p.failed {
		r := &rows[len(rows)-1]
		if len(r.cells) == 0 && environment != "" {
			p.ruled(r)
		}
		p.cell(r)
		c := p.peek()
		if c != '&' {
			r.tag, p.tag = p.tag, nil
		}
		switch {
		case c == '&':
			p.at++
		case p.acceptCommand(`\`), p.acceptCommand("cr"), p.acceptCommand("newline"):
			p.accept("*")
			r.gap = p.rowSpace()
			rows = append(rows, line{})
		case environment == "" && c == 0:
			return withoutLast(rows)
		case environment != "" && p.acceptCommand("end") && p.raw() == environment:
			return withoutLast(rows)
		default:
			p.fail()
		}
	}
	return nil
}

// cell reads one cell of r, which \multicolumn may make wider.
func (p *reader) cell(r *line) {
	if p.acceptCommand("multicolumn") {
		n, err := strconv.Atoi(strings.TrimSpace(p.raw()))
		p.raw()
		if err != nil || n < 1 || n > mostColumns {
			p.fail()
			return
		}
		if r.spans == nil {
			r.spans = make(map[int]int)
		}
		r.spans[len(r.cells)] = n
		r.cells = append(r.cells, p.argument())
		return
	}
	r.cells = append(r.cells, p.expression())
}

// ruled reads the rules above a row.
func (p *reader) ruled(r *line) {
	for !p.failed {
		switch {
		case p.acceptCommand("hline"), p.acceptCommand("toprule"), p.acceptCommand("midrule"), p.acceptCommand("bottomrule"):
			r.above = "solid"
		case p.acceptCommand("hdashline"):
			r.above = "dashed"
		case p.acceptCommand("cline"):
			from, to, _ := strings.Cut(p.raw(), "-")
			a, err := strconv.Atoi(strings.TrimSpace(from))
			b, err2 := strconv.Atoi(strings.TrimSpace(to))
			if err != nil || err2 != nil || a < 1 || b > mostColumns {
				p.fail()
				return
			}
			if r.rules == nil {
				r.rules = make(map[int]bool)
			}
			for ; a <= b; a++ {
				r.rules[a-1] = true
			}
		default:
			return
		}
	}
}

// rowSpace passes over the [2ex] after \\, and says whether it is there.
func (p *reader) rowSpace() bool {
	if !strings.HasPrefix(p.rest(), "[") {
		return false
	}
	end := strings.IndexByte(p.rest(), ']')
	if end < 0 || strings.Trim(p.rest()[1:end], "-.0123456789emxptcinu ") != "" {
		return false
	}
	negative := strings.HasPrefix(p.rest(), "[-")
	p.at += end + 1
	return !negative
}

func withoutLast(rows []line) []line {
	last := rows[len(rows)-1]
	if len(rows) > 1 && len(last.cells) == 1 && last.cells[0] == nil && last.tag == nil {
		rows[len(rows)-2].under = last.above
		return rows[:len(rows)-1]
	}
	return rows
}

func (e layout) table(rows []line) *node { return e.tableOf(rows, nil) }

// tableOf is the table of the rows.
func (e layout) tableOf(rows []line, cols []column) *node {
	t := el("mtable", "")
	if e.display || e.cells == "displaystyle" {
		t.attr = ` displaystyle="true"`
	}
	t.class = e.class
	if e.lines {
		classed("math-lines", t)
	}
	if e.small {
		classed("math-small", t)
	}
	tags := false
	for _, r := range rows {
		tags = tags || r.tag != nil
	}
	for i, r := range rows {
		tr := el("mtr", "")
		for c, cell := range r.cells {
			tr.kids = append(tr.kids, e.cellOf(r, c, cell, cols, i == len(rows)-1, i == 0, len(rows)))
		}
		if tags {
			tr.kids = append(tr.kids, classed("math-tag", el("mtd", "", orEmpty(r.tag))))
		}
		t.kids = append(t.kids, tr)
	}
	if e.small {
		return el("mstyle", ` scriptlevel="1"`, t)
	}
	return t
}

func (e layout) cellOf(r line, c int, cell *node, cols []column, last, first bool, count int) *node {
	td := el("mtd", "")
	switch {
	case cell != nil && e.align == "rcl" && cell.name == "mo":
		td.kids = []*node{el("mrow", "", space("0.2778"), cell, space("0.2778"))}
	case cell != nil:
		td.kids = []*node{cell}
	}
	if n := r.spans[c]; n > 1 {
		td.attr = ` columnspan="` + strconv.Itoa(n) + `"`
	}
	align := byte(0)
	switch {
	case c < len(cols):
		col := cols[c]
		align = col.align
		rule(td, "left", col.left)
		rule(td, "right", col.right)
	case e.align != "":
		align = e.align[c%len(e.align)]
	case e.left == "" && !e.display && e.lines, e.ends && first && count > 1:
		align = 'l'
	case e.ends && last && count > 1:
		align = 'r'
	}
	if class := map[byte]string{'l': "math-left", 'r': "math-right"}[align]; class != "" {
		classed(class, td)
	}
	rule(td, "top", r.above)
	rule(td, "bottom", r.under)
	if r.rules[c] {
		rule(td, "top", "solid")
	}
	if r.gap {
		classed("math-gap", td)
	}
	return td
}

func rule(td *node, side, kind string) {
	switch kind {
	case "solid":
		classed("math-rule-"+side, td)
	case "dashed":
		classed("math-dash-"+side, td)
	}
}
