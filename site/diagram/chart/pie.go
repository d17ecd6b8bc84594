// Package chart draws Mermaid's charts of numbers: pie, xychart and quadrantChart.
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

const maxValues = 500

// colours is how many colours the style sheet has for parts of a chart.
const colours = 8

// fill is the class of part i.
func fill(i int) string { return "c" + strconv.Itoa(i%colours) }

// line is the class of line i.
func line(i int) string { return "l" + strconv.Itoa(i%colours) }

var slice = regexp.MustCompile(`^"([^"]*)"\s*:\s*([0-9.eE+]+)$`)

// Pie draws a pie.
func Pie(t source.Text) (boxes.Drawing, error) {
	p := pie{title: t.Title}
	if err := p.read(t.Lines); err != nil {
		return boxes.Drawing{}, err
	}
	return p.draw(), nil
}

type pie struct {
	title  string
	data   bool // the values are shown
	labels []string
	values []float64
	sum    float64
}

func (p *pie) read(lines []source.Line) error {
	for i, l := range lines {
		text := l.Text
		if i == 0 {
			_, text = source.Word(text)
		}
		if rest, ok := strings.CutPrefix(text, "showData"); ok {
			p.data, text = true, strings.TrimSpace(rest)
		}
		word, rest := source.Word(text)
		switch {
		case text == "":
			continue
		case word == "title":
			p.title = rest
			continue
		}
		f := slice.FindStringSubmatch(text)
		if f == nil {
			return l.Fault(0, fmt.Sprintf("%q is not understood", source.Short(text)), `as in "label" : 12`)
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if err != nil || math.IsInf(v, 0) || v < 0 {
			return l.Fault(strings.LastIndex(l.Text, f[2]), fmt.Sprintf("%q is no number", source.Short(f[2])), "")
		}
		p.labels, p.values, p.sum = append(p.labels, f[1]), append(p.values, v), p.sum+v
		if len(p.values) > maxValues {
			return l.Fault(0, fmt.Sprintf("the pie has more than %d parts", maxValues), "")
		}
	}
	if p.sum <= 0 || math.IsInf(p.sum, 0) {
		return &source.Fault{What: "the pie has no parts"}
	}
	return nil
}

func (p *pie) draw() boxes.Drawing {
	const r, pad = 130.0, 8.0
	c := new(canvas.Canvas)
	x, y := r+pad, r+pad
	at := 0.0
	type share struct{ mid, part float64 }
	var shares []share
	for i, v := range p.values {
		part := v / p.sum
		look := canvas.Look{Class: fill(i) + " pie"}
		if part > 0.9999 {
			c.Circle(x, y, r, look)
		} else if part > 0 {
			x1, y1 := turn(x, y, r, at)
			x2, y2 := turn(x, y, r, at+part)
			c.Path(new(canvas.Path).Move(x, y).Line(x1, y1).Arc(r, r, part > 0.5, true, x2, y2).Close(), look)
		}
		shares = append(shares, share{at + part/2, part})
		at += part
	}
	for _, s := range shares {
		if s.part >= 0.03 {
			tx, ty := turn(x, y, r*0.72, s.mid)
			c.Text(tx, ty, canvas.Plain(strconv.Itoa(int(math.Round(s.part*100)))+"%", 0), canvas.TextLook{Class: "on"})
		}
	}
	left, width := 2*r+pad+32, 0.0
	top := y - float64(len(p.labels))*12
	height := 2 * (r + pad)
	if top < pad {
		top = pad
		height = max(height, float64(len(p.labels))*24+2*pad)
	}
	for i, label := range p.labels {
		if p.data {
			label += " [" + strconv.FormatFloat(p.values[i], 'f', -1, 64) + "]"
		}
		t := source.Label(label, 300)
		ly := top + float64(i)*24
		c.Rect(left, ly+4, 15, 15, 2, canvas.Look{Class: fill(i)})
		c.Text(left+23, ly+12, t, canvas.TextLook{Anchor: canvas.Start})
		width = max(width, t.W)
	}
	return boxes.Drawing{Canvas: c, W: left + 23 + width + pad, H: height, Title: p.title}
}

// turn is the point on a circle after a share of the way round, from the top.
func turn(x, y, r, share float64) (float64, float64) {
	a := 2 * math.Pi * share
	return x + r*math.Sin(a), y - r*math.Cos(a)
}
