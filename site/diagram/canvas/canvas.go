// Package canvas writes SVG: shapes and text with classes, to which a style sheet
// gives their colours, and with presentation attributes where an author chose a
// colour. It writes no style, no script, no id and no link, so a page's policy
// needs nothing for it, and any number of drawings stand on one page.
package canvas

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Canvas is a drawing. Its zero value is empty.
type Canvas struct {
	b      bytes.Buffer
	Labels []string // all text, in the order in which it was drawn
}

// A Look is how a shape looks: a class of the style sheet, and what an author
// chose instead of it. The values are safe: see source.Style.
type Look struct {
	Class               string
	Fill, Stroke, Width string
	Dash                string
	Opacity             string
}

// Bytes is the drawing as the content of an <svg>.
func (c *Canvas) Bytes() []byte { return c.b.Bytes() }

// Len is how many bytes were written.
func (c *Canvas) Len() int { return c.b.Len() }

func (c *Canvas) attribute(name, value string) {
	c.b.WriteByte(' ')
	c.b.WriteString(name)
	c.b.WriteString(`="`)
	c.escape(value)
	c.b.WriteByte('"')
}

func (c *Canvas) number(name string, v float64) {
	c.b.WriteByte(' ')
	c.b.WriteString(name)
	c.b.WriteString(`="`)
	c.b.WriteString(Number(v))
	c.b.WriteByte('"')
}

