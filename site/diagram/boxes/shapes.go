package boxes

import (
	"math"
	"strings"

	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/layered"
)

// A Shape is one of the shapes of nodes. The zero Shape is a rectangle.
type Shape uint8

// The shapes, as Mermaid describes them.
const (
	Rect Shape = iota
	Rounded
	Stadium
	Subroutine
	Cylinder
	Round // a circle
	DoubleRound
	SmallRound
	FilledRound
	FramedRound
	CrossedRound
	Flag // pointed to the left
	Rhombus
	Hexagon
	LeanRight
	LeanLeft
	TrapezoidUp
	TrapezoidDown
	PlainText
	Notched
	LinedRect
	DividedRect
	WindowPane
	Stacked
	TaggedRect
	SlopedTop
	Fork
	Hourglass
	BraceLeft
	BraceRight
	Braces
	Bolt
	Document
	LinedDocument
	StackedDocuments
	TaggedDocument
	Delay
	LyingCylinder
	LinedCylinder
	CurvedTrapezoid
	TriangleUp
	TriangleDown
	NotchedPentagon
	Tape
	BowTie
	Datastore
	Cloud
	Bang
	ForkUpright
	StartPoint
	EndPoint
	shapes
)

// shapeNames are the names of shapes, as in A@{ shape: cyl }.
const shapeNames = `
rect proc process rectangle square
rounded event
stadium terminal pill
fr-rect subproc subprocess subroutine framed-rectangle
cyl cylinder database db
circle circ
dbl-circ double-circle
sm-circ small-circle start
f-circ filled-circle junction
fr-circ framed-circle stop
cross-circ crossed-circle summary
odd
diam diamond decision question rhombus
hex hexagon prepare
lean-r lean-right in-out
lean-l lean-left out-in
trap-b trapezoid trapezoid-bottom priority
trap-t inv-trapezoid trapezoid-top manual inv_trapezoid
text
notch-rect card notched-rectangle
lin-rect lin-proc lined-process lined-rectangle shaded-process
div-rect div-proc divided-process divided-rectangle
win-pane window-pane internal-storage
st-rect procs processes stacked-rectangle
tag-rect tag-proc tagged-process tagged-rectangle
sl-rect manual-input sloped-rectangle
fork join
hourglass collate
brace comment brace-l
brace-r
braces
bolt com-link lightning-bolt
doc document
lin-doc lined-document
docs documents st-doc stacked-document
tag-doc tagged-document
delay half-rounded-rectangle
h-cyl das horizontal-cylinder
lin-cyl disk lined-cylinder
curv-trap display curved-trapezoid
tri triangle extract
flip-tri flipped-triangle manual-file
notch-pent loop-limit notched-pentagon
flag paper-tape
bow-rect bow-tie-rectangle stored-data
datastore data-store
cloud
bang`

// ShapeNamed is the shape of a name.
func ShapeNamed(name string) (Shape, bool) {
	shape := Shape(0)
	for line := range strings.Lines(strings.TrimPrefix(shapeNames, "\n")) {
		for n := range strings.FieldsSeq(line) {
			if n == name {
				return shape, true
			}
		}
		shape++
	}
	return 0, false
}

// Room around the text of a node.
const (
	padX = 16
	padY = 9
)

// size is how large a node with a text is.
func (s Shape) size(t canvas.Text) (w, h float64) {
	w, h = max(t.W, 14)+2*padX, max(t.H, canvas.Line)+2*padY
	switch s {
	case Round, DoubleRound:
		d := math.Hypot(max(t.W, 14), max(t.H, canvas.Line)) + 16
		if s == DoubleRound {
			d += 10
		}
		return d, d
	case SmallRound, FilledRound, StartPoint:
		return 16, 16
	case FramedRound, EndPoint:
		return 20, 20
	case CrossedRound:
		return 44, 44
	case Rhombus:
		// The text's corners stand a little outside of the sides' middle.
		return w*1.18 + h*0.55, h + t.W*0.22 + 20
	case Hexagon:
		return w + h*0.5, h
	case LeanRight, LeanLeft, TrapezoidUp, TrapezoidDown:
		return w + h*0.6, h
	case Stadium, Delay:
		return w + h*0.3, h
	case Subroutine, WindowPane, LinedRect:
		return w + 16, h
	case DividedRect:
		return w, h + 12
	case Cylinder, LinedCylinder:
		return w, h + 22
	case LyingCylinder:
		return w + 26, h
	case Flag, Notched, BowTie, CurvedTrapezoid, Braces, BraceLeft, BraceRight:
		return w + 18, h
	case PlainText:
		return t.W + 12, t.H + 6
	case Stacked, StackedDocuments:
		return w + 12, h + 12
	case Fork:
		return 80, 8
	case ForkUpright:
		return 8, 80
	case Hourglass:
		return 32, 36
	case Bolt:
		return 36, 44
	case Document, LinedDocument, TaggedDocument, Tape:
		return w, h + 16
	case TriangleUp, TriangleDown:
		return w + 2*h, h + t.W*0.25 + 26
	case SlopedTop, NotchedPentagon:
		return w + 8, h + 12
	case Cloud, Bang:
		return w + 26, h + 22
	}
	return w, h
}

