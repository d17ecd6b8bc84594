// Package sequence draws Mermaid's sequence diagrams.
package sequence

import (
	"math"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// Draw draws a sequence diagram.
func Draw(t source.Text) (boxes.Drawing, error) {
	d, err := read(t)
	if err != nil {
		return boxes.Drawing{}, err
	}
	s := &stage{talk: d, c: new(canvas.Canvas)}
	s.columns()
	s.play()
	return s.draw(), nil
}

// Sizes, in pixels.
const (
	headGap   = 36 // between the boxes of two participants
	headPad   = 14
	headLeast = 84
	boxHeight = 40
	actorUp   = 46 // of a stick figure above its name
	bar       = 10 // width of an activation
	loopOut   = 36 // of a message to oneself
	gap       = 12 // between two steps
	textMost  = 300
	noteMost  = 220
	framePad  = 12
)

// A column is where a participant stands.
type column struct {
	x, w, h float64 // middle, size of its head
	label   canvas.Text
	top     float64 // where its line begins and ends
	bottom  float64
}

// A frame is a block that was drawn around.
type frame struct {
	word        canvas.Text
	text        canvas.Text
	rect        bool
	color       string
	least       float64 // width that its texts need
	top, bottom float64
	x0, x1      float64
	divisions   []division
}

type division struct {
	y    float64
	text canvas.Text
}

// condition is what a block or a part of it says of itself.
func condition(text string) canvas.Text {
	if text == "" {
		return canvas.Plain("", 0)
	}
	return source.Label("["+text+"]", textMost)
}

// A span is an activation.
type span struct {
	who      int
	depth    int
	from, to float64
}

// A stage is a drawing in the making.
type stage struct {
	*talk
	c      *canvas.Canvas
	cols   []column
	texts  []canvas.Text // by step
	heads  float64       // height of the heads
	y      float64
	frames []*frame
	open   []*frame
	spans  []span
	active [][]int // by participant: spans that are open
	arrows []arrowAt
	notes  []noteAt
	x0, x1 float64 // of everything
}

type arrowAt struct {
	step   int
	y      float64
	x1, x2 float64
	self   bool
}

type noteAt struct {
	step       int
	x, y, w, h float64
}

// columns finds x for every participant, so that what is said fits between them.
func (s *stage) columns() {
	s.cols = make([]column, len(s.participants))
	for i, p := range s.participants {
		c := &s.cols[i]
		c.label = source.Label(p.label, 180)
		c.w = max(c.label.W+2*headPad, headLeast)
		c.h = max(c.label.H+16, boxHeight)
		if p.role != "participant" && p.role != "collections" {
			c.h = c.label.H + actorUp + 4
		}
		s.heads = max(s.heads, c.h)
	}
	s.texts = make([]canvas.Text, len(s.steps))
	need := s.needs()
	for j := range s.cols {
		if j == 0 {
			s.cols[0].x = s.cols[0].w / 2
			continue
		}
		x := s.cols[j-1].x + s.cols[j-1].w/2 + headGap + s.cols[j].w/2
		if s.participants[j].group != s.participants[j-1].group {
			x += 16
		}
		for i := range j {
			x = max(x, s.cols[i].x+need[i][j])
		}
		s.cols[j].x = x
	}
	s.x0, s.x1 = 0, s.cols[len(s.cols)-1].x+s.cols[len(s.cols)-1].w/2
}

// needs are the distances between participants that messages and notes ask for.
func (s *stage) needs() [][]float64 {
	n := len(s.cols)
	need := make([][]float64, n)
	for i := range need {
		need[i] = make([]float64, n)
	}
	ask := func(i, j int, d float64) {
		if i > j {
			i, j = j, i
		}
		if i >= 0 && j < n && i < j {
			need[i][j] = max(need[i][j], d)
		}
	}
	for k, st := range s.steps {
		switch st.kind {
		case message:
			t := source.Label(st.text, textMost)
			s.texts[k] = t
			if st.from == st.to {
				ask(st.from, st.from+1, t.W+loopOut+24)
				continue
			}
			ask(st.from, st.to, t.W+2*bar+24)
		case note:
			t := source.Label(st.text, noteMost)
			s.texts[k] = t
			switch {
			case st.side == leftOf:
				ask(st.from-1, st.from, t.W+50)
			case st.side == rightOf:
				ask(st.from, st.from+1, t.W+50)
			case st.from == st.to:
				ask(st.from-1, st.from, t.W/2+40)
				ask(st.from, st.from+1, t.W/2+40)
			default:
				ask(st.from, st.to, t.W)
			}
		}
	}
	return need
}

// play goes through the steps from top to bottom.
func (s *stage) play() {
	s.active = make([][]int, len(s.cols))
	s.y = s.heads + 10
	for i := range s.cols {
		s.cols[i].top = s.heads
	}
	for k := range s.steps {
		s.step(k)
	}
	s.y += 14
	for i := range s.cols {
		for len(s.active[i]) > 0 {
			s.deactivate(i)
		}
		if s.participants[i].destroyed < 0 {
			s.cols[i].bottom = s.y
		}
	}
}

func (s *stage) step(k int) {
	st := s.steps[k]
	switch st.kind {
	case message:
		s.message(k)
	case note:
		s.note(k)
	case activate:
		s.spans = append(s.spans, span{who: st.from, depth: len(s.active[st.from]), from: s.y - gap, to: -1})
		s.active[st.from] = append(s.active[st.from], len(s.spans)-1)
	case deactivate:
		s.deactivate(st.from)
	case open:
		s.begin(st)
	case divide:
		s.y += 4
		f := s.open[len(s.open)-1]
		d := division{s.y, condition(st.text)}
		f.divisions = append(f.divisions, d)
		f.least = max(f.least, d.text.W+16)
		s.y += d.text.H + 4
	case shut:
		f := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		f.bottom = s.y + 2
		s.y += framePad + 2
		if f.x0 > f.x1 { // nothing is in it
			f.x0, f.x1 = s.cols[0].x-20, s.cols[len(s.cols)-1].x+20
		}
		f.x1 = max(f.x1, f.x0+f.least-2*framePad)
		s.touch(f.x0-8, f.x1+8)
	}
}

func (s *stage) deactivate(who int) {
	if n := len(s.active[who]); n > 0 {
		s.spans[s.active[who][n-1]].to = s.y - gap
		s.active[who] = s.active[who][:n-1]
	}
}

func (s *stage) begin(st step) {
	s.y += 4
	f := &frame{word: canvas.Plain(st.word, 0).Bold(), top: s.y, x0: math.Inf(1), x1: math.Inf(-1)}
	if f.rect = st.word == "rect"; f.rect {
		f.color = source.Paint(st.text)
		s.y += 8
	} else {
		f.text = condition(st.text)
		f.least = f.word.W + f.text.W + 40
		s.y += max(f.text.H, 20) + 10
	}
	s.frames = append(s.frames, f)
	s.open = append(s.open, f)
}

// touch widens the blocks that are open, and the drawing.
func (s *stage) touch(x0, x1 float64) {
	for _, f := range s.open {
		f.x0, f.x1 = min(f.x0, x0), max(f.x1, x1)
	}
	s.x0, s.x1 = min(s.x0, x0), max(s.x1, x1)
}

// edge is where a message touches a participant's line or activation, on the side
// that looks at towards.
func (s *stage) edge(who int, towards float64) float64 {
	x := s.cols[who].x
	n := len(s.active[who])
	if n == 0 {
		return x
	}
	right := x + bar/2 + float64(n-1)*bar/2
	if towards > x {
		return right
	}
	return x - bar/2
}

func (s *stage) message(k int) {
	st, t := s.steps[k], s.texts[k]
	if st.from == st.to {
		s.toSelf(k)
		return
	}
	if !t.Empty() {
		s.y += t.H
	} else {
		s.y += 10
	}
	s.y += 4
	a := arrowAt{step: k, y: s.y}
	from, to := s.cols[st.from].x, s.cols[st.to].x
	a.x1 = s.edge(st.from, to)
	// An activation that this message begins is met at its border.
	if k+1 < len(s.steps) && s.steps[k+1].kind == activate && s.steps[k+1].from == st.to {
		s.active[st.to] = append(s.active[st.to], 0)
		a.x2 = s.edge(st.to, from)
		s.active[st.to] = s.active[st.to][:len(s.active[st.to])-1]
	} else {
		a.x2 = s.edge(st.to, from)
	}
	s.appear(k, &a)
	s.arrows = append(s.arrows, a)
	s.touch(min(from, to)-20, max(from, to)+20)
	s.y += gap
	s.vanish(k)
}

// appear puts the head of a participant to the message that creates it.
func (s *stage) appear(k int, a *arrowAt) {
	for i, p := range s.participants {
		if p.created != k {
			continue
		}
		c := &s.cols[i]
		a.y = max(a.y, s.y+c.h/2-16)
		c.top = a.y + c.h/2
		s.y = c.top
		if a.x2 > a.x1 {
			a.x2 = c.x - c.w/2
		} else {
			a.x2 = c.x + c.w/2
		}
	}
}

func (s *stage) vanish(k int) {
	for i, p := range s.participants {
		if p.destroyed == k {
			s.cols[i].bottom = s.y - gap
			for len(s.active[i]) > 0 {
				s.deactivate(i)
			}
		}
	}
}

func (s *stage) toSelf(k int) {
	st, t := s.steps[k], s.texts[k]
	x := s.edge(st.from, 1e9)
	s.y += max(t.H/2-10, 6)
	a := arrowAt{step: k, y: s.y, x1: x, x2: x + loopOut, self: true}
	s.arrows = append(s.arrows, a)
	s.touch(s.cols[st.from].x-20, x+loopOut+t.W+14)
	s.y += max(t.H/2+14, 26) + gap
	s.vanish(k)
}

func (s *stage) note(k int) {
	st, t := s.steps[k], s.texts[k]
	w, h := t.W+20, t.H+12
	a, b := s.cols[st.from].x, s.cols[st.to].x
	x := (a+b)/2 - w/2
	switch {
	case st.side == leftOf:
		x = a - w - 14
	case st.side == rightOf:
		x = s.edge(st.from, 1e9) + 14
	case st.from != st.to:
		w = max(w, b-a+40)
		x = (a+b)/2 - w/2
	}
	s.notes = append(s.notes, noteAt{k, x, s.y, w, h})
	s.touch(x-8, x+w+8)
	s.touch(a-20, b+20)
	s.y += h + gap
}
