package plan

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// Sizes, in pixels.
const (
	barHeight = 22
	rowGap    = 6
	axisRoom  = 26
	planWide  = 620
)

// draw draws the plan: a row for each task, sections as stripes.
func (g *gantt) draw() boxes.Drawing {
	c := new(canvas.Canvas)
	from, to := g.limits()
	left := 8.0
	for _, s := range g.sections {
		left = max(left, source.Label(s, 150).W+28)
	}
	p := painter{gantt: g, c: c, from: from, to: to, wide: planWide}
	p.left = max(left, source.LabelAt(p.dateText(from), 0, canvas.Small).W/2+4)
	rows := 0
	for _, t := range g.tasks {
		if !t.upward {
			rows++
		}
	}
	height := float64(rows)*(barHeight+rowGap) + 8
	p.stripes(height)
	right := max(p.left+planWide, p.scale(height))
	y := 4 + rowGap/2.0
	for _, t := range g.tasks {
		if t.upward {
			p.vertical(t, height)
			continue
		}
		right = max(right, p.bar(t, y))
		y += barHeight + rowGap
	}
	return boxes.Drawing{Canvas: c, W: right + 14, H: height + axisRoom, Title: g.title}
}

func (g *gantt) limits() (from, to time.Time) {
	for i, t := range g.tasks {
		if i == 0 || t.from.Before(from) {
			from = t.from
		}
		if i == 0 || t.to.After(to) {
			to = t.to
		}
	}
	if !to.After(from) {
		to = from.Add(24 * time.Hour)
	}
	return from, to
}

type painter struct {
	*gantt
	c          *canvas.Canvas
	from, to   time.Time
	left, wide float64
}

func (p *painter) x(t time.Time) float64 {
	return p.left + p.wide*seconds(p.from, t)/seconds(p.from, p.to)
}

// seconds does not overflow as a time.Duration does after 292 years.
func seconds(from, to time.Time) float64 {
	return float64(to.Unix()-from.Unix()) + float64(to.Nanosecond()-from.Nanosecond())/1e9
}

func (p *painter) stripes(height float64) {
	for i, name := range p.sections {
		first, last, row := -1, -1, 0
		for _, t := range p.tasks {
			if t.upward {
				continue
			}
			if t.section == i {
				if first < 0 {
					first = row
				}
				last = row
			}
			row++
		}
		if first < 0 {
			continue
		}
		y := 4 + float64(first)*(barHeight+rowGap)
		h := float64(last-first+1) * (barHeight + rowGap)
		if i%2 == 0 {
			p.c.Rect(0, y, p.left+p.wide+14, h, 3, canvas.Look{Class: "k0"})
		}
		p.c.Text(10, y+h/2, source.Label(name, 150), canvas.TextLook{Anchor: canvas.Start})
	}
}

func (p *painter) bar(t *task, y float64) (right float64) {
	x1, x2 := p.x(t.from), p.x(t.to)
	class := "g"
	switch {
	case t.done && t.crit:
		class = "g gd gc"
	case t.active && t.crit:
		class = "g ga gc"
	case t.done:
		class = "g gd"
	case t.active:
		class = "g ga"
	case t.crit:
		class = "g gc"
	}
	label := source.LabelAt(t.name, 0, canvas.Small)
	if t.point {
		x := (x1 + x2) / 2
		const r = barHeight / 2
		p.c.Polygon(canvas.Look{Class: "m"}, x, y, x+r, y+r, x, y+2*r, x-r, y+r)
		p.c.Text(x+r+5, y+r, label, canvas.TextLook{Anchor: canvas.Start})
		return x + r + 5 + label.W
	}
	p.c.Rect(x1, y, max(x2-x1, 2), barHeight, 3, canvas.Look{Class: class})
	if label.W+10 <= x2-x1 {
		p.c.Text((x1+x2)/2, y+barHeight/2, label, canvas.TextLook{})
		return x2
	}
	if x2 > p.left+p.wide*0.7 && x1-label.W-6 > p.left {
		p.c.Text(x1-6, y+barHeight/2, label, canvas.TextLook{Anchor: canvas.Finish})
		return x2
	}
	p.c.Text(x2+6, y+barHeight/2, label, canvas.TextLook{Anchor: canvas.Start})
	return x2 + 6 + label.W
}

func (p *painter) vertical(t *task, height float64) {
	x := p.x(t.from)
	p.c.Line(x, 0, x, height, canvas.Look{Class: "l3"})
	p.c.Text(x+5, 9, source.LabelAt(t.name, 0, canvas.Small), canvas.TextLook{Anchor: canvas.Start})
}

