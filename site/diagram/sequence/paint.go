package sequence

import (
	"math"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

const margin = 6

func (s *stage) draw() boxes.Drawing {
	c := s.c
	titles := s.fitGroups()
	height := s.y + s.heads
	c.Shift(margin-s.x0, margin+titles)
	s.paintGroups(titles, height)
	for _, f := range s.frames {
		if f.rect {
			c.Rect(f.x0-framePad, f.top, f.x1-f.x0+2*framePad, f.bottom-f.top, 3, canvas.Look{Class: "qr", Fill: f.color, Opacity: "0.35"})
		}
	}
	s.paintLines()
	for _, a := range s.spans {
		x := s.cols[a.who].x + (float64(a.depth)-1)*bar/2
		c.Rect(x, a.from, bar, max(a.to-a.from, 6), 1, canvas.Look{Class: "n"})
	}
	for _, f := range s.frames {
		s.paintFrame(f)
	}
	for _, a := range s.arrows {
		s.paintArrow(a)
	}
	for _, n := range s.notes {
		c.Rect(n.x, n.y, n.w, n.h, 2, canvas.Look{Class: "nt"})
		c.Text(n.x+n.w/2, n.y+n.h/2, s.texts[n.step], canvas.TextLook{})
	}
	for i := range s.participants {
		s.paintHeads(i)
	}
	c.End()
	return boxes.Drawing{Canvas: c, W: s.x1 - s.x0 + 2*margin, H: height + titles + 2*margin, Title: s.title}
}

// fitGroups makes room for the boxes around participants, and gives the height of
// their titles.
func (s *stage) fitGroups() (titles float64) {
	if len(s.groups) > 0 {
		s.x0, s.x1 = s.x0-12, s.x1+12
		titles = 30
	}
	for _, f := range s.frames {
		s.x0, s.x1 = min(s.x0, f.x0-framePad), max(s.x1, f.x1+framePad)
	}
	return titles
}

func (s *stage) paintGroups(titles, height float64) {
	for g, gr := range s.groups {
		x0, x1 := math.Inf(1), math.Inf(-1)
		for i, p := range s.participants {
			if p.group == g {
				x0, x1 = min(x0, s.cols[i].x-s.cols[i].w/2-10), max(x1, s.cols[i].x+s.cols[i].w/2+10)
			}
		}
		if math.IsInf(x0, 0) {
			continue
		}
		look := canvas.Look{Class: "k", Fill: gr.color}
		if gr.color != "" {
			look.Class, look.Opacity = "qr", "0.2"
		}
		s.c.Rect(x0, -titles, x1-x0, height+titles, 4, look)
		s.c.Text((x0+x1)/2, -titles/2, source.Label(gr.label, x1-x0).Bold(), canvas.TextLook{Class: "kt"})
	}
}

func (s *stage) paintLines() {
	for i := range s.cols {
		c := &s.cols[i]
		s.c.Line(c.x, c.top, c.x, c.bottom, canvas.Look{Class: "ql"})
		if s.participants[i].destroyed >= 0 {
			const d = 8
			s.c.Path(new(canvas.Path).Move(c.x-d, c.bottom-d).Line(c.x+d, c.bottom+d).Move(c.x+d, c.bottom-d).Line(c.x-d, c.bottom+d), canvas.Look{Class: "mo"})
		}
	}
}

func (s *stage) paintFrame(f *frame) {
	if f.rect {
		return
	}
	x, w := f.x0-framePad, f.x1-f.x0+2*framePad
	s.c.Rect(x, f.top, w, f.bottom-f.top, 3, canvas.Look{Class: "qf"})
	tab := f.word.W + 18
	s.c.Path(new(canvas.Path).Move(x, f.top).Line(x+tab, f.top).Line(x+tab, f.top+13).Line(x+tab-7, f.top+20).Line(x, f.top+20).Close(),
		canvas.Look{Class: "qt"})
	s.c.Text(x+tab/2-2, f.top+10, f.word, canvas.TextLook{Class: "kt"})
	s.c.Text((x+tab+x+w)/2, f.top+4+f.text.H/2, f.text, canvas.TextLook{Class: "lt"})
	for _, d := range f.divisions {
		s.c.Line(x, d.y, x+w, d.y, canvas.Look{Class: "qd"})
		s.c.Text(x+w/2, d.y+2+d.text.H/2, d.text, canvas.TextLook{Class: "lt"})
	}
}

func (s *stage) paintArrow(a arrowAt) {
	st, t := s.steps[a.step], s.texts[a.step]
	class := "e"
	if st.dashed {
		class = "e ed"
	}
	if a.self {
		y2 := a.y + 22
		s.c.Path(new(canvas.Path).Move(a.x1, a.y).Line(a.x2-8, a.y).Curve(a.x2, a.y, a.x2, y2, a.x2-8, y2).Line(a.x1+st.head.covers(), y2), canvas.Look{Class: class})
		s.paintHead(st.head, a.x1, y2, -1)
		s.c.Text(a.x2+4, a.y+11, t, canvas.TextLook{Class: "lt", Anchor: canvas.Start})
		s.paintNumber(st.number, a.x1, a.y)
		return
	}
	way := 1.0
	if a.x2 < a.x1 {
		way = -1
	}
	s.c.Line(a.x1+way*st.tail.covers(), a.y, a.x2-way*st.head.covers(), a.y, canvas.Look{Class: class})
	s.paintHead(st.head, a.x2, a.y, way)
	s.paintHead(st.tail, a.x1, a.y, -way)
	if !t.Empty() {
		s.c.Text((a.x1+a.x2)/2, a.y-4-t.H/2, t, canvas.TextLook{Class: "lt"})
	}
	s.paintNumber(st.number, a.x1, a.y)
}

func (h head) covers() float64 {
	if h == filled {
		return 6
	}
	return 0
}

func (s *stage) paintHead(h head, x, y, way float64) {
	switch h {
	case filled:
		s.c.Polygon(canvas.Look{Class: "m"}, x, y, x-way*9, y-4.5, x-way*9, y+4.5)
	case openHead:
		s.c.Path(new(canvas.Path).Move(x-way*9, y-5).Line(x, y).Line(x-way*9, y+5), canvas.Look{Class: "mo"})
	case cross:
		x -= way * 8
		s.c.Path(new(canvas.Path).Move(x-5, y-5).Line(x+5, y+5).Move(x+5, y-5).Line(x-5, y+5), canvas.Look{Class: "mo"})
	}
}

func (s *stage) paintNumber(number string, x, y float64) {
	if number == "" {
		return
	}
	t := canvas.Set([][]canvas.Run{{{Text: number, Bold: true}}}, 0, 11)
	if r := max(8, t.W/2+3); r > 9 {
		s.c.Rect(x-r, y-8, 2*r, 16, 8, canvas.Look{Class: "m"})
	} else {
		s.c.Circle(x, y, r, canvas.Look{Class: "m"})
	}
	s.c.Text(x, y, t, canvas.TextLook{Class: "qn"})
}

// paintHeads draws the participant at the beginning and the end of its line.
func (s *stage) paintHeads(i int) {
	c, p := &s.cols[i], s.participants[i]
	top := c.top - c.h
	if p.created < 0 {
		top = s.heads - c.h
	}
	s.paintWho(p, c, top)
	if p.destroyed < 0 {
		s.paintWho(p, c, c.bottom)
	}
}

func (s *stage) paintWho(p participant, c *column, y float64) {
	n, line := canvas.Look{Class: "n"}, canvas.Look{Class: "ns"}
	x := c.x
	under := y + actorUp + c.label.H/2
	switch p.role {
	case "actor":
		s.c.Circle(x, y+9, 7, n)
		s.c.Path(new(canvas.Path).Move(x, y+16).Line(x, y+31).Move(x-13, y+21).Line(x+13, y+21).
			Move(x-10, y+44).Line(x, y+31).Line(x+10, y+44), line)
	case "boundary":
		s.c.Circle(x+5, y+23, 15, n)
		s.c.Path(new(canvas.Path).Move(x-20, y+10).Line(x-20, y+36).Move(x-20, y+23).Line(x-10, y+23), line)
	case "control":
		s.c.Circle(x, y+25, 15, n)
		s.c.Path(new(canvas.Path).Move(x+6, y+4).Line(x-2, y+10).Line(x+6, y+15), line)
	case "entity":
		s.c.Circle(x, y+22, 15, n)
		s.c.Path(new(canvas.Path).Move(x-15, y+40).Line(x+15, y+40), line)
	case "database":
		s.c.Path(new(canvas.Path).Move(x-15, y+9).Arc(15, 5, false, true, x+15, y+9).Line(x+15, y+37).Arc(15, 5, false, true, x-15, y+37).Close(), n)
		s.c.Path(new(canvas.Path).Move(x-15, y+9).Arc(15, 5, false, false, x+15, y+9), line)
	case "queue":
		s.c.Path(new(canvas.Path).Move(x-18, y+9).Line(x+18, y+9).Arc(5, 14, false, true, x+18, y+37).Line(x-18, y+37).Arc(5, 14, false, true, x-18, y+9).Close(), n)
		s.c.Path(new(canvas.Path).Move(x+18, y+9).Arc(5, 14, false, false, x+18, y+37), line)
	case "collections":
		s.c.Rect(x-c.w/2+5, y, c.w-5, c.h-5, 3, n)
		s.c.Rect(x-c.w/2, y+5, c.w-5, c.h-5, 3, n)
		under = y + 2 + c.h/2
	default:
		s.c.Rect(x-c.w/2, y, c.w, c.h, 3, n)
		under = y + c.h/2
	}
	s.c.Text(x, under, c.label, canvas.TextLook{})
}
