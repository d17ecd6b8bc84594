// Package excalidraw draws scenes of Excalidraw: shapes, arrows, strokes and text,
// in their places and colours, with straight lines instead of sketched ones
// (https://docs.excalidraw.com/docs/codebase/json-schema).
package excalidraw

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/biji-notes/biji/site/colour"
	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// Bounds of a scene.
const (
	maxUnits    = 16 << 20 // of its JSON
	maxElements = 5000
	maxPoints   = 100_000 // of all lines together
)

type scene struct {
	Elements []element `json:"elements"`
	State    struct {
		Background string `json:"viewBackgroundColor"`
	} `json:"appState"`
}

type element struct {
	Type       string       `json:"type"`
	X          float64      `json:"x"`
	Y          float64      `json:"y"`
	Width      float64      `json:"width"`
	Height     float64      `json:"height"`
	Angle      float64      `json:"angle"` // radians
	Stroke     string       `json:"strokeColor"`
	Fill       string       `json:"backgroundColor"`
	FillStyle  string       `json:"fillStyle"`
	Thick      float64      `json:"strokeWidth"`
	Dashes     string       `json:"strokeStyle"`
	Opacity    float64      `json:"opacity"` // percent
	Deleted    bool         `json:"isDeleted"`
	Points     [][2]float64 `json:"points"`
	Text       string       `json:"text"`
	FontSize   float64      `json:"fontSize"`
	Align      string       `json:"textAlign"`
	StartArrow string       `json:"startArrowhead"`
	EndArrow   string       `json:"endArrowhead"`
	Round      *struct{}    `json:"roundness"`
	Name       string       `json:"name"`
}

// WordsMark is the line between a scene and the words in it, which stand there
// for those who cannot draw it.
const WordsMark = "## Text Elements"

