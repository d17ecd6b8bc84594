package base

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/budget"
)

// A method computes v.name(args).
type method func(s *scope, v Value, args []Value) Value

// methods are those of Bases, with the names that Dataview has for them.
func methods() map[string]method {
	return map[string]method{
		"contains":  func(s *scope, v Value, a []Value) Value { return truth(len(a) > 0 && s.has(v, a[0])) },
		"icontains": func(s *scope, v Value, a []Value) Value { return truth(len(a) > 0 && s.has(lower(v), lower(a[0]))) },
		"containsAll": func(s *scope, v Value, a []Value) Value {
			return truth(!slices.ContainsFunc(flat(a), func(x Value) bool { return !s.has(v, x) }))
		},
		"containsAny": func(s *scope, v Value, a []Value) Value {
			return truth(slices.ContainsFunc(flat(a), func(x Value) bool { return s.has(v, x) }))
		},
		"startsWith": func(_ *scope, v Value, a []Value) Value {
			return truth(strings.HasPrefix(v.String(), first(a).String()))
		},
		"endsWith": func(_ *scope, v Value, a []Value) Value {
			return truth(strings.HasSuffix(v.String(), first(a).String()))
		},
		"isEmpty":  func(_ *scope, v Value, _ []Value) Value { return truth(v.empty()) },
		"isTruthy": func(_ *scope, v Value, _ []Value) Value { return truth(v.truthy()) },
		"isType": func(_ *scope, v Value, a []Value) Value {
			return truth(strings.EqualFold(v.typeName(), first(a).String()))
		},
		"toString": func(_ *scope, v Value, _ []Value) Value { return text(v.String()) },
		"lower":    func(_ *scope, v Value, _ []Value) Value { return lower(v) },
		"upper":    func(_ *scope, v Value, _ []Value) Value { return text(strings.ToUpper(v.String())) },
		"title":    func(_ *scope, v Value, _ []Value) Value { return text(titled(v.String())) },
		"trim":     func(_ *scope, v Value, _ []Value) Value { return text(strings.TrimSpace(v.String())) },
		"length":   func(_ *scope, v Value, _ []Value) Value { return number(float64(v.length())) },
		"repeat":   func(s *scope, v Value, a []Value) Value { return s.repeat(v, first(a)) },
		"reverse":  func(_ *scope, v Value, _ []Value) Value { return reversed(v) },
		"slice":    func(_ *scope, v Value, a []Value) Value { return sliced(v, a) },
		"split":    func(s *scope, v Value, a []Value) Value { return s.split(v, a) },
		"replace":  func(s *scope, v Value, a []Value) Value { return s.replace(v, a) },
		"matches":  matches,
		"abs":      func(_ *scope, v Value, _ []Value) Value { return number(math.Abs(v.num())) },
		"ceil":     func(_ *scope, v Value, _ []Value) Value { return number(math.Ceil(v.num())) },
		"floor":    func(_ *scope, v Value, _ []Value) Value { return number(math.Floor(v.num())) },
		"round":    func(_ *scope, v Value, a []Value) Value { return number(rounded(v.num(), digits(a))) },
		"toFixed": func(_ *scope, v Value, a []Value) Value {
			return text(strconv.FormatFloat(v.num(), 'f', digits(a), 64))
		},
		"join":       func(s *scope, v Value, a []Value) Value { return s.join(v, a) },
		"sort":       sorted,
		"unique":     unique,
		"flat":       func(s *scope, v Value, _ []Value) Value { return s.made(flat(v.Items)) },
		"sum":        func(_ *scope, v Value, _ []Value) Value { return number(total(numbers(v.Items))) },
		"mean":       func(_ *scope, v Value, _ []Value) Value { return mean(v.Items) },
		"average":    func(_ *scope, v Value, _ []Value) Value { return mean(v.Items) },
		"date":       func(_ *scope, v Value, _ []Value) Value { return startOfDay(v) },
		"time":       func(_ *scope, v Value, _ []Value) Value { return text(v.Time.Format("15:04:05")) },
		"format":     func(_ *scope, v Value, a []Value) Value { return formatted(v, first(a).String()) },
		"dateformat": func(_ *scope, v Value, a []Value) Value { return formatted(v, first(a).String()) },
		"keys":       func(*scope, Value, []Value) Value { return list(nil) },
		"values":     func(*scope, Value, []Value) Value { return list(nil) },
		"hasTag": func(s *scope, v Value, a []Value) Value {
			return truth(s.ofNote(v, func(n *Note) bool { return slices.ContainsFunc(a, func(t Value) bool { return n.hasTag(t.String()) }) }))
		},
		"inFolder": func(s *scope, v Value, a []Value) Value {
			return truth(s.ofNote(v, func(n *Note) bool { return n.inFolder(first(a).String()) }))
		},
		"hasLink": func(s *scope, v Value, a []Value) Value { return truth(s.linksTo(v, first(a))) },
		"linksTo": func(s *scope, v Value, a []Value) Value { return truth(s.linksTo(v, first(a))) },
		"hasProperty": func(s *scope, v Value, a []Value) Value {
			return truth(s.ofNote(v, func(n *Note) bool { _, ok := n.prop(first(a).String()); return ok }))
		},
		"asLink": func(s *scope, v Value, a []Value) Value { return s.link(v, first(a)) },
		"asFile": func(s *scope, v Value, _ []Value) Value { return s.file(v) },
	}
}

