package base

import (
	"html"
	"math"
	"strconv"
	"strings"
)

// num is a value as a number, NaN if it is none.
func (v Value) num() float64 {
	switch v.Kind {
	case Number, Duration:
		return v.Num
	case Bool:
		if v.True {
			return 1
		}
		return 0
	case Date:
		return float64(v.Time.UnixMilli())
	case Text:
		if n, err := strconv.ParseFloat(strings.TrimSpace(v.Text), 64); err == nil {
			return n
		}
	}
	return math.NaN()
}

// call is f(a, b): a function that belongs to no value, or in Dataview one that
// takes the value first.
func (s *scope) call(e *expr) Value {
	if e.text == "if" || e.text == "choice" {
		return s.choose(e.args)
	}
	args := make([]Value, len(e.args))
	for i, a := range e.args {
		args[i] = s.eval(a)
	}
	arg := func(i int) Value {
		if i < len(args) {
			return args[i]
		}
		return Value{}
	}
	switch e.text {
	case "now", "today", "random":
		return s.changing(e, e.text)
	case "default", "coalesce":
		if arg(0).empty() {
			return arg(1)
		}
		return arg(0)
	}
	for _, a := range args {
		if a.Kind == Unknown {
			return a
		}
	}
	switch e.text {
	case "date":
		return s.date(e, arg(0))
	case "duration", "dur":
		d, _ := readDuration(arg(0).String())
		return d
	case "number":
		if n := arg(0).num(); !math.IsNaN(n) {
			return number(n)
		}
		return Value{}
	case "not":
		return truth(!arg(0).truthy())
	case "concat":
		return s.join(list(args), []Value{text("")})
	case "list", "array":
		return asList(arg(0))
	case "link", "elink":
		return s.link(arg(0), arg(1))
	case "file":
		return s.file(arg(0))
	case "max", "min":
		return extreme(args, e.text == "max")
	case "string", "html":
		return text(arg(0).String())
	case "escapeHTML":
		return s.bounded(html.EscapeString(arg(0).String()))
	case "image", "icon":
		return arg(0)
	}
	if len(e.args) > 0 && known(e.text) {
		return s.method(e, e.text, e.args)
	}
	s.tell(s.in, e.at, "", "the function %s is not known", e.text)
	return unknown
}

// changing is a value that is not the same every day.
func (s *scope) changing(e *expr, name string) Value {
	s.tell(s.in, e.at, "", "%s() changes from day to day and is not computed", name)
	return unknown
}

func (s *scope) choose(args []*expr) Value {
	if len(args) < 2 {
		return Value{}
	}
	switch c := s.eval(args[0]); {
	case c.Kind == Unknown:
		return c
	case c.truthy():
		return s.eval(args[1])
	case len(args) > 2:
		return s.eval(args[2])
	}
	return Value{}
}

func (s *scope) date(e *expr, v Value) Value {
	if v.Kind == Date {
		return v
	}
	switch d, ok := readDate(v.String()); {
	case ok:
		return d
	case v.Kind == Text && (v.Text == "today" || v.Text == "now" || v.Text == "tomorrow" || v.Text == "yesterday"):
		return s.changing(e, v.Text)
	}
	return Value{}
}

func asList(v Value) Value {
	switch v.Kind {
	case List:
		return v
	case Null:
		return list(nil)
	}
	return list([]Value{v})
}

func (s *scope) link(to, shown Value) Value {
	if isRef(to) {
		to.Kind = Link
		if shown.Kind != Null {
			to.Text = shown.String()
		}
		return to
	}
	if to.empty() {
		return Value{}
	}
	return s.data.link(to.String(), shown.String())
}

func (s *scope) file(v Value) Value {
	if !isRef(v) {
		v = s.data.link(v.String(), "")
	}
	return s.data.ref(File, v.Note)
}

func extreme(args []Value, most bool) Value {
	if len(args) == 1 && args[0].Kind == List {
		args = args[0].Items
	}
	var best Value
	for _, a := range args {
		if a.empty() {
			continue
		}
		if c := compare(a, best); best.Kind == Null || c > 0 == most && c != 0 {
			best = a
		}
	}
	return best
}
