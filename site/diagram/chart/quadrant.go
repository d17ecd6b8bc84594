package chart

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

var (
	point    = regexp.MustCompile(`^(.+?)(:::[\w-]+)?\s*:\s*\[\s*([0-9.]+)\s*,\s*([0-9.]+)\s*\]\s*(.*)$`)
	property = regexp.MustCompile(`([\w-]+)\s*:\s*([^,]+)`)
)

type dot struct {
	name, class string
	x, y        float64
	style       map[string]string
}

type quadrant struct {
	title     string
	low, high [2]string // of x and y
	names     [4]string
	dots      []dot
	styles    map[string]map[string]string
}

// Quadrant draws points in four fields.
func Quadrant(t source.Text) (boxes.Drawing, error) {
	q := quadrant{title: t.Title, styles: map[string]map[string]string{}}
	for _, l := range t.Lines[1:] {
		if err := q.line(l); err != nil {
			return boxes.Drawing{}, err
		}
	}
	return q.draw(), nil
}

func (q *quadrant) line(l source.Line) error {
	word, rest := source.Word(l.Text)
	switch word {
	case "title":
		q.title = source.Unquote(rest)
		return nil
	case "x-axis", "y-axis":
		low, high, _ := strings.Cut(rest, "-->")
		i := int(word[0] - 'x')
		q.low[i], q.high[i] = source.Unquote(low), source.Unquote(high)
		return nil
	case "quadrant-1", "quadrant-2", "quadrant-3", "quadrant-4":
		q.names[word[len(word)-1]-'1'] = source.Unquote(rest)
		return nil
	case "classDef":
		name, more := source.Word(rest)
		q.styles[name] = properties(more)
		return nil
	}
	f := point.FindStringSubmatch(l.Text)
	if f == nil {
		return l.Fault(0, fmt.Sprintf("%q is not understood", source.Short(l.Text)), "a point is written as in A: [0.3, 0.6]")
	}
	x, y := number(f[3]), number(f[4])
	if x > 1 || y > 1 {
		return l.Fault(strings.IndexByte(l.Text, '['), "a point lies between 0 and 1", "")
	}
	q.dots = append(q.dots, dot{source.Unquote(f[1]), strings.TrimPrefix(f[2], ":::"), x, y, properties(f[5])})
	if len(q.dots) > maxValues {
		return l.Fault(0, fmt.Sprintf("the chart has more than %d points", maxValues), "")
	}
	return nil
}

func properties(s string) map[string]string {
	all := map[string]string{}
	for _, f := range property.FindAllStringSubmatch(s, -1) {
		all[f[1]] = strings.TrimSpace(f[2])
	}
	return all
}

func (q *quadrant) draw() boxes.Drawing {
	const size, pad = 440.0, 8.0
	left, bottom := pad, pad
	if q.low[1]+q.high[1] != "" {
		left += 24
	}
	if q.low[0]+q.high[0] != "" {
		bottom += 26
	}
	c := new(canvas.Canvas)
	half := size / 2
	for i, at := range [4][2]float64{{half, 0}, {0, 0}, {0, half}, {half, half}} {
		c.Rect(left+at[0], pad+at[1], half, half, 0, canvas.Look{Class: "q" + string(rune('1'+i))})
		t := source.Label(q.names[i], half-20)
		y := pad + at[1] + 12 + t.H/2
		if len(q.dots) == 0 {
			y = pad + at[1] + half/2
		}
		c.Text(left+at[0]+half/2, y, t, canvas.TextLook{Class: "lt"})
	}
	c.Rect(left, pad, size, size, 0, canvas.Look{Class: "ns ink"})
	middle := func(low, high string, at float64) float64 {
		if high == "" || low == "" {
			return half
		}
		return at
	}
	c.Text(left+middle(q.low[0], q.high[0], half/2), pad+size+16, source.Label(q.low[0], half), canvas.TextLook{})
	c.Text(left+size*0.75, pad+size+16, source.Label(q.high[0], half), canvas.TextLook{})
	c.Text(14, pad+size-middle(q.low[1], q.high[1], half/2), source.Label(q.low[1], half), canvas.TextLook{Turn: -90})
	c.Text(14, pad+half/2, source.Label(q.high[1], half), canvas.TextLook{Turn: -90})
	right := left + size
	for _, d := range q.dots {
		right = max(right, left+d.x*size+canvas.Width(d.name, canvas.Small, false)/2)
		q.dot(c, d, left+d.x*size, pad+(1-d.y)*size)
	}
	return boxes.Drawing{Canvas: c, W: right + pad, H: pad + size + bottom, Title: q.title}
}

func (q *quadrant) dot(c *canvas.Canvas, d dot, x, y float64) {
	value := func(name string) string {
		if v := d.style[name]; v != "" {
			return v
		}
		return q.styles[d.class][name]
	}
	r := number(value("radius"))
	if r <= 0 || r > 60 {
		r = 5
	}
	st := source.Properties(fmt.Sprintf("fill:%s;stroke:%s;stroke-width:%s", value("color"), value("stroke-color"), value("stroke-width")))
	c.Circle(x, y, r, st.Look("c0"))
	c.Text(x, y+r+10, source.LabelAt(d.name, 160, canvas.Small), canvas.TextLook{})
}