// table is methods, made once.
var table = methods()

func known(name string) bool {
	return table[name] != nil || slices.Contains([]string{"filter", "map", "reduce", "relative"}, name)
}

// method is args[0].name(args[1:]).
func (s *scope) method(e *expr, name string, args []*expr) Value {
	v := s.eval(args[0])
	if v.Kind == Unknown {
		return v
	}
	switch name {
	case "filter", "map", "reduce":
		return s.overItems(name, v, args[1:])
	case "relative":
		return s.changing(e, name)
	}
	m := table[name]
	if m == nil {
		s.tell(s.in, e.at, "", "the function %s is not known", name)
		return unknown
	}
	given := make([]Value, len(args)-1)
	for i, a := range args[1:] {
		if given[i] = s.eval(a); given[i].Kind == Unknown {
			return unknown
		}
		s.steps += len(given[i].Text)/16 + len(given[i].Items)/16
	}
	if s.steps += v.length() / 16; s.spent() {
		return unknown
	}
	if v.Kind == Null && !slices.Contains([]string{"isEmpty", "isTruthy", "isType", "contains", "containsAny", "containsAll", "length"}, name) {
		return v
	}
	return m(s, v, given)
}

// overItems is filter, map and reduce, whose argument is computed for each item
// of a list.
func (s *scope) overItems(name string, v Value, args []*expr) Value {
	if len(args) == 0 || v.Kind != List {
		return v
	}
	acc := Value{}
	if name == "reduce" && len(args) > 1 {
		acc = s.eval(args[1])
	}
	var out []Value
	inner := *s
	for i, item := range v.Items {
		inner.locals = map[string]Value{"value": item, "index": number(float64(i)), "acc": acc}
		for k, l := range s.locals {
			if _, bound := inner.locals[k]; !bound {
				inner.locals[k] = l
			}
		}
		got := inner.eval(args[0])
		switch {
		case name == "reduce":
			acc = got
		case name == "map":
			out = append(out, got)
		case got.Kind != Unknown && got.truthy():
			out = append(out, item)
		}
	}
	if name == "reduce" {
		return acc
	}
	s.steps += itemSteps * len(out)
	return list(out)
}

// itemSteps is what an item of a list counts that an expression makes: it takes
// memory.
const itemSteps = 16

func first(a []Value) Value {
	if len(a) == 0 {
		return Value{}
	}
	return a[0]
}

// has says whether a list holds an item, or a text a text.
func (s *scope) has(v, x Value) bool {
	switch v.Kind {
	case List:
		s.steps += len(v.Items) / 8
		return slices.ContainsFunc(v.Items, func(item Value) bool { return equal(item, x) || item.Kind == Text && sameTag(item.Text, x) })
	case Link, File:
		return equal(v, x) || x.Kind == Text && strings.Contains(v.Text, x.Text)
	case Null:
		return false
	}
	return strings.Contains(v.String(), x.String())
}

// sameTag lets tags be named with and without '#'.
func sameTag(tag string, x Value) bool {
	name, ok := strings.CutPrefix(tag, "#")
	return ok && x.Kind == Text && strings.EqualFold(name, strings.TrimPrefix(x.Text, "#"))
}

func lower(v Value) Value {
	if v.Kind == List {
		items := make([]Value, len(v.Items))
		for i, item := range v.Items {
			items[i] = lower(item)
		}
		return list(items)
	}
	return text(strings.ToLower(v.String()))
}

func titled(s string) string {
	before := ' '
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(before) {
			before = r
			return unicode.ToTitle(r)
		}
		before = r
		return unicode.ToLower(r)
	}, s)
}

func (v Value) length() int {
	switch v.Kind {
	case List:
		return len(v.Items)
	case Text, Link, File:
		return utf8.RuneCountInString(v.Text)
	}
	return 0
}

func (v Value) typeName() string {
	return [...]string{"null", "null", "boolean", "number", "string", "date", "duration", "list", "link", "file", "regexp"}[v.Kind]
}