// inset is what the layout asks of the node's border; nil for a box.
func (n *Node) inset() func(layered.Side, float64) float64 {
	if n.Custom != nil {
		return nil
	}
	w, h := n.W/2, n.H/2
	across := func(side layered.Side) (half, deep float64) {
		if side == layered.Top || side == layered.Bottom {
			return w, h
		}
		return h, w
	}
	switch n.Shape {
	case Round, DoubleRound, SmallRound, FilledRound, FramedRound, CrossedRound, StartPoint, EndPoint, Cloud, Bang:
		return func(side layered.Side, d float64) float64 {
			half, deep := across(side)
			x := min(math.Abs(d)/half, 1)
			return deep * (1 - math.Sqrt(1-x*x))
		}
	case Rhombus:
		return func(side layered.Side, d float64) float64 {
			half, deep := across(side)
			return deep * min(math.Abs(d)/half, 1)
		}
	case Stadium:
		return n.roundSides(h)
	case Delay:
		return n.roundSides(h)
	case Hexagon:
		return n.slanted(n.H/4, n.H/4)
	case LeanRight, LeanLeft, TrapezoidUp, TrapezoidDown:
		return func(side layered.Side, d float64) float64 {
			if side == layered.LeftSide || side == layered.RightSide {
				return n.H * 0.15
			}
			return 0
		}
	case Flag:
		return func(side layered.Side, d float64) float64 {
			if side == layered.LeftSide {
				return 14 * (1 - min(math.Abs(d)/h, 1))
			}
			return 0
		}
	case Cylinder, LinedCylinder:
		return func(side layered.Side, d float64) float64 {
			if side == layered.Top || side == layered.Bottom {
				x := min(math.Abs(d)/w, 1)
				return 8 * (1 - math.Sqrt(1-x*x))
			}
			return 0
		}
	case TriangleUp, TriangleDown:
		return func(side layered.Side, d float64) float64 {
			pointed := side == layered.Top && n.Shape == TriangleUp || side == layered.Bottom && n.Shape == TriangleDown
			switch {
			case pointed:
				return n.H * min(math.Abs(d)/w, 1)
			case side == layered.LeftSide || side == layered.RightSide:
				return w / 2
			}
			return 0
		}
	}
	return nil
}

// roundSides is the border of a box whose left and right are half circles.
func (n *Node) roundSides(r float64) func(layered.Side, float64) float64 {
	return func(side layered.Side, d float64) float64 {
		if side == layered.LeftSide || side == layered.RightSide {
			return r - math.Sqrt(max(r*r-d*d, 0))
		}
		over := math.Abs(d) - (n.W/2 - r)
		if over <= 0 {
			return 0
		}
		return r - math.Sqrt(max(r*r-over*over, 0))
	}
}

// slanted is the border of a box whose left and right come to a point.
func (n *Node) slanted(left, right float64) func(layered.Side, float64) float64 {
	return func(side layered.Side, d float64) float64 {
		switch side {
		case layered.LeftSide:
			return left * min(math.Abs(d)/(n.H/2), 1)
		case layered.RightSide:
			return right * min(math.Abs(d)/(n.H/2), 1)
		}
		return 0
	}
}

// Mute tells whether the shape has no room for a text.
func (s Shape) Mute() bool {
	switch s {
	case SmallRound, FilledRound, FramedRound, CrossedRound, Fork, ForkUpright, Hourglass, Bolt, StartPoint, EndPoint:
		return true
	}
	return false
}
