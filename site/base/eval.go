package base

import (
	"fmt"
	"math"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// A Fault is something in a query that is not understood or not done. Line and
// Col count from 1 in the text of the query; 0 is the query as a whole.
type Fault struct {
	Line, Col  int
	What, Hint string
}

// A formula is an expression and the place of its text in the query.
type formula struct {
	*expr
	line, col int
}

// A run evaluates the expressions of one table.
type run struct {
	data     *Data
	this     int // the note that shows the table, -1 for none
	formulas map[string]formula
	steps    int
	loose    bool // a condition that could not be computed was passed over
	faults   []Fault
	told     map[string]bool
}

// spent says that the table has cost too much.
func (r *run) spent() bool { return r.steps > budget.QuerySteps }

// tell reports a fault once.
func (r *run) tell(f formula, at int, hint, format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	if r.told[what] || len(r.faults) >= budget.QueryFaults {
		return
	}
	if r.told == nil {
		r.told = map[string]bool{}
	}
	r.told[what] = true
	r.faults = append(r.faults, Fault{Line: f.line, Col: f.col + at, What: what, Hint: hint})
}

// A scope is where names are looked up: the note of a row, and what list
// functions bind.
type scope struct {
	*run
	in     formula // which expression, for faults
	note   int     // -1 in summaries
	locals map[string]Value
	within map[string]bool // formulas that are being computed
}

var unknown = Value{Kind: Unknown}

func (s *scope) eval(e *expr) Value {
	if s.steps++; s.spent() {
		return unknown
	}
	switch e.op {
	case opNumber:
		return number(e.num)
	case opText:
		return text(e.text)
	case opConst:
		if e.text == "null" {
			return Value{}
		}
		return truth(e.text == "true")
	case opRegexp:
		return Value{Kind: Regexp, re: e.re, global: strings.Contains(e.text, "g")}
	case opLink:
		return s.data.link(e.text, "")
	case opName:
		return s.name(e)
	case opList:
		items := make([]Value, len(e.args))
		for i, a := range e.args {
			items[i] = s.eval(a)
		}
		return list(items)
	case opUnary:
		return s.unary(e)
	case opBinary:
		return s.binary(e)
	case opField:
		return s.field(e)
	case opIndex:
		return s.index(e)
	case opCall:
		return s.call(e)
	}
	return s.method(e, e.text, e.args)
}

// name is the value of a name that stands alone.
func (s *scope) name(e *expr) Value {
	if v, ok := s.locals[e.text]; ok {
		return v
	}
	switch e.text {
	case "file":
		return s.data.ref(File, s.note)
	case "this":
		return s.data.ref(File, s.this)
	}
	return s.property(s.note, e.text)
}

// property is the value of a note's property; in a table "a.b". Tags are those
// in the text too.
func (s *scope) property(note int, name string) Value {
	if note < 0 {
		return Value{}
	}
	n := &s.data.Notes[note]
	s.steps += len(n.Props)
	if strings.EqualFold(name, "tags") {
		return s.tags(n)
	}
	v, _ := n.prop(name)
	return v
}

func (s *scope) tags(n *Note) Value {
	items := make([]Value, len(n.Tags))
	for i, t := range n.Tags {
		items[i] = text("#" + t)
	}
	return list(items)
}

func (s *scope) unary(e *expr) Value {
	v := s.eval(e.args[0])
	switch {
	case v.Kind == Unknown:
		return v
	case e.text == "!":
		return truth(!v.truthy())
	case v.Kind == Null:
		return v
	case v.Kind == Duration:
		v.Num, v.months = -v.Num, -v.months
		return v
	}
	return number(-v.num())
}

func (s *scope) binary(e *expr) Value {
	a := s.eval(e.args[0])
	if e.text == "&&" || e.text == "||" {
		return s.logic(e, a)
	}
	b := s.eval(e.args[1])
	if a.Kind == Unknown || b.Kind == Unknown {
		return unknown
	}
	s.steps += (len(a.Text) + len(b.Text)) / 64
	switch e.text {
	case "==":
		return truth(equal(a, b))
	case "!=":
		return truth(!equal(a, b))
	case "<", ">", "<=", ">=":
		return ordered(e.text, a, b)
	}
	return s.arithmetic(e, a, b)
}

// logic is && and || with a third truth value: what cannot be computed decides
// nothing.
func (s *scope) logic(e *expr, a Value) Value {
	and := e.text == "&&"
	if a.Kind != Unknown && a.truthy() != and {
		return a
	}
	b := s.eval(e.args[1])
	if a.Kind == Unknown && (b.Kind == Unknown || b.truthy() == and) {
		return unknown
	}
	return b
}

// ordered compares; nothing is neither more nor less than something.
func ordered(sign string, a, b Value) Value {
	if a.Kind == Null || b.Kind == Null {
		return truth(false)
	}
	c := compare(a, b)
	if a.Kind == Number && b.Kind == Text || a.Kind == Text && b.Kind == Number {
		x, y := a.num(), b.num()
		if math.IsNaN(x) || math.IsNaN(y) {
			return truth(false)
		}
		c = compare(number(x), number(y))
	}
	return truth(sign[0] == '<' && c < 0 || sign[0] == '>' && c > 0 || len(sign) == 2 && c == 0)
}

func (s *scope) arithmetic(e *expr, a, b Value) Value {
	switch {
	case a.Kind == Date && (e.text == "+" || e.text == "-"):
		return s.dates(e, a, b)
	case a.Kind == Duration || b.Kind == Duration:
		return durations(e.text, a, b)
	case e.text == "+" && (a.Kind == Text || b.Kind == Text || isRef(a) || isRef(b)):
		return s.bounded(a.String() + b.String())
	case a.Kind == Null || b.Kind == Null:
		return Value{}
	}
	x, y := a.num(), b.num()
	switch e.text {
	case "+":
		return number(x + y)
	case "-":
		return number(x - y)
	case "*":
		return number(x * y)
	case "/":
		return number(x / y)
	}
	return number(math.Mod(x, y))
}

func (s *scope) dates(e *expr, a, b Value) Value {
	sign := 1.0
	if e.text == "-" {
		sign = -1
	}
	switch b.Kind {
	case Duration:
		return shift(a, b, sign)
	case Date:
		if sign < 0 {
			return number(float64(a.Time.Sub(b.Time).Milliseconds()))
		}
	case Text:
		if d, ok := readDuration(b.Text); ok {
			return shift(a, d, sign)
		}
		if sign > 0 {
			return s.bounded(a.String() + b.Text)
		}
	}
	return Value{}
}

func durations(sign string, a, b Value) Value {
	if a.Kind == Duration && b.Kind == Number && (sign == "*" || sign == "/") {
		by := b.num()
		if sign == "/" {
			by = 1 / by
		}
		a.Num, a.months = clamp(a.Num*by), clampInt(int(clamp(float64(a.months)*by)))
		return a
	}
	if a.Kind == Duration && b.Kind == Duration && (sign == "+" || sign == "-") {
		by := 1.0
		if sign == "-" {
			by = -1
		}
		a.Num, a.months = clamp(a.Num+by*b.Num), a.months+int(by)*b.months
		return a
	}
	return Value{}
}

// bounded is a text that was made, cut if it is too long.
func (s *scope) bounded(made string) Value {
	s.steps += len(made) / 16
	if len(made) > budget.QueryText {
		made = strings.ToValidUTF8(made[:budget.QueryText], "")
	}
	return text(made)
}

// index is a[b].
func (s *scope) index(e *expr) Value {
	key := s.eval(e.args[1])
	if e.args[0].op == opName && key.Kind == Text { // note["price"], formula["x"]
		return s.field(&expr{op: opField, at: e.at, text: key.Text, args: e.args[:1]})
	}
	v := s.eval(e.args[0])
	if v.Kind == Unknown || key.Kind == Unknown {
		return unknown
	}
	i := key.num()
	switch {
	case v.Kind != List && i == 0 && v.Kind != Null:
		return v
	case v.Kind == List && i >= 0 && i < float64(len(v.Items)):
		return v.Items[int(i)]
	}
	return Value{}
}