func (s *scope) repeat(v, times Value) Value {
	t := v.String()
	n := int(min(max(times.num(), 0), float64(budget.QueryText/max(len(t), 1)+1)))
	return s.bounded(strings.Repeat(t, n))
}

func reversed(v Value) Value {
	if v.Kind == List {
		items := slices.Clone(v.Items)
		slices.Reverse(items)
		return list(items)
	}
	runes := []rune(v.String())
	slices.Reverse(runes)
	return text(string(runes))
}

// sliced is slice(start, end) of JavaScript: negative places count from the end.
func sliced(v Value, a []Value) Value {
	runes := []rune(v.String())
	n := len(runes)
	if v.Kind == List {
		n = len(v.Items)
	}
	place := func(i, otherwise int) int {
		if i >= len(a) || a[i].Kind != Number || math.IsNaN(a[i].Num) {
			return otherwise
		}
		at := int(min(max(a[i].Num, -1e9), 1e9))
		if at < 0 {
			at += n
		}
		return min(max(at, 0), n)
	}
	from, to := place(0, 0), place(1, n)
	to = max(from, to)
	if v.Kind == List {
		return list(v.Items[from:to])
	}
	return text(string(runes[from:to]))
}

func (s *scope) split(v Value, a []Value) Value {
	most := budget.QueryItems
	if len(a) > 1 && a[1].Kind == Number {
		most = int(min(max(a[1].Num, 0), float64(most)))
	}
	var parts []string
	switch by := first(a); {
	case by.Kind == Regexp:
		parts = by.re.Split(v.String(), budget.QueryItems)
	default:
		parts = strings.SplitN(v.String(), by.String(), budget.QueryItems)
	}
	s.steps += itemSteps * len(parts)
	items := make([]Value, 0, min(len(parts), most))
	for _, p := range parts[:min(len(parts), most)] {
		items = append(items, text(p))
	}
	return list(items)
}

func (s *scope) replace(v Value, a []Value) Value {
	if len(a) < 2 {
		return v
	}
	t, with := v.String(), a[1].String()
	s.steps += len(t) / 16
	if a[0].Kind != Regexp {
		old := a[0].String()
		if old == "" || len(t)+strings.Count(t, old)*len(with) > 4*budget.QueryText {
			return v
		}
		return s.bounded(strings.ReplaceAll(t, old, with))
	}
	with = strings.ReplaceAll(dollar(with), "$$", "$")
	re, out, end := a[0].re, []byte(nil), 0
	for _, m := range re.FindAllStringSubmatchIndex(t, map[bool]int{true: budget.QueryItems, false: 1}[a[0].global]) {
		out = append(out, t[end:m[0]]...)
		out = re.ExpandString(out, with, t, m)
		if end = m[1]; len(out) > 4*budget.QueryText {
			break
		}
	}
	return s.bounded(string(out) + t[end:])
}

// dollar writes $1 as Go wants it, so that letters may follow.
func dollar(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '$' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
			b.WriteString("${" + s[i+1:i+2] + "}")
			i++
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// matches is regexp.matches(text), and Dataview's regexmatch(pattern, text).
func matches(s *scope, v Value, a []Value) Value {
	if v.Kind != Regexp {
		return truth(false)
	}
	t := first(a).String()
	s.steps += len(t) / 4
	return truth(v.re.MatchString(t))
}

func digits(a []Value) int {
	d := first(a)
	if d.Kind != Number || math.IsNaN(d.Num) {
		return 0
	}
	return int(min(max(d.Num, 0), 20))
}

func rounded(n float64, digits int) float64 {
	by := math.Pow(10, float64(digits))
	if r := math.Floor(n*by+0.5) / by; !math.IsInf(r, 0) {
		return r
	}
	return n
}

func (s *scope) join(v Value, a []Value) Value {
	by := ", "
	if len(a) > 0 {
		by = a[0].String()
	}
	var parts []string
	size := 0
	for _, item := range asList(v).Items {
		parts = append(parts, item.String())
		if size += len(parts[len(parts)-1]) + len(by); size > budget.QueryText {
			break
		}
	}
	return s.bounded(strings.Join(parts, by))
}

// ofNote asks something of the note that a value leads to.
func (s *scope) ofNote(v Value, is func(*Note) bool) bool {
	return isRef(v) && v.Note >= 0 && is(&s.data.Notes[v.Note])
}

// linksTo says whether the note that v leads to links to another.
func (s *scope) linksTo(v, to Value) bool {
	if !isRef(to) {
		to = s.data.link(to.String(), "")
	}
	return to.Note >= 0 && s.ofNote(v, func(n *Note) bool {
		s.steps += len(n.Links) / 8
		return slices.Contains(n.Links, to.Note)
	})
}
