package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// A visit is a task of a journey, and how it felt, from 1 to 5.
type visit struct {
	name    string
	score   int
	actors  []int
	section int
}

type journey struct {
	title    string
	sections []string
	visits   []visit
	actors   []string
}

// Journey draws tasks from left to right, the better ones higher.
func Journey(t source.Text) (boxes.Drawing, error) {
	j := journey{title: t.Title}
	for _, l := range t.Lines[1:] {
		if err := j.line(l); err != nil {
			return boxes.Drawing{}, err
		}
	}
	if len(j.visits) == 0 {
		return boxes.Drawing{}, &source.Fault{What: "the journey is empty"}
	}
	return j.draw(), nil
}

func (j *journey) line(l source.Line) error {
	word, rest := source.Word(l.Text)
	switch word {
	case "title":
		j.title = rest
		return nil
	case "section":
		j.sections = append(j.sections, rest)
		return nil
	}
	parts := strings.SplitN(l.Text, ":", 3)
	if len(parts) < 2 {
		return l.Fault(0, fmt.Sprintf("%q is not understood", source.Short(l.Text)), "as in Make tea: 5: Me")
	}
	score, err := strconv.Atoi(strings.TrimSpace(parts[1]))
	if err != nil {
		return l.Fault(len(parts[0])+1, fmt.Sprintf("%q is no score", source.Short(strings.TrimSpace(parts[1]))), "from 1 to 5")
	}
	v := visit{name: strings.TrimSpace(parts[0]), score: min(max(score, 0), 5), section: len(j.sections) - 1}
	if len(parts) == 3 {
		for a := range strings.SplitSeq(parts[2], ",") {
			if a = strings.TrimSpace(a); a == "" {
				continue
			}
			k := slices.Index(j.actors, a)
			if k < 0 {
				k = len(j.actors)
				j.actors = append(j.actors, a)
			}
			v.actors = append(v.actors, k)
		}
	}
	if j.visits = append(j.visits, v); len(j.visits) > maxPeriods || len(j.actors) > 50 {
		return l.Fault(0, "the journey has too many tasks", "")
	}
	return nil
}

func (j *journey) draw() boxes.Drawing {
	const wide, space, scale = 130.0, 12.0, 26.0
	c := new(canvas.Canvas)
	left := 8.0
	for i, a := range j.actors {
		t := source.Label(a, 160)
		y := 16 + float64(i)*24
		c.Circle(14, y, 7, canvas.Look{Class: "c" + strconv.Itoa(i%colours)})
		c.Text(28, y, t, canvas.TextLook{Anchor: canvas.Start})
		left = max(left, 28+t.W+24)
	}
	x := func(i int) float64 { return left + float64(i)*(wide+space) }
	top := 6.0
	if len(j.sections) > 0 {
		top += j.heads(c, x, wide) + 10
	}
	tallest := 0.0
	names := make([]canvas.Text, len(j.visits))
	for i, v := range j.visits {
		names[i] = source.Label(v.name, wide-16)
		tallest = max(tallest, names[i].H)
	}
	box := tallest + 22
	floor := top + box + 30 + 5*scale
	right := x(len(j.visits)-1) + wide
	c.Line(left, floor+18, right, floor+18, canvas.Look{Class: "e et"})
	for i, v := range j.visits {
		mid := x(i) + wide/2
		class := "w" + strconv.Itoa(max(v.section, 0)%colours)
		c.Line(mid, top+box, mid, floor+18, canvas.Look{Class: "e ed"})
		c.Rect(x(i), top, wide, box, 4, canvas.Look{Class: class})
		for k, a := range v.actors {
			c.Circle(x(i)+12+float64(k)*12, top, 6, canvas.Look{Class: "c" + strconv.Itoa(a%colours)})
		}
		c.Text(mid, top+box/2, names[i], canvas.TextLook{})
		face(c, mid, floor-float64(v.score)*scale+10, v.score)
	}
	height := max(floor+30, float64(len(j.actors))*24+16)
	return boxes.Drawing{Canvas: c, W: right + 8, H: height, Title: j.title}
}

func (j *journey) heads(c *canvas.Canvas, x func(int) float64, wide float64) float64 {
	const height = 32.0
	for k, name := range j.sections {
		first, last := -1, -1
		for i, v := range j.visits {
			if v.section == k {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			continue
		}
		w := x(last) - x(first) + wide
		c.Rect(x(first), 6, w, height, 4, canvas.Look{Class: "c" + strconv.Itoa(k%colours)})
		c.Text(x(first)+w/2, 6+height/2, source.Label(name, w-10), canvas.TextLook{Class: "on"})
	}
	return height
}

// face smiles the more, the higher the score.
func face(c *canvas.Canvas, x, y float64, score int) {
	c.Circle(x, y, 14, canvas.Look{Class: "nt"})
	c.Circle(x-5, y-4, 1.6, canvas.Look{Class: "m"})
	c.Circle(x+5, y-4, 1.6, canvas.Look{Class: "m"})
	bend := float64(score-3) * 3
	c.Path(new(canvas.Path).Move(x-6, y+5-bend/4).Curve(x-3, y+5+bend, x+3, y+5+bend, x+6, y+5-bend/4), canvas.Look{Class: "mo"})
}