// Words are the texts that stand behind a scene, without the brackets of links.
func Words(code string) []string {
	_, words, _ := strings.Cut(code, "\n"+WordsMark+"\n")
	var all []string
	for text := range strings.SplitSeq(strings.NewReplacer("[[", "", "]]", "").Replace(words), "\n\n") {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Draw draws a scene, which is JSON, or that as lz-string compresses it.
func Draw(code string) (boxes.Drawing, error) {
	code, _, _ = strings.Cut(code, "\n"+WordsMark+"\n")
	code = strings.TrimSpace(code)
	if !strings.HasPrefix(code, "{") {
		text, ok := decompress(code, maxUnits)
		if !ok {
			return boxes.Drawing{}, &source.Fault{What: "the drawing is not compressed as Excalidraw does"}
		}
		code = text
	}
	var s scene
	if err := json.Unmarshal([]byte(code), &s); err != nil {
		return boxes.Drawing{}, &source.Fault{What: fmt.Sprintf("the drawing is not JSON as Excalidraw writes it: %v", err)}
	}
	return s.draw()
}

func (s *scene) draw() (boxes.Drawing, error) {
	shown, points := s.Elements[:0], 0
	for _, e := range s.Elements {
		if !e.Deleted {
			shown = append(shown, e)
			points += len(e.Points)
		}
	}
	if s.Elements = shown; len(shown) > maxElements || points > maxPoints {
		return boxes.Drawing{}, &source.Fault{What: fmt.Sprintf("the drawing has more than %d elements or %d points", maxElements, maxPoints)}
	}
	box := s.bounds()
	c := &canvas.Canvas{}
	w, h := box.right-box.left, box.bottom-box.top
	background, ok := rgb(s.State.Background)
	if !ok {
		background = "#ffffff"
	}
	c.Rect(0, 0, w, h, 0, canvas.Look{Fill: background})
	c.Shift(-box.left, -box.top)
	for i := range shown {
		shown[i].draw(c)
	}
	c.End()
	return boxes.Drawing{Canvas: c, W: w, H: h}, nil
}

type bounds struct{ left, top, right, bottom float64 }

// bounds are around all elements, with some room.
func (s *scene) bounds() bounds {
	b := bounds{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, e := range s.Elements {
		cx, cy := e.X+e.Width/2, e.Y+e.Height/2
		for _, p := range e.corners() {
			x, y := turn(p[0]-cx, p[1]-cy, e.Angle)
			b.left, b.right = min(b.left, cx+x), max(b.right, cx+x)
			b.top, b.bottom = min(b.top, cy+y), max(b.bottom, cy+y)
		}
	}
	const room, most = 16, 1 << 16
	if math.IsInf(b.left, 0) || math.IsNaN(b.left+b.top+b.right+b.bottom) {
		return bounds{0, 0, 200, 100}
	}
	b = bounds{b.left - room, b.top - room, b.right + room, b.bottom + room}
	return bounds{b.left, b.top, min(b.right, b.left+most), min(b.bottom, b.top+most)}
}

func (e *element) corners() [][2]float64 {
	corners := [][2]float64{{e.X, e.Y}, {e.X + e.Width, e.Y}, {e.X, e.Y + e.Height}, {e.X + e.Width, e.Y + e.Height}}
	for _, p := range e.Points {
		corners = append(corners, [2]float64{e.X + p[0], e.Y + p[1]})
	}
	return corners
}

func turn(x, y, angle float64) (float64, float64) {
	sin, cos := math.Sincos(angle)
	return x*cos - y*sin, x*sin + y*cos
}

// draw draws one element. Those that are not known are left out: each stands for
// itself.
func (e *element) draw(c *canvas.Canvas) {
	if e.Angle != 0 {
		c.Turn(e.Angle*180/math.Pi, e.X+e.Width/2, e.Y+e.Height/2)
		defer c.End()
	}
	switch e.Type {
	case "rectangle", "frame", "magicframe", "image", "embeddable", "iframe":
		e.rectangle(c)
	case "diamond":
		e.shape(c, func(l canvas.Look) {
			c.Polygon(l, e.X+e.Width/2, e.Y, e.X+e.Width, e.Y+e.Height/2, e.X+e.Width/2, e.Y+e.Height, e.X, e.Y+e.Height/2)
		})
	case "ellipse":
		rx, ry := e.Width/2, e.Height/2
		e.shape(c, func(l canvas.Look) {
			c.Path(new(canvas.Path).Move(e.X, e.Y+ry).Arc(rx, ry, false, true, e.X+e.Width, e.Y+ry).Arc(rx, ry, false, true, e.X, e.Y+ry).Close(), l)
		})
	case "line", "arrow", "freedraw", "draw":
		e.line(c)
	case "text":
		e.text(c)
	}
}

// rectangle draws boxes, and those things of which there is but a box to be seen.
func (e *element) rectangle(c *canvas.Canvas) {
	radius := 0.0
	if e.Round != nil {
		radius = min(min(e.Width, e.Height)/4, 24)
	}
	if e.Type != "rectangle" {
		e.Stroke, e.Fill, e.Dashes = "#868e96", "", "dashed"
	}
	e.shape(c, func(l canvas.Look) { c.Rect(e.X, e.Y, e.Width, e.Height, radius, l) })
	if e.Name != "" {
		c.Text(e.X, e.Y-12, canvas.Plain(e.Name, 0), canvas.TextLook{Anchor: canvas.Start, Fill: "#868e96"})
	}
}

// shape draws a shape: what fills it, then what is around it.
func (e *element) shape(c *canvas.Canvas, draw func(canvas.Look)) {
	if fill, ok := rgb(e.Fill); ok {
		l := canvas.Look{Fill: fill, Opacity: e.opacity(1)}
		if e.FillStyle != "solid" && e.FillStyle != "" { // hatched
			l.Opacity = e.opacity(0.55)
		}
		draw(l)
	}
	if l := e.pen(); l.Stroke != "none" {
		draw(l)
	}
}

// pen is how the lines of an element look.
func (e *element) pen() canvas.Look {
	l := canvas.Look{Fill: "none", Stroke: "none", Opacity: e.opacity(1)}
	if stroke, ok := rgb(e.Stroke); ok {
		l.Stroke = stroke
	}
	thick := min(max(e.Thick, 0.5), 40)
	l.Width = canvas.Number(thick)
	switch e.Dashes {
	case "dashed":
		l.Dash = canvas.Number(4*thick+4) + " " + canvas.Number(4*thick+2)
	case "dotted":
		l.Dash = canvas.Number(thick) + " " + canvas.Number(3*thick+2)
	}
	return l
}

func (e *element) opacity(of float64) string {
	if o := e.Opacity / 100 * of; o > 0 && o < 1 {
		return fmt.Sprintf("%.2g", o)
	}
	if of < 1 {
		return fmt.Sprintf("%.2g", of)
	}
	return ""
}

func (e *element) line(c *canvas.Canvas) {
	if len(e.Points) < 2 {
		return
	}
	p := new(canvas.Path).Move(e.at(0))
	for i := 1; i < len(e.Points); i++ {
		if e.Round != nil && len(e.Points) > 2 {
			e.bend(p, i)
		} else {
			p.Line(e.at(i))
		}
	}
	if first, last := e.Points[0], e.Points[len(e.Points)-1]; first == last && e.Type == "line" {
		e.shape(c, func(l canvas.Look) { c.Path(p, l) })
		return
	}
	pen := e.pen()
	if e.Type == "freedraw" {
		pen.Width = canvas.Number(min(max(e.Thick, 0.5), 40) * 2)
	}
	c.Path(p, pen)
	last := len(e.Points) - 1
	e.arrowhead(c, e.StartArrow, 0, 1)
	e.arrowhead(c, e.EndArrow, last, last-1)
}

func (e *element) at(i int) (x, y float64) { return e.X + e.Points[i][0], e.Y + e.Points[i][1] }

// bend goes to point i by a curve that is smooth in it (Catmull and Rom's).
func (e *element) bend(p *canvas.Path, i int) {
	x0, y0 := e.at(max(i-2, 0))
	x1, y1 := e.at(i - 1)
	x2, y2 := e.at(i)
	x3, y3 := e.at(min(i+1, len(e.Points)-1))
	p.Curve(x1+(x2-x0)/6, y1+(y2-y0)/6, x2-(x3-x1)/6, y2-(y3-y1)/6, x2, y2)
}

// arrowhead draws what is at point tip of a line that comes from another.
func (e *element) arrowhead(c *canvas.Canvas, kind string, tip, from int) {
	if kind == "" || kind == "null" {
		return
	}
	x, y := e.at(tip)
	fx, fy := e.at(from)
	long := math.Hypot(x-fx, y-fy)
	if long == 0 {
		return
	}
	size := min(6+3*max(e.Thick, 1), max(long/2, 4))
	dx, dy := (fx-x)/long*size, (fy-y)/long*size
	look := e.pen()
	look.Dash = ""
	switch kind {
	case "dot", "circle":
		c.Circle(x, y, size/3, canvas.Look{Fill: look.Stroke})
	case "bar":
		c.Line(x-dy/1.5, y+dx/1.5, x+dy/1.5, y-dx/1.5, look)
	case "triangle":
		c.Polygon(canvas.Look{Fill: look.Stroke}, x, y, x+dx-dy/2, y+dy+dx/2, x+dx+dy/2, y+dy-dx/2)
	default:
		c.Path(new(canvas.Path).Move(x+dx-dy/2, y+dy+dx/2).Line(x, y).Line(x+dx+dy/2, y+dy-dx/2), look)
	}
}

func (e *element) text(c *canvas.Canvas) {
	size := min(max(e.FontSize, 6), 400)
	var lines [][]canvas.Run
	for line := range strings.Lines(e.Text) {
		lines = append(lines, []canvas.Run{{Text: strings.TrimRight(line, "\n")}})
	}
	t := canvas.Set(lines, 0, size)
	look := canvas.TextLook{Own: true}
	look.Fill, _ = rgb(e.Stroke)
	x := e.X
	switch e.Align {
	case "center":
		x += e.Width / 2
	case "right":
		x, look.Anchor = x+e.Width, canvas.Finish
	default:
		look.Anchor = canvas.Start
	}
	c.Text(x, e.Y+e.Height/2, t, look)
}

// rgb is a colour as SVG has it; ok is false for none.
func rgb(css string) (value string, ok bool) {
	c, ok := colour.Parse(css)
	if !ok || c.Alpha == 0 {
		return "", false
	}
	return fmt.Sprintf("#%02x%02x%02x", int(c.R), int(c.G), int(c.B)), true
}
