package plan

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site/diagram/source"
)

// schedule finds when every task begins and ends. Tasks may refer to others that
// stand further below.
func (g *gantt) schedule() error {
	if len(g.tasks) == 0 {
		return nil
	}
	for range len(g.tasks) {
		waiting, moved := 0, false
		var before *task
		for _, t := range g.tasks {
			if !t.known {
				if g.settle(t, before) {
					moved = true
				} else {
					waiting++
				}
			}
			before = t
		}
		if waiting == 0 {
			return g.check()
		}
		if !moved {
			break
		}
	}
	for _, t := range g.tasks {
		if !t.known {
			return t.line.Fault(0, fmt.Sprintf("when %q begins or ends is not understood", source.Short(t.name)),
				fmt.Sprintf("dates are written as %s", g.format))
		}
	}
	return nil
}

func (g *gantt) check() error {
	if g.days >= maxDays {
		return &source.Fault{What: fmt.Sprintf("its tasks last more than %d days", maxDays)}
	}
	for _, t := range g.tasks {
		if t.to.Before(t.from) {
			return t.line.Fault(0, fmt.Sprintf("%q ends before it begins", source.Short(t.name)), "")
		}
	}
	return nil
}

// settle finds when a task begins and ends; false if that is not known yet.
func (g *gantt) settle(t, before *task) bool {
	switch rest, after := strings.CutPrefix(t.start, "after "); {
	case after:
		var latest time.Time
		for id := range strings.FieldsSeq(rest) {
			o := g.byID[id]
			if o == nil || !o.known {
				return false
			}
			if o.to.After(latest) {
				latest = o.to
			}
		}
		t.from = latest
	case t.start == "":
		if before == nil {
			t.from = g.first()
		} else if !before.known {
			return false
		} else {
			t.from = before.to
		}
	default:
		d, ok := g.date(t.start)
		if !ok {
			return false
		}
		t.from = d
	}
	return g.finish(t)
}

// first is the earliest date that any task says: the plan's own beginning, for a
// task without one.
func (g *gantt) first() time.Time {
	var first time.Time
	for _, t := range g.tasks {
		if d, ok := g.date(t.start); ok && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first
}

func (g *gantt) finish(t *task) bool {
	if rest, ok := strings.CutPrefix(t.end, "until "); ok {
		var first time.Time
		for id := range strings.FieldsSeq(rest) {
			o := g.byID[id]
			if o == nil || !o.known {
				return false
			}
			if first.IsZero() || o.from.Before(first) {
				first = o.from
			}
		}
		t.to, t.known = first, true
		return true
	}
	if t.end == "" {
		t.to, t.known = t.from, true
		return true
	}
	if f := span.FindStringSubmatch(t.end); f != nil {
		n, _ := strconv.ParseFloat(f[1], 64)
		if n > 100_000 {
			return false
		}
		t.to, t.known = g.after(t.from, n, f[2]), true
		return true
	}
	d, ok := g.date(t.end)
	if ok && g.inclusive {
		d = d.AddDate(0, 0, 1)
	}
	t.to, t.known = d, ok
	return ok
}

// after is a span after a time; days that are excluded do not count.
func (g *gantt) after(from time.Time, n float64, unit string) time.Time {
	whole := int(n)
	hours := func(h float64) time.Time { return from.Add(time.Duration(n * h * float64(time.Hour))) }
	var to time.Time
	switch unit {
	case "y":
		return from.AddDate(whole, 0, 0)
	case "M":
		return from.AddDate(0, whole, 0)
	case "w":
		to = hours(7 * 24)
	case "d":
		to = hours(24)
	case "h":
		to = hours(1)
	case "m":
		return hours(1.0 / 60)
	case "s":
		return hours(1.0 / 3600)
	default:
		return from.Add(time.Duration(n * float64(time.Millisecond)))
	}
	if len(g.excluded) == 0 {
		return to
	}
	for d := from; d.Before(to) && g.days < maxDays; d = d.AddDate(0, 0, 1) {
		if g.days++; g.out(d) {
			to = to.AddDate(0, 0, 1)
		}
	}
	return to
}

func (g *gantt) out(d time.Time) bool {
	day := d.Weekday()
	return g.excluded[strings.ToLower(day.String())] || g.excluded[d.Format("2006-01-02")] || g.excluded[d.Format(layouts.Replace(g.format))] ||
		g.excluded["weekends"] && (day == g.weekend || day == (g.weekend+1)%7)
}