// Number is a length as it stands in a drawing: with one digit behind the point.
func Number(v float64) string {
	v = math.Round(v*10) / 10
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (c *Canvas) look(l Look) {
	if l.Class != "" {
		c.attribute("class", l.Class)
	}
	for _, a := range [...]struct{ name, value string }{
		{"fill", l.Fill}, {"stroke", l.Stroke}, {"stroke-width", l.Width}, {"stroke-dasharray", l.Dash}, {"opacity", l.Opacity},
	} {
		if a.value != "" {
			c.attribute(a.name, a.value)
		}
	}
	c.b.WriteString("/>")
}

// escape writes text so that it is nothing but text. Characters that XML does not
// have are left out.
func (c *Canvas) escape(s string) {
	for _, r := range s {
		switch {
		case r == '<':
			c.b.WriteString("&lt;")
		case r == '>':
			c.b.WriteString("&gt;")
		case r == '&':
			c.b.WriteString("&amp;")
		case r == '"':
			c.b.WriteString("&#34;")
		case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError, r == 0x7f, r == 0xfffe, r == 0xffff:
		default:
			c.b.WriteRune(r)
		}
	}
}

// Rect draws a rectangle with round corners of radius r.
func (c *Canvas) Rect(x, y, w, h, r float64, l Look) {
	c.b.WriteString("<rect")
	c.number("x", x)
	c.number("y", y)
	c.number("width", w)
	c.number("height", h)
	if r > 0 {
		c.number("rx", r)
	}
	c.look(l)
}

// Circle draws a circle around x, y.
func (c *Canvas) Circle(x, y, r float64, l Look) {
	c.b.WriteString("<circle")
	c.number("cx", x)
	c.number("cy", y)
	c.number("r", r)
	c.look(l)
}

// Line draws a line.
func (c *Canvas) Line(x1, y1, x2, y2 float64, l Look) {
	c.Path(new(Path).Move(x1, y1).Line(x2, y2), l)
}

// Polygon draws a closed shape from x, y, x, y, …
func (c *Canvas) Polygon(l Look, xy ...float64) {
	p := new(Path)
	for i := 0; i+1 < len(xy); i += 2 {
		if i == 0 {
			p.Move(xy[0], xy[1])
		} else {
			p.Line(xy[i], xy[i+1])
		}
	}
	c.Path(p.Close(), l)
}

// Path draws a path.
func (c *Canvas) Path(p *Path, l Look) {
	c.b.WriteString(`<path d="`)
	c.b.WriteString(p.b.String())
	c.b.WriteByte('"')
	c.look(l)
}

// Shift opens a group that is moved.
func (c *Canvas) Shift(x, y float64) {
	c.b.WriteString(`<g transform="translate(`)
	c.b.WriteString(Number(x) + " " + Number(y))
	c.b.WriteString(`)">`)
}

// Turn opens a group that is turned by so many degrees around x, y.
func (c *Canvas) Turn(degrees, x, y float64) {
	c.b.WriteString(`<g transform="rotate(` + Number(degrees) + " " + Number(x) + " " + Number(y) + `)">`)
}

// End closes a group.
func (c *Canvas) End() { c.b.WriteString("</g>") }

// An Anchor says which part of a text stands at its x.
type Anchor string

// The anchors.
const (
	Middle Anchor = "" // as the drawing as a whole says
	Start  Anchor = "start"
	Finish Anchor = "end"
)

// A TextLook is how a text looks.
type TextLook struct {
	Class  string
	Fill   string
	Anchor Anchor
	Turn   float64 // degrees, clockwise around its place
	Own    bool    // it has just the size that it has, and not one of the style sheet's
}

// Text draws text whose middle is at y.
func (c *Canvas) Text(x, y float64, t Text, l TextLook) {
	if t.Empty() {
		return
	}
	c.Labels = append(c.Labels, strings.Join(strings.Fields(t.String()), " "))
	first := y - t.H/2 + t.leading()/2 + t.Size*0.35
	c.b.WriteString("<text")
	c.number("x", x)
	c.number("y", first)
	class := l.Class
	switch {
	case l.Own:
		c.number("font-size", t.Size)
	case t.Size < Size:
		class = strings.TrimSpace(class + " s" + Number(t.Size))
	case t.Size > Size:
		class = strings.TrimSpace(class + " big")
	}
	if class != "" {
		c.attribute("class", class)
	}
	if l.Fill != "" {
		c.attribute("fill", l.Fill)
	}
	if l.Anchor != Middle {
		c.attribute("text-anchor", string(l.Anchor))
	}
	if l.Turn != 0 {
		c.attribute("transform", "rotate("+Number(l.Turn)+" "+Number(x)+" "+Number(y)+")")
	}
	c.b.WriteByte('>')
	for i, line := range t.Lines {
		if len(t.Lines) == 1 {
			c.runs(line)
			break
		}
		c.b.WriteString("<tspan")
		c.number("x", x)
		if i > 0 {
			c.number("dy", t.leading())
		}
		c.b.WriteByte('>')
		c.runs(line)
		if i+1 < len(t.Lines) && !endsInSpace(line) && wordEnd(line) {
			c.b.WriteByte('\n') // two lines are two words, for who copies them
		}
		c.b.WriteString("</tspan>")
	}
	c.b.WriteString("</text>")
}

func endsInSpace(line []Run) bool {
	return len(line) > 0 && strings.HasSuffix(line[len(line)-1].Text, " ")
}

func wordEnd(line []Run) bool {
	if len(line) == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(line[len(line)-1].Text)
	return !wide(r)
}

func (c *Canvas) runs(line []Run) {
	for _, r := range line {
		if !r.Bold && !r.Italic {
			c.escape(r.Text)
			continue
		}
		c.b.WriteString("<tspan")
		if r.Bold {
			c.attribute("font-weight", "bold")
		}
		if r.Italic {
			c.attribute("font-style", "italic")
		}
		c.b.WriteByte('>')
		c.escape(r.Text)
		c.b.WriteString("</tspan>")
	}
}

// A Path is a course of lines and curves. Its zero value is empty.
type Path struct{ b strings.Builder }

func (p *Path) add(op byte, xy ...float64) *Path {
	p.b.WriteByte(op)
	for i, v := range xy {
		if i > 0 {
			p.b.WriteByte(' ')
		}
		p.b.WriteString(Number(v))
	}
	return p
}

// Move begins at x, y.
func (p *Path) Move(x, y float64) *Path { return p.add('M', x, y) }

// Line goes straight on.
func (p *Path) Line(x, y float64) *Path { return p.add('L', x, y) }

// Curve is a cubic Bézier curve.
func (p *Path) Curve(x1, y1, x2, y2, x, y float64) *Path { return p.add('C', x1, y1, x2, y2, x, y) }

// Arc goes along an ellipse, clockwise or not.
func (p *Path) Arc(rx, ry float64, large, clockwise bool, x, y float64) *Path {
	return p.add('A', rx, ry, 0, flag(large), flag(clockwise), x, y)
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Close goes back to where the course began.
func (p *Path) Close() *Path {
	p.b.WriteByte('Z')
	return p
}

// Escaped is text as it stands in an element or in quotation marks.
func Escaped(s string) string {
	var c Canvas
	c.escape(s)
	return c.b.String()
}
