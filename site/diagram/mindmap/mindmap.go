// Package mindmap draws Mermaid's mind maps.
package mindmap

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/source"
)

// An idea is a node with what hangs on it.
type idea struct {
	text     canvas.Text
	shape    boxes.Shape
	plain    bool // no shape was chosen
	branch   int  // of the root, for its colour; -1 for the root itself
	children []*idea
	w, h     float64
	tall     float64 // with its children
	x, y     float64 // middle
}

const (
	maxIdeas = 500
	maxDepth = 40
	colours  = 8
	across   = 46 // between an idea and its children
	down     = 12
	margin   = 6
)

var brackets = []struct {
	open, close string
	shape       boxes.Shape
}{
	{"((", "))", boxes.Round}, {"))", "((", boxes.Bang}, {"{{", "}}", boxes.Hexagon}, {"(", ")", boxes.Rounded},
	{")", "(", boxes.Cloud}, {"[", "]", boxes.Rect},
}

// Draw draws a mind map: the root in the middle, one half of its branches on each
// side.
func Draw(t source.Text) (boxes.Drawing, error) {
	root, err := read(t.Lines[1:])
	if err != nil {
		return boxes.Drawing{}, err
	}
	left, right := halves(root)
	span := max(measure(right), measure(left), root.h)
	root.x, root.y = 0, span/2
	place(right, root.w/2+across, span/2, 1)
	place(left, -root.w/2-across, span/2, -1)
	x0, x1, y0, y1 := -root.w/2, root.w/2, span/2-root.h/2, span/2+root.h/2
	each(root, func(i *idea) {
		x0, x1 = min(x0, i.x-i.w/2), max(x1, i.x+i.w/2)
		y0, y1 = min(y0, i.y-i.h/2), max(y1, i.y+i.h/2)
	})
	c := new(canvas.Canvas)
	c.Shift(margin-x0, margin-y0)
	lines(c, root)
	each(root, func(i *idea) { i.draw(c) })
	c.End()
	return boxes.Drawing{Canvas: c, W: x1 - x0 + 2*margin, H: y1 - y0 + 2*margin, Title: t.Title}, nil
}

// read reads a tree by its indentation.
func read(all []source.Line) (*idea, error) {
	type level struct {
		indent int
		idea   *idea
	}
	var stack []level
	var root *idea
	count := 0
	for k := 0; k < len(all); k++ {
		l := all[k]
		text := l.Text
		if strings.HasPrefix(text, "::icon(") || strings.HasPrefix(text, ":::") {
			continue
		}
		for strings.Count(text, "\"`") > strings.Count(text, "`\"") && k+1 < len(all) { // a text of several lines
			k++
			text += "\n" + all[k].Text
		}
		if count++; count > maxIdeas {
			return nil, l.Fault(0, fmt.Sprintf("the mind map has more than %d ideas", maxIdeas), "")
		}
		node := newIdea(text)
		for len(stack) > 0 && stack[len(stack)-1].indent >= l.Indent {
			stack = stack[:len(stack)-1]
		}
		switch {
		case root == nil:
			root = node
			root.branch = -1
			root.text = root.text.Bold()
			root.fit()
		case len(stack) == 0:
			return nil, l.Fault(0, "a mind map has one root", "indent this line more than the first")
		default:
			above := stack[len(stack)-1].idea
			node.branch = above.branch
			if above == root {
				node.branch = len(root.children)
			}
			above.children = append(above.children, node)
		}
		if stack = append(stack, level{l.Indent, node}); len(stack) > maxDepth {
			return nil, l.Fault(0, fmt.Sprintf("the mind map is more than %d deep", maxDepth), "")
		}
	}
	if root == nil {
		return nil, &source.Fault{What: "the mind map is empty"}
	}
	return root, nil
}

func newIdea(text string) *idea {
	i := &idea{shape: boxes.Rounded, plain: true}
	if cut := strings.Index(text, ":::"); cut > 0 {
		text = strings.TrimSpace(text[:cut])
	}
	at := strings.IndexAny(text, "([{)")
	for _, b := range brackets {
		if at >= 0 && strings.HasPrefix(text[at:], b.open) && strings.HasSuffix(text, b.close) && len(text) >= at+len(b.open)+len(b.close) && !strings.ContainsAny(text[:at], " \"") {
			i.shape, i.plain = b.shape, false
			text = text[at+len(b.open) : len(text)-len(b.close)]
			break
		}
	}
	i.text = source.Label(text, source.Wrap)
	i.fit()
	return i
}

func (i *idea) fit() {
	n := boxes.Node{Label: i.text, Shape: i.shape}
	i.w, i.h = n.Size()
}

// halves divides the branches of the root so that both sides are about as high;
// the first ones stand on the right.
func halves(root *idea) (left, right []*idea) {
	if len(root.children) < 3 {
		return nil, root.children
	}
	total := measure(root.children)
	so := 0.0
	for k, c := range root.children {
		if so+c.tall/2 > total/2 && k > 0 {
			return root.children[k:], root.children[:k]
		}
		so += c.tall + down
	}
	return nil, root.children
}

// measure is how high ideas are below one another, with what hangs on them.
func measure(all []*idea) float64 {
	sum := -float64(down)
	for _, i := range all {
		i.tall = max(i.h, measure(i.children))
		sum += i.tall + down
	}
	return max(sum, 0)
}

// place puts ideas beside x, around y, and their children further out.
func place(all []*idea, x, y float64, way float64) {
	top := y - measure(all)/2
	for _, i := range all {
		i.x, i.y = x+way*i.w/2, top+i.tall/2
		place(i.children, x+way*(i.w+across), i.y, way)
		top += i.tall + down
	}
}

func each(i *idea, f func(*idea)) {
	f(i)
	for _, c := range i.children {
		each(c, f)
	}
}

func lines(c *canvas.Canvas, i *idea) {
	for _, k := range i.children {
		way := 1.0
		if k.x < i.x {
			way = -1
		}
		x1, x2 := i.x+way*i.w/2, k.x-way*k.w/2
		mid := (x1 + x2) / 2
		c.Path(new(canvas.Path).Move(x1-way*2, i.y).Curve(mid, i.y, mid, k.y, x2+way*2, k.y), canvas.Look{Class: "l" + strconv.Itoa(k.branch%colours)})
		lines(c, k)
	}
}

func (i *idea) draw(c *canvas.Canvas) {
	class := "w" + strconv.Itoa(max(i.branch, 0)%colours)
	text := ""
	if i.branch < 0 {
		class, text = "c0", "on"
	}
	n := boxes.Node{Label: i.text, Shape: i.shape, Class: class, W: i.w, H: i.h, TextClass: text}
	n.Draw(c, i.x-i.w/2, i.y-i.h/2)
}
