package chart

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

var (
	between = regexp.MustCompile(`^(.*?)\s*(-?[0-9.]+)\s*-->\s*(-?[0-9.]+)$`)
	listed  = regexp.MustCompile(`^(.*?)\s*\[(.*)\]$`)
)

// A series is a row of bars or a line.
type series struct {
	bar    bool
	values []float64
}

type xy struct {
	title, xTitle, yTitle string
	across                bool // bars lie
	names                 []string
	x0, x1                float64 // if there are no names
	y0, y1                float64
	ranged                bool
	all                   []series
	labels                bool // bars say their values
}

// XY draws bars and lines over two axes.
func XY(t source.Text) (boxes.Drawing, error) {
	c := xy{title: t.Title, labels: t.Config["showDataLabel"] == "true"}
	for i, l := range t.Lines {
		text := l.Text
		if i == 0 {
			_, text = source.Word(text)
			c.across = text == "horizontal"
			continue
		}
		if err := c.line(l, text); err != nil {
			return boxes.Drawing{}, err
		}
	}
	if len(c.all) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the chart has no bar and no line"}
	}
	c.complete()
	return c.draw(), nil
}

func (c *xy) line(l source.Line, text string) error {
	word, rest := source.Word(text)
	if i := strings.IndexByte(word, '['); i > 0 {
		word, rest = word[:i], text[i:]
	}
	switch word {
	case "title":
		c.title = source.Unquote(rest)
	case "x-axis":
		if f := between.FindStringSubmatch(rest); f != nil {
			c.xTitle, c.x0, c.x1 = source.Unquote(f[1]), number(f[2]), number(f[3])
			return nil
		}
		c.xTitle = source.Unquote(rest)
		if f := listed.FindStringSubmatch(rest); f != nil {
			c.xTitle = source.Unquote(f[1])
			for _, n := range fields(f[2]) {
				c.names = append(c.names, source.Unquote(n))
			}
		}
	case "y-axis":
		c.yTitle = source.Unquote(rest)
		if f := between.FindStringSubmatch(rest); f != nil {
			c.yTitle, c.y0, c.y1, c.ranged = source.Unquote(f[1]), number(f[2]), number(f[3]), true
		}
	case "bar", "line":
		return c.series(l, word, rest)
	default:
		return l.Unknown()
	}
	if len(c.names) > maxValues {
		return l.Fault(0, fmt.Sprintf("the chart has more than %d values", maxValues), "")
	}
	return nil
}

func (c *xy) series(l source.Line, word, rest string) error {
	f := listed.FindStringSubmatch(rest)
	if f == nil {
		return l.Fault(0, fmt.Sprintf("%s needs a list of numbers", word), "as in bar [1, 2, 3]")
	}
	s := series{bar: word == "bar"}
	for _, n := range fields(f[2]) {
		v, err := strconv.ParseFloat(strings.TrimPrefix(n, "+"), 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
			return l.Fault(strings.LastIndex(l.Text, n), fmt.Sprintf("%q is no number", source.Short(n)), "")
		}
		s.values = append(s.values, v)
	}
	if len(s.values) > maxValues || len(c.all) > 20 {
		return l.Fault(0, fmt.Sprintf("the chart has more than %d values", maxValues), "")
	}
	c.all = append(c.all, s)
	return nil
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// fields cuts a list at commas outside of quotation marks.
func fields(s string) []string {
	var all []string
	quoted, start := false, 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == ',' && !quoted:
			if part := strings.TrimSpace(s[start:i]); part != "" {
				all = append(all, part)
			}
			start = i + 1
		case s[i] == '"':
			quoted = !quoted
		}
	}
	return all
}

// complete finds what the author left open: names, and the ends of the scale.
func (c *xy) complete() {
	n := len(c.names)
	for _, s := range c.all {
		n = max(n, len(s.values))
	}
	for i := len(c.names); i < n; i++ {
		v := float64(i + 1)
		if c.x0 != c.x1 && n > 1 {
			v = c.x0 + (c.x1-c.x0)*float64(i)/float64(n-1)
		}
		c.names = append(c.names, short(v))
	}
	if c.ranged && c.y0 != c.y1 {
		return
	}
	c.y0, c.y1 = math.Inf(1), math.Inf(-1)
	for _, s := range c.all {
		for _, v := range s.values {
			c.y0, c.y1 = min(c.y0, v), max(c.y1, v)
		}
		if s.bar {
			c.y0 = min(c.y0, 0)
		}
	}
	step := nice((c.y1 - c.y0) / 6)
	c.y0, c.y1 = math.Floor(c.y0/step)*step, math.Ceil(c.y1/step)*step
	if c.y0 == c.y1 {
		c.y1++
	}
}

// nice is a round number that is not less than v.
func nice(v float64) float64 {
	if v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 1
	}
	size := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range [...]float64{1, 2, 2.5, 5, 10} {
		if size*k >= v*0.9999 {
			return size * k
		}
	}
	return size * 10
}

func short(v float64) string { return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64) }

