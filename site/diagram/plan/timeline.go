package plan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

const colours = 8 // of the style sheet

// A period is a column of a timeline.
type period struct {
	name    string
	section int
	events  []string
}

type timeline struct {
	title    string
	sections []string
	periods  []period
}

const maxPeriods = 200

// Timeline draws periods from left to right, with what happened below.
func Timeline(t source.Text) (boxes.Drawing, error) {
	tl := timeline{title: t.Title}
	for _, l := range t.Lines[1:] {
		if err := tl.line(l); err != nil {
			return boxes.Drawing{}, err
		}
	}
	if len(tl.periods) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the timeline is empty"}
	}
	return tl.draw(), nil
}

func (t *timeline) line(l source.Line) error {
	word, rest := source.Word(l.Text)
	switch word {
	case "title":
		t.title = rest
		return nil
	case "section":
		t.sections = append(t.sections, strings.TrimPrefix(rest, ":"))
		return nil
	}
	name, events, _ := strings.Cut(l.Text, ":")
	if name = strings.TrimSpace(name); name != "" {
		if len(t.periods) == maxPeriods {
			return l.Fault(0, fmt.Sprintf("the timeline has more than %d periods", maxPeriods), "")
		}
		t.periods = append(t.periods, period{name: name, section: len(t.sections) - 1})
	}
	if len(t.periods) == 0 {
		return l.Fault(0, "this belongs to no period", "as in 2004 : Facebook")
	}
	p := &t.periods[len(t.periods)-1]
	for e := range strings.SplitSeq(events, " :") {
		if e = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(e), ":")); e != "" {
			p.events = append(p.events, e)
		}
	}
	if len(p.events) > maxPeriods {
		return l.Fault(0, "the period has too many events", "")
	}
	return nil
}

// Sizes, in pixels.
const (
	columnWide = 150
	columnGap  = 14
)

func (t *timeline) draw() boxes.Drawing {
	c := new(canvas.Canvas)
	const left = 6.0
	x := func(i int) float64 { return left + float64(i)*(columnWide+columnGap) }
	y := 6.0
	if len(t.sections) > 0 {
		y += t.heads(c, x, y) + 12
	}
	names := make([]canvas.Text, len(t.periods))
	tallest := 0.0
	for i, p := range t.periods {
		names[i] = source.Label(p.name, columnWide-16)
		tallest = max(tallest, names[i].H)
	}
	line := y + tallest + 16 + 14
	bottom := line
	right := x(len(t.periods)-1) + columnWide
	c.Line(left, line, right, line, canvas.Look{Class: "e et"})
	for i, p := range t.periods {
		k := i
		if len(t.sections) > 0 {
			k = max(p.section, 0)
		}
		class := "c" + strconv.Itoa(k%colours)
		c.Rect(x(i), y, columnWide, tallest+16, 4, canvas.Look{Class: class})
		c.Text(x(i)+columnWide/2, y+8+tallest/2, names[i], canvas.TextLook{Class: "on"})
		bottom = max(bottom, t.events(c, p, x(i), line, "w"+strconv.Itoa(k%colours)))
	}
	return boxes.Drawing{Canvas: c, W: right + 6, H: bottom + 6, Title: t.title}
}

func (t *timeline) events(c *canvas.Canvas, p period, x, y float64, class string) float64 {
	mid := x + columnWide/2
	c.Circle(mid, y, 5, canvas.Look{Class: "m"})
	from := y + 5
	y += 20
	for _, e := range p.events {
		text := source.LabelAt(e, columnWide-16, 13)
		c.Line(mid, from, mid, y, canvas.Look{Class: "e ed"})
		c.Rect(x, y, columnWide, text.H+12, 4, canvas.Look{Class: class})
		c.Text(mid, y+6+text.H/2, text, canvas.TextLook{})
		from = y + text.H + 12
		y = from + 10
	}
	return from
}

// heads draws the sections above their periods.
func (t *timeline) heads(c *canvas.Canvas, x func(int) float64, y float64) (height float64) {
	type head struct {
		from, to int
		text     canvas.Text
	}
	heads := make([]head, len(t.sections))
	for k := range heads {
		heads[k].from = -1
		for i, p := range t.periods {
			if p.section == k {
				if heads[k].from < 0 {
					heads[k].from = i
				}
				heads[k].to = i
			}
		}
		if h := &heads[k]; h.from >= 0 {
			h.text = source.Label(t.sections[k], x(h.to)-x(h.from)+columnWide-16)
			height = max(height, h.text.H+14)
		}
	}
	for k, h := range heads {
		if h.from < 0 {
			continue
		}
		c.Rect(x(h.from), y, x(h.to)-x(h.from)+columnWide, height, 4, canvas.Look{Class: "w" + strconv.Itoa(k%colours)})
		c.Text((x(h.from)+x(h.to)+columnWide)/2, y+height/2, h.text.Bold(), canvas.TextLook{})
	}
	return height
}