// scale draws the dates below, and a line above each. It gives how far they reach.
func (p *painter) scale(height float64) (right float64) {
	last := math.Inf(-1)
	for _, t := range p.ticks() {
		x := p.x(t)
		p.c.Line(x, 4, x, height, canvas.Look{Class: "ax"})
		label := source.LabelAt(p.dateText(t), 0, canvas.Small)
		if x-label.W/2 > last+6 {
			p.c.Text(x, height+12, label, canvas.TextLook{Class: "lt"})
			last = x + label.W/2
		}
	}
	return last
}

// steps are the distances between dates on the axis, the smaller first: months,
// days, seconds.
var steps = [][3]int{
	{0, 0, 1}, {0, 0, 5}, {0, 0, 15}, {0, 0, 30}, {0, 0, 60}, {0, 0, 300}, {0, 0, 900}, {0, 0, 1800}, {0, 0, 3600}, {0, 0, 3 * 3600},
	{0, 0, 6 * 3600}, {0, 0, 12 * 3600}, {0, 1, 0}, {0, 2, 0}, {0, 7, 0}, {0, 14, 0}, {1, 0, 0}, {3, 0, 0}, {6, 0, 0}, {12, 0, 0},
	{24, 0, 0}, {60, 0, 0}, {120, 0, 0}, {600, 0, 0}, {1200, 0, 0}, {12000, 0, 0},
}

func (p *painter) ticks() []time.Time {
	total := seconds(p.from, p.to)
	step := steps[len(steps)-1]
	for _, s := range steps {
		if total/(float64(s[0])*30.4*86400+float64(s[1])*86400+float64(s[2])) <= 10 {
			step = s
			break
		}
	}
	if f := tickSpan.FindStringSubmatch(p.tick); f != nil {
		n, _ := strconv.Atoi(f[1])
		unit := map[string][3]int{"second": {0, 0, 1}, "minute": {0, 0, 60}, "hour": {0, 0, 3600}, "day": {0, 1, 0}, "week": {0, 7, 0}, "month": {1, 0, 0}}[f[2]]
		asked := [3]int{n * unit[0], n * unit[1], n * unit[2]}
		length := float64(asked[0])*30.4*86400 + float64(asked[1])*86400 + float64(asked[2])
		if length > 0 && total/length <= 60 {
			step = asked
		}
	}
	t := p.from
	switch {
	case step[0] > 0:
		t = time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
		if step[0] >= 12 {
			years := step[0] / 12
			t = time.Date(t.Year()/years*years, 1, 1, 0, 0, 0, 0, time.UTC)
		}
	case step[1] > 0:
		t = t.Truncate(24 * time.Hour)
		if step[1]%7 == 0 {
			for t.Weekday() != time.Monday {
				t = t.AddDate(0, 0, -1)
			}
		}
	default:
		t = t.Truncate(time.Duration(step[2]) * time.Second)
	}
	var all []time.Time
	for range 200 {
		if t.After(p.to) {
			break
		}
		if !t.Before(p.from) {
			all = append(all, t)
		}
		t = t.AddDate(0, step[0], step[1]).Add(time.Duration(step[2]) * time.Second)
	}
	return all
}

// strftime is what axisFormat can ask for, and Go's layouts; "" is done by hand.
var strftime = map[byte]string{
	'Y': "2006", 'y': "06", 'm': "01", 'd': "02", 'e': "2", 'H': "15", 'I': "03", 'M': "04", 'S': "05", 'p': "PM", 'b': "Jan", 'B': "January",
	'a': "Mon", 'A': "Monday", 'L': "000", 'j': "002", 'X': "15:04:05", 'x': "01/02/2006", 'F': "2006-01-02",
}

func (p *painter) dateText(t time.Time) string {
	if p.axis == "" {
		if seconds(p.from, p.to) < 2*86400 {
			return t.Format("15:04")
		}
		return t.Format("2006-01-02")
	}
	var b strings.Builder
	for i := 0; i < len(p.axis); i++ {
		if p.axis[i] != '%' || i+1 == len(p.axis) {
			b.WriteByte(p.axis[i])
			continue
		}
		i++
		if p.axis[i] == '-' && i+1 < len(p.axis) {
			i++
		}
		switch c := p.axis[i]; {
		case c == 's':
			b.WriteString(strconv.FormatInt(t.Unix(), 10))
		case c == 'Q':
			b.WriteString(strconv.FormatInt(t.UnixMilli(), 10))
		case c == 'W', c == 'U', c == 'V':
			_, week := t.ISOWeek()
			b.WriteString(strconv.Itoa(week))
		case c == 'q':
			b.WriteString(strconv.Itoa((int(t.Month()) + 2) / 3))
		case strftime[c] != "":
			b.WriteString(t.Format(strftime[c]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