// draw draws the chart upright; across turns it, so that x leads down.
func (c *xy) draw() boxes.Drawing {
	n := float64(len(c.names))
	long, tall := max(560, n*26), 300.0
	if c.across {
		long, tall = max(300, n*26), 520
	}
	d := new(canvas.Canvas)
	left, bottom := c.margins()
	top := 14.0
	p := plotter{xy: c, c: d, left: left, top: top, long: long, tall: tall, slot: long / n}
	if c.across {
		p.w, p.h = tall, long
	} else {
		p.w, p.h = long, tall
	}
	p.scales()
	bars := 0
	for _, s := range c.all {
		if s.bar {
			bars++
		}
	}
	k := 0
	for i, s := range c.all {
		if s.bar {
			p.bars(s, i, k, bars)
			k++
		}
	}
	for i, s := range c.all {
		if !s.bar {
			p.line(s, i)
		}
	}
	return boxes.Drawing{Canvas: d, W: left + p.w + 22, H: top + p.h + bottom, Title: c.title}
}

// margins are the room for what stands beside the axes.
func (c *xy) margins() (left, bottom float64) {
	widest := 0.0
	for _, v := range c.ticks() {
		widest = max(widest, canvas.Width(short(v), canvas.Small, false))
	}
	left, bottom = widest+18, 34
	if c.across {
		widest = 0
		for _, name := range c.names {
			widest = max(widest, canvas.Width(name, canvas.Small, false))
		}
		left = min(widest, 160) + 18
	}
	side, below := c.yTitle, c.xTitle
	if c.across {
		side, below = below, side
	}
	if side != "" {
		left += 22
	}
	if below != "" {
		bottom += 22
	}
	return left, bottom
}

func (c *xy) ticks() []float64 {
	step := nice(math.Abs(c.y1-c.y0) / 7)
	lo, hi := min(c.y0, c.y1), max(c.y0, c.y1)
	var all []float64
	for v := math.Ceil(lo/step) * step; v <= hi+step/1000 && len(all) < 20; v += step {
		all = append(all, v)
	}
	return all
}

// A plotter draws the parts of a chart.
type plotter struct {
	*xy
	c          *canvas.Canvas
	left, top  float64
	long, tall float64 // along x, and along y
	w, h       float64
	slot       float64 // of x for one name
}

// at is where x, from 0 to long, and a value stand.
func (p *plotter) at(x, v float64) (float64, float64) {
	share := (v - p.y0) / (p.y1 - p.y0)
	share = min(max(share, 0), 1)
	if p.across {
		return p.left + share*p.tall, p.top + x
	}
	return p.left + x, p.top + p.tall - share*p.tall
}

func (p *plotter) scales() {
	for _, v := range p.ticks() {
		x1, y1 := p.at(0, v)
		x2, y2 := p.at(p.long, v)
		p.c.Line(x1, y1, x2, y2, canvas.Look{Class: "ax"})
		t := source.LabelAt(short(v), 0, canvas.Small)
		if p.across {
			p.c.Text(x1, p.top+p.h+14, t, canvas.TextLook{Class: "lt"})
		} else {
			p.c.Text(x1-8, y1, t, canvas.TextLook{Class: "lt", Anchor: canvas.Finish})
		}
	}
	every := 1
	for !p.across && float64(every)*p.slot < 24 {
		every++
	}
	for i, name := range p.names {
		if i%every != 0 {
			continue
		}
		x, y := p.at((float64(i)+0.5)*p.slot, p.y0)
		if p.across {
			p.c.Text(x-8, y, source.LabelAt(name, 160, canvas.Small), canvas.TextLook{Class: "lt", Anchor: canvas.Finish})
		} else {
			p.c.Text(x, p.top+p.h+14, source.LabelAt(name, max(p.slot*float64(every)-4, 24), canvas.Small), canvas.TextLook{Class: "lt"})
		}
	}
	x0, y0 := p.at(0, p.y0)
	x1, y1 := p.at(p.long, p.y0)
	p.c.Line(x0, y0, x1, y1, canvas.Look{Class: "ns ink"})
	side, below := p.yTitle, p.xTitle
	if p.across {
		side, below = below, side
	}
	p.c.Text(12, p.top+p.h/2, source.Label(side, 0), canvas.TextLook{Turn: -90})
	p.c.Text(p.left+p.w/2, p.top+p.h+44, source.Label(below, 0), canvas.TextLook{})
}

// bars draws the k-th of several rows of bars.
func (p *plotter) bars(s series, color, k, rows int) {
	width := p.slot * 0.7 / float64(rows)
	for i, v := range s.values {
		x := (float64(i)+0.15)*p.slot + float64(k)*width
		x1, y1 := p.at(x, max(p.y0, min(0, p.y1)))
		x2, y2 := p.at(x+width, v)
		p.c.Rect(min(x1, x2), min(y1, y2), math.Abs(x2-x1), math.Abs(y2-y1), 1, canvas.Look{Class: fill(color)})
		if !p.labels {
			continue
		}
		t := source.LabelAt(short(v), 0, canvas.Small)
		if p.across {
			p.c.Text(x2+4, (y1+y2)/2, t, canvas.TextLook{Class: "lt", Anchor: canvas.Start})
		} else {
			p.c.Text((x1+x2)/2, y2-9, t, canvas.TextLook{Class: "lt"})
		}
	}
}

func (p *plotter) line(s series, color int) {
	path := new(canvas.Path)
	for i, v := range s.values {
		x, y := p.at((float64(i)+0.5)*p.slot, v)
		if i == 0 {
			path.Move(x, y)
		} else {
			path.Line(x, y)
		}
	}
	p.c.Path(path, canvas.Look{Class: line(color + 1)})
}
