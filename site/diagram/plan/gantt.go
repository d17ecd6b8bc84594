// Package plan draws Mermaid's pictures of time: gantt, timeline and journey.
package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A task is a bar.
type task struct {
	name                              string
	section                           int
	done, active, crit, point, upward bool
	id                                string
	start, end                        string // as written
	from, to                          time.Time
	known                             bool
	line                              source.Line
}

// A gantt is a plan as it is read.
type gantt struct {
	title, format, axis string
	sections            []string
	tasks               []*task
	excluded            map[string]bool // "saturday", "2024-01-01"
	weekend             time.Weekday    // its first day
	tick                string
	inclusive           bool
	days                int // that were looked at, whether they are excluded
	byID                map[string]*task
}

const (
	maxTasks = 500
	maxDays  = 50_000
)

var (
	span     = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*(ms|[yMwdhms])$`)
	tickSpan = regexp.MustCompile(`^(\d{1,4})\s*(millisecond|second|minute|hour|day|week|month)s?$`)
)

// Gantt draws a plan.
func Gantt(t source.Text) (boxes.Drawing, error) {
	g := &gantt{title: t.Title, format: "YYYY-MM-DD", excluded: map[string]bool{}, weekend: time.Saturday, byID: map[string]*task{}}
	for _, l := range t.Lines[1:] {
		if err := g.line(l); err != nil {
			return boxes.Drawing{}, err
		}
	}
	if err := g.schedule(); err != nil {
		return boxes.Drawing{}, err
	}
	return g.draw(), nil
}

func (g *gantt) line(l source.Line) error {
	text := l.Text
	if i := strings.Index(text, "%%"); i > 0 {
		text = strings.TrimSpace(text[:i])
	}
	word, rest := source.Word(text)
	switch word {
	case "title":
		g.title = rest
	case "dateFormat":
		g.format = rest
	case "axisFormat":
		g.axis = rest
	case "tickInterval":
		g.tick = rest
	case "section":
		g.sections = append(g.sections, rest)
	case "excludes":
		for _, d := range strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool { return r == ',' || r == ' ' }) {
			g.excluded[d] = true
		}
	case "weekend":
		if strings.EqualFold(rest, "friday") {
			g.weekend = time.Friday
		}
	case "inclusiveEndDates":
		g.inclusive = true
	case "includes", "todayMarker", "weekday", "topAxis", "displayMode":
		// what depends on the day of the reader, or on the shape of the axis
	case "click":
	default:
		return g.task(l, text)
	}
	return nil
}

// task reads name : tags, id, start, end.
func (g *gantt) task(l source.Line, text string) error {
	i := strings.IndexByte(text, ':')
	if i < 0 {
		return l.Unknown()
	}
	if len(g.tasks) == maxTasks {
		return l.Fault(0, fmt.Sprintf("the plan has more than %d tasks", maxTasks), "")
	}
	t := &task{name: strings.TrimSpace(text[:i]), section: len(g.sections) - 1, line: l}
	var parts []string
	for p := range strings.SplitSeq(text[i+1:], ",") {
		switch p = strings.TrimSpace(p); p {
		case "done":
			t.done = true
		case "active":
			t.active = true
		case "crit":
			t.crit = true
		case "milestone":
			t.point = true
		case "vert":
			t.upward = true
		default:
			parts = append(parts, p)
		}
	}
	switch len(parts) {
	case 0:
	case 1:
		t.end = parts[0]
		if g.begins(parts[0]) {
			t.start, t.end = parts[0], "1d"
		}
	case 2:
		t.start, t.end = parts[0], parts[1]
		if !g.begins(parts[0]) {
			t.id, t.start = parts[0], ""
		}
	default:
		t.id, t.start, t.end = parts[0], parts[1], parts[2]
	}
	if t.id != "" {
		g.byID[t.id] = t
	}
	g.tasks = append(g.tasks, t)
	return nil
}

// begins tells whether a text is the beginning of a task rather than its id.
func (g *gantt) begins(s string) bool {
	if _, ok := g.date(s); ok {
		return true
	}
	return strings.HasPrefix(s, "after ")
}

// layouts are the parts of Mermaid's formats and Go's.
var layouts = strings.NewReplacer("YYYY", "2006", "YY", "06", "MMMM", "January", "MMM", "Jan", "MM", "01", "M", "1",
	"DD", "02", "D", "2", "HH", "15", "H", "15", "hh", "03", "h", "3", "mm", "04", "ss", "05", "SSS", "000", "A", "PM", "a", "pm", "Z", "-07:00")

func (g *gantt) date(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if g.format == "X" || g.format == "x" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n > 1<<44 || n < -(1<<44) {
			return time.Time{}, false
		}
		if g.format == "x" {
			return time.UnixMilli(n).UTC(), true
		}
		return time.Unix(n, 0).UTC(), true
	}
	for _, layout := range []string{layouts.Replace(g.format), "2006-01-02", "2006-01-02 15:04", "2006-01-02T15:04:05"} {
		if d, err := time.Parse(layout, s); err == nil {
			return d, true
		}
	}
	return time.Time{}, false
}
